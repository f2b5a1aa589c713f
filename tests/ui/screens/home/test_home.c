#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/codes/codes.h"
#include "model/desk/find.h"
#include "ui/action.h"
#include "ui/screens/door/door.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/record/record.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY_MAUREEN "9990000018"
#define SMITH_ELDER "9990000085" /* Jane, born 14-Jul-1945 */

static void home_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "home", NULL, NULL, NULL);
	stage_golden(stage, "home-found", NULL, NULL, "\"ash\" down");
	stage_golden(stage, "home-same-name", NULL, NULL, "\"jane smi\"");
	stage_golden(stage, "home-alike", NULL, NULL, "\"jane smiht\"");
	stage_golden(stage, "home-nobody", NULL, NULL, "\"zz\"");
	stage_close(stage);
}

static void each_role_has_its_own_home(void **state)
{
	static const struct {
		Role role;
		const char *name;
	} roles[] = {
		{ROLE_CLINICIAN, "home-clinician"},
		{ROLE_PRIVACY_OFFICER, "home-privacy-officer"},
		{ROLE_ADMINISTRATOR, "home-administrator"},
	};

	for (size_t i = 0; i < countof(roles); i++) {
		Stage *stage = stage_open(roles[i].role);
		stage_golden(stage, roles[i].name, NULL, NULL, NULL);
		stage_close(stage);
	}
}

static void put_backup(Stage *stage)
{
	const Ledger *ledger = &stage->ledger;
	char seconds[24];
	text_print(seconds, sizeof seconds, "%lld", (long long)stage->clock.now.seconds - 48 * 60 * 60);
	stage_ok(stage, ledger->ops->begin(ledger->self, &stage->err));
	stage_ok(stage, ledger->ops->put_setting(ledger->self, BACKUP_SETTING, seconds, &stage->err));
	stage_ok(stage, ledger->ops->commit(ledger->self, &stage->err));
}

/* Whoever looks: who can make one, and who can ask for it. */
static void a_backup_that_is_late_is_said(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	put_backup(stage);
	stage_golden(stage, "home-backup", NULL, NULL, NULL);
	stage_close(stage);
	stage = stage_open(ROLE_ADMINISTRATOR);
	put_backup(stage);
	stage_golden(stage, "home-administrator-backup", NULL, NULL, NULL);
	stage_close(stage);
}

static void what_another_desk_tells_is_seen(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	const char *before = drive_text(&drive);
	Chart *chart = NULL;
	const char *episode = NULL;
	stage_ok(stage, desk_sign_in_demo(stage->other, ROLE_NURSE, &stage->err));
	stage_ok(stage, desk_open_chart(stage->other, ASHBY_MAUREEN, (Date){0}, &chart, &stage->err));
	stage_ok(stage, desk_refer(stage->other, chart, &(Referral){.org = "RT5", .service = "Podiatry"}, &episode,
				   &stage->err));
	desk_close_chart(stage->other, chart);
	assert_string_equal(drive_text(&drive), before);
	stage_wait(stage, &drive, 1);
	assert_string_not_equal(drive_text(&drive), before);
	drive_close(&drive);
	stage_close(stage);
}

static bool selected(Drive *drive, const char *name)
{
	for (int row = 0; row < 24; row++)
		if (strstr(drive_row(drive, row), "▌") && strstr(drive_row(drive, row), name))
			return true;
	return false;
}

/* Its number is a key that is typed: the click is of the row. */
static void a_click_on_a_row_types_no_number(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_click_on(&drive, "Physiotherapy, knee");
	assert_true(selected(&drive, "Physiotherapy, knee"));
	assert_null(strpbrk(drive_row(&drive, 1), "0123456789"));
	drive_click_on(&drive, "Physiotherapy, knee");
	assert_true(drive_shows(&drive, "As things stand"));
	drive_close(&drive);
	stage_close(stage);
}

