/* What goes out as FHIR comes in again, whole; what was changed on the way does not. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/export.h"
#include "exchange/fhir/fhir.h"
#include "exchange/gather.h"
#include "exchange/ledger_lines.h"

#define ASHBY "9990000018" /* everything has happened to her */
#define HYDE "9990000026"  /* restricted */

static const Instant now = {1708732800}; /* 2024-02-24T00:00:00Z */

typedef struct Desk {
	MemoryLedger memory;
	Ledger ledger;
	Arena arena;
	Gather gather;
	FhirSummary summary;
	Error err;
} Desk;

static void open_desk(Desk *desk)
{
	*desk = (Desk){0};
	desk->ledger = memory_ledger(&desk->memory);
}

static void close_desk(Desk *desk)
{
	gather_free(&desk->gather);
	arena_free(&desk->arena);
	memory_ledger_close(&desk->memory);
}

typedef bool (*Read)(Desk *desk, const char *what, const Sink *sink);

static bool read_lines(Desk *desk, const char *what, const Sink *sink)
{
	Source source;
	bool read = source_open(&source, what, &desk->err) && ledger_lines_read(&source, sink, &desk->err);
	source_close(&source);
	return read;
}

static bool read_fhir(Desk *desk, const char *what, const Sink *sink)
{
	const FhirOptions options = {.now = now, .ledger = &desk->ledger};
	return read_bundle(what, &options, sink, &desk->summary, &desk->err);
}

/* As the desk's import does: all of it or nothing. */
static bool take(Desk *desk, LineSource from, Read read, const char *what)
{
	Teller teller = {.ledger = desk->ledger, .now = now, .source = from, .names_follow = true};
	gather_free(&desk->gather);
	desk->gather.teller = &teller;
	const Sink sink = gather_sink(&desk->gather);
	assert_true(desk->ledger.ops->begin(desk->ledger.self, &desk->err));
	bool taken = read(desk, what, &sink) && teller_finish(&teller, &desk->err) &&
		     desk->ledger.ops->commit(desk->ledger.self, &desk->err);
	if (!taken)
		desk->ledger.ops->rollback(desk->ledger.self);
	teller_done(&teller);
	return taken;
}

static void open_practice(Desk *desk)
{
	open_desk(desk);
	if (!take(desk, SOURCE_LEDGER_LINES, read_lines, "tests/fhir/practice.jsonl"))
		fail_msg("%s", desk->err.text);
}

static const char *export_of(Desk *desk, const char *patient, int64_t until)
{
	const FhirExport export = {.ledger = &desk->ledger, .patient = patient, .now = now, .until = until};
	FhirExported exported;
	Text text = {.arena = &desk->arena};
	if (!fhir_export(&export, &text, &exported, &desk->err))
		fail_msg("%s", desk->err.text);
	return text_done(&text);
}

static FactList facts_of(Desk *desk, const char *patient)
{
	FactList facts;
	assert_true(desk->ledger.ops->facts(desk->ledger.self, patient, &desk->arena, &facts, &desk->err));
	return facts;
}

static int64_t told(Desk *desk)
{
	int64_t seq;
	Seal seal;
	assert_true(desk->ledger.ops->head(desk->ledger.self, &seq, &seal, &desk->err));
	return seq;
}

/* Of an entry, or of a fact that is: a void, that it was passed on, the void of that. */
static bool is_of_entry(FactList facts, const Fact *fact)
{
	for (size_t i = 0; fact->fact && i < facts.count; i++)
		if (text_is(facts.items[i].id, fact->fact))
			return is_of_entry(facts, &facts.items[i]);
	return fact->entry != NULL;
}

