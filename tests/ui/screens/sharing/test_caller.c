#include "unit.h"

#include <string.h>

#include "model/care/care.h"
#include "ui/screens/request/request.h"
#include "ui/screens/sharing/inside.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

static const Fact *last_of(Stage *stage, const char *nhs, FactKind kind)
{
	FactList facts;
	const Fact *last = NULL;
	stage_ok(stage, stage->ledger.ops->facts(stage->ledger.self, nhs, &stage->arena, &facts, &stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == kind)
			last = &facts.items[i];
	return last;
}

/* From home: the patient, F3, the organisation, who rings; the card is open, and who rang stands on it. */
static void a_request_begins_with_who_rings(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f3");
	assert_true(drive_shows(&drive, "Find the patient first"));
	drive_keys(&drive, "\"ashby n\" f3");
	assert_ptr_equal(app_screen(drive.app), &screen_refer);
	assert_true(drive_shows(&drive, "New request: who asks for the record?"));
	drive_keys(&drive, "\"corn\" enter");
	assert_true(drive_shows(&drive, "Who rings"));
	drive_keys(&drive, "\"Sister Hall, ward 7\" enter \"01872 250000\"");
	golden_check("request-caller", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("request-caller", drive_canvas(&drive));
	drive_size(&drive, 24, 80);
	drive_keys(&drive, "ctrl-s");
	assert_ptr_equal(app_screen(drive.app), &screen_request);
	assert_true(drive_shows(&drive, "Asked by Sister Hall, ward 7, 01872 250000"));
	assert_non_null(last_of(stage, "9990000026", FACT_REFERRED));
	assert_string_equal(last_of(stage, "9990000026", FACT_REQUEST)->note, "Sister Hall, ward 7, 01872 250000");
	drive_keys(&drive, "s d p");
	drive_keys(&drive, "esc esc");
	assert_string_equal(app_screen(drive.app)->name, "home"); /* where one came from */
	drive_close(&drive);
	stage_close(stage);
}

/* Care that is there already is not opened twice; where no code is needed the desk says so. */
static void it_rests_on_the_care_there_is(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, "9990000018"), 24, 80);
	const size_t before = app_screen(drive.app)->chart(app_state(drive.app))->matrix.count;
	drive_keys(&drive, "3 + \"cornwall\" enter ctrl-s");
	assert_ptr_equal(app_screen(drive.app), &screen_request);
	drive_keys(&drive, "esc 1");
	assert_int_equal(app_screen(drive.app)->chart(app_state(drive.app))->matrix.count, before);
	drive_keys(&drive, "3 + \"kibw\" enter ctrl-s");
	assert_true(drive_shows(&drive, "no code"));
	drive_close(&drive);
	stage_close(stage);
}

/* By Enter through the form, as Ctrl-S: what was typed is there until it is done. */
static void enter_loses_nothing(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, "9990000018"), 24, 80);
	drive_keys(&drive, "3 + \"cornwall\" enter \"Sister Hall\" enter \"01872 250000\" enter enter");
	assert_ptr_equal(app_screen(drive.app), &screen_refer); /* held */
	assert_true(drive_shows(&drive, "Sister Hall"));
	drive_keys(&drive, "ctrl-s");
	assert_ptr_equal(app_screen(drive.app), &screen_request);
	drive_close(&drive);
	stage_close(stage);
}

/* Another organisation than the one that was chosen first: who rings is the same. */
static void choosing_another_keeps_who_rings(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, "9990000018"), 24, 80);
	drive_keys(&drive, "3 + \"kibw\" enter \"Sister Hall\" enter \"01872 250000\" esc");
	assert_true(drive_shows(&drive, "who asks for the record?"));
	drive_keys(&drive, "ctrl-u \"cornwall\" enter");
	assert_true(drive_shows(&drive, "Sister Hall"));
	assert_true(drive_shows(&drive, "01872 250000"));
	drive_close(&drive);
	stage_close(stage);
}

/* One that is open is handed back as it stands: who rings now is not noted on it, and that is said. */
static void one_that_is_open_is_opened_again(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, "9990000018"), 24, 80);
	drive_keys(&drive, "3 + \"cornwall\" enter \"Sister Hall\" ctrl-s esc + \"cornwall\" enter \"Dr Rowe\" ctrl-s");
	assert_ptr_equal(app_screen(drive.app), &screen_request);
	assert_true(drive_shows(&drive, "Asked by Sister Hall"));
	assert_true(drive_shows(&drive, "open already"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_begins_with_who_rings),
		cmocka_unit_test(it_rests_on_the_care_there_is),
		cmocka_unit_test(enter_loses_nothing),
		cmocka_unit_test(choosing_another_keeps_who_rings),
		cmocka_unit_test(one_that_is_open_is_opened_again),
	};
	return cmocka_run_group_tests_name("ui/screens/sharing/caller", tests, NULL, NULL);
}
