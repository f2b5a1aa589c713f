#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define BIRTHDAY_AFTER 1759399200 /* 2025-10-02T10:00:00Z, the day after Amelia Walker's 16th birthday */

static void a_dispute_is_noted_settled_and_asked_anew(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	drive_keys(&drive, "b enter");
	assert_true(drive_shows(&drive, "Two who may answer disagree"));
	drive_keys(&drive, "\"Mother says yes, father says no\" enter ctrl-s");
	assert_true(drive_shows(&drive, "disputed"));
	golden_check("dispute-matrix", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("dispute-matrix", drive_canvas(&drive));
	drive_size(&drive, 24, 80);
	drive_keys(&drive, "c");
	assert_true(drive_shows(&drive, "a clinician settles that"));
	drive_keys(&drive, "b");
	assert_true(drive_shows(&drive, "noted already"));
	drive_keys(&drive, "enter w");
	assert_true(drive_shows(&drive, "receptionist may not settle a dispute"));
	drive_close(&drive);

	desk_sign_out(stage->desk);
	stage_ok(stage, desk_sign_in_demo(stage->desk, ROLE_CLINICIAN, &stage->err));
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "Disputes to settle"));
	drive_keys(&drive, "pagedown pagedown enter");
	assert_ptr_equal(app_screen(drive.app), &screen_dispute);
	golden_check("dispute-card", drive_canvas(&drive));
	drive_keys(&drive, "w \"The mother decides\" ctrl-s");
	assert_true(drive_shows(&drive, "Settled"));
	assert_false(drive_shows(&drive, "disputed"));
	drive_close(&drive);
	stage_close(stage);
}

/* A10: due on the home screen, and the ask says why it asks anew. */
static void at_sixteen_the_patient_is_asked(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	stage->clock.now.seconds = BIRTHDAY_AFTER;
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 1);
	drive_keys(&drive, "\"walker ame\" enter a");
	assert_ptr_equal(app_screen(drive.app), &screen_ask);
	golden_check("ask-sixteen", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("ask-sixteen", drive_canvas(&drive));
	drive_size(&drive, 24, 80);
	drive_keys(&drive, "i \"Mrs Patel\" enter");
	assert_true(drive_shows(&drive, "Mrs Patel interprets"));
	drive_keys(&drive, "i");
	for (size_t i = 0; i < strlen("Mrs Patel"); i++)
		drive_keys(&drive, "backspace");
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "Nobody interprets"));
	drive_close(&drive);
	stage_close(stage);
}

static const Fact *last_answer(Stage *stage)
{
	FactList facts;
	const Fact *last = NULL;
	stage_ok(stage, stage->ledger.ops->facts(stage->ledger.self, MAUREEN, &stage->arena, &facts, &stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ANSWERED)
			last = &facts.items[i];
	return last;
}

static void the_interpreter_is_kept_with_each_answer(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	drive_keys(&drive, "enter i \"Mrs Patel\" enter p enter y y enter");
	while (app_screen(drive.app) == &screen_ask && !drive_shows(&drive, "Questions, saved"))
		drive_keys(&drive, drive_shows(&drive, "Ctrl-S  ") ? "ctrl-s"
				   : drive_shows(&drive, "y  ")	   ? "y"
								   : "enter");
	assert_non_null(last_answer(stage)->note);
	assert_non_null(strstr(last_answer(stage)->note, "Mrs Patel"));
	drive_close(&drive);
	stage_close(stage);
}

static void two_numbers_of_one_person_ask_anew(void **state)
{
	static const char *const tabs[] = {"2", "3", "4", "5", "1", "4 enter"};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Fact fact = FACT_NONE;
	Drive drive;
	fact.kind = FACT_MERGED;
	fact.id = "merge-1";
	fact.by = "an import";
	fact.patient = MAUREEN;
	fact.from = "9990000026";
	stage_tell(stage, fact);
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	assert_true(drive_shows(&drive, "Also known as 999 000 0026"));
	golden_check("matrix-merged", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("matrix-merged", drive_canvas(&drive));
	drive_size(&drive, 24, 80);
	for (size_t i = 0; i < countof(tabs); i++) {
		drive_keys(&drive, tabs[i]);
		if (!drive_shows(&drive, "Also known as 999 000 0026"))
			fail_msg("nothing of the merge on tab %s:\n%s", tabs[i], drive_text(&drive));
	}
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_dispute.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dispute_is_noted_settled_and_asked_anew),
		cmocka_unit_test(at_sixteen_the_patient_is_asked),
		cmocka_unit_test(the_interpreter_is_kept_with_each_answer),
		cmocka_unit_test(two_numbers_of_one_person_ask_anew),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
