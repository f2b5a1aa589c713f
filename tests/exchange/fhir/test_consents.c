/* The Consents of one file, judged together: whatever their order, and the second time as the first. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/consent_fixture.h"

#define FAR ORGANISATION("far", "RX1", "Nottingham University Hospitals", "Trust")
#define OTHER_PATIENT \
	"{'resource':{'resourceType':'Patient','id':'q','identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number'," \
	"'value':'9990000026'}],'name':[{'family':'Khan'}],'birthDate':'1950-01-02'}}"

#define PERMITS(...) \
	{ \
		.type = "permit", .when = __VA_ARGS__ \
	}
#define DENIES(...) \
	{ \
		.type = "deny", .when = __VA_ARGS__ \
	}
#define PERHAPS(...) \
	{ \
		.type = "perhaps", .when = __VA_ARGS__ \
	}

#define RULES ",'implicitRules':'urn:rules'"

enum { SAYS_MAX = 5 };

typedef struct Says { /* one Consent; what is NULL has its usual value, what is "" is not there */
	const char *type, *when, *id, *category, *place, *status, *patient, *more;
} Says;

typedef struct Case {
	Says says[SAYS_MAX];
	const char *answers; /* in the order in which they are told */
	size_t doubts;
} Case;

static const char *usual(const char *said, const char *otherwise)
{
	return said ? said : otherwise;
}

static void write_consent(Text *out, const Says *says)
{
	const char *category = usual(says->category, "share-out"), *place = usual(says->place, "hos");
	text_add_print(out,
		       ",{'resource':{'resourceType':'Consent','id':'%s','status':'%s'," SCOPE RULE PERFORMER
		       "'patient':{'reference':'Patient/%s'}%s",
		       usual(says->id, says->when), usual(says->status, "active"), usual(says->patient, "p"),
		       usual(says->more, ""));
	if (*category)
		text_add_print(out, ",'category':[{'coding':[{'system':'urn:sharedesk:choice','code':'%s'}]}]",
			       category);
	if (*says->when)
		text_add_print(out, ",'dateTime':'2023-11-%s'", says->when);
	text_add_print(out, ",'provision':{'provision':[{'type':'%s'", says->type);
	if (*place)
		text_add_print(out,
			       ",'actor':[{'role':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/"
			       "v3-ParticipationType','code':'IRCP'}]},'reference':{'reference':'Organization/%s'}}]",
			       place);
	text_add(out, "}]}}}");
}

static size_t count_of(const Case *one)
{
	size_t count = 0;
	while (count < SAYS_MAX && one->says[count].type)
		count++;
	return count;
}

static const char *file_of(Arena *arena, const Case *one, const size_t *order)
{
	Text out = {.arena = arena};
	text_add(&out,
		 "{'resourceType':'Bundle','entry':[" PATIENT(MANAGED) "," OTHER_PATIENT "," GP "," HOSPITAL "," FAR);
	for (size_t i = 0; i < count_of(one); i++)
		write_consent(&out, &one->says[order[i]]);
	text_add(&out, "]}");
	return text_done(&out);
}

/* "out yes 10, out no 11": the day alone. */
static const char *answers_told(Fixture *fixture)
{
	Text out = {.arena = &fixture->arena};
	for (size_t i = 0; i < answers(fixture); i++) {
		const Fact *answer = fact(fixture, "answered", i);
		char moment[32];
		instant_print(answer->at, moment);
		text_add_print(&out, "%s%s %s %.2s", i ? ", " : "", words_text(&direction_words, answer->direction),
			       words_text(&answer_words, answer->answer), moment + 8);
	}
	return text_done(&out);
}

static void hold(const Case *one, const size_t *order)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	for (size_t again = 0; again < 2; again++) {
		const char *file = file_of(&fixture.arena, one, order);
		read_consents(&fixture, file);
		const char *told = answers_told(&fixture), *wanted = again ? "" : one->answers;
		if (!text_is(told, wanted) || doubt_count(&fixture) != one->doubts)
			fail_msg("%s: told \"%s\" and not \"%s\"; %zu doubts and not %zu (%s): %s",
				 again ? "again" : "at first", told, wanted, doubt_count(&fixture), one->doubts,
				 last_doubt(&fixture), file);
		assert_true(!again || fixture.gather.known == fixture.gather.count);
	}
}

