/* What is seen of a record that is not here: as a whole, by the fold. */
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
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	return 0;
}

static int end(void **state)
{
	little_end(&little);
	return 0;
}

static void said(const char *at, const char *standing, const char *why)
{
	char text[128];
	Text out = {.arena = &little.arena};
	little_fold(&little, at);
	matrix_make(&little.reach, true, &little.arena, &matrix);
	assert_false(matrix.counted);
	matrix_standing_text(&matrix.rows[1], &little.reach, little.reach.at, text, sizeof text);
	assert_string_equal(text, standing);
	matrix_why(&matrix.rows[1], &little.reach, &out);
	if (!strstr(text_done(&out), why))
		fail_msg("not said: %s\nbut: %s", why, text_done(&out));
}

static void share(const char *at, Direction direction, Answer answer)
{
	little_answered(&little, at, direction == DIRECTION_OUT ? "reg" : "n", direction, answer);
}

static void all_yes(void)
{
	share("2024-02-02 09:00", DIRECTION_OUT, ANSWER_YES);
	share("2024-02-02 09:00", DIRECTION_IN, ANSWER_YES);
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_OUT, ANSWER_YES);
}

static void two_answers_open_it(void **state) /* E7 */
{
	all_yes();
	said("2024-03-01 09:00", "sees the record",
	     "Leicestershire Partnership NHS Trust sees this record: Maureen said yes to Share In there on 02-Feb-2024");
	assert_int_equal(matrix.rows[1].seen.sight, SIGHT_WHOLE);
	assert_int_equal(matrix.rows[0].seen.sight, SIGHT_WHOLE); /* its own */
}

static void a_change_of_mind_stops_what_comes_later(void **state) /* W1, W2 */
{
	all_yes();
	share("2024-02-10 09:00", DIRECTION_IN, ANSWER_NO);
	said("2024-03-01 09:00", "sees up to 10-Feb",
	     "Trust sees this record up to 10-Feb-2024. It cannot see the rest: Maureen stopped Share In there");
	share("2024-02-05 09:00", DIRECTION_OUT, ANSWER_NO);
	said("2024-03-01 09:00", "sees up to 05-Feb", "up to 05-Feb-2024");
	said("2025-03-01 09:00", "sees up to 05-Feb-2024", "up to 05-Feb-2024");
}

/* C1: without an agreement the local view may still be asked for, and that is no whole record. */
static void what_is_permitted_is_a_part(void **state) /* P1 */
{
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_OUT, ANSWER_NO);
	share("2024-02-02 09:00", DIRECTION_IN, ANSWER_NO);
	said("2024-03-01 09:00", "may ask (MIG)", "may ask to see this record");
	assert_true(matrix.rows[1].may_ask);
	Fact *permitted = little_fact(&little, FACT_VIEW_PERMISSION, "2024-03-01 08:00");
	permitted->org = "RT5";
	permitted->view_channel = VIEW_MIG;
	permitted->answer = ANSWER_YES;
	said("2024-03-01 09:00", "sees a part", "sees a part of this record. It cannot see the rest");
}

static void an_opt_out_stands_before_all(void **state) /* G4 */
{
	all_yes();
	Fact *opted = little_fact(&little, FACT_PURPOSE, "2024-02-03 09:00");
	opted->purpose = PURPOSE_PLANNED;
	opted->purpose_choice = CHOICE_OPT_OUT;
	said("2024-03-01 09:00", "opted out of planned care", "cannot see this record: Maureen opted out");
	assert_int_equal(matrix.rows[1].seen.sight, SIGHT_NONE);
}

static void of_two_practices_one_may_share(void **state) /* W2: after a move */
{
	all_yes();
	Fact *moved = little_fact(&little, FACT_REGISTERED, "2024-02-20 09:00");
	moved->episode = "new";
	moved->org = "REF"; /* stands for another practice */
	little_fold(&little, "2024-03-01 09:00");
	matrix_make(&little.reach, false, &little.arena, &matrix);
	Viewer viewer = viewer_of(matrix.probe, "RWE");
	assert_int_equal(sight_of(&viewer).sight, SIGHT_ASKS);
	viewer = viewer_of(matrix.probe, "REF");
	assert_int_equal(sight_of(&viewer).sight, SIGHT_WHOLE);
}

static void an_override_opens_it_to_whom_it_names(void **state) /* G2 */
{
	Fact *override = little_fact(&little, FACT_OVERRIDE, "2024-03-01 08:30");
	override->override = "v";
	override->org = "RT5";
	override->until = little_at("2024-03-01 12:00");
	said("2024-03-01 09:00", "sees the record", "sees this record: an override");
	assert_int_equal(matrix.rows[1].seen.sight, SIGHT_WHOLE);
}

static void what_is_recorded_at_a_service_goes_as_far_as_its_share_out(void **state)
{
	little_fold(&little, "2024-03-01 09:00");
	assert_int_equal(sight_out(&little.reach, "RT5"), SIGHT_NONE);
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_OUT, ANSWER_YES);
	little_fold(&little, "2024-03-01 09:00");
	assert_int_equal(sight_out(&little.reach, "RT5"), SIGHT_WHOLE);
	little_answered(&little, "2024-02-03 09:00", "n", DIRECTION_OUT, ANSWER_NO);
	little_fold(&little, "2024-03-01 09:00");
	assert_int_equal(sight_out(&little.reach, "RT5"), SIGHT_UP_TO);
}

static void where_it_is_here_it_is_counted(void **state)
{
	char text[128];
	all_yes();
	little_entry(&little, "a", "C82001", "2024-01-10 09:00", CATEGORY_DOCUMENT);
	little_fold(&little, "2024-03-01 09:00");
	matrix_make(&little.reach, true, &little.arena, &matrix);
	matrix_standing_text(&matrix.rows[1], &little.reach, little.reach.at, text, sizeof text);
	assert_string_equal(text, "sees 1 of 1");
	matrix_make(&little.reach, false, &little.arena, &matrix);
	matrix_standing_text(&matrix.rows[1], &little.reach, little.reach.at, text, sizeof text);
	assert_string_equal(text, "sees the record");
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		IN_WORLD(two_answers_open_it),
		IN_WORLD(a_change_of_mind_stops_what_comes_later),
		IN_WORLD(what_is_permitted_is_a_part),
		IN_WORLD(an_opt_out_stands_before_all),
		IN_WORLD(of_two_practices_one_may_share),
		IN_WORLD(an_override_opens_it_to_whom_it_names),
		IN_WORLD(what_is_recorded_at_a_service_goes_as_far_as_its_share_out),
		IN_WORLD(where_it_is_here_it_is_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
