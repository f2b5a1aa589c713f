#include "unit.h"

#include "model/desk/desk.h"
#include "ui/screens/door/door.h"
#include "ui/stage.h"

static void set_up_is_as_pictured(void **state)
{
	Stage *stage = stage_open_empty();
	stage_golden(stage, "set-up", NULL, NULL, NULL);
	stage_golden(stage, "set-up-known", NULL, NULL, "\"c82001\" enter enter \"Sam Reed\" enter \"three plain\"");
	stage_golden(stage, "set-up-missing", NULL, NULL, "\"c82001\" ctrl-s");
	stage_close(stage);
}

static void a_known_practice_shows_while_its_code_is_typed(void **state)
{
	Stage *stage = stage_open_empty();
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"c8200\"");
	assert_false(drive_shows(&drive, "South Leicestershire Medical Group"));
	drive_keys(&drive, "\"1\"");
	assert_true(drive_shows(&drive, "South Leicestershire Medical Group"));
	drive_keys(&drive, "backspace");
	assert_false(drive_shows(&drive, "South Leicestershire Medical Group"));
	drive_keys(&drive, "tab \"Our Practice\" shift-tab \"9\"");
	assert_true(drive_shows(&drive, "Our Practice")); /* what somebody typed stays */
	drive_close(&drive);
	stage_close(stage);
}

static void set_up_ends_signed_in(void **state)
{
	Stage *stage = stage_open_empty();
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"c82001\" enter enter right enter \"Sam Reed\" enter");
	drive_keys(&drive, "\"a long enough one\" enter \"another one\" enter");
	assert_true(drive_shows(&drive, "The two passphrases differ"));
	drive_keys(&drive, "\"a long enough one\" enter");
	assert_true(drive_shows(&drive, "Choose a PIN"));
	assert_string_equal(desk_staff(stage->desk)->name, "Sam Reed");
	assert_string_equal(desk_practice(stage->desk)->code, "C82001");
	assert_int_equal(desk_practice(stage->desk)->system, SYSTEM_SYSTMONE);
	drive_keys(&drive, "esc");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

static void it_says_how_it_is_done(void **state)
{
	Stage *stage = stage_open_empty();
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "Ctrl-S Set up  Ctrl-Q Close  F1 Help"));
	drive_keys(&drive, "f1");
	assert_true(drive_shows(&drive, "Ctrl-S sets up"));
	drive_keys(&drive, "f1");
	assert_string_equal(app_screen(drive.app)->name, "set_up");
	assert_int_equal(app_depth(drive.app), 1);
	drive_close(&drive);
	stage_close(stage);
}

static void what_is_no_practice_is_refused(void **state)
{
	Stage *stage = stage_open_empty();
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	bool needed = false;
	drive_keys(&drive, "\"RWE\" enter enter enter \"Sam Reed\" enter");
	drive_keys(&drive, "\"a long enough one\" enter \"a long enough one\" enter");
	assert_true(drive_shows(&drive, "is not a GP practice"));
	drive_keys(&drive, "down ctrl-u \"X99999\" enter ctrl-u ctrl-s");
	assert_true(drive_shows(&drive, "give its name too"));
	drive_keys(&drive, "up ctrl-u ctrl-s");
	assert_true(drive_shows(&drive, "Practice code is missing"));
	drive_keys(&drive, "esc ctrl-p f10 /"); /* no way past it */
	assert_string_equal(app_screen(drive.app)->name, "set_up");
	stage_ok(stage, desk_needs_set_up(stage->desk, &needed, &stage->err));
	assert_true(needed);
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(set_up_is_as_pictured),
		cmocka_unit_test(a_known_practice_shows_while_its_code_is_typed),
		cmocka_unit_test(set_up_ends_signed_in),
		cmocka_unit_test(it_says_how_it_is_done),
		cmocka_unit_test(what_is_no_practice_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