static void test_every_fact_comes_back(void **state)
{
	scoped(close_desk) Desk from, to;
	open_practice(&from);
	open_desk(&to);
	if (!take(&to, SOURCE_FHIR, read_fhir, export_of(&from, ASHBY, INT64_MAX)))
		fail_msg("%s", to.err.text);
	assert_true(to.summary.own);

	const FactList before = facts_of(&from, ASHBY), after = facts_of(&to, ASHBY);
	size_t found = 0;
	for (size_t i = 0; i < before.count; i++) {
		if (is_of_entry(before, &before.items[i]) || before.items[i].kind == FACT_ACCESS_WITHHELD)
			continue;
		assert_true(found < after.count);
		const Line was = line_of_fact(&before.items[i]), is = line_of_fact(&after.items[found++]);
		if (!line_same(&was, &is))
			fail_msg("%s came back otherwise", was.fact.id);
		assert_int_equal(instant_order(was.fact.recorded_at, is.fact.recorded_at), 0);
	}
	assert_int_equal(found, after.count);
	assert_true(found > 40);
}

static void test_so_do_people_and_organisations(void **state)
{
	static const char *const codes[] = {"C82001", "RWE", "RX9", "R0D"};
	const Person *was, *is;
	const Organisation *there, *here;
	scoped(close_desk) Desk from, to;
	open_practice(&from);
	open_desk(&to);
	assert_true(take(&to, SOURCE_FHIR, read_fhir, export_of(&from, ASHBY, INT64_MAX)));
	assert_true(from.ledger.ops->person(from.ledger.self, ASHBY, &from.arena, &was, &from.err));
	assert_true(to.ledger.ops->person(to.ledger.self, ASHBY, &to.arena, &is, &to.err));
	assert_true(line_same(&(Line){.kind = line_kind_of(LINE_PERSON), .person = *was},
			      &(Line){.kind = line_kind_of(LINE_PERSON), .person = *is}));
	for (size_t i = 0; i < countof(codes); i++) {
		assert_true(from.ledger.ops->organisation(from.ledger.self, codes[i], &from.arena, &there, &from.err));
		assert_true(to.ledger.ops->organisation(to.ledger.self, codes[i], &to.arena, &here, &to.err));
		assert_non_null(here);
		assert_true(line_same(&(Line){.kind = line_kind_of(LINE_ORGANISATION), .organisation = *there},
				      &(Line){.kind = line_kind_of(LINE_ORGANISATION), .organisation = *here}));
	}
}

static void test_twice_changes_nothing(void **state)
{
	scoped(close_desk) Desk from, to;
	open_practice(&from);
	open_desk(&to);
	const char *bundle = export_of(&from, ASHBY, INT64_MAX);
	assert_true(take(&to, SOURCE_FHIR, read_fhir, bundle));
	const int64_t count = told(&to);
	assert_true(take(&to, SOURCE_FHIR, read_fhir, bundle));
	assert_int_equal(told(&to), count);
	/* Nor does it where it comes from. */
	const int64_t there = told(&from);
	assert_true(take(&from, SOURCE_FHIR, read_fhir, bundle));
	assert_true(take(&from, SOURCE_FHIR, read_fhir, export_of(&from, HYDE, INT64_MAX)));
	assert_int_equal(told(&from), there);
}

static void test_no_entry_leaves(void **state)
{
	static const char *const words[] = {
		"\"e1\"",     "\"e2\"",	    "\"e3\"", "Asthma", "Kept apart",	   "entry-private", "scr-include",
		"entry-open", "entry-flag", "f42",    "po2",	"access-withheld", "Kept inside"};
	scoped(close_desk) Desk desk;
	open_practice(&desk);
	const char *bundle = export_of(&desk, ASHBY, INT64_MAX);
	for (size_t i = 0; i < countof(words); i++)
		if (strstr(bundle, words[i]))
			fail_msg("%s is in the export", words[i]);
	/* That somebody looked is told, at what is not; and that the ledger left, but nothing of another patient. */
	assert_non_null(strstr(bundle, "2024-02-16T08:01:00Z"));
	assert_non_null(strstr(bundle, "110106"));
	assert_null(strstr(bundle, HYDE));
	assert_non_null(strstr(bundle, FHIR_LEFT_OUT));
}

