#include "unit.h"

#include <jansson.h>
#include <string.h>

#include "exchange/files.h"
#include "exchange/ledger_lines.h"
#include "exchange/question.h"
#include "model/ledger/tell.h"
#include "model/stage/memory_ledger.h"

#define ORGANISATION(code, care, system) \
	"{\"kind\":\"organisation\",\"code\":\"" code "\",\"name\":\"Name of " code "\",\"care\":\"" care \
	"\",\"system\":\"" system "\",\"mig\":false,\"scr\":true}\n"
#define PATIENT(nhs) \
	"{\"kind\":\"patient\",\"nhs\":\"" nhs \
	"\",\"family\":\"Ashby\",\"given\":\"Maureen\",\"born\":\"1951-02-11\"}\n"
#define ENTRY(id, nhs, org, category, day) \
	"{\"kind\":\"entry\",\"id\":\"" id "\",\"patient\":\"" nhs "\",\"org\":\"" org \
	"\",\"recorded\":\"2024-01-" day "T09:00:00Z\",\"category\":\"" category "\"}\n"
#define AT "\"at\":\"2024-01-01T09:00:00Z\",\"recorded_at\":\"2024-01-01T09:00:00Z\""
#define ASHBY "9990000018"

static const char practice[] = ORGANISATION("C82001", "gp", "systmone") ORGANISATION("RX1", "planned", "other")
	ORGANISATION("RWE", "planned", "systmone") ORGANISATION("RX9", "urgent", "other") PATIENT(ASHBY)
		PATIENT("9990000026") ENTRY("m2", ASHBY, "C82001", "medication", "09") ENTRY("m1", ASHBY, "C82001",
											     "medication", "10")
			ENTRY("p1", ASHBY, "C82001", "problem", "10") ENTRY("h1", ASHBY, "RX1", "problem", "10")
				ENTRY("o1", "9990000026", "C82001", "problem",
				      "10") "{\"kind\":\"registered\",\"id\":\"f1\"," AT ",\"patient\":\"" ASHBY
					    "\",\"episode\":\"g\",\"org\":\"C82001\"}\n"
					    "{\"kind\":\"standing\",\"id\":\"f2\"," AT
					    ",\"practice\":\"C82001\",\"org\":\"RX9\",\"standing\":\"allowed\"}\n"
					    "{\"kind\":\"referred\",\"id\":\"f3\"," AT ",\"patient\":\"" ASHBY
					    "\",\"episode\":\"e\",\"org\":\"RX1\"}\n";

typedef struct Desk {
	MemoryLedger memory;
	Teller teller;
	Arena arena;
	Inquirer inquirer;
} Desk;

static bool take(void *self, Line *line, Error *err)
{
	Desk *desk = self;
	Told told;
	return tell(&desk->teller, line, &desk->arena, &told, err);
}

static void ask_anew(Desk *desk)
{
	static const Zone utc = {0};
	inquirer_done(&desk->inquirer);
	desk->inquirer = (Inquirer){.ledger = memory_ledger(&desk->memory), .zone = &utc, .now = {1735689600}};
}

static void desk_load(Desk *desk, Source *source)
{
	Error err = {0};
	Ledger ledger = memory_ledger(&desk->memory);
	desk->teller = (Teller){
		.ledger = ledger,
		.now = {1735689600},
		.source = SOURCE_LEDGER_LINES,
		.names_follow = true,
	};
	assert_true(ledger.ops->begin(ledger.self, NULL));
	if (!ledger_lines_read(source, &(Sink){.take = take, .self = desk}, &err) ||
	    !teller_finish(&desk->teller, &err))
		fail_msg("%s", err.text);
	assert_true(ledger.ops->commit(ledger.self, NULL));
	teller_done(&desk->teller);
	ask_anew(desk);
}

static void desk_done(Desk *desk)
{
	inquirer_done(&desk->inquirer);
	memory_ledger_close(&desk->memory);
	arena_free(&desk->arena);
}