static void codes_count_down(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Chart *chart = stage_chart(stage, ASHBY_MAUREEN);
	const char *episode = NULL, *request = NULL;
	Code code;
	Drive drive;
	stage_ok(stage,
		 desk_refer(stage->desk, chart, &(Referral){.org = "REF", .service = "Eyes"}, &episode, &stage->err));
	stage_ok(stage, desk_open_request(stage->desk, chart, episode, &request, &stage->err));
	stage_ok(stage, desk_issue_code(stage->desk, chart, request,
					&(CodeIssue){CODE_SHOWN, IDENTITY_BORN | IDENTITY_NHS}, &code, &stage->err));
	desk_close_chart(stage->desk, chart);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "6 min left")); /* of the other code, which is older */
	for (int i = 0; i < 20 && !selected(&drive, "Codes waiting"); i++)
		drive_keys(&drive, "down");
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "due");
	assert_true(drive_shows(&drive, "10 min left"));
	assert_false(drive_shows(&drive, code.digits));
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "9 min left"));
	stage_wait(stage, &drive, 275);
	drive_keys(&drive, "up"); /* else the desk locks */
	stage_wait(stage, &drive, 276);
	assert_true(drive_shows(&drive, "48 s left"));
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "47 s left"));
	drive_close(&drive);
	stage_close(stage);
}

/* Several of a kind: their list; one is opened from there. */
static void several_of_a_kind_open_their_list(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "due", NULL, NULL, "enter");
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "due");
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_keys(&drive, "esc");
	assert_string_equal(app_screen(drive.app)->name, "due");
	drive_close(&drive);
	stage_close(stage);
}

static void work_of_others_is_only_counted(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "for the privacy officer"));
	drive_keys(&drive, "pagedown enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_true(strstr(drive_row(&drive, -2), "A receptionist may not review an override: ask a privacy officer."));
	drive_close(&drive);
	stage_close(stage);
}

static void an_administrator_finds_nobody(void **state)
{
	Stage *stage = stage_open(ROLE_ADMINISTRATOR);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ash\"");
	assert_false(drive_shows(&drive, "ASHBY"));
	assert_false(drive_shows(&drive, "Due today"));
	drive_keys(&drive, "enter");
	assert_ptr_equal(app_screen(drive.app), &screen_first_hour);
	drive_close(&drive);
	stage_close(stage);
}

static void the_demo_changes_roles(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter ctrl-p \"be clin\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_int_equal(app_depth(drive.app), 1);
	assert_true(drive_shows(&drive, "Dr Shah, clinician"));
	drive_keys(&drive, "f9");
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	assert_null(desk_staff(stage->desk));
	assert_false(drive_shows(&drive, "Shah"));
	drive_close(&drive);
	stage_close(stage);
}

/* From any screen; where something typed would be lost, only once that is let go. */
static void signing_out_asks_about_typed_text(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter ? \"sign out\"");
	assert_true(drive_shows(&drive, "Sign out, so that somebody else can sign in."));
	drive_keys(&drive, "f1 a p enter y f9");
	assert_true(drive_shows(&drive, "Sign out without saving?"));
	drive_keys(&drive, "n");
	assert_string_equal(app_screen(drive.app)->name, "ask");
	drive_keys(&drive, "f9 d");
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	assert_null(desk_staff(stage->desk));
	drive_close(&drive);

	stage_ok(stage, desk_sign_in_demo(stage->desk, ROLE_RECEPTIONIST, &stage->err));
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter ctrl-p \"sign out\" enter");
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	drive_close(&drive);
	stage_close(stage);
}

/* The file went away under an open desk: said every second, not only until the next key. */
static void a_ledger_that_is_gone_is_said_every_second(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 1);
	assert_false(drive_shows(&drive, "The ledger is gone."));
	stage->memory.gone = true;
	for (int i = 0; i < 2; i++) {
		drive_keys(&drive, "down");
		assert_false(drive_shows(&drive, "The ledger is gone."));
		stage_wait(stage, &drive, 1);
		assert_true(drive_shows(&drive, "The ledger is gone."));
	}
	drive_close(&drive);
	stage_close(stage);
}

