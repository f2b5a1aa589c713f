#include "unit.h"

#include "base/text.h"
#include "ui/action.h"
#include "ui/screens/home/home.h"
#include "ui/stage.h"

static void who_has_looked_is_listed(void **state)
{
	Stage *stage = stage_open(ROLE_PRIVACY_OFFICER);
	Fact fact = FACT_NONE;
	Drive drive;
	fact.kind = FACT_EXPORTED;
	fact.id = "export-1";
	fact.by = "Sam Reed";
	fact.reason = "the bundle of one patient";
	stage_tell(stage, fact);
	stage_golden(stage, "audit", &screen_audit, NULL, NULL);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f6");
	assert_ptr_equal(app_screen(drive.app), &screen_audit);
	assert_true(drive_shows(&drive, "Handed out: the bundle of one patient"));
	drive_keys(&drive, "f \"shah\"");
	golden_check("audit-staff", drive_canvas(&drive));
	assert_true(drive_shows(&drive, "Override for"));
	assert_false(drive_shows(&drive, "Handed out"));
	drive_keys(&drive, "esc enter");
	assert_true(drive_shows(&drive, "of the ledger, not of one patient"));
	drive_close(&drive);
	stage_close(stage);
}

static void tell_look(Stage *stage, int number)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_EXPORTED;
	char id[16], reason[16];
	text_print(id, sizeof id, "look-%d", number);
	text_print(reason, sizeof reason, "look %03d", number);
	fact.id = id;
	fact.by = number % 2 ? "Sam Reed" : "Dr Shah";
	fact.reason = reason;
	stage_tell(stage, fact);
}

/* All of one second, so that none but the order of their lines tells them apart. */
static void it_is_read_by_pages(void **state)
{
	enum { LOOKS = 700 };
	Stage *stage = stage_open(ROLE_PRIVACY_OFFICER);
	for (int i = 0; i < LOOKS; i++)
		tell_look(stage, i);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f6");
	assert_true(drive_shows(&drive, "look 699"));
	for (int i = 0; i < 350; i++)
		drive_keys(&drive, "down");
	assert_true(drive_shows(&drive, "Handed out: look 349."));
	tell_look(stage, LOOKS);
	for (int i = 0; i < 340; i++)
		drive_keys(&drive, "up");
	assert_true(drive_shows(&drive, "Handed out: look 689."));
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, "look 000"));
	drive_keys(&drive, "up up home");
	assert_true(drive_shows(&drive, "Handed out: look 700."));
	tell_look(stage, LOOKS + 1);
	drive_keys(&drive, "down r");
	assert_true(drive_shows(&drive, "Handed out: look 701."));
	drive_keys(&drive, "f \"sham\"");
	assert_true(drive_shows(&drive, "Nobody of that name has looked."));
	drive_keys(&drive, "backspace enter down");
	assert_true(drive_shows(&drive, "Handed out: look 698."));
	drive_close(&drive);
	stage_close(stage);
}

static void it_is_for_the_privacy_officer_alone(void **state)
{
	Stage *stage = stage_open(ROLE_CLINICIAN);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f6");
	assert_true(drive_shows(&drive, "A clinician may not see every history"));
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_audit.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_looked_is_listed),
		cmocka_unit_test(it_is_read_by_pages),
		cmocka_unit_test(it_is_for_the_privacy_officer_alone),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