static int set_up(void **state)
{
	TestFile file;
	Desk *desk = test_calloc(1, sizeof *desk);
	test_file_open(&file, practice, sizeof practice - 1);
	desk_load(desk, &file.source);
	test_file_done(&file);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	desk_done(*state);
	test_free(*state);
	return 0;
}

static const char *answer(Desk *desk, const char *question)
{
	Text out = {.arena = &desk->arena};
	question_answer(&desk->inquirer, question, strlen(question), &desk->arena, &out);
	return text_done(&out);
}

static void test_a_decision(void **state)
{
	const char *given =
		answer(*state, "{\"id\":[1,\"a\"],\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"entry\":\"m1\"}");
	static const char begins[] =
		"{\"id\":[1,\"a\"],\"decision\":\"ask\",\"via\":\"scr\",\"reason\":\"ask-first\",\"rule\":\"P1\","
		"\"because\":[],\"text\":\"";
	static const char ends[] = "\",\"channels\":{\"edsm\":{\"decision\":\"deny\",\"reason\":\"no-shared-system\"},"
				   "\"mig\":{\"decision\":\"deny\",\"reason\":\"not-a-mig-partner\"},"
				   "\"scr\":{\"decision\":\"ask\",\"reason\":\"ask-first\"}}}\n";
	assert_memory_equal(given, begins, sizeof begins - 1);
	assert_string_equal(given + strlen(given) - (sizeof ends - 1), ends);
}

static void test_a_general_rule_has_no_channels(void **state)
{
	const char *given =
		answer(*state, "{\"id\":null,\"patient\":\"" ASHBY "\",\"org\":\"C82001\",\"entry\":\"m1\"}");
	assert_non_null(strstr(
		given,
		"{\"id\":null,\"decision\":\"allow\",\"via\":\"own\",\"reason\":\"own-record\",\"rule\":\"G1\""));
	assert_null(strstr(given, "channels"));
	given = answer(*state, "{\"patient\":\"" ASHBY
			       "\",\"org\":\"C82001\",\"entry\":\"m1\",\"at\":\"2023-01-01T00:00:00+01:00\"}");
	assert_non_null(
		strstr(given, "{\"id\":null,\"decision\":\"deny\",\"via\":null,\"reason\":\"not-yet-recorded\""));
}

static void test_what_an_organisation_sees(void **state)
{
	assert_string_equal(answer(*state, "{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"C82001\"}"),
			    "{\"id\":1,\"visible\":[\"m1\",\"m2\",\"p1\"],\"ask\":[],\"withheld\":1}\n");
	assert_string_equal(answer(*state, "{\"id\":2,\"patient\":\"" ASHBY "\",\"org\":\"RX1\"}"),
			    "{\"id\":2,\"visible\":[\"h1\"],\"ask\":[\"m1\",\"m2\"],\"withheld\":1}\n");
	assert_string_equal(
		answer(*state, "{\"id\":3,\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"at\":\"2024-01-09T00:00:00Z\"}"),
		"{\"id\":3,\"visible\":[],\"ask\":[],\"withheld\":0}\n");
}

static void test_who_sees_an_entry(void **state)
{
	assert_string_equal(answer(*state, "{\"id\":1,\"patient\":\"" ASHBY "\",\"entry\":\"m1\"}"),
			    "{\"id\":1,\"visible_to\":[\"C82001\"],\"ask\":[\"RX1\",\"RX9\"],\"ask_any\":true}\n");
	assert_string_equal(answer(*state, "{\"id\":2,\"patient\":\"" ASHBY "\",\"entry\":\"p1\"}"),
			    "{\"id\":2,\"visible_to\":[\"C82001\"],\"ask\":[]}\n");
}