static void the_search_comes_home(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter /");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

static void a_clock_behind_the_ledger_is_said(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	desk_close_chart(stage->desk, stage_chart(stage, SMITH_ELDER)); /* told now … */
	stage->clock.now.seconds -= 600;				/* … and the clock set back */
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "clock is 10 min behind the ledger"));
	drive_keys(&drive, "down");
	assert_true(drive_shows(&drive, "clock is behind the ledger"));
	drive_close(&drive);
	stage_close(stage);
}

static void undo_is_of_the_open_patient(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	const char *episode = NULL;
	Chart *chart;
	drive_keys(&drive, "\"ashby m\" enter");
	chart = app_screen(drive.app)->chart(app_state(drive.app));
	stage_ok(stage, desk_refer(stage->desk, chart, &(Referral){.org = "RT5"}, &episode, &stage->err));
	drive_keys(&drive, "u ctrl-s");
	assert_true(drive_shows(&drive, "Taken back: referred to"));
	drive_keys(&drive, "u ctrl-s");
	assert_false(drive_shows(&drive, "Taken back"));
	drive_close(&drive);
	stage_close(stage);
}

/* A large practice is looked at in slices; the list says so meanwhile. */
static void a_large_practice_says_that_it_counts(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	stage_people(stage, 1500);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "Due today … counting"));
	golden_check("home-counting", drive_canvas(&drive));
	stage_wait(stage, &drive, 40);
	assert_false(drive_shows(&drive, "counting"));
	drive_close(&drive);
	stage_close(stage);
}

/* Between keys, whatever page is open; home shows it at its next tick. */
static void it_goes_on_while_nobody_types(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	stage_people(stage, 1500);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(app_works(drive.app));
	stage_wait(stage, &drive, 1);
	assert_true(app_works(drive.app));
	for (int steps = 0; app_works(drive.app); steps++) {
		app_work(drive.app);
		app_worked(drive.app, 0);
		assert_true(steps < 10);
	}
	assert_true(drive_shows(&drive, "Due today … counting"));
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "Due today"));
	assert_false(drive_shows(&drive, "counting"));
	assert_false(app_works(drive.app));
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	static const Screen *const screens[] = {
		&screen_home, &screen_due, &screen_lock, &screen_set_up, &screen_sign_in,
	};
	char why[256];
	for (size_t i = 0; i < countof(screens); i++) {
		const Keymap *reserved = screens[i]->sealed ? &action_sealed : &action_global;
		if (keymap_fault(&screens[i]->keymap, reserved, why, sizeof why))
			fail_msg("%s: %s", screens[i]->name, why);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_large_practice_says_that_it_counts),
		cmocka_unit_test(it_goes_on_while_nobody_types),
		cmocka_unit_test(the_keys_stand),
		cmocka_unit_test(home_is_as_pictured),
		cmocka_unit_test(a_backup_that_is_late_is_said),
		cmocka_unit_test(each_role_has_its_own_home),
		cmocka_unit_test(what_another_desk_tells_is_seen),
		cmocka_unit_test(a_click_on_a_row_types_no_number),
		cmocka_unit_test(codes_count_down),
		cmocka_unit_test(several_of_a_kind_open_their_list),
		cmocka_unit_test(work_of_others_is_only_counted),
		cmocka_unit_test(an_administrator_finds_nobody),
		cmocka_unit_test(the_demo_changes_roles),
		cmocka_unit_test(signing_out_asks_about_typed_text),
		cmocka_unit_test(a_ledger_that_is_gone_is_said_every_second),
		cmocka_unit_test(the_search_comes_home),
		cmocka_unit_test(a_clock_behind_the_ledger_is_said),
		cmocka_unit_test(undo_is_of_the_open_patient),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
