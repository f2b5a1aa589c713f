/* Questions answered from what is kept are answered as if nothing were. */
#include "unit.h"

#include "base/macros.h"
#include "base/text.h"
#include "model/properties/random_world.h"
#include "model/readings/inquiry.h"
#include "model/stage/memory_ledger.h"

enum { PATIENTS = 12, QUESTIONS = 4000, FEW_BYTES = 12 * 1024 };

static const Zone utc = {0};
static const char *const orgs[] = {"H", "G", "X", "Y", "U", "nobody"};

typedef struct Practice {
	MemoryLedger memory;
	Random dice;
	char numbers[PATIENTS][16];
	Arena names;
} Practice;

static void append(Practice *practice, Line line)
{
	Ledger ledger = memory_ledger(&practice->memory);
	assert_true(ledger.ops->append(ledger.self, &line, SOURCE_DESK, NULL));
}

static const char *of_patient(Practice *practice, size_t number, const char *id)
{
	return id ? arena_print(&practice->names, "%zu-%s", number, id) : NULL;
}

static void append_scene(Practice *practice, Scene *scene, size_t number)
{
	scene->person.nhs = practice->numbers[number];
	append(practice, line_of_person(&scene->person));
	for (size_t i = 0; i < scene->organisation_count; i++)
		append(practice, line_of_organisation(&scene->organisations[i]));
	for (size_t i = 0; i < scene->entry_count; i++) {
		scene->entries[i].patient = scene->person.nhs;
		scene->entries[i].id = of_patient(practice, number, scene->entries[i].id);
		append(practice, line_of_entry(&scene->entries[i]));
	}
	for (size_t i = 0; i < scene->fact_count + scene->standing_count; i++) {
		bool nobody = i >= scene->fact_count;
		Fact fact = nobody ? scene->standings[i - scene->fact_count] : scene->facts[i];
		fact.patient = nobody ? NULL : scene->person.nhs;
		fact.id = of_patient(practice, number, fact.id);
		fact.entry = of_patient(practice, number, fact.entry);
		fact.fact = of_patient(practice, number, fact.fact);
		append(practice, line_of_fact(&fact));
	}
}

static int set_up(void **state)
{
	static Scene scene;
	Practice *practice = test_calloc(1, sizeof *practice);
	Ledger ledger = memory_ledger(&practice->memory);
	practice->dice = (Random){unit_seed()};
	assert_true(ledger.ops->begin(ledger.self, NULL));
	for (size_t i = 0; i < PATIENTS; i++) {
		text_print(practice->numbers[i], sizeof practice->numbers[i], "999%07zu", i);
		random_world(&practice->dice, &scene);
		append_scene(practice, &scene, i);
	}
	assert_true(ledger.ops->commit(ledger.self, NULL));
	scene_end(&scene);
	*state = practice;
	return 0;
}

static int tear_down(void **state)
{
	Practice *practice = *state;
	memory_ledger_close(&practice->memory);
	arena_free(&practice->names);
	test_free(practice);
	return 0;
}

static Inquirer inquirer_of(Practice *practice, size_t keeps)
{
	return (Inquirer){.ledger = memory_ledger(&practice->memory),
			  .zone = &utc,
			  .now = scene_at(RANDOM_HOURS),
			  .keeps = keeps};
}

static Instant any_time(Random *dice)
{
	return random_below(dice, 3) ? INSTANT_MIN : scene_at((double)random_below(dice, RANDOM_HOURS + 30));
}

/* Now and then about an entry of another patient, or a code that is not known. */
static Inquiry any_question(Practice *practice, Arena *arena)
{
	Random *dice = &practice->dice;
	size_t number = random_below(dice, PATIENTS), sort = random_below(dice, 8);
	Inquiry inquiry = {.patient = practice->numbers[number], .at = any_time(dice), .known_at = any_time(dice)};
	if (sort == 0) {
		inquiry.research = true;
		inquiry.use.colour = COLOUR_RED;
		return inquiry;
	}
	if (sort != 1)
		inquiry.org = orgs[random_below(dice, countof(orgs))];
	if (sort != 2)
		inquiry.entry = arena_print(arena, "%zu-e%zu", random_below(dice, 20) ? number : 0,
					    random_below(dice, RANDOM_ENTRIES));
	return inquiry;
}

static void assert_same_list(TextList a, TextList b)
{
	assert_int_equal(a.count, b.count);
	for (size_t i = 0; i < a.count; i++)
		assert_string_equal(a.items[i], b.items[i]);
}

static void assert_same_decision(const Decision *a, const Decision *b)
{
	assert_int_equal(a->verdict, b->verdict);
	assert_int_equal(a->via, b->via);
	assert_int_equal(a->reason, b->reason);
	assert_int_equal(a->rule, b->rule);
	assert_int_equal(a->general, b->general);
	assert_int_equal(a->because_count, b->because_count);
	for (size_t i = 0; i < a->because_count; i++)
		assert_string_equal(a->because[i]->id, b->because[i]->id);
	for (Channel c = 0; c < CHANNELS; c++)
		assert_int_equal(a->channels[c].reason, b->channels[c].reason);
}

static void assert_same_reply(const Reply *a, const Reply *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_same_decision(&a->decision, &b->decision);
	assert_true(text_is(a->text, b->text));
	assert_same_list(a->visible, b->visible);
	assert_same_list(a->ask, b->ask);
	assert_int_equal(a->withheld, b->withheld);
	assert_true(a->ask_any ? text_is(a->ask_any, b->ask_any) : !b->ask_any);
}

