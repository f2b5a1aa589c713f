#include "unit.h"

#include <string.h>
#include <time.h>

#include "exchange/files.h"
#include "exchange/ledger_lines.h"

/* A sink that writes each line out again. */
typedef struct Echo {
	Text *out;
	size_t lines;
	size_t refuse; /* the line, from 1, that it does not take */
} Echo;

static bool echo_take(void *self, Line *line, Error *err)
{
	Echo *echo = self;
	if (++echo->lines == echo->refuse)
		return fail(err, ERROR_REFUSED, "The sink refuses it.");
	ledger_line_write(line, echo->out);
	return true;
}

static bool echo_bytes(const char *bytes, size_t length, Echo *echo, Error *err)
{
	TestFile file;
	test_file_open(&file, bytes, length);
	bool read = ledger_lines_read(&file.source, &(Sink){.take = echo_take, .self = echo}, err);
	test_file_done(&file);
	return read;
}

/* The first word of the list, or the last. */
static unsigned pick_word(const Words *words, bool last)
{
	unsigned picked = 0;
	for (unsigned word = 1; word < words->count; word++)
		if (*words_text(words, word) && (picked == 0 || last))
			picked = word;
	return picked;
}

static void set_field(Line *line, const Field *field, const char *text, bool last)
{
	switch (field->type) {
	case FIELD_TEXT: line_set_text(line, field, text); return;
	case FIELD_WORD:
	case FIELD_TRUTH: line_set_word(line, field, (WordByte)pick_word(field->words, last)); return;
	case FIELD_INSTANT: line_set_instant(line, field, (Instant){1709283600}); return;
	case FIELD_DATE: line_set_date(line, field, (Date){1951, 2, 11}); return;
	case FIELD_PARTIAL_DATE: line_set_partial(line, field, (PartialDate){2020, last ? 7 : 0, 0}); return;
	}
}

/* Lines of every kind, first with the required fields only, then with every field. */
static void add_every_kind(Text *out)
{
	static const char odd[] = "a \"quoted\" \\ back\nslash\t\x01\x1F\x7F caf\xC3\xA9 \xF0\x9F\x98\x80 </script>";
	for (size_t i = 0; i < line_kind_count; i++) {
		for (int all = 0; all < 3; all++) {
			Line line = line_empty(&line_kinds[i]);
			for (size_t j = 0; j < line_kinds[i].count; j++)
				if (all || line_kinds[i].fields[j].required)
					set_field(&line, &line_kinds[i].fields[j], odd, all == 2);
			ledger_line_write(&line, out);
		}
	}
}

static void test_every_kind_comes_back_byte_for_byte(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text written = {.arena = &arena}, again = {.arena = &arena};
	Echo echo = {.out = &again};
	Error err = {0};
	add_every_kind(&written);
	if (!echo_bytes(written.bytes, written.length, &echo, &err))
		fail_msg("%s", err.text);
	assert_int_equal(echo.lines, 3 * line_kind_count);
	assert_string_equal(again.bytes, written.bytes);
}

#define ENTRY_LINE \
	"{\"kind\":\"entry\",\"id\":\"e1\",\"patient\":\"9990000018\",\"org\":\"C82001\"," \
	"\"recorded\":\"2024-03-01T09:00:00Z\",\"category\":\"problem\",\"text\":\"a \\\"b\\\" \\\\ \\n \xC3\xA9\"," \
	"\"sensitive\":false}\n"

static void test_canonical_order_and_instants(void **state)
{
	static const char given[] = "\xEF\xBB\xBF\n { \"sensitive\" : false, \"text\":\"a \\\"b\\\" \\\\ \\u000a "
				    "\\u00e9\", \"category\":\"problem\","
				    "\"recorded\":\"2024-03-01t10:00:00.999+01:00\",\"org\":\"C82001\",\"patient\":"
				    "\"9990000018\",\"id\":\"e1\","
				    "\"kind\":\"entry\"}\r\n\t\n";
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	Echo echo = {.out = &out};
	assert_true(echo_bytes(given, sizeof given - 1, &echo, NULL));
	assert_int_equal(echo.lines, 1);
	assert_string_equal(out.bytes, ENTRY_LINE);
}

#define PATIENT "{\"kind\":\"patient\",\"nhs\":\"9990000018\",\"family\":\"A\",\"given\":\"B\""
#define GOOD PATIENT "}\n"

