#include "unit.h"

#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"

static void ask(Drive *drive)
{
	drive_reads(drive, "enter p enter y n enter ctrl-s");
	assert_true(drive_shows(drive, "Your answers are saved"));
}

/* On the page that says so: u takes it back, t hands out the receipt, and no answer is left to give. */
static void what_is_saved_is_taken_back_or_handed_out(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	ask(&drive);
	drive_keys(&drive, "ctrl-p \"answer is\"");
	assert_false(drive_shows(&drive, "The answer is yes."));
	drive_keys(&drive, "esc t");
	assert_string_equal(app_screen(drive.app)->name, "receipt");
	drive_keys(&drive, "esc u ctrl-s");
	assert_true(drive_shows(&drive, "Taken back: "));
	drive_keys(&drive, "u"); /* what was taken back is no act any more */
	assert_true(drive_shows(&drive, "Nothing was done in this visit"));
	ask(&drive);
	drive_keys(&drive, "u ctrl-s");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_true(drive_shows(&drive, "Taken back: "));
	assert_true(drive_shows(&drive, "not asked yet"));
	drive_close(&drive);
	stage_close(stage);
}

/* English first, for who reads it aloud; F4 shows the patient their own words alone, and all of it must be seen so. */
static void theirs_alone_to_show_to_them(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	drive_reads(&drive, "enter p enter");
	assert_true(drive_shows(&drive, "Share Out: are you happy"));
	drive_keys(&drive, "f4");
	assert_false(drive_shows(&drive, "Share Out: are you happy"));
	golden_check("ask-theirs", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("ask-theirs", drive_canvas(&drive));
	drive_size(&drive, 24, 80);
	drive_keys(&drive, "y");
	assert_false(drive_shows(&drive, "Share In: are you happy"));
	drive_keys(&drive, "f4");
	assert_true(drive_shows(&drive, "Share In: are you happy"));
	drive_close(&drive);
	stage_close(stage);
}

/* A terminal that has no signs for it shows no blanks in their place. */
static void without_its_letters_it_is_english_alone(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	AppSettings settings = app_settings(drive.app);
	settings.ascii = true;
	app_set_settings(drive.app, settings);
	drive_reads(&drive, "enter p enter");
	assert_true(drive_shows(&drive, "Share Out: are you happy"));
	assert_false(drive_shows(&drive, "###"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_saved_is_taken_back_or_handed_out),
		cmocka_unit_test(theirs_alone_to_show_to_them),
		cmocka_unit_test(without_its_letters_it_is_english_alone),
	};
	return cmocka_run_group_tests_name("ui/screens/ask/saved", tests, NULL, NULL);
}
