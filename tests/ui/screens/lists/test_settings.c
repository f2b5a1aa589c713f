#include "unit.h"

#include "model/lists/lists.h"
#include "ui/action.h"
#include "ui/front.h"
#include "ui/screens/lists/lists.h"
#include "ui/stage.h"

static const char *setting(Stage *stage, const char *name)
{
	return desk_setting(stage->desk, name, &stage->arena);
}

static void an_administrator_keeps_the_settings(void **state)
{
	Stage *stage = stage_open(ROLE_ADMINISTRATOR);
	Drive drive;
	stage_golden(stage, "settings", &screen_settings, NULL, NULL);
	drive = stage_drive(stage, &screen_settings, NULL, 24, 80);
	drive_keys(&drive, "l down space down ctrl-u \"0\" ctrl-s");
	assert_true(drive_shows(&drive, "The desk locks itself after 1 to 60 minutes"));
	drive_keys(&drive, "ctrl-u \"12\" enter ctrl-u \"1\" ctrl-s");
	assert_true(drive_shows(&drive, "A code can be typed for 2 to 60 minutes"));
	drive_keys(&drive, "ctrl-u \"61\" ctrl-s");
	assert_true(drive_shows(&drive, "A code can be typed for 2 to 60 minutes"));
	drive_keys(&drive, "ctrl-u \"20\" enter ctrl-u \"29\" ctrl-s");
	assert_true(drive_shows(&drive, "A kiosk waits 30 to 600 seconds"));
	drive_keys(&drive, "ctrl-u \"120\" enter right right enter \"gu de\" ctrl-s");
	assert_true(drive_shows(&drive, "Languages are codes of two letters"));
	drive_keys(&drive, "ctrl-u \"gu pl\" enter \"-o raw\" ctrl-s");
	assert_true(drive_shows(&drive, "That is no name of a printer"));
	drive_keys(&drive, "ctrl-u \"front-desk\" enter \"receipts\" ctrl-s");
	assert_true(drive_shows(&drive, "A folder is named from the root"));
	drive_keys(&drive, "ctrl-u \"/srv/receipts\" enter \"Two Shires\" enter \"surgery.example\" ctrl-s");
	assert_true(drive_shows(&drive, "That is no address of a page"));
	drive_keys(&drive, "ctrl-u \"https://surgery.example/privacy\" enter \"http://surgery.example\" ctrl-s");
	assert_true(drive_shows(&drive, "That is no address of a page"));
	drive_keys(&drive, "ctrl-u \"https://surgery.example/dpia\" enter \"the manager; 0116 496 0001\" ctrl-s");
	assert_true(drive_shows(&drive, "The settings are kept."));
	assert_string_equal(setting(stage, "printer"), "front-desk");
	assert_string_equal(setting(stage, "receipt-folder"), "/srv/receipts");
	assert_string_equal(setting(stage, "privacy-notice"), "https://surgery.example/privacy");
	assert_string_equal(setting(stage, "impact-assessment"), "https://surgery.example/dpia");
	assert_string_equal(setting(stage, "complaints"), "the manager; 0116 496 0001");
	assert_string_equal(setting(stage, "message-name"), "Two Shires");
	assert_string_equal(setting(stage, "idle-minutes"), "12");
	assert_string_equal(setting(stage, "code-minutes"), "20");
	assert_string_equal(setting(stage, "kiosk-silence"), "120");
	assert_string_equal(setting(stage, "records"), "here");
	assert_string_equal(setting(stage, "languages"), "gu pl");
	assert_string_equal(setting(stage, "theme"), "light");
	assert_string_equal(setting(stage, "mouse"), "off");
	assert_int_equal(app_settings(drive.app).theme, THEME_LIGHT);
	assert_int_equal(app_settings(drive.app).lock_after, 12 * 60);
	assert_false(app_settings(drive.app).mouse);
	drive_close(&drive);
	stage_close(stage);
}