/* Every order of what is left, after those chosen. */
static void hold_orders(const Case *one, size_t *order, size_t chosen)
{
	if (chosen == count_of(one)) {
		hold(one, order);
		return;
	}
	for (size_t i = chosen; i < count_of(one); i++) {
		const size_t first = order[chosen], other = order[i];
		order[chosen] = other;
		order[i] = first;
		hold_orders(one, order, chosen + 1);
		order[chosen] = first;
		order[i] = other;
	}
}

static void hold_cases(const Case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t order[SAYS_MAX] = {0, 1, 2, 3, 4};
		hold_orders(&cases[i], order, 0);
	}
}

static void test_what_is_clear(void **state)
{
	static const Case cases[] = {
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z")}, "out yes 10, out no 11", 0},
		{{DENIES("10T09:00:00Z"), PERMITS("11T09:00:00Z")}, "out no 10, out yes 11", 0},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z"), PERMITS("12T09:00:00Z")},
		 "out yes 10, out no 11, out yes 12",
		 0},
		/* both directions */
		{{PERMITS("10T09:00:00Z", .id = "a"), PERMITS("10T09:00:00Z", .id = "b", .category = "share-in")},
		 "out yes 10, in yes 10",
		 0},
		{{DENIES("10T09:00:00Z", .id = "a"), PERMITS("10T09:00:00Z", .id = "b", .category = "share-in")},
		 "out no 10, in yes 10",
		 0},
		/* the same answer twice is one, under whatever name */
		{{PERMITS("10T09:00:00Z", .id = "a"), PERMITS("10T09:00:00Z", .id = "b")}, "out yes 10", 0},
		{{PERMITS("10T09:00:00Z"), PERMITS("10T09:00:00Z")}, "out yes 10", 0},
		{{DENIES("10T09:00:00Z", .id = "a"), DENIES("10T09:00:00Z", .id = "b")}, "out no 10", 0},
		/* what is wholly about somebody or something else says nothing here */
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .patient = "q")}, "out yes 10", 1},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .place = "far")}, "out yes 10", 1},
		{{PERMITS("10T09:00:00Z"), PERMITS("11T09:00:00Z", .category = "share-in", .status = "draft")},
		 "out yes 10",
		 1},
		/* nor does what was entered in error */
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .status = "entered-in-error")}, "out yes 10", 0},
	};
	hold_cases(cases, countof(cases));
}

