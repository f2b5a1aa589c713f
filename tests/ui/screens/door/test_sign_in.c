#include "unit.h"

#include "model/desk/desk.h"
#include "ui/screens/door/door.h"
#include "ui/stage.h"

#define SIGN_IN "\"Priya S\" enter \"" STAGE_PASSPHRASE "\" enter"

static void sign_in_is_as_pictured(void **state)
{
	Stage *stage = stage_open(0);
	stage_golden(stage, "sign-in", NULL, NULL, NULL);
	stage_golden(stage, "sign-in-wrong", NULL, NULL, "\"Priya S\" enter \"not this one\" enter");
	stage_pin(stage, "Priya S", false);
	stage_golden(stage, "sign-in-pin", NULL, NULL, SIGN_IN " \"25\"");
	stage_close(stage);
}

static void name_and_passphrase_sign_in(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "ctrl-p / u f10 esc"); /* nothing of the desk before that */
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	drive_keys(&drive, "ctrl-u ctrl-w \"priya s\" tab \"" STAGE_PASSPHRASE "\"");
	assert_false(drive_shows(&drive, "three"));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_string_equal(desk_staff(stage->desk)->name, "Priya S");
	assert_true(drive_shows(&drive, "Priya S, reception"));
	drive_close(&drive);
	stage_close(stage);
}

static void a_wrong_name_and_a_wrong_passphrase_look_the_same(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	const char *said;
	drive_keys(&drive, "\"Priya S\" enter \"not this one\" enter");
	said = drive_row(&drive, -2);
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	drive_keys(&drive, "up ctrl-u \"Nobody\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(drive_row(&drive, -2), said);
	assert_null(desk_staff(stage->desk));
	drive_close(&drive);
	stage_close(stage);
}

static void a_pin_is_offered(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive;
	stage_pin(stage, "Priya S", false);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, SIGN_IN);
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	drive_keys(&drive, "\"1234\" enter \"1234\" enter");
	assert_true(drive_shows(&drive, "guessed first"));
	drive_keys(&drive, "ctrl-u \"9147\" down ctrl-u \"9148\" enter");
	assert_true(drive_shows(&drive, "The two PINs differ"));
	drive_keys(&drive, "\"9147\" enter \"9147\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_true(desk_has_pin(stage->desk));
	drive_keys(&drive, "f10 \"9147\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

static void the_pin_may_be_left_for_later(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive;
	stage_pin(stage, "Priya S", false);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, SIGN_IN " esc");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_false(desk_has_pin(stage->desk));
	drive_close(&drive);
	stage_close(stage);
}

static void given_for_once(Stage *stage, int64_t left)
{
	const LedgerOps *ops = stage->ledger.ops;
	void *self = stage->ledger.self;
	const Staff *staff = NULL;
	stage_ok(stage, ops->begin(self, &stage->err));
	stage_ok(stage, ops->staff(self, "Priya S", &stage->arena, &staff, &stage->err));
	Staff changed = *staff;
	changed.once_until = instant_add(desk_now(stage->desk), left);
	stage_ok(stage, ops->put_staff(self, &changed, &stage->err));
	stage_ok(stage, ops->commit(self, &stage->err));
}

static void what_was_given_for_once_is_changed_first(void **state)
{
	Stage *stage = stage_open(0);
	given_for_once(stage, 24 * 60 * 60);
	stage_golden(stage, "sign-in-choose", NULL, NULL, SIGN_IN " \"plum\"");
	desk_sign_out(stage->desk);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, SIGN_IN);
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	assert_false(desk_may(stage->desk, ACT_FIND));
	drive_keys(&drive, "\"password123\" enter \"password123\" enter");
	assert_true(drive_shows(&drive, "guessed first"));
	drive_keys(&drive, "esc"); /* there is no later */
	assert_null(desk_staff(stage->desk));
	drive_keys(&drive, SIGN_IN " \"green plum tart\" enter \"green plum tort\" enter");
	assert_true(drive_shows(&drive, "The two passphrases differ"));
	drive_keys(&drive, "\"green plum tart\" enter \"green plum tart\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_true(desk_may(stage->desk, ACT_FIND));
	drive_close(&drive);
	assert_true(desk_sign_in(stage->desk, "Priya S", "green plum tart", &stage->err));
	stage_close(stage);
}

static void what_was_given_for_once_runs_out(void **state)
{
	Stage *stage = stage_open(0);
	given_for_once(stage, 0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, SIGN_IN);
	assert_true(drive_shows(&drive, "its time is over"));
	assert_null(desk_staff(stage->desk));
	drive_close(&drive);
	stage_close(stage);
}

static void wrong_ones_are_said(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(desk_sign_in(stage->desk, "Priya S", "no", NULL));
	drive_keys(&drive, "\"Priya S\" enter \"not this one\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_true(drive_shows(&drive, "2 wrong passphrases were typed for you since"));
	drive_close(&drive);
	stage_close(stage);
}

static void nobody_is_left_signed_in_at_the_offer(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive;
	stage_pin(stage, "Priya S", false);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, SIGN_IN);
	stage_wait(stage, &drive, 5 * 60 - 1);
	assert_non_null(desk_staff(stage->desk));
	stage_wait(stage, &drive, 1);
	assert_null(desk_staff(stage->desk));
	assert_true(drive_shows(&drive, "Sign in to open the desk"));
	drive_close(&drive);
	stage_close(stage);
}

static void the_program_closes_from_here(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "ctrl-q");
	assert_true(app_ended(drive.app));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sign_in_is_as_pictured),
		cmocka_unit_test(name_and_passphrase_sign_in),
		cmocka_unit_test(a_wrong_name_and_a_wrong_passphrase_look_the_same),
		cmocka_unit_test(a_pin_is_offered),
		cmocka_unit_test(the_pin_may_be_left_for_later),
		cmocka_unit_test(what_was_given_for_once_is_changed_first),
		cmocka_unit_test(what_was_given_for_once_runs_out),
		cmocka_unit_test(wrong_ones_are_said),
		cmocka_unit_test(nobody_is_left_signed_in_at_the_offer),
		cmocka_unit_test(the_program_closes_from_here),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