static void test_a_restricted_patient(void **state)
{
	static const char *const words[] = {"AN9",    "07700900222", "robin@",	"C82001",
					    "Meadow", "postalCode",  "telecom", "generalPractitioner"};
	scoped(close_desk) Desk desk;
	open_practice(&desk);
	const char *bundle = export_of(&desk, HYDE, INT64_MAX);
	for (size_t i = 0; i < countof(words); i++)
		if (strstr(bundle, words[i]))
			fail_msg("%s is in the export", words[i]);
	assert_non_null(strstr(bundle, "kneeR"));
	assert_non_null(strstr(bundle, FHIR_LEFT_OUT_LOCATION));
}

#define REFERRED(label) \
	"{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient','id':'p','identifier':[{'system':" \
	"'https://fhir.nhs.uk/Id/nhs-number','value':'" ASHBY "'}],'name':[{'family':'Ashby','given':['Maureen']}]}}," \
	"{'resource':{'resourceType':'ServiceRequest','id':'r','status':'active','intent':'order','authoredOn':'2024-02-20'," \
	"'subject':{'reference':'Patient/p'},'category':[{'coding':[{'code':'3457005'}]}],'code':{'text':'Sexual health'}," \
	"'performer':[{'type':'Organization','display':'City Clinic'}]" label "}}]}"

/* Told before it was private, it is in the ledger; it leaves no more, and what left comes back as the same fact. */
static void test_of_a_private_referral_the_words_stay_here(void **state)
{
	scoped(close_desk) Desk desk;
	open_desk(&desk);
	assert_true(take(&desk, SOURCE_FHIR, read_fhir, quoted(&desk.arena, REFERRED(""))));
	assert_non_null(strstr(export_of(&desk, ASHBY, INT64_MAX), "Sexual health"));
	assert_true(take(&desk, SOURCE_FHIR, read_fhir,
			 quoted(&desk.arena, REFERRED(",'meta':{'security':[{'code':'R'}]}"))));
	const char *bundle = export_of(&desk, ASHBY, INT64_MAX);
	assert_null(strstr(bundle, "Sexual health"));
	assert_non_null(strstr(bundle, "City Clinic"));
	assert_non_null(strstr(bundle, "\"" FHIR_LEFT_OUT_REFERRAL "\""));
	const int64_t count = told(&desk);
	assert_true(take(&desk, SOURCE_FHIR, read_fhir, bundle));
	assert_int_equal(told(&desk), count);
}

static void tell_line(Desk *desk, Line line)
{
	Told answer;
	Teller teller = {.ledger = desk->ledger, .now = now, .source = SOURCE_LEDGER_LINES};
	assert_true(desk->ledger.ops->begin(desk->ledger.self, &desk->err));
	if (!tell(&teller, &line, &desk->arena, &answer, &desk->err))
		fail_msg("%s", desk->err.text);
	assert_true(desk->ledger.ops->commit(desk->ledger.self, &desk->err));
	teller_done(&teller);
}

/* Before its review it is not there; after it, it is told in part, and nobody takes the part for the whole. */
static void test_of_what_keeps_somebody_safe_no_words_leave(void **state)
{
	scoped(close_desk) Desk from, to;
	Fact fact = FACT_NONE;
	open_practice(&from);
	open_desk(&to);
	const char *before = export_of(&from, ASHBY, INT64_MAX);
	fact.kind = FACT_OVERRIDE, fact.id = "safe1", fact.patient = ASHBY, fact.override = "safe", fact.org = "RWE";
	fact.at = instant_add(now, -7200), fact.until = instant_add(now, -3600);
	fact.override_reason = OVERRIDE_SAFEGUARDING, fact.include_private = TRUTH_FALSE;
	fact.note = "afraid of her brother";
	tell_line(&from, line_of_fact(&fact));
	assert_string_equal(export_of(&from, ASHBY, INT64_MAX), before);
	fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE_REVIEWED, fact.id = "safe2", fact.patient = ASHBY, fact.override = "safe";
	fact.at = instant_add(now, -60), fact.outcome = OUTCOME_JUSTIFIED, fact.reason = "her brother was sent for";
	tell_line(&from, line_of_fact(&fact));
	const char *after = export_of(&from, ASHBY, INT64_MAX);
	assert_non_null(strstr(after, "(safeguarding)"));
	assert_null(strstr(after, "brother"));
	if (!take(&to, SOURCE_FHIR, read_fhir, after))
		fail_msg("%s", to.err.text);
	const FactList facts = facts_of(&to, ASHBY);
	for (size_t i = 0; i < facts.count; i++)
		assert_false(text_is(facts.items[i].override, "safe"));
}

