#include "unit.h"

#include "base/text.h"
#include "model/lists/lists.h"
#include "ui/action.h"
#include "ui/screens/lists/lists.h"
#include "ui/stage.h"

typedef struct Office {
	Stage *stage;
	Drive drive;
} Office;

static Office office_open(void)
{
	Office office = {.stage = stage_open(ROLE_ADMINISTRATOR)};
	office.drive = stage_drive(office.stage, &screen_staff, NULL, 24, 80);
	return office;
}

static void office_close(Office *office)
{
	drive_close(&office->drive);
	stage_close(office->stage);
}

static const Staff *staff(Office *office, const char *name)
{
	StaffList all;
	stage_ok(office->stage, desk_staff_list(office->stage->desk, &office->stage->arena, &all, &office->stage->err));
	for (size_t i = 0; i < all.count; i++)
		if (text_is(all.items[i].name, name))
			return &all.items[i];
	return NULL;
}

static bool can_sign_in(Office *office, const char *name, const char *passphrase)
{
	return desk_sign_in(office->stage->other, name, passphrase, &office->stage->err);
}

static void the_staff_are_listed(void **state)
{
	Office office = office_open();
	stage_golden(office.stage, "staff", &screen_staff, NULL, NULL);
	office_close(&office);
}

static void only_administrators_see_them(void **state)
{
	Stage *stage = stage_open(ROLE_CLINICIAN);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(app_open(drive.app, &screen_staff, NULL));
	assert_true(drive_shows(&drive, "A clinician may not change staff"));
	drive_close(&drive);
	stage_close(stage);
}

static void a_passphrase_is_given_out_and_shown_once(void **state)
{
	Office office = office_open();
	drive_keys(&office.drive, "r");
	assert_true(drive_shows(&office.drive, "gave out a one-time passphrase for"));
	assert_false(drive_shows(&office.drive, "signs in with it once")); /* a letter records nothing */
	drive_keys(&office.drive, "ctrl-s");
	assert_true(drive_shows(&office.drive, "signs in with it once"));
	drive_keys(&office.drive, "ctrl-z");
	assert_true(drive_shows(&office.drive, "A passphrase is not put aside: leave this with Esc."));
	assert_true(drive_shows(&office.drive, "signs in with it once"));
	drive_keys(&office.drive, "esc");
	assert_false(drive_shows(&office.drive, "signs in with it once"));
	assert_false(can_sign_in(&office, "Priya S", STAGE_PASSPHRASE));
	drive_keys(&office.drive, "end r");
	assert_true(drive_shows(&office.drive, "Your own passphrase you change on the page My desk"));
	office_close(&office);
	office = office_open();
	stage_golden(office.stage, "staff-given", &screen_staff, NULL, "r ctrl-s");
	office_close(&office);
}

/* The yearly question: who still needs it. */
static void an_account_that_nobody_uses_is_said(void **state)
{
	Office office = office_open();
	assert_true(can_sign_in(&office, "Priya S", STAGE_PASSPHRASE));
	drive_close(&office.drive);
	office.drive = stage_drive(office.stage, &screen_staff, NULL, 24, 80);
	assert_true(drive_shows(&office.drive, "can sign in; last on 12-Jun-2024."));
	drive_close(&office.drive);
	office.stage->clock.now.seconds += 91 * 24 * 60 * 60;
	office.drive = stage_drive(office.stage, &screen_staff, NULL, 24, 80);
	assert_true(drive_shows(&office.drive, "last on 12-Jun-2024, unused for 90 days."));
	office_close(&office);
}

static void an_account_is_added(void **state)
{
	Office office = office_open();
	drive_keys(&office.drive, "+ \"Lena B\" enter n enter \"four plain words here\" enter \"four plain word\"");
	golden_check("staff-add", drive_canvas(&office.drive));
	drive_keys(&office.drive, "enter");
	assert_true(drive_shows(&office.drive, "The two passphrases differ: type the second again."));
	drive_keys(&office.drive, "\"four plain words here\" enter ctrl-s");
	assert_true(drive_shows(&office.drive, "Lena B is added and can sign in."));
	assert_int_equal(staff(&office, "Lena B")->role, ROLE_NURSE);
	assert_true(can_sign_in(&office, "Lena B", "four plain words here"));
	office_close(&office);
}

static void a_passphrase_too_short_is_refused(void **state)
{
	Office office = office_open();
	drive_keys(&office.drive, "+ \"Lena B\" enter enter \"short\" enter \"short\" enter");
	assert_true(drive_shows(&office.drive, "10 characters"));
	assert_null(staff(&office, "Lena B"));
	office_close(&office);
}

static void an_account_is_closed_and_opened(void **state)
{
	Office office = office_open();
	drive_keys(&office.drive, "home");
	while (!drive_shows(&office.drive, "Priya S, receptionist: can sign in."))
		drive_keys(&office.drive, "down");
	drive_keys(&office.drive, "delete ctrl-s");
	assert_true(drive_shows(&office.drive, "Priya S is kept out; Delete lets them in again."));
	assert_false(can_sign_in(&office, "Priya S", STAGE_PASSPHRASE));
	drive_keys(&office.drive, "delete ctrl-s");
	assert_true(can_sign_in(&office, "Priya S", STAGE_PASSPHRASE));
	office_close(&office);
}

static void an_account_changes_its_role(void **state)
{
	Office office = office_open();
	drive_keys(&office.drive, "home");
	while (!drive_shows(&office.drive, "Priya S, receptionist: can sign in."))
		drive_keys(&office.drive, "down");
	drive_keys(&office.drive, "enter");
	golden_check("staff-change", drive_canvas(&office.drive));
	drive_keys(&office.drive, "p enter enter ctrl-s");
	assert_true(drive_shows(&office.drive, "Priya S is changed."));
	assert_int_equal(staff(&office, "Priya S")->role, ROLE_PRIVACY_OFFICER);
	assert_true(staff(&office, "Priya S")->active);
	office_close(&office);
}

static void the_last_administrator_stays(void **state)
{
	Office office = office_open();
	drive_keys(&office.drive, "home");
	while (!drive_shows(&office.drive, "Sam Reed, administrator: can sign in."))
		drive_keys(&office.drive, "down");
	drive_keys(&office.drive, "delete");
	assert_true(drive_shows(&office.drive, "Sam Reed is the last administrator"));
	assert_true(staff(&office, "Sam Reed")->active);
	office_close(&office);
}

static void leaving_the_form_asks(void **state)
{
	Office office = office_open();
	drive_keys(&office.drive, "+ esc");
	assert_true(drive_shows(&office.drive, "Priya S"));
	drive_keys(&office.drive, "+ \"x\" esc");
	assert_true(drive_shows(&office.drive, "Leave without saving?"));
	office_close(&office);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_staff.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_staff_are_listed),
		cmocka_unit_test(only_administrators_see_them),
		cmocka_unit_test(a_passphrase_is_given_out_and_shown_once),
		cmocka_unit_test(an_account_that_nobody_uses_is_said),
		cmocka_unit_test(an_account_is_added),
		cmocka_unit_test(a_passphrase_too_short_is_refused),
		cmocka_unit_test(an_account_is_closed_and_opened),
		cmocka_unit_test(an_account_changes_its_role),
		cmocka_unit_test(the_last_administrator_stays),
		cmocka_unit_test(leaving_the_form_asks),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
