#include "unit.h"

#include <string.h>

#include "model/desk/work.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/record/record.h"
#include "ui/stage.h"

/* Where there is room, who is due stands below each kind of work, and is opened from there. */
static void the_first_of_each_kind_stand_below_it(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "▌ 1 Questions to ask    10  Hussain Z"));
	assert_non_null(strstr(drive_row(&drive, 5), "  2                         Walker A · Physiotherapy, ankle"));
	drive_keys(&drive, "down");
	assert_non_null(strstr(drive_row(&drive, 5), "▌"));
	drive_size(&drive, 12, 40);
	assert_true(drive_shows(&drive, "▌1 Questions to ask"));
	assert_false(drive_shows(&drive, "Walker A"));
	drive_size(&drive, 24, 80);
	assert_non_null(strstr(drive_row(&drive, 5), "▌"));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_true(drive_shows(&drive, "WALKER, A"));
	drive_close(&drive);
	stage_close(stage);
}

/* What only a clinician does is selected: the entry itself is two keys away, and Esc goes back home. */
static void a_private_wish_opens_its_entry(void **state)
{
	Stage *stage = stage_open(ROLE_CLINICIAN);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 1);
	drive_keys(&drive, "enter");
	assert_ptr_equal(app_screen(drive.app), &screen_entry_card);
	assert_true(drive_shows(&drive, "to be reviewed, since"));
	golden_check("home-private-entry", drive_canvas(&drive));
	drive_keys(&drive, "esc");
	assert_ptr_equal(app_screen(drive.app), &screen_home);
	drive_keys(&drive, "enter ctrl-s");
	assert_true(drive_shows(&drive, "private"));
	assert_false(drive_shows(&drive, "to be reviewed"));
	drive_keys(&drive, "esc");
	assert_ptr_equal(app_screen(drive.app), &screen_home);
	assert_false(drive_shows(&drive, "Private, to review"));
	drive_close(&drive);
	stage_close(stage);
}

/* In the place of each row that is kept one of something that is gone. */
static void let_all_be_gone(Stage *stage, WorkKind kind)
{
	const Ledger *ledger = &stage->ledger;
	DueRows rows;
	stage_ok(stage, ledger->ops->due(ledger->self, &(DueQuery){.kind = (WordByte)kind, .limit = 100}, &stage->arena,
					 &rows, &stage->err));
	stage_ok(stage, ledger->ops->begin(ledger->self, &stage->err));
	for (size_t i = 0; i < rows.count; i++) {
		DueRow gone = rows.items[i];
		gone.what = "gone";
		stage_ok(stage, ledger->ops->put_due(ledger->self, gone.patient, &(DueRows){&gone, 1}, INSTANT_MAX,
						     NULL, &stage->err));
	}
	stage_ok(stage, ledger->ops->commit(ledger->self, &stage->err));
}

/* What was kept is no more so, and is yet to be looked at anew: it is counted, and nobody is named. */
static void what_is_gone_is_not_named(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	let_all_be_gone(stage, WORK_QUESTIONS);
	drive_keys(&drive, "\"x\" backspace");
	stage_wait(stage, &drive, 2);
	assert_true(drive_shows(&drive, "▌ 1 Questions to ask"));
	assert_false(drive_shows(&drive, "Hussain"));
	drive_size(&drive, 12, 40);
	assert_true(drive_shows(&drive, "▌1 Questions to ask"));
	drive_size(&drive, 24, 80);
	drive_keys(&drive, "enter");
	assert_ptr_equal(app_screen(drive.app), &screen_due);
	assert_true(drive_shows(&drive, "to be looked at anew"));
	drive_keys(&drive, "down enter esc esc");
	assert_ptr_equal(app_screen(drive.app), &screen_home);
	drive_close(&drive);
	stage_close(stage);
}

/* While no code is out nothing goes by the second. */
static void nobody_reads_where_nothing_runs(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	const int64_t began = stage->memory.calls;
	stage_wait(stage, &drive, 1);
	const int64_t out = stage->memory.calls - began;
	let_all_be_gone(stage, WORK_CODES);
	stage_wait(stage, &drive, 2);
	const int64_t gone = stage->memory.calls;
	stage_wait(stage, &drive, 1);
	assert_in_range(stage->memory.calls - gone, 0, out / 2); /* whether anything was told is all that is asked */
	drive_close(&drive);
	stage_close(stage);
}

/* A number and Enter opens the row; three digits belong to a patient. */
static void a_row_is_reached_by_its_number(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "1");
	assert_true(drive_shows(&drive, "▌ 1 Questions to ask"));
	drive_keys(&drive, "1");
	assert_true(drive_shows(&drive, "▌11 Codes waiting"));
	drive_keys(&drive, "backspace backspace \"99\"");
	assert_true(drive_shows(&drive, "Nobody found by that"));
	drive_keys(&drive, "0");
	assert_false(drive_shows(&drive, "▌ 1 Questions"));
	drive_keys(&drive, "ctrl-u 2 enter");
	assert_true(drive_shows(&drive, "WALKER, A"));
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "▌ 2 "));
	drive_keys(&drive, "\"walk\"");
	assert_true(drive_shows(&drive, "WALKER, A"));
	drive_close(&drive);
	stage_close(stage);
	stage = stage_open(ROLE_ADMINISTRATOR);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "8");
	assert_ptr_equal(app_screen(drive.app), &screen_settings);
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_of_each_kind_stand_below_it),
		cmocka_unit_test(a_private_wish_opens_its_entry),
		cmocka_unit_test(a_row_is_reached_by_its_number),
		cmocka_unit_test(what_is_gone_is_not_named),
		cmocka_unit_test(nobody_reads_where_nothing_runs),
	};
	return cmocka_run_group_tests_name("ui/screens/home/rows", tests, NULL, NULL);
}
