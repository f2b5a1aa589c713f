/* Clicks on a screen. */
#include "unit.h"

#include <string.h>

#include "ui/drive.h"
#include "ui/ward.h"

static void a_click_selects_and_a_second_opens(void **state)
{
	const DriveSetup setup = {.settings = {.mouse = true}};
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_click(&drive, 3, 2); /* the mouse is off */
	assert_int_equal(ward_of(&drive)->list.selected, 0);
	drive_close(&drive);

	drive = drive_open(&screen_ward, NULL, &setup);
	drive_click(&drive, 3, 2);
	assert_int_equal(ward_of(&drive)->list.selected, 1);
	drive_click(&drive, 3, 2);
	assert_int_equal(app_depth(drive.app), 2);
	/* the second half of a double click does not choose on the screen that has just opened */
	app_step(drive.app, (Key){.code = KC_DOUBLE_CLICK, .row = 3, .col = 2});
	assert_int_equal(app_depth(drive.app), 2);
	drive_close(&drive);
}

static void whatever_is_shown_as_a_key_is_clicked(void **state)
{
	const DriveSetup setup = {.settings = {.mouse = true}};
	Drive drive = drive_open(&screen_ward, NULL, &setup);
	drive_click_on(&drive, "Open");
	assert_int_equal(app_depth(drive.app), 2);
	drive_click_on(&drive, "Esc");
	assert_int_equal(app_depth(drive.app), 1);
	drive_click(&drive, 23, 79); /* behind the last */
	drive_click_on(&drive, "Actions");
	drive_keys(&drive, "\"era\"");
	drive_click_on(&drive, "Erase"); /* the first row is selected: a click chooses it */
	assert_true(drive_shows(&drive, "Erase?"));
	drive_click(&drive, 23, 2); /* where the bar was: behind the dialog nothing is meant */
	assert_true(drive_shows(&drive, "Erase?"));
	drive_click_on(&drive, "No, go back");
	assert_false(drive_shows(&drive, "Erase?"));
	drive_keys(&drive, "q");
	app_step(drive.app, (Key){.code = KC_DOUBLE_CLICK, .row = 14, .col = 12}); /* presses no key twice */
	assert_true(drive_shows(&drive, "Erase?"));
	drive_click_on(&drive, "Ctrl-S");
	assert_true(drive_shows(&drive, "Erased."));
	drive_close(&drive);
}

/* The help tells of keys of the screen below it: none of them is pressed there, nor typed. */
static void a_key_that_the_help_tells_of_is_not_clicked(void **state)
{
	const DriveSetup setup = {.settings = {.mouse = true}};
	Drive drive = drive_open(&screen_ward, NULL, &setup);
	drive_keys(&drive, "f1");
	const char *before = drive_text(&drive);
	drive_click_on(&drive, " a  ");
	drive_click_on(&drive, "a       ");
	drive_click_on(&drive, "Add a ward.");
	drive_click_on(&drive, "F10  ");
	assert_int_equal(app_depth(drive.app), 2);
	assert_string_equal(drive_text(&drive), before);
	drive_close(&drive);
}

/* A letter that is shown beside a field, as a tab's number is. */
static void a_click_types_nothing(void **state)
{
	const DriveSetup setup = {.settings = {.mouse = true}};
	Drive drive = drive_open(&screen_ward, NULL, &setup);
	drive_keys(&drive, "a \"elm\"");
	drive_click_on(&drive, "q Erase");
	assert_string_equal(ward_of(&drive)->editor.text, "elm");
	assert_true(drive_shows(&drive, "For ever."));
	drive_keys(&drive, "esc");
	drive_click_on(&drive, "z Nothing");
	assert_string_equal(ward_of(&drive)->editor.text, "elm");
	drive_close(&drive);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_click_selects_and_a_second_opens),
		cmocka_unit_test(whatever_is_shown_as_a_key_is_clicked),
		cmocka_unit_test(a_key_that_the_help_tells_of_is_not_clicked),
		cmocka_unit_test(a_click_types_nothing),
	};
	return cmocka_run_group_tests_name("ui/app_mouse", tests, NULL, NULL);
}