static void test_lines_told_later_are_not_part_of_it(void **state)
{
	scoped(close_desk) Desk desk;
	open_practice(&desk);
	const FactList facts = facts_of(&desk, ASHBY);
	const char *bundle = export_of(&desk, ASHBY, facts.items[2].seq);
	assert_non_null(strstr(bundle, "2024-01-03T09:00:00Z"));
	assert_null(strstr(bundle, "2024-02-01T08:00:00Z"));
}

/* The status of the Consent that carries this fact. */
static const char *status_of(const char *bundle, const char *id, char out[32])
{
	char marked[64];
	text_print(marked, sizeof marked, "\"value\": \"%s\"", id);
	const char *at = strstr(bundle, marked), *status = at ? strstr(at, "\"status\": \"") : NULL;
	assert_non_null(status);
	text_copy(out, 32, status + strlen("\"status\": \""));
	*strchr(out, '"') = '\0';
	return out;
}

static void test_what_still_holds_is_active(void **state)
{
	static const struct {
		const char *id, *status;
	} expected[] = {
		{"f3", "active"},	    {"f4", "proposed"},	 {"f6", "active"},    {"f7", "active"},
		{"f8", "entered-in-error"}, {"f11", "inactive"}, {"f17", "inactive"}, {"f24", "inactive"},
		{"f25", "active"},	    {"f27", "proposed"}, {"f28", "inactive"}, {"f30", "active"},
		{"f32", "active"},	    {"w1", "inactive"},	 {"w2", "active"},
	};
	char status[32];
	scoped(close_desk) Desk desk;
	open_practice(&desk);
	const char *bundle = export_of(&desk, ASHBY, INT64_MAX);
	for (size_t i = 0; i < countof(expected); i++)
		assert_string_equal(status_of(bundle, expected[i].id, status), expected[i].status);
}

/* The period of the Consent that carries this fact begins, and where it has an end ends, so. */
static void assert_period(const char *bundle, const char *id, const char *first, const char *last)
{
	char marked[64], expected[64];
	text_print(marked, sizeof marked, "\"value\": \"%s\"", id);
	const char *consent = strstr(bundle, marked), *start = consent ? strstr(consent, "\"start\": ") : NULL;
	const char *end = start ? strstr(start, "\"end\": ") : NULL, *closed = start ? strchr(start, '}') : NULL;
	assert_non_null(closed);
	text_print(expected, sizeof expected, "\"start\": \"%s\"", first);
	assert_memory_equal(start, expected, strlen(expected));
	assert_int_equal(end && end < closed, last != NULL);
	text_print(expected, sizeof expected, "\"end\": \"%s\"", last ? last : "");
	if (last)
		assert_memory_equal(end, expected, strlen(expected));
}

/* P1: 24 hours, and a FHIR period includes its end. G4: research has a lag of 21 days. */
static void test_a_view_holds_to_the_last_second_of_its_day(void **state)
{
	scoped(close_desk) Desk desk;
	open_practice(&desk);
	const char *bundle = export_of(&desk, ASHBY, INT64_MAX);
	assert_period(bundle, "f27", "2024-02-12T09:00:00Z", "2024-02-13T08:59:59Z");
	assert_period(bundle, "f28", "2024-02-12T09:00:00Z", "2024-02-13T08:59:59Z");
	assert_period(bundle, "f30", "2024-02-13T08:00:00Z", NULL);
	assert_period(bundle, "f31", "2024-03-05T08:00:00Z", NULL);
}

