#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/drive.h"
#include "ui/lookup.h"
#include "ui/ward.h"

/* The same picture at the reference size and at the least. */
static void pictures(Drive *drive, const char *name)
{
	drive_size(drive, 24, 80);
	golden_check(name, drive_canvas(drive));
	drive_size(drive, 12, 40);
	golden_check(name, drive_canvas(drive));
}

static void the_app_draws_screen_help_palette_and_dialog(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	pictures(&drive, "app-ward");
	drive_keys(&drive, "?");
	pictures(&drive, "app-help");
	drive_keys(&drive, "? ctrl-p");
	pictures(&drive, "app-palette");
	drive_keys(&drive, "esc q");
	pictures(&drive, "app-dialog");
	drive_close(&drive);
}

static void what_is_typed_in_a_field_is_no_key_of_the_screen(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_keys(&drive, "a \"a?/u\"");
	assert_string_equal(ward_of(&drive)->editor.text, "a?/u");
	drive_keys(&drive, "f1");
	assert_string_equal(app_screen(drive.app)->name, "help");
	drive_keys(&drive, "esc");
	assert_string_equal(ward_of(&drive)->editor.text, "a?/u");
	drive_close(&drive);
}

static void paste(Drive *drive, const char *text)
{
	for (; *text; text++)
		app_step(drive->app, (Key){.code = (KeyCode)*text, .pasted = true});
}

static void what_is_pasted_goes_into_a_field_or_nowhere(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	paste(&drive, "qa");
	assert_true(drive_shows(&drive, "What was pasted is dropped: no field here has the focus."));
	assert_false(drive_shows(&drive, "For ever."));
	drive_keys(&drive, "a");
	paste(&drive, "elm");
	assert_string_equal(ward_of(&drive)->editor.text, "elm");
	drive_close(&drive);
}

static void a_key_that_is_refused_says_why(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_keys(&drive, "ctrl-x");
	assert_string_equal(drive_row(&drive, -2), " Only a clinician may close a ward.");
	assert_null(strstr(drive_row(&drive, -1), "Ctrl-X"));
	drive_keys(&drive, "down");
	assert_string_equal(drive_row(&drive, -2), " Birch is selected.");
	drive_keys(&drive, "z");
	assert_string_equal(drive_row(&drive, -2), " z does nothing here. F1 shows the keys.");
	assert_false(app_open(drive.app, &screen_ward, "refused"));
	assert_int_equal(app_depth(drive.app), 1);
	assert_string_equal(drive_row(&drive, -2), " A receptionist may not open this ward.");
	assert_false(app_replace(drive.app, &screen_ward, "refused"));
	assert_int_equal(app_depth(drive.app), 1);
	drive_close(&drive);
}

static void screens_are_left_in_the_order_they_were_opened(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	const int left = ward_left();
	drive_keys(&drive, "down enter enter");
	assert_int_equal(app_depth(drive.app), 3);
	drive_keys(&drive, "esc");
	assert_int_equal(ward_of(&drive)->agains, 1);
	assert_true(app_replace(drive.app, &screen_ward, NULL));
	assert_int_equal(app_depth(drive.app), 2);
	drive_keys(&drive, "enter enter");
	app_home(drive.app);
	assert_int_equal(app_depth(drive.app), 1);
	assert_int_equal(ward_left() - left, 5);
	assert_int_equal(ward_of(&drive)->list.selected, 1);
	drive_keys(&drive, "esc");
	assert_false(app_ended(drive.app));
	app_close(drive.app);
	assert_true(app_ended(drive.app));
	drive_close(&drive);
}

static void leaving_typed_text_asks_first(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_keys(&drive, "enter a \"x\" esc");
	assert_int_equal(app_depth(drive.app), 2);
	assert_true(drive_shows(&drive, "Leave without saving?"));
	drive_keys(&drive, "enter");
	assert_int_equal(app_depth(drive.app), 2);
	drive_keys(&drive, "n");
	assert_string_equal(ward_of(&drive)->editor.text, "x");
	drive_keys(&drive, "esc d");
	assert_int_equal(app_depth(drive.app), 1);
	drive_close(&drive);
}

