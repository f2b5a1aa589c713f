/* The matrix: a row per episode, its signs, its counts, its words. */
#include "unit.h"

#include <string.h>

#include "model/properties/little_world.h"
#include "model/readings/matrix.h"

static LittleWorld little;
static Matrix matrix;

static int begin(void **state)
{
	little_begin(&little);
	little_standing(&little, "RT5", STANDING_ALLOWED);
	little_entry(&little, "a", "C82001", "2024-01-10 09:00", CATEGORY_DOCUMENT);
	little_entry(&little, "m", "C82001", "2024-02-10 10:00", CATEGORY_MEDICATION);
	return 0;
}

static int end(void **state)
{
	little_end(&little);
	return 0;
}

static void make(const char *at)
{
	little_fold(&little, at);
	matrix_make(&little.reach, true, &little.arena, &matrix);
}

static const char *standing_text(size_t row)
{
	static char text[128];
	matrix_standing_text(&matrix.rows[row], &little.reach, little.reach.at, text, sizeof text);
	return text;
}

static const char *care_text(size_t row)
{
	static char text[128];
	matrix_care_text(&matrix.rows[row], &little.reach, text, sizeof text);
	return text;
}

static const char *why(size_t row)
{
	Text out = {.arena = &little.arena};
	matrix_why(&matrix.rows[row], &little.reach, &out);
	return text_done(&out);
}

static void share_yes_both(const char *episode, const char *org)
{
	little_referred(&little, "2024-02-01 09:00", episode, org);
	little_answered(&little, "2024-02-02 09:00", episode, DIRECTION_OUT, ANSWER_YES);
	little_answered(&little, "2024-02-02 09:00", episode, DIRECTION_IN, ANSWER_YES);
}

static void home_stands_first_and_sees_its_own(void **state)
{
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	make("2024-03-01 09:00");
	assert_int_equal(matrix.count, 2);
	assert_true(matrix.rows[0].episode->registration);
	assert_string_equal(care_text(0), "registered");
	assert_string_equal(standing_text(0), "sees 2 of 2");
	assert_int_equal(matrix.rows[0].view.visible, 2);
}

static void a_new_referral_is_not_asked(void **state)
{
	little_referred(&little, "2024-03-01 08:00", "n", "RT5")->service = "Physiotherapy, knee";
	make("2024-03-01 09:00");
	assert_int_equal(matrix.rows[1].out, CELL_NOT_ASKED);
	assert_int_equal(matrix.rows[1].in, CELL_NOT_ASKED);
	assert_true(matrix.rows[1].questions_due);
	assert_string_equal(care_text(1), "referred today");
	assert_string_equal(standing_text(1), "not asked yet");
	assert_string_equal(
		why(1), "Physiotherapy, knee cannot see this record: nobody has asked about Share In there yet. (E5)");
}

/* Its own entries are always seen; the why is about the rest, and counts only what it explains. */
static void own_entries_do_not_hide_that_nobody_asked(void **state)
{
	little_entry(&little, "own", "RT5", "2024-02-10 10:00", CATEGORY_ENCOUNTER);
	little_referred(&little, "2024-03-01 08:00", "n", "RT5");
	make("2024-03-01 09:00");
	assert_string_equal(standing_text(1), "not asked yet");
	assert_string_equal(
		why(1),
		"Leicestershire Partnership NHS Trust sees 1 of 3 and may ask for 1. It cannot see the other: nobody "
		"has asked about Share In there yet. (E5)");
}

static void the_why_counts_only_what_it_explains(void **state)
{
	share_yes_both("n", "RT5");
	little_entry(&little, "b", "C82001", "2024-01-11 09:00", CATEGORY_DOCUMENT);
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_fact(&little, FACT_ENTRY_PRIVATE, "2024-02-12 09:00")->entry = "m";
	little_answered(&little, "2024-02-13 09:00", "reg", DIRECTION_OUT, ANSWER_NO);
	little_entry(&little, "c", "C82001", "2024-02-20 09:00", CATEGORY_DOCUMENT);
	little_entry(&little, "d", "C82001", "2024-02-21 09:00", CATEGORY_DOCUMENT);
	make("2024-03-01 09:00");
	assert_int_equal(matrix.rows[1].view.withheld, 3);
	assert_non_null(strstr(why(1), "It cannot see 2 of the others: Share Out"));
}

static void answers_show_and_entries_count(void **state)
{
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_answered(&little, "2024-02-05 09:00", "reg", DIRECTION_OUT, ANSWER_NO);
	share_yes_both("n", "RT5");
	make("2024-03-01 09:00");
	assert_int_equal(matrix.rows[0].out, CELL_STOPPED);
	assert_int_equal(matrix.rows[1].out, CELL_YES);
	assert_int_equal(matrix.rows[1].in, CELL_YES);
	assert_int_equal(matrix.rows[1].view.visible, 1);
	assert_int_equal(matrix.rows[1].view.ask, 1);
	assert_string_equal(standing_text(1), "sees 1, may ask for 1");
}

