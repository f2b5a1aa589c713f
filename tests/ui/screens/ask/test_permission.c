#include "unit.h"

#include "base/text.h"
#include "model/spoken/script.h"
#include "ui/at_choices.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/sharing/sharing.h"

#define NISHA "9990000077" /* in the care of a hospital that may ask to look */
#define LEO "9990000107"   /* seven years old */

static void what_a_letter_answers_is_read_back_and_saved(void **state) /* P1 */
{
	static const struct {
		const char *keys;
		Answer answer;
		Who who;
	} ways[] = {{"y p y ctrl-s enter", ANSWER_YES, WHO_PATIENT},
		    {"y p n ctrl-s enter", ANSWER_NO, WHO_PATIENT},
		    {"n ctrl-s enter", ANSWER_UNABLE, 0}};
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	size_t before, after;

	drive_keys(&choices.drive, "down down enter down down");
	latest(&choices, &before);
	drive_keys(&choices.drive, "a y p y");
	assert_true(drive_shows(&choices.drive, "said yes."));
	drive_keys(&choices.drive, "enter");
	latest(&choices, &after);
	assert_int_equal(before, after);
	drive_keys(&choices.drive, "esc d");
	for (size_t i = 0; i < countof(ways); i++) {
		drive_keys(&choices.drive, i == 0 ? "a" : "down a"); /* another partner */
		drive_keys(&choices.drive, ways[i].keys);
		assert_int_equal(latest(&choices, NULL)->kind, FACT_VIEW_PERMISSION);
		assert_int_equal(latest(&choices, NULL)->answer, ways[i].answer);
		assert_int_equal(latest(&choices, NULL)->view_channel, VIEW_MIG);
		assert_int_equal(latest(&choices, NULL)->who, ways[i].who);
	}
	assert_true(drive_shows(&choices.drive, "could not respond, may look"));
	drive_keys(&choices.drive, "up a n"); /* who has said no before stays closed */
	assert_true(drive_shows(&choices.drive, "Their no of the last 24 hours stands"));
	drive_keys(&choices.drive, "ctrl-s enter");
	assert_int_equal(latest(&choices, NULL)->answer, ANSWER_UNABLE);
	choices_close(&choices);
}

/* From the matrix, where the cell says that they may ask: of each record that it opens. */
static void the_matrix_asks_for_permission(void **state)
{
	Choices choices = {.stage = stage_open(ROLE_RECEPTIONIST), .nhs = NISHA};
	choices.drive = stage_drive(choices.stage, &screen_matrix, stage_chart(choices.stage, NISHA), 24, 80);
	assert_true(drive_shows(&choices.drive, "may ask for 45 (MIG)"));
	drive_keys(&choices.drive, "m");
	assert_true(drive_shows(&choices.drive, "nobody is asked"));
	drive_keys(&choices.drive, "down");
	assert_true(drive_shows(&choices.drive, "m asks the patient."));
	drive_keys(&choices.drive, "m y p y l ctrl-s enter");
	assert_true(drive_shows(&choices.drive, "sees 45, 3 withheld"));
	drive_keys(&choices.drive, "u ctrl-s");
	assert_true(drive_shows(&choices.drive, "may ask for 45 (MIG)"));
	drive_keys(&choices.drive, "w m y p l n ctrl-s");
	assert_int_equal(latest(&choices, NULL)->view_channel, VIEW_SCR);
	choices_close(&choices);
}

static void a_parent_speaks_for_a_child(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, LEO);
	drive_keys(&choices.drive, "down a");
	assert_true(drive_shows(&choices.drive, "person with parental responsibility"));
	drive_keys(&choices.drive, "\"Ruth Walker\" enter");
	assert_true(drive_shows(&choices.drive, "counts until they are 16."));
	drive_keys(&choices.drive, "y n ctrl-s");
	assert_int_equal(latest(&choices, NULL)->kind, FACT_SCR);
	assert_int_equal(latest(&choices, NULL)->scr_status, SCR_CORE);
	assert_int_equal(latest(&choices, NULL)->who, WHO_PARENTAL_RESPONSIBILITY);
	assert_string_equal(latest(&choices, NULL)->name, "Ruth Walker");
	assert_string_equal(latest(&choices, NULL)->script, SCRIPT_VERSION);
	drive_keys(&choices.drive, "enter");
	assert_true(drive_shows(&choices.drive, "Said by Ruth Walker"));
	choices_close(&choices);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_letter_answers_is_read_back_and_saved),
		cmocka_unit_test(the_matrix_asks_for_permission),
		cmocka_unit_test(a_parent_speaks_for_a_child),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