/* What patients have who never chose: since a day that is typed, with who said it and when. */
static void what_holds_without_a_choice_is_dated(void **state)
{
	static const SettingsArgument without = {"scr-default"};
	Stage *stage = stage_open(ROLE_ADMINISTRATOR);
	ScrDefault stands;
	Drive drive = stage_drive(stage, &screen_settings, &without, 24, 80);
	drive_keys(&drive, "right down ctrl-s");
	assert_true(drive_shows(&drive, "Say since which day that is"));
	drive_keys(&drive, "\"31-Dec-2099\" ctrl-s");
	assert_true(drive_shows(&drive, "That day has not come yet"));
	stage_ok(stage, desk_scr_default(stage->desk, &stage->arena, &stands, &stage->err));
	assert_null(stands.said);
	drive_keys(&drive, "ctrl-u \"1/7/20\" enter");
	assert_true(drive_shows(&drive, "Ctrl-S does it: Save."));
	stage_ok(stage, desk_scr_default(stage->desk, &stage->arena, &stands, &stage->err));
	assert_null(stands.said);
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "The settings are kept."));
	stage_ok(stage, desk_scr_default(stage->desk, &stage->arena, &stands, &stage->err));
	assert_int_equal(stands.status, SCR_ADDITIONAL);
	assert_int_equal(date_order(stands.since, (Date){2020, 7, 1}), 0);
	drive_close(&drive);
	drive = stage_drive(stage, &screen_settings, &without, 24, 80);
	golden_check("settings-scr", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("settings-scr", drive_canvas(&drive));
	const int64_t head = desk_head(stage->desk);
	drive_keys(&drive, "ctrl-s"); /* as it stands: nothing is told */
	assert_true(drive_shows(&drive, "The settings are kept."));
	assert_int_equal(desk_head(stage->desk), head);
	drive_close(&drive);
	stage_close(stage);
}

/* The words kept are those that the next start reads: each theme, through the settings and back. */
static void every_theme_is_kept_and_read(void **state)
{
	static const char *const letters[THEME_COUNT] = {"a", "d", "l", "h", "m"};
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		Stage *stage = stage_open(ROLE_ADMINISTRATOR);
		Drive drive = stage_drive(stage, &screen_settings, NULL, 24, 80);
		ThemeName read = THEME_COUNT;
		Error err = {0};
		drive_keys(&drive, letters[theme]);
		drive_keys(&drive, "ctrl-s");
		assert_int_equal(app_settings(drive.app).theme, theme);
		assert_true(front_theme(setting(stage, "theme"), &read, &err));
		assert_int_equal(read, theme);
		drive_close(&drive);
		stage_close(stage);
	}
}

static void others_change_none_of_them(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(app_open(drive.app, &screen_settings, NULL));
	assert_true(drive_shows(&drive, "A receptionist may not change settings: ask an administrator."));
	drive_close(&drive);
	stage_close(stage);
}

static void leaving_changed_settings_asks(void **state)
{
	Stage *stage = stage_open(ROLE_ADMINISTRATOR);
	Drive drive = stage_drive(stage, &screen_settings, NULL, 24, 80);
	drive_keys(&drive, "l esc");
	assert_true(drive_shows(&drive, "Leave without saving?"));
	drive_keys(&drive, "d");
	assert_int_equal(app_settings(drive.app).theme, THEME_AUTO);
	drive_close(&drive);
	stage_close(stage);
}

/* On a row that is no text `/` searches, and searching closes screens. */
static void the_search_loses_nothing_typed(void **state)
{
	Stage *stage = stage_open(ROLE_ADMINISTRATOR);
	Drive drive = stage_drive(stage, &screen_settings, NULL, 24, 80);
	drive_keys(&drive, "down down ctrl-u \"42\" up /");
	assert_true(drive_shows(&drive, "What was typed or answered here is not saved"));
	assert_ptr_equal(app_screen(drive.app), &screen_settings);
	assert_true(drive_shows(&drive, "42"));
	drive_keys(&drive, "ctrl-s");
	assert_string_equal(setting(stage, "idle-minutes"), "42");
	drive_close(&drive);
	drive = stage_drive(stage, &screen_settings, NULL, 24, 80);
	drive_keys(&drive, "/"); /* nothing typed: home */
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_settings.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_administrator_keeps_the_settings),
		cmocka_unit_test(what_holds_without_a_choice_is_dated),
		cmocka_unit_test(every_theme_is_kept_and_read),
		cmocka_unit_test(others_change_none_of_them),
		cmocka_unit_test(leaving_changed_settings_asks),
		cmocka_unit_test(the_search_loses_nothing_typed),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