static void test_no_yes_beside_a_doubt(void **state)
{
	static const Case cases[] = {
		/* one moment */
		{{PERMITS("10T09:00:00Z", .id = "a"), DENIES("10T09:00:00Z", .id = "b")}, "out no 10", 1},
		{{PERMITS("10T09:00:00Z", .id = "b"), DENIES("10T09:00:00Z", .id = "a")}, "out no 10", 1},
		{{PERMITS("10T09:00:00Z", .id = "a"), PERMITS("10T09:00:00Z", .id = "b"),
		  DENIES("10T09:00:00Z", .id = "c")},
		 "out no 10",
		 2},
		{{PERMITS("10T09:00:00Z", .id = "a"), PERMITS("10T09:00:00Z", .id = "b", .status = "inactive")}, "", 2},
		/* a later one in doubt, whatever it seems to say */
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .status = "inactive")}, "", 2},
		{{PERMITS("10T09:00:00Z"), PERMITS("11T09:00:00Z", .status = "inactive")}, "", 2},
		{{PERMITS("10T09:00:00Z"), PERHAPS("11T09:00:00Z")}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("20T09:00:00Z")}, "", 2},
		{{PERMITS("09T09:00:00Z"), PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .status = "draft")}, "", 3},
		/* a refusal that is in no doubt itself stands all the same */
		{{PERMITS("09T09:00:00Z"), DENIES("10T09:00:00Z"), DENIES("11T09:00:00Z", .status = "draft")},
		 "out no 10",
		 2},
		/* an older one in doubt was answered since */
		{{PERMITS("10T09:00:00Z"), DENIES("09T09:00:00Z", .status = "inactive")}, "out yes 10", 1},
		{{PERMITS("10T09:00:00Z"), DENIES("09")}, "out yes 10", 1},
		/* a day may be as late as its end, and no day at all any day */
		{{PERMITS("10T09:00:00Z"), DENIES("10")}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("", .id = "b")}, "", 2},
		/* it does not say which direction, or where, or of whom */
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .category = "")}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .category = "scr")}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .place = "")}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .place = "", .patient = "q")}, "out yes 10", 1},
		/* what is not understood may have changed the question, the moment, or that it was in error */
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .place = "far", .more = RULES)}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .category = "share-in", .more = RULES)}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("09T09:00:00Z", .more = ",'_dateTime':{'id':'x'}")}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("09T09:00:00Z", .more = RULES)}, "out yes 10", 1},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .status = "entered-in-error", .more = RULES)}, "", 2},
		{{PERMITS("10T09:00:00Z"), DENIES("11T09:00:00Z", .patient = "q", .more = ",'_patient':{'id':'x'}")},
		 "",
		 2},
		/* two versions of one */
		{{PERMITS("10T09:00:00Z", .id = "a"), PERMITS("09T09:00:00Z", .id = "a", .status = "inactive")}, "", 2},
		{{PERMITS("10T09:00:00Z", .id = "a"), PERMITS("10T09:00:00Z", .id = "a", .status = "entered-in-error")},
		 "",
		 1},
		{{PERMITS("10T09:00:00Z", .id = "a"), PERMITS("09T09:00:00Z", .id = "a", .place = "far")}, "", 2},
	};
	hold_cases(cases, countof(cases));
}

/* A file read before, and what a later one says of the same. */
static void hold_after(const Case *first, const Case *then)
{
	static const size_t order[SAYS_MAX] = {0, 1, 2, 3, 4};
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	read_consents(&fixture, file_of(&fixture.arena, first, order));
	assert_string_equal(answers_told(&fixture), first->answers);
	read_consents(&fixture, file_of(&fixture.arena, then, order));
	assert_string_equal(answers_told(&fixture), then->answers);
	assert_int_equal(doubt_count(&fixture), then->doubts);
}

static void test_what_the_desk_has(void **state)
{
	static const Case yes = {{PERMITS("10T09:00:00Z", .id = "a")}, "out yes 10", 0};
	static const Case no = {{DENIES("10T09:00:00Z", .id = "a")}, "out no 10", 0};
	static const Case after_yes[] = {
		/* the same under another name */
		{{PERMITS("10T09:00:00Z", .id = "b")}, "", 0},
		{{DENIES("10T09:00:00Z", .id = "b")}, "out no 10", 0},
		{{DENIES("09T09:00:00Z", .id = "b")}, "", 1},
		{{DENIES("11T09:00:00Z", .id = "b")}, "out no 11", 0},
		/* what is in doubt changes nothing that was told, and is listed */
		{{DENIES("11T09:00:00Z", .id = "b", .status = "inactive")}, "", 1},
		{{PERMITS("10T09:00:00Z", .id = "a", .status = "inactive")}, "", 1},
		{{PERMITS("10T09:00:00Z", .id = "a", .status = "entered-in-error")}, "", 1},
		{{PERMITS("10T09:00:00Z", .id = "b", .status = "entered-in-error")}, "", 0},
		/* another answer under the name that the desk knows */
		{{PERMITS("10T09:00:00Z", .id = "a", .category = "share-in")}, "in yes 10", 0},
	};
	static const Case after_no[] = {
		{{PERMITS("10T09:00:00Z", .id = "b")}, "", 1},
		{{PERMITS("11T09:00:00Z", .id = "b")}, "out yes 11", 0},
	};
	for (size_t i = 0; i < countof(after_yes); i++)
		hold_after(&yes, &after_yes[i]);
	for (size_t i = 0; i < countof(after_no); i++)
		hold_after(&no, &after_no[i]);
}