static void test_bad_lines_name_line_and_field(void **state)
{
	static const struct {
		const char *bytes, *says;
	} cases[] = {
		{GOOD PATIENT ",\"titel\":\"Mrs\"}",
		 "line 2: The field \"titel\" is unknown in a line of the kind \"patient\"."},
		{"\n\n" PATIENT ",\"title\":null}", "line 3: The field \"title\" must be a text"},
		{PATIENT ",\"title\":7}", "line 1: The field \"title\" must be a text"},
		{PATIENT ",\"title\":\"a\\u0000b\"}", "line 1: A NUL character"},
		{PATIENT ",\"family\":\"C\"}", "line 1: This is not JSON"},
		{PATIENT ",\"born\":\"11-02-1951\"}", "\"born\" must be a date"},
		{PATIENT ",\"born\":\"1951\"}", "\"born\" must be a date"},
		{PATIENT ",\"died\":\"2020-13\"}", "\"died\" must be a day, month or year"},
		{PATIENT ",\"died\":\"\"}", "\"died\" must be a day, month or year"},
		{PATIENT ",\"died\":true}", "\"died\" must be a day, month or year"},
		{PATIENT ",\"born\":\"1951-02-29\"}", "\"born\" must be a date"},
		{PATIENT ",\"born\":\"1951-13-11\"}", "\"born\" must be a date"},
		{PATIENT ",\"online\":\"true\"}", "\"online\" must be true or false"},
		{PATIENT ",\"online\":1}", "\"online\" must be true or false"},
		{PATIENT ",\"prefers\":\"pigeon\"}", "\"prefers\" has a value it cannot have: \"pigeon\""},
		{PATIENT ",\"prefers\":true}", "\"prefers\" has a value it cannot have."},
		{"{\"kind\":\"patient\",\"nhs\":\"9990000018\",\"family\":\"A\"}", "\"given\" is missing"},
		{"{\"kind\":\"scr\",\"at\":\"2024-03-01\",\"patient\":\"1\",\"status\":\"core\"}",
		 "\"at\" must be an instant"},
		{"{\"kind\":\"scr\",\"at\":1709283600,\"patient\":\"1\",\"status\":\"core\"}",
		 "\"at\" must be an instant"},
		{"{\"kind\":\"patients\"}", "\"kind\" is \"patients\""},
		{"{\"nhs\":\"9990000018\"}", "\"kind\" is missing"},
		{"{\"kind\":1}", "\"kind\" is missing"},
		{GOOD PATIENT, "line 2: This is not JSON"},
		{GOOD "[1]", "line 2: This is JSON, but not an object"},
		{GOOD "{} {}", "line 2: This is not JSON"},
		{GOOD PATIENT ",\"title\":\"\xC3\"}", "line 2: Byte 72 of the line is not UTF-8"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		Text out = {.arena = &arena};
		Echo echo = {.out = &out};
		Error err = {0};
		assert_false(echo_bytes(cases[i].bytes, strlen(cases[i].bytes), &echo, &err));
		assert_int_equal(err.kind, ERROR_INPUT);
		if (!strstr(err.text, cases[i].says))
			fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].says);
	}
}

static void test_the_sink_may_refuse(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	Echo echo = {.out = &out, .refuse = 2};
	Error err = {0};
	assert_false(echo_bytes(GOOD "\n" GOOD GOOD, 3 * (sizeof GOOD - 1) + 1, &echo, &err));
	assert_string_equal(err.text, "line 3: The sink refuses it.");
	assert_int_equal(err.kind, ERROR_REFUSED);
	assert_int_equal(echo.lines, 2);
}

/* The published cases are read whole, and their canonical form is stable. */
static void test_the_cases_are_read(void **state)
{
	static const char *const names[] = {
		"back-pain-then-knee", "change-of-mind", "duty-of-care", "mig",
		"moves-practice",      "out-of-county",	 "private",	 "purposes",
		"recorded-in-error",   "refusals-stand", "sixteen",	 "summary-care-record",
		"three-services",
	};
	for (size_t i = 0; i < countof(names); i++) {
		scoped(arena_free) Arena arena = {0};
		Text once = {.arena = &arena}, twice = {.arena = &arena};
		Echo first = {.out = &once}, second = {.out = &twice};
		char path[512];
		Error err = {0};
		Source source;
		if (!test_case_path(arena_print(&arena, "%s.ledger.jsonl", names[i]), path)) {
			arena_free(&arena); /* a skip leaves the test without giving its arena back */
			skip();
		}
		assert_true(source_open(&source, path, &err));
		if (!ledger_lines_read(&source, &(Sink){.take = echo_take, .self = &first}, &err))
			fail_msg("%s: %s", names[i], err.text);
		source_close(&source);
		assert_true(first.lines > 0);
		assert_true(echo_bytes(once.bytes, once.length, &second, NULL));
		assert_string_equal(twice.bytes, once.bytes);
	}
}

static bool count_take(void *self, Line *line, Error *err)
{
	size_t *lines = self;
	++*lines;
	return true;
}

static double seconds_since(clock_t start)
{
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Said, not asserted: a busy machine is no fault. */
static void test_how_fast(void **state)
{
	enum { LINES = 60000 };
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	Fact fact = FACT_NONE;
	size_t lines = 0;
	TestFile file;
	fact.kind = FACT_ANSWERED;
	fact.at = fact.recorded_at = (Instant){1709283600};
	fact.by = "Priya S";
	fact.patient = "9990000018";
	fact.episode = "episode-1234";
	fact.direction = DIRECTION_OUT;
	fact.answer = ANSWER_YES;
	fact.who = WHO_PATIENT;
	fact.how = HOW_IN_PERSON;
	clock_t start = clock();
	for (int i = 0; i < LINES; i++) {
		fact.id = "f1234567";
		Line line = line_of_fact(&fact);
		ledger_line_write(&line, &out);
	}
	print_message("written: %.0f lines/s\n", (double)LINES / seconds_since(start));
	test_file_open(&file, out.bytes, out.length);
	start = clock();
	assert_true(ledger_lines_read(&file.source, &(Sink){.take = count_take, .self = &lines}, NULL));
	print_message("read: %.0f lines/s\n", (double)LINES / seconds_since(start));
	assert_int_equal(lines, LINES);
	test_file_done(&file);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_kind_comes_back_byte_for_byte),
		cmocka_unit_test(test_canonical_order_and_instants),
		cmocka_unit_test(test_bad_lines_name_line_and_field),
		cmocka_unit_test(test_the_sink_may_refuse),
		cmocka_unit_test(test_the_cases_are_read),
		cmocka_unit_test(test_how_fast),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
