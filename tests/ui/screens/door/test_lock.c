#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "model/desk/sessions.h"
#include "ui/front.h"
#include "ui/screens/door/door.h"
#include "ui/stage.h"

static void the_lock_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "lock", NULL, NULL, "\"ashby m\" enter f10 \"25\"");
	stage_close(stage);
}

static void what_was_typed_is_kept_under_the_lock(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"jane smith\" enter \"14-J\" f10"); /* in the middle of a question */
	assert_string_equal(app_screen(drive.app)->name, "lock");
	assert_true(desk_locked(stage->desk));
	assert_false(drive_shows(&drive, "SMITH"));
	assert_false(drive_shows(&drive, "14-J"));
	drive_keys(&drive, "\"" STAGE_PIN "\" enter");
	assert_false(desk_locked(stage->desk));
	assert_true(drive_shows(&drive, "jane smith"));
	assert_true(drive_shows(&drive, "14-J"));
	drive_keys(&drive, "\"ul-1945\" enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_close(&drive);
	stage_close(stage);
}

static void nothing_of_a_patient_is_on_the_lock(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter f10");
	assert_false(drive_shows(&drive, "ASHBY"));
	assert_false(drive_shows(&drive, "999 000"));
	drive_keys(&drive, "ctrl-p ? f1 / u esc f10"); /* no key leads past it */
	assert_string_equal(app_screen(drive.app)->name, "lock");
	assert_false(drive_shows(&drive, "ASHBY"));
	assert_true(drive_shows(&drive, "10:41"));
	stage_wait(stage, &drive, 60);
	assert_true(drive_shows(&drive, "10:42"));
	drive_keys(&drive, "ctrl-u \"" STAGE_PIN "\" enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_close(&drive);
	stage_close(stage);
}

/* Another desk closes the account, or changes its role, while somebody sits here: within a second nothing is shown. */
static void change_account(Stage *stage, bool active, Role role)
{
	const LedgerOps *ops = stage->ledger.ops;
	void *self = stage->ledger.self;
	const Staff *staff = NULL;
	stage_ok(stage, ops->begin(self, &stage->err));
	stage_ok(stage, ops->staff(self, "Priya S", &stage->arena, &staff, &stage->err));
	Staff changed = *staff;
	changed.active = active;
	changed.role = (WordByte)role;
	stage_ok(stage, ops->put_staff(self, &changed, &stage->err));
	stage_ok(stage, ops->commit(self, &stage->err));
}

static void a_closed_account_is_signed_out_within_a_second(void **state)
{
	static const struct {
		const char *keys; /* what is open: a patient, typed text, a dialog, the lock, home itself */
		bool active;
		const char *says;
	} rows[] = {
		{"\"ashby m\" enter", false, "The account Priya S was closed"},
		{"\"ashby m\" enter h \"07700900\"", false, "The account Priya S was closed"},
		{"\"ashby m\" enter h \"07700900\" f9", false, "The account Priya S was closed"},
		{"\"ashby m\" enter f10", false, "The account Priya S was closed"},
		{"\"jane\"", false, "The account Priya S was closed"},
		{"\"ashby m\" enter", true, "The role of Priya S was changed"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Stage *stage = stage_open(ROLE_RECEPTIONIST);
		Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
		drive_keys(&drive, rows[i].keys);
		change_account(stage, rows[i].active, rows[i].active ? ROLE_NURSE : ROLE_RECEPTIONIST);
		stage_wait(stage, &drive, 1);
		assert_string_equal(app_screen(drive.app)->name, "sign_in");
		assert_null(desk_staff(stage->desk));
		if (!drive_shows(&drive, rows[i].says))
			fail_msg("%s: %s", rows[i].keys, drive_text(&drive));
		assert_false(drive_shows(&drive, "ASHBY"));
		drive_close(&drive);
		stage_close(stage);
	}
}

static void one_person_at_two_desks_signs_the_other_out(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	desk_sign_out(stage->desk);
	stage_ok(stage, desk_sign_in(stage->desk, "Priya S", STAGE_PASSPHRASE, &stage->err));
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter");
	stage_ok(stage, desk_sign_in(stage->other, "Priya S", STAGE_PASSPHRASE, &stage->err));
	stage_ok(stage, desk_sign_out_elsewhere(stage->other, &stage->err));
	stage_wait(stage, &drive, 1);
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	assert_true(drive_shows(&drive, "You signed out everywhere"));
	drive_keys(&drive, arena_print(&stage->arena, "\"Priya S\" enter \"%s\" enter", STAGE_PASSPHRASE));
	assert_true(drive_shows(&drive, "You are signed in at another desk too, since 10:41"));
	drive_close(&drive);
	stage_close(stage);
}

static void five_wrong_pins_ask_for_the_passphrase(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f10 \"9147\" enter");
	golden_check("lock-wrong", drive_canvas(&drive));
	for (int tries = 1; tries < PIN_TRIES; tries++) {
		assert_non_null(strstr(drive_text(&drive), " PIN\n"));
		drive_keys(&drive, "\"9147\" enter");
	}
	assert_null(strstr(drive_text(&drive), " PIN\n"));
	assert_true(drive_shows(&drive, " Passphrase"));
	golden_check("lock-spent", drive_canvas(&drive));
	drive_keys(&drive, "\"" STAGE_PIN "\" enter");
	assert_true(desk_locked(stage->desk));
	drive_keys(&drive, "\"" STAGE_PASSPHRASE "\" enter");
	assert_false(desk_locked(stage->desk));
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

/* Its owner signs in once a day, and unlocks often: whoever guesses in between is seen. */
static void wrong_passphrases_are_told_where_one_unlocks(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f10 \"not the right one\" enter \"nor is this one\" enter");
	drive_keys(&drive, "\"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_true(drive_shows(&drive, "2 wrong passphrases were typed for you since"));
	drive_close(&drive);
	stage_close(stage);
}

static void without_a_pin_the_passphrase_unlocks(void **state)
{
	Stage *stage = stage_open(0);
	Drive drive;
	stage_pin(stage, "Priya S", false);
	stage_ok(stage, desk_sign_in_demo(stage->desk, ROLE_RECEPTIONIST, &stage->err));
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f10");
	assert_true(drive_shows(&drive, "Passphrase"));
	drive_keys(&drive, "\"" STAGE_PASSPHRASE "\" enter");
	assert_false(desk_locked(stage->desk));
	drive_close(&drive);
	stage_close(stage);
}

static void an_idle_desk_locks_itself(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 5 * 60 - 1);
	assert_false(desk_locked(stage->desk));
	stage_wait(stage, &drive, 1);
	assert_true(desk_locked(stage->desk));
	assert_string_equal(app_screen(drive.app)->name, "lock");
	drive_close(&drive);
	stage_close(stage);
}

static void somebody_else_may_sign_in(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter f10 f9 n");
	assert_string_equal(app_screen(drive.app)->name, "lock");
	drive_keys(&drive, "f9 enter");
	assert_string_equal(app_screen(drive.app)->name, "lock");
	drive_keys(&drive, "o");
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	assert_int_equal(app_depth(drive.app), 1);
	assert_null(desk_staff(stage->desk));
	assert_false(drive_shows(&drive, "Priya"));
	drive_close(&drive);
	stage_close(stage);
}

/* Of a demo: whoever left it open for ten minutes is not shut out of it. */
static void a_demo_says_what_unlocks_it(void **state)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	app_free(drive.app);
	drive.app = front_open(stage->desk,
			       &(FrontOptions){.hint = "The demo begins with the PIN 2580 and the passphrase "
						       "\"demo demo demo\", for Priya S and Dr Shah."},
			       &stage->err);
	stage_ok(stage, drive.app != NULL);
	drive_keys(&drive, "f10");
	for (size_t i = 0; i < countof(sizes); i++) {
		drive_size(&drive, sizes[i][0], sizes[i][1]);
		golden_check("lock-demo", drive_canvas(&drive));
	}
	drive_keys(&drive, "f9 o");
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	assert_true(drive_shows(&drive, "The demo begins with the PIN"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lock_is_as_pictured),
		cmocka_unit_test(what_was_typed_is_kept_under_the_lock),
		cmocka_unit_test(nothing_of_a_patient_is_on_the_lock),
		cmocka_unit_test(a_closed_account_is_signed_out_within_a_second),
		cmocka_unit_test(one_person_at_two_desks_signs_the_other_out),
		cmocka_unit_test(five_wrong_pins_ask_for_the_passphrase),
		cmocka_unit_test(wrong_passphrases_are_told_where_one_unlocks),
		cmocka_unit_test(without_a_pin_the_passphrase_unlocks),
		cmocka_unit_test(an_idle_desk_locks_itself),
		cmocka_unit_test(somebody_else_may_sign_in),
		cmocka_unit_test(a_demo_says_what_unlocks_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
