#include "unit.h"

#include "base/text.h"
#include "model/spoken/script.h"
#include "ui/screens/sharing/inside.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY "9990000018"

static Stage *stage;
static Drive drive;
static const Chart *chart;

static void begin(void)
{
	stage = stage_open(ROLE_RECEPTIONIST);
	chart = stage_chart(stage, ASHBY);
	drive = stage_drive(stage, &screen_matrix, chart, 24, 80);
	for (int i = 0; i < 20 && !drive_shows(&drive, "▌Community nursing"); i++)
		drive_keys(&drive, i == 0 ? "home" : "down");
	assert_true(drive_shows(&drive, "▌Community nursing"));
}

static void end(void)
{
	drive_close(&drive);
	stage_close(stage);
}

static const MatrixRow *nursing(void)
{
	for (size_t i = 0; i < chart->matrix.count; i++)
		if (text_is(chart->matrix.rows[i].episode->id, "demo-nursing"))
			return &chart->matrix.rows[i];
	return NULL;
}

/* Neither who speaks nor what sharing means again; which words were read stands at the answer. */
static void a_change_of_mind_takes_four_keys(void **state)
{
	begin();
	drive_keys(&drive, "c");
	assert_ptr_equal(app_screen(drive.app), &screen_change);
	assert_true(drive_shows(&drive, "Mo Ashby speaks."));
	drive_keys(&drive, "i");
	assert_true(drive_shows(&drive, "Share In: are you happy"));
	drive_keys(&drive, "n");
	assert_true(drive_shows(&drive, "Is that right?"));
	assert_int_equal(nursing()->in, CELL_YES); /* so far */
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Your answers are saved"));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_true(drive_shows(&drive, "▌Community nursing"));
	assert_int_equal(nursing()->in, CELL_STOPPED);
	assert_string_equal(nursing()->episode->side[DIRECTION_IN].set_by->script,
			    "gu-" SCRIPT_NUMBER "+" SCRIPT_CHANGE);
	end();
}

static void somebody_else_may_speak(void **state)
{
	begin();
	drive_keys(&drive, "c w");
	assert_true(drive_shows(&drive, "Who speaks is asked first."));
	drive_keys(&drive, "o");
	assert_true(drive_shows(&drive, "Who is speaking?"));
	drive_keys(&drive, "a y \"Tom Ashby\" enter");
	assert_true(drive_shows(&drive, "Share Out: are you happy"));
	drive_keys(&drive, "esc d");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	end();
}

static void the_agreement_is_ended_there(void **state)
{
	begin();
	drive_keys(&drive, "c e enter");
	assert_ptr_equal(app_screen(drive.app), &screen_change);
	drive_keys(&drive, "ctrl-s");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_true(drive_shows(&drive, "The agreement has ended."));
	assert_int_equal(nursing()->in, CELL_NOT_ASKED);
	drive_keys(&drive, "c");
	assert_true(drive_shows(&drive, "Nothing was answered here yet: a asks."));
	drive_keys(&drive, "u ctrl-s");
	assert_int_equal(nursing()->in, CELL_YES);
	end();
}

static const void *ashby(Stage *on)
{
	return stage_chart(on, ASHBY);
}

static void it_is_as_pictured(void **state)
{
	stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "change", &screen_matrix, ashby, "end up c");
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_of_mind_takes_four_keys),
		cmocka_unit_test(somebody_else_may_speak),
		cmocka_unit_test(the_agreement_is_ended_there),
		cmocka_unit_test(it_is_as_pictured),
	};
	return cmocka_run_group_tests_name("ui/screens/sharing/change", tests, NULL, NULL);
}