static void discharge_ends_the_row_and_keeps_what_was_shared(void **state)
{
	share_yes_both("n", "RT5");
	little_fact(&little, FACT_DISCHARGED, "2024-02-20 09:00")->episode = "n";
	make("2024-03-01 09:00");
	assert_false(matrix.rows[1].episode->open);
	assert_int_equal(matrix.rows[1].out, CELL_STOPPED);
	assert_int_equal(matrix.rows[1].in, CELL_NOT_APPLICABLE);
	assert_string_equal(care_text(1), "ended 20-Feb");
	assert_string_equal(standing_text(1), "shared to discharge");
	assert_non_null(strstr(why(1), "A new referral asks again."));
}

static void an_unlisted_organisation_needs_a_code(void **state)
{
	share_yes_both("far", "REF");
	make("2024-03-01 09:00");
	assert_string_equal(care_text(1), "out of county");
	assert_string_equal(standing_text(1), "needs a code");
	Fact *request = little_fact(&little, FACT_REQUEST, "2024-03-01 08:50");
	request->request = "r";
	request->org = "REF";
	request->episode = "far";
	Fact *code = little_fact(&little, FACT_CODE_ISSUED, "2024-03-01 08:56");
	code->request = "r";
	code->code_channel = CODE_SMS;
	code->expires = little_at("2024-03-01 09:06");
	make("2024-03-01 09:00");
	assert_int_equal(matrix.rows[1].in, CELL_WAITING);
	assert_string_equal(standing_text(1), "code sent, 6 min left");
	make("2024-03-01 09:06");
	assert_string_equal(standing_text(1), "code ran out");
	assert_int_equal(matrix.rows[1].in, CELL_YES); /* nothing waits any more */
	make("2024-03-01 09:00");
	matrix.rows[1].code.state = CODE_STATE_RUN_OUT; /* a desk saw it run out; then its clock was set back */
	assert_string_equal(standing_text(1), "code ran out");
	little_fact(&little, FACT_CODE_ACCEPTED, "2024-03-01 09:01")->request = "r";
	make("2024-03-01 09:02");
	assert_int_equal(matrix.rows[1].in, CELL_YES);
	assert_false(matrix.rows[1].needs_code);
}

/* Five wrong tries: nothing waits any more, whatever time is left. A void gives no try back. */
static void a_locked_code_is_said_so(void **state)
{
	little_referred(&little, "2024-02-01 09:00", "far", "REF");
	Fact *request = little_fact(&little, FACT_REQUEST, "2024-03-01 08:50");
	request->request = "r";
	request->org = "REF";
	request->episode = "far";
	Fact *code = little_fact(&little, FACT_CODE_ISSUED, "2024-03-01 08:56");
	code->request = "r";
	code->code_channel = CODE_SMS;
	code->expires = little_at("2024-03-01 09:06");
	for (int i = 0; i < 4; i++)
		little_fact(&little, FACT_CODE_FAILED, "2024-03-01 08:57")->request = "r";
	make("2024-03-01 09:00");
	assert_string_equal(standing_text(1), "code sent, 6 min left");
	Fact *last = little_fact(&little, FACT_CODE_FAILED, "2024-03-01 08:58");
	last->request = "r";
	last->id = "last";
	make("2024-03-01 09:00");
	assert_string_equal(standing_text(1), "locked: new code needed");
	assert_int_equal(matrix.rows[1].in, CELL_NOT_ASKED);
	little_fact(&little, FACT_VOIDED, "2024-03-01 08:59")->fact = "last";
	make("2024-03-01 09:00");
	assert_string_equal(standing_text(1), "locked: new code needed");
	Fact *newer = little_fact(&little, FACT_CODE_ISSUED, "2024-03-01 09:00");
	newer->request = "r";
	newer->code_channel = CODE_SHOWN;
	newer->expires = little_at("2024-03-01 09:10");
	make("2024-03-01 09:00");
	assert_string_equal(standing_text(1), "code shown, 10 min left");
}

static void a_system_that_cannot_share_is_not_asked(void **state)
{
	little_referred(&little, "2024-02-01 09:00", "h", "RWE");
	make("2024-03-01 09:00");
	assert_int_equal(matrix.rows[1].out, CELL_NOT_APPLICABLE);
	assert_false(matrix.rows[1].questions_due);
}

static void the_latest_open_referral_comes_first(void **state)
{
	little_referred(&little, "2024-02-01 09:00", "one", "RT5");
	little_referred(&little, "2024-02-03 09:00", "two", "RT5");
	make("2024-03-01 09:00");
	assert_string_equal(matrix.rows[1].episode->id, "two");
	assert_string_equal(matrix.rows[2].episode->id, "one");
	assert_int_equal(matrix.open, 3);
	assert_int_equal(matrix.due, 3);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		CASE(home_stands_first_and_sees_its_own),
		CASE(a_new_referral_is_not_asked),
		CASE(own_entries_do_not_hide_that_nobody_asked),
		CASE(the_why_counts_only_what_it_explains),
		CASE(answers_show_and_entries_count),
		CASE(discharge_ends_the_row_and_keeps_what_was_shared),
		CASE(an_unlisted_organisation_needs_a_code),
		CASE(a_locked_code_is_said_so),
		CASE(a_system_that_cannot_share_is_not_asked),
		CASE(the_latest_open_referral_comes_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