static void a_dialog_that_records_takes_ctrl_s_alone(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_keys(&drive, "q \"yes\" enter");
	assert_true(drive_shows(&drive, "Ctrl-S Done")); /* no letter, and not Enter */
	drive_keys(&drive, "ctrl-s");
	assert_string_equal(drive_row(&drive, -2), " Erased.");
	drive_keys(&drive, "q esc");
	assert_false(drive_shows(&drive, "For ever.")); /* the question is gone */
	assert_false(drive_shows(&drive, "Erased."));
	drive_close(&drive);
}

static void the_palette_finds_acts_by_any_of_their_words(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_keys(&drive, "ctrl-p \"sel op\" enter"); /* words of the help count, in any order */
	assert_string_equal(app_screen(drive.app)->name, "ward");
	assert_int_equal(app_depth(drive.app), 2);
	drive_keys(&drive, "ctrl-p \"clinician\" enter"); /* barred: stays */
	assert_string_equal(app_screen(drive.app)->name, "palette");
	assert_true(drive_shows(&drive, "Close the ward, which only a clinician may."));
	drive_size(&drive, 12, 40); /* cut at a word; below stands why */
	assert_true(drive_shows(&drive, "Close: Close the ward, which… "));
	assert_true(drive_shows(&drive, " Only a clinician may close a ward."));
	drive_keys(&drive, "ctrl-p"); /* the key that opened it closes it */
	assert_string_equal(app_screen(drive.app)->name, "ward");
	drive_close(&drive);
}

static int locks, undos, went;

static void on_lock(App *app)
{
	locks++;
	app_open(app, &screen_ward_sealed, NULL);
}

static void on_undo(App *app)
{
	undos++;
}

static void on_go(App *app, int action)
{
	went = action;
}

static const Binding places[] = {{KC_F(2), ACTION_PLACES + 1, "Staff", "Go to the staff.", .bar = false}};

static void undo_places_and_the_lock_are_the_programs(void **state)
{
	const DriveSetup setup = {.hooks = {.lock = on_lock, .undo = on_undo, .go = on_go, .places = KEYMAP(places)},
				  .settings = {.lock_after = 60}};
	Drive drive = drive_open(&screen_ward, NULL, &setup);
	drive_keys(&drive, "u f2");
	assert_int_equal(undos, 1);
	assert_int_equal(went, ACTION_PLACES + 1);
	went = 0;
	drive_keys(&drive, "ctrl-p \"staff\" enter");
	assert_int_equal(went, ACTION_PLACES + 1);
	drive_wait(&drive, 59);
	assert_int_equal(locks, 0);
	drive_keys(&drive, "a");
	drive_wait(&drive, 59);
	assert_int_equal(locks, 0);
	drive_wait(&drive, 1);
	assert_int_equal(locks, 1);
	/* nothing gets out of a sealed screen, and it is not locked again */
	drive_keys(&drive, "esc ctrl-p ? f10 f2 u /");
	drive_wait(&drive, 200);
	assert_int_equal(locks, 1);
	assert_string_equal(app_screen(drive.app)->name, "sealed");
	/* but for the help, which leads nowhere but back */
	drive_keys(&drive, "f1 ctrl-p / ? f10 f2");
	drive_wait(&drive, 200);
	assert_int_equal(locks, 1);
	assert_ptr_equal(app_screen(drive.app), &screen_help_sealed);
	drive_keys(&drive, "esc");
	assert_string_equal(app_screen(drive.app)->name, "sealed");
	drive_keys(&drive, "f1 f1");
	assert_string_equal(app_screen(drive.app)->name, "sealed");
	drive_close(&drive);
}

static void a_step_is_of_as_many_patients_as_take_a_few_milliseconds(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	const size_t first = app_pace(drive.app);
	app_worked(drive.app, 5);
	assert_int_equal(app_pace(drive.app), first);
	app_worked(drive.app, 9);
	assert_int_equal(app_pace(drive.app), first / 2);
	app_worked(drive.app, 3);
	assert_int_equal(app_pace(drive.app), first / 2 * 2);
	for (int i = 0; i < 20; i++)
		app_worked(drive.app, 0);
	assert_int_equal(app_pace(drive.app), 400);
	for (int i = 0; i < 20; i++)
		app_worked(drive.app, 100);
	assert_int_equal(app_pace(drive.app), 1);
	drive_close(&drive);
}