/* --- Any Consents --- */

static size_t below(uint64_t *dice, size_t limit)
{
	*dice = *dice * 6364136223846793005U + 1442695040888963407U;
	return (size_t)((*dice >> 33) % limit);
}

#define ONE_OF(dice, ...) \
	((const char *const[]){__VA_ARGS__})[below(dice, countof(((const char *const[]){__VA_ARGS__})))]

static Says drawn(uint64_t *dice)
{
	Says says = {
		.type = ONE_OF(dice, "permit", "permit", "deny"),
		.when = ONE_OF(dice, "09T09:00:00Z", "10T09:00:00Z", "11T09:00:00Z", "12T09:00:00Z"),
		.id = ONE_OF(dice, "a", "b", "c", "d", "e", "f", "g", "h"),
		.category = ONE_OF(dice, "share-in", "share-out"),
		.place = ONE_OF(dice, "hos", "hos", "hos", "far"),
		.status = ONE_OF(dice, "active", "active", "active", "inactive", "entered-in-error"),
		.patient = ONE_OF(dice, "p", "p", "p", "q"),
	};
	switch (below(dice, 12)) {
	case 0: says.type = "perhaps"; break;
	case 1: says.when = ONE_OF(dice, "10", ""); break;
	case 2: says.category = ONE_OF(dice, "scr", ""); break;
	case 3: says.place = ""; break;
	case 4: says.more = RULES; break;
	default: break;
	}
	return says;
}

static bool may_permit(const Says *says)
{
	return text_is(says->type, "permit") && text_is(says->status, "active") && strlen(says->when) > 2 &&
	       !says->more;
}

/* The last answer in each direction is a yes. */
static bool stands(const Fixture *fixture, Direction direction)
{
	bool yes = false;
	for (size_t i = 0; i < answers(fixture); i++)
		if (fact(fixture, "answered", i)->direction == direction)
			yes = fact(fixture, "answered", i)->answer == ANSWER_YES;
	return yes;
}

static void read_drawn(Fixture *fixture, const Case *one, const size_t *order, bool *ret_yes)
{
	open_practice(fixture);
	read_consents(fixture, file_of(&fixture->arena, one, order));
	ret_yes[0] = stands(fixture, DIRECTION_IN);
	ret_yes[1] = stands(fixture, DIRECTION_OUT);
}

/* Whatever is added that is no clear yes, nothing becomes a yes; and the order in which they stand says nothing. */
static void test_no_more_is_allowed(void **state)
{
	const size_t rounds = unit_full() ? 20000 : 500;
	uint64_t dice = unit_seed();
	size_t allowed = 0;
	for (size_t round = 0; round < rounds; round++) {
		scoped(close_fixture) Fixture before, after, turned;
		static const size_t order[] = {0, 1, 2, 3, 4}, other[] = {4, 2, 0, 3, 1};
		bool was[2], is[2], as[2];
		Case one = {0};
		for (size_t i = 0; i < SAYS_MAX - 1; i++)
			one.says[i] = drawn(&dice);
		read_drawn(&before, &one, order, was);
		one.says[SAYS_MAX - 1] = drawn(&dice);
		read_drawn(&after, &one, order, is);
		read_drawn(&turned, &one, other, as);
		const bool same = text_is(answers_told(&after), answers_told(&turned)) &&
				  doubt_count(&after) == doubt_count(&turned) && is[0] == as[0] && is[1] == as[1];
		const bool more = (is[0] && !was[0]) || (is[1] && !was[1]);
		if (!same || (more && !may_permit(&one.says[SAYS_MAX - 1])))
			fail_msg("round %zu: \"%s\" and then \"%s\", turned \"%s\": %s", round, answers_told(&before),
				 answers_told(&after), answers_told(&turned), file_of(&after.arena, &one, order));
		allowed += is[0] + is[1];
	}
	assert_true(allowed > rounds / 20);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_clear),
		cmocka_unit_test(test_no_yes_beside_a_doubt),
		cmocka_unit_test(test_what_the_desk_has),
		cmocka_unit_test(test_no_more_is_allowed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
