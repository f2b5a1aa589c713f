/* How the desk looks to each person, at every desk, and what they sign in and unlock with. */
#include "ui/at_desk.h"

#include <locale.h>

#include "ui/front.h"
#include "ui/screens/lists/lists.h"

#define NEW_PASSPHRASE "four quite plain words"

static void sign_in_as(const char *name)
{
	drive_keys(&drive, "f9");
	assert_string_equal(app_screen(drive.app)->name, "sign_in");
	drive_keys(&drive, name);
	drive_keys(&drive, "enter \"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
}

static void mine_is_as_pictured(void **state)
{
	stage_golden(stage, "mine", NULL, NULL, "ctrl-o");
	stage_golden(stage, "mine-differ", NULL, NULL,
		     "ctrl-o down down down \"" STAGE_PASSPHRASE "\" down \"9713\" down \"9714\" ctrl-s");
}

/* Two people at one desk, one of them at another: each has what they chose. */
static void each_person_has_their_own(void **state)
{
	drive_keys(&drive, "ctrl-o h down space down right ctrl-s");
	assert_true(drive_shows(&drive, "Kept for you, at every desk."));
	assert_int_equal(app_settings(drive.app).theme, THEME_CONTRAST);
	assert_false(app_settings(drive.app).mouse);
	assert_true(app_settings(drive.app).ascii);

	drive_keys(&drive, "f9"); /* nobody's: as the practice has it */
	assert_int_equal(app_settings(drive.app).theme, THEME_AUTO);
	assert_true(app_settings(drive.app).mouse);
	assert_false(app_settings(drive.app).ascii);
	drive_keys(&drive, "\"Nurse Okoye\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_int_equal(app_settings(drive.app).theme, THEME_AUTO);
	drive_keys(&drive, "ctrl-o l ctrl-s");
	assert_int_equal(app_settings(drive.app).theme, THEME_LIGHT);
	assert_true(app_settings(drive.app).mouse);

	sign_in_as("\"Priya S\"");
	assert_int_equal(app_settings(drive.app).theme, THEME_CONTRAST);
	assert_true(app_settings(drive.app).ascii);
	drive_keys(&drive, "f10 \"" STAGE_PIN "\" enter"); /* the lock is theirs */
	assert_int_equal(app_settings(drive.app).theme, THEME_CONTRAST);

	drive_close(&drive); /* the next start */
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_int_equal(app_settings(drive.app).theme, THEME_CONTRAST);
	assert_string_equal(desk_setting(stage->desk, "theme", &stage->arena), "auto");
}

static void reopen(const FrontOptions *options)
{
	app_free(drive.app);
	drive.app = front_open(stage->desk, options, &stage->err);
	stage_ok(stage, drive.app != NULL);
}

/* What the desk is started with holds for this run, until somebody chooses otherwise. */
static void what_the_desk_was_started_with_comes_first(void **state)
{
	drive_keys(&drive, "ctrl-o h ctrl-s");
	reopen(&(FrontOptions){.theme = "mono", .ascii = true});
	assert_int_equal(app_settings(drive.app).theme, THEME_MONO);
	sign_in_as("\"Priya S\"");
	assert_int_equal(app_settings(drive.app).theme, THEME_MONO);
	assert_true(app_settings(drive.app).ascii);
	drive_keys(&drive, "ctrl-o l ctrl-s");
	assert_int_equal(app_settings(drive.app).theme, THEME_LIGHT);
	assert_true(app_settings(drive.app).ascii); /* the terminal has no other signs */
}

static void the_pin_and_the_passphrase_are_changed(void **state)
{
	drive_keys(&drive, "ctrl-o down down down \"wrong words\" down \"9713\" down \"9713\" ctrl-s");
	assert_true(drive_shows(&drive, "That is not the passphrase with which you sign in"));
	assert_false(drive_shows(&drive, "•••••••••••")); /* the wrong one is gone, to be typed again */
	drive_keys(&drive, "\"" STAGE_PASSPHRASE "\" down down down \"" NEW_PASSPHRASE "\" down \"four\" ctrl-s");
	assert_true(drive_shows(&drive, "The two new passphrases differ: type the second again."));
	drive_keys(&drive, "\"" NEW_PASSPHRASE "\" enter");
	assert_string_equal(app_screen(drive.app)->name, "mine");
	assert_true(drive_shows(&drive, "Ctrl-S does it: Save."));
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Kept for you, at every desk."));

	drive_keys(&drive, "f10 \"" STAGE_PIN "\" enter");
	assert_true(drive_shows(&drive, "That is not the PIN"));
	drive_keys(&drive, "\"9713\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_keys(&drive, "f9 \"Priya S\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_true(drive_shows(&drive, "do not belong together"));
	drive_keys(&drive, "\"" NEW_PASSPHRASE "\" enter");
	assert_string_equal(app_screen(drive.app)->name, "home");
}

/* Nothing of it is held for later. */
static void a_passphrase_is_not_put_aside(void **state)
{
	drive_keys(&drive, "ctrl-o down down down \"wrong words\" ctrl-z");
	assert_true(drive_shows(&drive, "A passphrase is not put aside"));
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "Leave without saving?"));
}

static void it_is_found_by_other_words(void **state)
{
	drive_keys(&drive, "ctrl-p \"change passw\" enter");
	assert_string_equal(app_screen(drive.app)->name, "mine");
	drive_keys(&drive, "esc ctrl-p \"theme\" enter");
	assert_string_equal(app_screen(drive.app)->name, "mine");
}

#define MINE(test) cmocka_unit_test_setup_teardown(test, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		MINE(mine_is_as_pictured),
		MINE(each_person_has_their_own),
		MINE(what_the_desk_was_started_with_comes_first),
		MINE(the_pin_and_the_passphrase_are_changed),
		MINE(a_passphrase_is_not_put_aside),
		MINE(it_is_found_by_other_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