/* A partner of the local view that nobody named may ask where the summary record is closed to all. */
static void test_a_partner_whom_nobody_named(void **state)
{
	static const char more[] =
		"{\"kind\":\"organisation\",\"code\":\"RX7\",\"name\":\"Partner\",\"care\":\"planned\","
		"\"system\":\"other\",\"mig\":true}\n"
		"{\"kind\":\"registered\",\"id\":\"f8\"," AT ",\"patient\":\"9990000026\",\"episode\":\"g2\","
		"\"org\":\"C82001\"}\n"
		"{\"kind\":\"scr\",\"id\":\"f9\"," AT ",\"patient\":\"9990000026\",\"status\":\"dissent\"}\n";
	static const char asked[] = "{\"id\":1,\"patient\":\"9990000026\",\"entry\":\"o1\"}";
	assert_string_equal(answer(*state, asked), "{\"id\":1,\"visible_to\":[],\"ask\":[]}\n");
	TestFile file;
	test_file_open(&file, more, sizeof more - 1);
	desk_load(*state, &file.source);
	test_file_done(&file);
	assert_string_equal(answer(*state, asked),
			    "{\"id\":1,\"visible_to\":[\"C82001\"],\"ask\":[],\"ask_any\":true}\n");
}

static void test_research(void **state)
{
	const char *given =
		answer(*state, "{\"id\":1,\"patient\":\"" ASHBY "\",\"use\":\"research\",\"colour\":\"red\"}");
	assert_non_null(strstr(
		given, "{\"id\":1,\"decision\":\"allow\",\"via\":null,\"reason\":\"no-objection\",\"rule\":\"R6\""));
	given = answer(*state, "{\"id\":1,\"patient\":\"" ASHBY
			       "\",\"use\":\"research\",\"colour\":\"red\",\"study\":\"S1\",\"public_health\":true}");
	assert_non_null(strstr(given, "\"public-health\""));
}

