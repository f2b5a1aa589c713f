#include "unit.h"

#include "base/text.h"
#include "ui/at_choices.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/sharing/sharing.h"

#define NISHA "9990000077" /* in the care of a hospital that may ask to look */
#define LEO "9990000107"   /* seven years old */

/* --- The permission to look --- */

static void permission_takes_two_keys(void **state)
{
	static const struct {
		const char *keys;
		Answer answer;
	} ways[] = {{"y ctrl-s", ANSWER_YES}, {"n ctrl-s", ANSWER_NO}, {"y c enter ctrl-s", ANSWER_UNABLE}};
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	size_t before, after;

	drive_keys(&choices.drive, "down down enter down down");
	latest(&choices, &before);
	drive_keys(&choices.drive, "enter enter");
	assert_true(drive_shows(&choices.drive, "y, n or c answers first"));
	drive_keys(&choices.drive, "y esc");
	latest(&choices, &after);
	assert_int_equal(before, after);
	for (size_t i = 0; i < countof(ways); i++) {
		drive_keys(&choices.drive, i == 0 ? "m" : "down m"); /* another partner */
		drive_keys(&choices.drive, ways[i].keys);
		assert_int_equal(latest(&choices, NULL)->kind, FACT_VIEW_PERMISSION);
		assert_int_equal(latest(&choices, NULL)->answer, ways[i].answer);
		assert_int_equal(latest(&choices, NULL)->view_channel, VIEW_MIG);
	}
	assert_true(drive_shows(&choices.drive, "could not respond, may look"));
	drive_keys(&choices.drive, "up m c ctrl-s"); /* who has said no before stays closed */
	assert_int_equal(latest(&choices, NULL)->answer, ANSWER_UNABLE);
	assert_true(drive_shows(&choices.drive,
				"Recorded that the patient cannot respond. Their no of 10:41 stands until 10:41"));
	assert_true(drive_shows(&choices.drive, " tomorrow. u takes it back."));
	choices_close(&choices);
}

/* From the matrix, where the cell says that they may ask. */
static void the_matrix_asks_for_permission(void **state)
{
	Choices choices = {.stage = stage_open(ROLE_RECEPTIONIST), .nhs = NISHA};
	choices.drive = stage_drive(choices.stage, &screen_matrix, stage_chart(choices.stage, NISHA), 24, 80);
	assert_true(drive_shows(&choices.drive, "may ask for 45 (MIG)"));
	drive_keys(&choices.drive, "m");
	assert_true(drive_shows(&choices.drive, "nobody is asked"));
	drive_keys(&choices.drive, "down");
	assert_true(drive_shows(&choices.drive, "m asks the patient."));
	drive_keys(&choices.drive, "m y ctrl-s");
	assert_true(drive_shows(&choices.drive, "sees 45, 3 withheld"));
	drive_keys(&choices.drive, "u ctrl-s");
	assert_true(drive_shows(&choices.drive, "may ask for 45 (MIG)"));
	drive_keys(&choices.drive, "w m m n ctrl-s");
	assert_int_equal(latest(&choices, NULL)->view_channel, VIEW_SCR);
	choices_close(&choices);
}

/* --- Who speaks --- */

static void a_parent_speaks_for_a_child(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, LEO);
	drive_keys(&choices.drive, "k right ctrl-s");
	assert_true(drive_shows(&choices.drive, "Write down the name"));
	drive_keys(&choices.drive, "tab \"Ruth Walker\" ctrl-s down enter");
	assert_true(drive_shows(&choices.drive, "Speaks: Ruth Walker, parent (under 16), in person."));
	drive_keys(&choices.drive, "y ctrl-s");
	assert_int_equal(latest(&choices, NULL)->kind, FACT_SCR);
	assert_non_null(latest(&choices, NULL)->note);
	assert_true(drive_shows(&choices.drive, "Said by Ruth Walker"));
	choices_close(&choices);
}

static void a_speaker_who_may_not_is_refused(void **state)
{
	static const struct {
		const char *keys, *said;
	} ways[] = {
		{"right tab \"A B\" ctrl-s", "At 16 and over a parent does not decide"},
		{"right right tab \"A B\" ctrl-s", "They speak only where the patient cannot decide"},
		{"tab tab right right ctrl-s", "A patient who cannot decide does not answer"},
		{"left tab \"A B\" tab right right ctrl-s", "A best-interest decision needs its reason"},
		{"left tab \"A B\" tab right right tab tab tab \"R\" ctrl-s", "A receptionist may not"},
	};

	for (size_t i = 0; i < countof(ways); i++) {
		Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
		drive_keys(&choices.drive, "k");
		drive_keys(&choices.drive, ways[i].keys);
		assert_true(drive_shows(&choices.drive, ways[i].said));
		assert_ptr_equal(app_screen(choices.drive.app), &screen_speaker);
		choices_close(&choices);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(permission_takes_two_keys),
		cmocka_unit_test(the_matrix_asks_for_permission),
		cmocka_unit_test(a_parent_speaks_for_a_child),
		cmocka_unit_test(a_speaker_who_may_not_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