static const char *replaced(Arena *arena, const char *text, const char *what, const char *with)
{
	const char *at = strstr(text, what);
	assert_non_null(at);
	return arena_print(arena, "%.*s%s%s", (int)(at - text), text, with, at + strlen(what));
}

static void test_what_was_changed_is_refused(void **state)
{
	static const struct {
		const char *what, *with, *says;
	} changes[] = {
		{"\"type\": \"permit\"", "\"type\": \"deny\"", "was changed"},
		{"\"type\": \"permit\",", "", "was changed"},
		{"\"status\": \"active\"", "\"status\": \"entered-in-error\"", "was changed"},
		{"\"status\": \"entered-in-error\"", "\"status\": \"inactive\"", "was changed"},
		{"\"valueCode\": \"answered\"", "\"valueCode\": \"registered\"", "\"direction\" is unknown"},
		{"\"url\": \"direction\"", "\"url\": \"who\"", "cannot have"},
		{"\"valueCode\": \"yes\"", "\"valueCode\": \"perhaps\"", "\"answer\" has a value"},
		{"\"url\": \"language\",", "\"url\": \"gender\",", "twice"},
		{"\"resourceType\": \"Organization\"", "\"resourceType\": \"Condition\"",
		 "No export of the desk holds"},
		{"\"resourceType\": \"Organization\"", "\"resourceType\": \"Patient\"", "one patient"},
		{"\"url\": \"patient\",\n        \"valueString\": \"" ASHBY "\"",
		 "\"url\": \"patient\",\n        \"valueString\": \"" HYDE "\"", "was changed"},
		{"\"valueCode\": \"registered\"", "\"valueCode\": \"telephoned\"", "\"kind\""},
		{"\"resourceType\": \"AuditEvent\"", "\"resourceType\": \"Consent\"", "was changed"},
	};
	scoped(close_desk) Desk from;
	open_practice(&from);
	const char *bundle = export_of(&from, ASHBY, INT64_MAX);
	for (size_t i = 0; i < countof(changes); i++) {
		scoped(close_desk) Desk to;
		open_desk(&to);
		if (take(&to, SOURCE_FHIR, read_fhir, replaced(&from.arena, bundle, changes[i].what, changes[i].with)))
			fail_msg("%s was taken", changes[i].with);
		if (!strstr(to.err.text, changes[i].says))
			fail_msg("%s: %s", changes[i].what, to.err.text);
		assert_int_equal(told(&to), 0);
	}
}

static void test_a_number_of_somebody_else(void **state)
{
	Line line = line_empty(line_kind_of(LINE_PERSON));
	scoped(close_desk) Desk from, to;
	open_practice(&from);
	open_desk(&to);
	line.person = (Person){.nhs = ASHBY, .family = "Okafor", .given = "Chidi", .born = {1988, 3, 3}};
	tell_line(&to, line);
	assert_false(take(&to, SOURCE_FHIR, read_fhir, export_of(&from, ASHBY, INT64_MAX)));
	assert_non_null(strstr(to.err.text, "already held by someone"));
}

/* Exported without the other, and not taken for a name that is missing. */
static void test_one_name_comes_back(void **state)
{
	const Person *person;
	scoped(close_desk) Desk from, to;
	open_practice(&from);
	open_desk(&to);
	const char *bundle = export_of(&from, "9990000042", INT64_MAX);
	assert_null(strstr(bundle, "\"family\":"));
	assert_non_null(strstr(strstr(bundle, "\"given\": ["), "\"Jana\""));
	for (int round = 0; round < 2; round++) {
		assert_true(take(&to, SOURCE_FHIR, read_fhir, bundle));
		assert_true(to.ledger.ops->person(to.ledger.self, "9990000042", &to.arena, &person, &to.err));
		assert_string_equal(person->family, "");
		assert_string_equal(person->given, "Jana");
	}
}