static void the_clock_ticks_once_a_second(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_wait(&drive, 3);
	app_tick(drive.app, drive.now); /* the same second */
	assert_int_equal(ward_of(&drive)->ticks, 3);
	drive_wait(&drive, 60);
	assert_non_null(strstr(drive_row(&drive, 0), "22-Nov 09:42"));
	drive_close(&drive);
}

static void a_window_too_small_keeps_what_was_typed(void **state)
{
	static const int sizes[][2] = {{11, 80}, {24, 39}, {1, 1}, {2, 3}};
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_keys(&drive, "a \"kept\"");
	for (size_t i = 0; i < countof(sizes); i++)
		drive_size(&drive, sizes[i][0], sizes[i][1]);
	drive_size(&drive, 11, 80);
	assert_true(drive_shows(&drive, "This window is too small"));
	drive_size(&drive, 12, 40);
	assert_true(drive_shows(&drive, "kept"));
	drive_close(&drive);
}

static void the_patient_is_named_on_top(void **state)
{
	const Person person = {.nhs = "9990000018", .family = "Ashby", .given = "Maureen", .born = {1951, 2, 11}};
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	ward_of(&drive)->person = &person;
	assert_non_null(strstr(drive_row(&drive, 0), "ASHBY, Maureen"));
	assert_non_null(strstr(drive_row(&drive, 1), "NHS No. 999 000 0018"));
	assert_non_null(strstr(drive_row(&drive, 2), "─ Wards ─"));
	drive_keys(&drive, "ctrl-p");
	assert_non_null(strstr(drive_row(&drive, 0), "ASHBY, Maureen"));
	drive_close(&drive);
}

static void a_long_notice_takes_two_rows(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, &(DriveSetup){.rows = 12, .cols = 40});
	app_notice(drive.app, NOTICE_WARNING, "One sentence that is longer than a narrow window, and says what to do.");
	assert_string_equal(drive_row(&drive, -3), " One sentence that is longer than a");
	assert_string_equal(drive_row(&drive, -2), " narrow window, and says what to do.");
	drive_close(&drive);
}

static void a_wait_for_another_desk_is_said_over_the_last_picture(void **state)
{
	Drive drive = drive_open(&screen_ward, NULL, NULL);
	drive_canvas(&drive);
	app_draw_waiting(drive.app, &drive.canvas, 2);
	assert_non_null(
		strstr(canvas_text(&drive.canvas, &drive.arena), "Another desk is writing: this one has waited 2 s"));
	drive_close(&drive);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_app_draws_screen_help_palette_and_dialog),
		cmocka_unit_test(what_is_typed_in_a_field_is_no_key_of_the_screen),
		cmocka_unit_test(what_is_pasted_goes_into_a_field_or_nowhere),
		cmocka_unit_test(a_key_that_is_refused_says_why),
		cmocka_unit_test(screens_are_left_in_the_order_they_were_opened),
		cmocka_unit_test(leaving_typed_text_asks_first),
		cmocka_unit_test(a_dialog_that_records_takes_ctrl_s_alone),
		cmocka_unit_test(the_palette_finds_acts_by_any_of_their_words),
		cmocka_unit_test(undo_places_and_the_lock_are_the_programs),
		cmocka_unit_test(a_step_is_of_as_many_patients_as_take_a_few_milliseconds),
		cmocka_unit_test(the_clock_ticks_once_a_second),
		cmocka_unit_test(a_window_too_small_keeps_what_was_typed),
		cmocka_unit_test(the_patient_is_named_on_top),
		cmocka_unit_test(a_long_notice_takes_two_rows),
		cmocka_unit_test(a_wait_for_another_desk_is_said_over_the_last_picture),
	};
	return cmocka_run_group_tests_name("ui/app", tests, NULL, NULL);
}