static void answers_are_those_of_a_new_inquirer(Practice *practice, Inquirer *keeping)
{
	scoped(arena_free) Arena arena = {0};
	size_t answered = 0, refused = 0;
	for (size_t i = 0; i < QUESTIONS; i++) {
		arena_clear(&arena);
		Inquirer forgetful = inquirer_of(practice, 1);
		Inquiry inquiry = any_question(practice, &arena);
		Reply reply, expected;
		Error err = {0}, expected_err = {0};
		bool known = inquire(&forgetful, &inquiry, &arena, &expected, &expected_err);
		assert_int_equal(inquire(keeping, &inquiry, &arena, &reply, &err), known);
		if (known)
			assert_same_reply(&reply, &expected);
		else
			assert_string_equal(err.text, expected_err.text);
		answered += known;
		refused += !known;
		inquirer_done(&forgetful);
	}
	assert_true(answered > QUESTIONS / 2 && refused > 0);
}

static void test_kept_records_answer_alike(void **state)
{
	Inquirer keeping = inquirer_of(*state, 0);
	answers_are_those_of_a_new_inquirer(*state, &keeping);
	inquirer_done(&keeping);
}

/* Room for a few patients only: records come and go. */
static void test_records_that_come_and_go_answer_alike(void **state)
{
	Inquirer keeping = inquirer_of(*state, FEW_BYTES);
	answers_are_those_of_a_new_inquirer(*state, &keeping);
	assert_true(keeping.records.young.count > 0 && keeping.records.old.count > 0);
	assert_true(keeping.records.young.bytes + keeping.records.old.bytes <= FEW_BYTES);
	inquirer_done(&keeping);
}

/* Every patient once: from then on the ledger is not asked for what is kept. */
static void test_the_ledger_is_read_once(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Practice *practice = *state;
	Inquirer keeping = inquirer_of(practice, 0);
	int64_t calls = 0;
	for (size_t i = 0; i < 3 * PATIENTS; i++) {
		Inquiry inquiry = {.patient = practice->numbers[i % PATIENTS],
				   .org = "X",
				   .at = INSTANT_MIN,
				   .known_at = INSTANT_MIN};
		Reply reply;
		if (i == PATIENTS)
			calls = practice->memory.calls;
		assert_true(inquire(&keeping, &inquiry, &arena, &reply, NULL));
	}
	assert_int_equal(practice->memory.calls, calls);
	inquirer_done(&keeping);
}

static Fact of_ashby(FactKind kind, int64_t at, const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.patient = "9990000018";
	fact.at = fact.recorded_at = (Instant){at};
	return fact;
}

static void append_answered(Practice *practice, int64_t at, const char *id, const char *episode, Direction direction)
{
	Fact fact = of_ashby(FACT_ANSWERED, at, id);
	fact.episode = episode;
	fact.direction = (WordByte)direction;
	fact.answer = ANSWER_YES;
	append(practice, line_of_fact(&fact));
}

static void append_opening(Practice *practice, FactKind kind, int64_t at, const char *id, const char *org)
{
	Fact fact = of_ashby(kind, at, id);
	fact.episode = id;
	fact.org = org;
	append(practice, line_of_fact(&fact));
}

/* RULES, Time: a clock set back never lets an old yes win over what was recorded after it. */
static void test_a_clock_behind_the_ledger(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Practice practice = {0};
	Ledger ledger = memory_ledger(&practice.memory);
	Organisation home = {
		.code = "H", .name = "Home", .care = CARE_GP, .system = SYSTEM_SYSTMONE, .mig = TRUTH_FALSE};
	Organisation other = {
		.code = "X", .name = "Other", .care = CARE_PLANNED, .system = SYSTEM_SYSTMONE, .mig = TRUTH_FALSE};
	Person person = {.nhs = "9990000018", .family = "Ashby", .given = "Maureen"};
	Entry entry = {.id = "e", .patient = person.nhs, .org = "H", .recorded = {15}, .category = CATEGORY_DOCUMENT};
	Fact allowed = of_ashby(FACT_STANDING, 5, "s"), ended = of_ashby(FACT_ENDED, 100, "end");
	Inquiry inquiry = {.patient = person.nhs, .org = "X", .entry = "e", .at = INSTANT_MIN, .known_at = INSTANT_MIN};
	Inquirer inquirer = {.ledger = ledger, .zone = &utc, .now = {60}};
	Reply reply;
	allowed.patient = NULL;
	allowed.practice = "H";
	allowed.org = "X";
	allowed.standing = STANDING_ALLOWED;
	ended.episode = "ref";
	assert_true(ledger.ops->begin(ledger.self, NULL));
	append(&practice, line_of_organisation(&home));
	append(&practice, line_of_organisation(&other));
	append(&practice, line_of_person(&person));
	append(&practice, line_of_entry(&entry));
	append(&practice, line_of_fact(&allowed));
	append_opening(&practice, FACT_REGISTERED, 10, "reg", "H");
	append_opening(&practice, FACT_REFERRED, 20, "ref", "X");
	append_answered(&practice, 30, "out", "reg", DIRECTION_OUT);
	append_answered(&practice, 40, "in", "ref", DIRECTION_IN);
	append(&practice, line_of_fact(&ended));
	assert_true(ledger.ops->commit(ledger.self, NULL));

	assert_true(inquire(&inquirer, &inquiry, &arena, &reply, NULL));
	assert_int_equal(reply.decision.verdict, VERDICT_DENY);
	inquiry.at = (Instant){60}; /* asked about by name, that moment is meant */
	assert_true(inquire(&inquirer, &inquiry, &arena, &reply, NULL));
	assert_int_equal(reply.decision.verdict, VERDICT_ALLOW);
	inquirer_done(&inquirer);
	memory_ledger_close(&practice.memory);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_kept_records_answer_alike, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_records_that_come_and_go_answer_alike, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_the_ledger_is_read_once, set_up, tear_down),
		cmocka_unit_test(test_a_clock_behind_the_ledger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
