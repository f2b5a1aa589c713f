/* Who has an account, when they last signed in, and what became of accounts and settings. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/lists/lists.h"
#include "model/paper/sheet.h"
#include "ui/action.h"
#include "ui/screens/home/home.h"
#include "ui/stage.h"

enum { DAY = 24 * 60 * 60 };

/* `self`: words that stand somewhere on it. */
static bool sheet_says(void *self, const PrintJob *job, Error *err)
{
	const char *const *wanted = self;
	for (size_t i = 0; i < job->sheet->count; i++)
		if (strstr(job->sheet->blocks[i].text, *wanted))
			return true;
	return fail(err, ERROR_SYSTEM, "That is not on the sheet.");
}

static void sign_in(Stage *stage, const char *name)
{
	stage_ok(stage, desk_sign_in(stage->desk, name, STAGE_PASSPHRASE, &stage->err));
}

/* Of Priya, who has not come for a while; of somebody who was made and is kept out again. */
static Stage *stage_of(Role role, Printing printing)
{
	Stage *stage = stage_open_printing(ROLE_ADMINISTRATOR, printing);
	Desk *desk = stage->desk;
	Error err;
	sign_in(stage, "Priya S");
	stage->clock.now.seconds += 91 * DAY;
	sign_in(stage, "Helen Marsh");
	sign_in(stage, "Sam Reed");
	stage_ok(stage, desk_add_staff(desk, "Dr Novak", ROLE_CLINICIAN, "sevenfold umbrella 19 lichen", &stage->err));
	stage_ok(stage, desk_change_staff(desk, "Dr Novak", ROLE_CLINICIAN, false, &stage->err));
	stage_ok(stage, desk_put_setting(desk, "idle-minutes", "10", &stage->err));
	assert_false(desk_sign_in(desk, "Dr Shah", "nothing of the kind", &err));
	stage_ok(stage, desk_sign_in_demo(desk, role, &stage->err));
	return stage;
}

static void each_is_shown_with_when_they_last_signed_in(void **state)
{
	Stage *stage = stage_of(ROLE_PRIVACY_OFFICER, (Printing){0});
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f8");
	assert_ptr_equal(app_screen(drive.app), &screen_accounts);
	assert_true(drive_shows(&drive, "5 may sign in, 1 administers, 1 unused for 90 days"));
	assert_non_null(strstr(drive_row(&drive, 2), "Sam Reed"));
	assert_true(drive_shows(&drive, "Sam Reed, administrator: last signed in on 11-Sep-2024."));
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, "Dr Novak, clinician: closed; not seen to sign in."));
	drive_close(&drive);
	stage_golden(stage, "accounts", &screen_accounts, NULL, NULL);
	drive = stage_drive(stage, &screen_accounts, NULL, 60, 200);
	golden_check("accounts", drive_canvas(&drive));
	drive_close(&drive);
	stage_close(stage);
}

static void an_administrator_sees_what_was_changed(void **state)
{
	Stage *stage = stage_of(ROLE_ADMINISTRATOR, (Printing){0});
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "9");
	assert_string_equal(app_screen(drive.app)->name, "mine");
	drive_keys(&drive, "esc 0");
	assert_ptr_equal(app_screen(drive.app), &screen_accounts);
	drive_keys(&drive, "w down");
	assert_true(drive_shows(&drive, "The setting idle-minutes is now 10"));
	assert_true(drive_shows(&drive, "Sam Reed: The account Dr Novak was closed."));
	drive_keys(&drive, "w");
	assert_true(drive_shows(&drive, "1 administers"));
	drive_close(&drive);
	stage_golden(stage, "accounts-changes", &screen_accounts, NULL, "w");
	stage_close(stage);
}

static void the_privacy_officer_sees_each_session(void **state)
{
	Stage *stage = stage_of(ROLE_PRIVACY_OFFICER, (Printing){0});
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f8 s");
	assert_true(drive_shows(&drive, "Accounts, sessions"));
	assert_true(drive_shows(&drive, "Sam Reed: With the passphrase alone, for 0 min."));
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, "Priya S: With the passphrase alone, for 2184 h 0 min."));
	drive_keys(&drive, "w");
	assert_true(drive_shows(&drive, "Accounts, changes"));
	drive_keys(&drive, "s s");
	assert_true(drive_shows(&drive, "1 administers"));
	drive_close(&drive);
	stage_golden(stage, "accounts-sessions", &screen_accounts, NULL, "s");
	stage_close(stage);
}

static void it_is_printed(void **state)
{
	const char *wanted = "Dr Novak, clinician: closed";
	Stage *stage = stage_of(ROLE_ADMINISTRATOR, (Printing){.print = sheet_says, .self = &wanted});
	Drive drive = stage_drive(stage, &screen_accounts, NULL, 24, 80);
	drive_keys(&drive, "f5");
	assert_true(drive_shows(&drive, "The accounts have gone to the printer."));
	wanted = "The setting idle-minutes is now 10";
	drive_keys(&drive, "down f5");
	assert_true(drive_shows(&drive, "The accounts have gone to the printer."));
	drive_close(&drive);
	stage_close(stage);
}

static void others_are_told_whom_to_ask(void **state)
{
	Stage *stage = stage_open(ROLE_CLINICIAN);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f8");
	assert_true(drive_shows(&drive, "A clinician may not see who has an account"));
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_accounts.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_shown_with_when_they_last_signed_in),
		cmocka_unit_test(an_administrator_sees_what_was_changed),
		cmocka_unit_test(the_privacy_officer_sees_each_session),
		cmocka_unit_test(it_is_printed),
		cmocka_unit_test(others_are_told_whom_to_ask),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