static void tell_death(Desk *desk, const char *died)
{
	Line line = line_empty(line_kind_of(LINE_PERSON));
	line.person = (Person){.nhs = ASHBY, .family = "Ashby", .given = "Maureen", .born = {1951, 2, 11}};
	assert_true(partial_parse(died, &line.person.died));
	tell_line(desk, line);
}

static void assert_died(Desk *desk, const char *expected)
{
	const Person *person;
	char died[16];
	assert_true(desk->ledger.ops->person(desk->ledger.self, ASHBY, &desk->arena, &person, &desk->err));
	partial_print(person->died, died);
	assert_string_equal(died, expected);
}

/* As exact as it is known; taken again where more is known meanwhile, it takes nothing of that away. */
static void test_deaths_come_back(void **state)
{
	static const struct {
		const char *died, *says, *other;
	} cases[] = {
		{"2020-07-14", "\"deceasedDateTime\": \"2020-07-14\"", "\"deceasedDateTime\": \"2020-07\""},
		{"2020-07", "\"deceasedDateTime\": \"2020-07\"", "\"deceasedDateTime\": \"2020-07-01\""},
		{"2020", "\"deceasedDateTime\": \"2020\"", "\"deceasedBoolean\": true"},
		{"unknown", "\"deceasedBoolean\": true", "\"deceasedBoolean\": false"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_desk) Desk from, to;
		open_practice(&from);
		open_desk(&to);
		tell_death(&from, cases[i].died);
		const char *bundle = export_of(&from, ASHBY, INT64_MAX);
		assert_non_null(strstr(bundle, cases[i].says));
		assert_false(take(&to, SOURCE_FHIR, read_fhir,
				  replaced(&from.arena, bundle, cases[i].says, cases[i].other)));
		assert_non_null(strstr(to.err.text, "was changed"));
		assert_true(take(&to, SOURCE_FHIR, read_fhir, bundle));
		assert_died(&to, cases[i].died);
		const int64_t count = told(&to);
		assert_true(take(&to, SOURCE_FHIR, read_fhir, bundle));
		assert_int_equal(told(&to), count);
		tell_death(&to, "2020-07-13");
		assert_true(take(&to, SOURCE_FHIR, read_fhir, bundle));
		assert_died(&to, i == 0 ? "2020-07-14" : "2020-07-13");
	}
}

static void test_a_patient_whom_nobody_knows(void **state)
{
	scoped(close_desk) Desk desk;
	open_practice(&desk);
	const FhirExport export = {.ledger = &desk.ledger, .patient = "9990000255", .now = now, .until = INT64_MAX};
	FhirExported exported;
	Text text = {.arena = &desk.arena};
	assert_false(fhir_export(&export, &text, &exported, &desk.err));
	assert_int_equal(desk.err.kind, ERROR_MISSING);
	assert_int_equal(text.length, 0);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_fact_comes_back),
		cmocka_unit_test(test_so_do_people_and_organisations),
		cmocka_unit_test(test_twice_changes_nothing),
		cmocka_unit_test(test_no_entry_leaves),
		cmocka_unit_test(test_a_restricted_patient),
		cmocka_unit_test(test_of_a_private_referral_the_words_stay_here),
		cmocka_unit_test(test_of_what_keeps_somebody_safe_no_words_leave),
		cmocka_unit_test(test_lines_told_later_are_not_part_of_it),
		cmocka_unit_test(test_what_still_holds_is_active),
		cmocka_unit_test(test_a_view_holds_to_the_last_second_of_its_day),
		cmocka_unit_test(test_what_was_changed_is_refused),
		cmocka_unit_test(test_a_number_of_somebody_else),
		cmocka_unit_test(test_one_name_comes_back),
		cmocka_unit_test(test_deaths_come_back),
		cmocka_unit_test(test_a_patient_whom_nobody_knows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
