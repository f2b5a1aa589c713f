#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "ui/action.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY "9990000018"

static const void *ashby(Stage *stage)
{
	return stage_chart(stage, ASHBY);
}

static void the_history_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "history", &screen_history, ashby, NULL);
	stage_golden(stage, "history-error", &screen_history, ashby, "down delete");
	stage_golden(stage, "history-past", &screen_history, ashby, "[ [ [ [");
	stage_close(stage);
}

static void the_latest_stands_first(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_history, ashby(stage), 24, 80);
	assert_non_null(strstr(drive_row(&drive, 3), "▌12-Jun-2024 Referred to Kibworth Physiotherapy"));
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, "▌10-Jan-2010"));
	assert_true(drive_shows(&drive, "Registered at South Leicestershire Medical Group"));
	drive_close(&drive);
	stage_close(stage);
}

/* The words have all the room that the name leaves them. */
static void the_words_have_the_room(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_history, ashby(stage), 24, 80);
	assert_string_equal(drive_row(&drive, 4),
			    " 12-Jun-2024 Asked for the problem entry of 14-Mar-2019 to be p… file: Priya S");
	drive_close(&drive);
	stage_close(stage);
}

/* More words than the notice lines hold end in a mark: nothing is cut in silence. */
static void a_line_too_long_is_marked(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Fact fact = FACT_NONE;
	Text note = {.arena = &stage->arena};
	fact.kind = FACT_SCR;
	fact.id = "long-note";
	fact.patient = ASHBY;
	fact.scr_status = SCR_CORE;
	fact.by = "Priya S";
	for (int i = 0; i < 60; i++)
		text_add(&note, "words on paper ");
	text_add(&note, "at last");
	fact.note = text_done(&note);
	stage_tell(stage, fact);

	Drive drive = stage_drive(stage, &screen_history, ashby(stage), 24, 80);

	drive_keys(&drive, "home");
	assert_true(drive_shows(&drive, "words on paper"));
	assert_false(drive_shows(&drive, "at last"));
	assert_non_null(strstr(drive_row(&drive, 22), "…"));
	drive_close(&drive);
	stage_close(stage);
}

/* Who looked is shown when asked for: this very opening. */
static void who_looked_is_shown_when_asked_for(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_history, ashby(stage), 24, 80);
	assert_false(drive_shows(&drive, "Record opened"));
	drive_keys(&drive, "v home");
	assert_true(drive_shows(&drive, "Record opened at South Leicestershire Medical Group"));
	drive_keys(&drive, "delete");
	assert_true(drive_shows(&drive, "Who looked at a record stays known."));
	drive_keys(&drive, "v");
	assert_false(drive_shows(&drive, "Record opened"));
	drive_close(&drive);
	stage_close(stage);
}

static bool is_open(Drive *drive, const char *episode)
{
	const Chart *chart = app_screen(drive->app)->chart(app_state(drive->app));
	const Episode *found = agreements_episode(&chart->now.agreements, episode);
	return found && found->open;
}

static void a_line_recorded_in_error_needs_a_reason(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_history, ashby(stage), 24, 80);
	assert_true(is_open(&drive, "demo-knee"));
	drive_keys(&drive, "delete ctrl-s"); /* a reason is needed */
	assert_true(drive_shows(&drive, "Type something"));
	drive_keys(&drive, "\"Wrong patient\"");
	stage_wait(stage, &drive, 2); /* the chart is looked at anew meanwhile */
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Marked as recorded in error."));
	assert_false(is_open(&drive, "demo-knee"));
	assert_true(drive_shows(&drive, "▌12-Jun-2024 [in error] Referred to Kibworth"));
	drive_keys(&drive, "delete");
	assert_true(drive_shows(&drive, "marked as recorded in error already"));
	drive_keys(&drive, "home delete"); /* the void itself */
	assert_true(drive_shows(&drive, "A void cannot be voided"));
	drive_keys(&drive, "u ctrl-s");
	assert_false(drive_shows(&drive, "Taken back: "));
	drive_close(&drive);
	stage_close(stage);
}

/* What may not be voided says why; nothing is told. */
static void what_may_not_be_voided_says_why(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_history, ashby(stage), 24, 80);
	const int64_t head = desk_head(stage->desk);
	drive_keys(&drive, "home");
	for (int i = 0; i < 20 && !drive_shows(&drive, "▌01-Jun-2024"); i++)
		drive_keys(&drive, "down");
	drive_keys(&drive, "delete \"Not so\" ctrl-s"); /* a clinician's private mark */
	assert_true(drive_shows(&drive, "receptionist may not"));
	assert_int_equal(desk_head(stage->desk), head);
	drive_close(&drive);
	stage_close(stage);
}

static void the_past_changes_nothing(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_history, ashby(stage), 24, 80);
	drive_keys(&drive, "[ [");
	assert_true(drive_shows(&drive, "As it was on"));
	assert_false(drive_shows(&drive, "Physiotherapy, knee"));
	drive_keys(&drive, "delete");
	assert_true(drive_shows(&drive, "nothing can be changed"));
	drive_keys(&drive, "1"); /* the other tabs show the same past */
	assert_true(drive_shows(&drive, "As it was on"));
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	char fault[200];
	const char *found = keymap_fault(&screen_history.keymap, &action_global, fault, sizeof fault);
	if (found)
		fail_msg("%s", found);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_history_is_as_pictured),
		cmocka_unit_test(the_latest_stands_first),
		cmocka_unit_test(the_words_have_the_room),
		cmocka_unit_test(who_looked_is_shown_when_asked_for),
		cmocka_unit_test(a_line_too_long_is_marked),
		cmocka_unit_test(a_line_recorded_in_error_needs_a_reason),
		cmocka_unit_test(what_may_not_be_voided_says_why),
		cmocka_unit_test(the_past_changes_nothing),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests_name("ui/screen_history", tests, NULL, NULL);
}