static void test_questions_that_cannot_be_answered(void **state)
{
	static const struct {
		const char *question, *says;
	} cases[] = {
		{"", "{\"id\":null,\"error\":\"This is not JSON"},
		{"{\"id\":1", "{\"id\":null,\"error\":\"This is not JSON"},
		{"{\"id\":1,\"id\":2}", "{\"id\":null,\"error\":\"This is not JSON"},
		{"[]", "{\"id\":null,\"error\":\"This is JSON, but not"},
		{"{\"id\":1}", "{\"id\":1,\"error\":\"The question names no patient"},
		{"{\"id\":\"a\\\"b\",\"patient\":\"9434765919\",\"org\":\"RX1\"}",
		 "{\"id\":\"a\\\"b\",\"error\":\"The patient 9434765919"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\"}", "neither an organisation nor an entry"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"ZZZ\"}", "The organisation ZZZ is not known"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"entry\":\"zz\"}", "The entry zz is not known"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"entry\":\"o1\"}", "not of this patient"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"known\":\"2024-01-01T00:00:00Z\"}",
		 "\\\"known\\\" is unknown"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"at\":\"2024-01-01\"}",
		 "\\\"at\\\" must be an instant"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"\"}", "\\\"org\\\" must be a text"},
		{"{\"id\":1,\"patient\":9990000018,\"org\":\"RX1\"}", "\\\"patient\\\" must be a text"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"colour\":\"red\"}",
		 "belongs to a question with"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"use\":\"research\",\"colour\":\"red\",\"org\":\"RX1\"}",
		 "does not belong"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"use\":\"research\",\"colour\":\"red\",\"entry\":\"m1\"}",
		 "does not belong"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"use\":\"research\"}", "\\\"colour\\\" is missing"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"use\":\"research\",\"colour\":\"blue\"}",
		 "\\\"colour\\\" must be"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"use\":\"planning\",\"colour\":\"red\"}", "\\\"use\\\" must be"},
		{"{\"id\":1,\"patient\":\"" ASHBY "\",\"use\":\"research\",\"colour\":\"red\",\"public_health\":1}",
		 "must be true or false"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		const char *given = answer(*state, cases[i].question);
		if (!strstr(given, cases[i].says))
			fail_msg("%s -> %s does not say %s", cases[i].question, given, cases[i].says);
		assert_non_null(strstr(given, "\"error\":"));
	}
}

/* After each call of the store that fails, an error and never an answer; the next question is answered rightly again.
 */
static void test_a_fault_of_the_store_is_never_an_answer(void **state)
{
	static const char question[] = "{\"id\":1,\"patient\":\"" ASHBY "\",\"org\":\"RX1\",\"entry\":\"m1\"}";
	Desk *desk = *state;
	const char *right = answer(desk, question);
	int64_t failures = 0;
	for (int64_t n = 1; n < 50; n++) {
		ask_anew(desk);
		desk->memory.fail_at = desk->memory.calls + n;
		const char *given = answer(desk, question);
		desk->memory.fail_at = 0;
		if (text_is(given, right))
			break;
		assert_non_null(strstr(given, "\"error\":\"Call"));
		failures++;
		assert_string_equal(answer(desk, question), right);
	}
	assert_true(failures >= 5);
}

/* --- The published cases --- */

static void assert_agrees(const char *name, json_t *expected, const char *given)
{
	static const char *const compared[] = {"decision", "via",	 "reason", "channels",
					       "visible",  "visible_to", "ask",	   "withheld"};
	json_t *answered = json_loads(given, 0, NULL);
	assert_non_null(answered);
	for (size_t i = 0; i < countof(compared); i++) {
		json_t *value = json_object_get(expected, compared[i]);
		if (value && !json_equal(value, json_object_get(answered, compared[i])))
			fail_msg("%s: %s of %s is wrong", name, compared[i], given);
	}
	json_decref(answered);
}

static void check_case(const char *name)
{
	Desk desk = {0};
	Source ledger, questions, answers;
	char path[512], *question, *line;
	size_t length, line_length;
	const char *const kinds[] = {"ledger", "questions", "answers"};
	Source *const sources[] = {&ledger, &questions, &answers};
	for (size_t i = 0; i < countof(kinds); i++) {
		if (!test_case_path(arena_print(&desk.arena, "%s.%s.jsonl", name, kinds[i]), path))
			skip();
		assert_true(source_open(sources[i], path, NULL));
	}
	desk_load(&desk, &ledger);
	for (;;) {
		assert_true(source_line(&questions, &question, &length, NULL));
		assert_true(source_line(&answers, &line, &line_length, NULL));
		assert_int_equal(question == NULL, line == NULL);
		if (!question)
			break;
		Text out = {.arena = &desk.arena};
		json_t *expected = json_loads(line, 0, NULL);
		question_answer(&desk.inquirer, question, length, &desk.arena, &out);
		assert_agrees(name, expected, text_done(&out));
		json_decref(expected);
	}
	assert_true(questions.line > 0);
	for (size_t i = 0; i < countof(sources); i++)
		source_close(sources[i]);
	desk_done(&desk);
}

static void test_the_cases_are_answered(void **state)
{
	static const char *const names[] = {
		"back-pain-then-knee",
		"change-of-mind",
		"duty-of-care",
		"mig",
		"moves-practice",
		"out-of-county",
		"private",
		"purposes",
		"recorded-in-error",
		"refusals-stand",
		"summary-care-record",
		"three-services",
		"sixteen",
	};
	for (size_t i = 0; i < countof(names); i++)
		check_case(names[i]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_decision),
		TEST(test_a_general_rule_has_no_channels),
		TEST(test_what_an_organisation_sees),
		TEST(test_who_sees_an_entry),
		TEST(test_a_partner_whom_nobody_named),
		TEST(test_research),
		TEST(test_questions_that_cannot_be_answered),
		TEST(test_a_fault_of_the_store_is_never_an_answer),
		cmocka_unit_test(test_the_cases_are_answered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
