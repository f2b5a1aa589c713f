/* The help: on every screen, in whole sentences, searched by any word. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/help_words.h"
#include "ui/lookup.h"
#include "ui/scenes.h"
#include "ui/screens/sharing/sharing.h"

/* Bytes of the rows above those of the notice, which goes with the next key. */
static size_t above_notice(const char *text)
{
	enum { ROWS = 19 };
	const char *end = text;
	for (int row = 0; row < ROWS; row++)
		end = strchr(end, '\n') + 1;
	return (size_t)(end - text);
}

/* F1 opens it and closes it again, whatever has the focus, and what was typed stands as it did. */
static void f1_helps_on_every_screen(void **state)
{
	for (size_t i = 0; scenes[i].name; i++) {
		Stage *stage = stage_open_sending(scenes[i].role);
		Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
		scene_go(stage, &drive, &scenes[i]);
		const size_t depth = app_depth(drive.app);
		const char *before = drive_text(&drive);
		drive_keys(&drive, "f1");
		if (app_screen(drive.app) != &screen_help)
			fail_msg("no help on %s", scenes[i].name);
		drive_keys(&drive, "f1");
		assert_int_equal(app_depth(drive.app), depth);
		if (strncmp(drive_text(&drive), before, above_notice(before)) != 0)
			fail_msg("%s is another after the help:\n%s", scenes[i].name, drive_text(&drive));
		drive_close(&drive);
		stage_close(stage);
	}
}

static void helps(Stage *stage, const char *keys, const char *name)
{
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, keys);
	assert_string_equal(app_screen(drive.app)->name, name);
	drive_keys(&drive, "f1");
	assert_ptr_equal(app_screen(drive.app), &screen_help_sealed);
	drive_keys(&drive, "esc");
	assert_string_equal(app_screen(drive.app)->name, name);
	drive_close(&drive);
}

static void f1_helps_at_the_door(void **state)
{
	Stage *empty = stage_open_empty();
	helps(empty, "", "set_up");
	stage_close(empty);
	Stage *stage = stage_open(0);
	helps(stage, "", "sign_in");
	stage_close(stage);
	stage = stage_open(ROLE_RECEPTIONIST);
	helps(stage, "f10", "lock");
	stage_close(stage);
}

/* What it asks and how it is answered; it is asked still when the help is closed. */
static void f1_helps_in_a_dialog(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	drive_keys(&drive, "down x");
	const char *asked = drive_text(&drive);
	drive_keys(&drive, "f1");
	golden_check("help-dialog", drive_canvas(&drive));
	drive_keys(&drive, "esc");
	assert_string_equal(drive_text(&drive), asked);
	drive_close(&drive);
	stage_close(stage);
}

static const void *of_maureen(Stage *stage)
{
	return stage_chart(stage, MAUREEN);
}

static void it_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "help-matrix", &screen_matrix, of_maureen, "f1");
	stage_golden(stage, "help-looked-for", &screen_matrix, of_maureen, "f1 \"share\"");
	stage_golden(stage, "help-signs", &screen_matrix, of_maureen, "f1 \"stopped\"");
	stage_close(stage);
}

/* Every word of the legend is found by itself, and its whole sentence can be read in the least window. */
static void every_word_is_found(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 12, 40);
	for (size_t i = 0; i < HELP_LEGENDS; i++)
		for (size_t j = 0; j < help_legend[i].count; j++) {
			const HelpWord *word = &help_legend[i].items[j];
			const char *sought = text_or(word->word, word->means);
			drive_keys(&drive, "f1");
			for (const char *c = sought; *c; c++)
				app_step(drive.app, (Key){.code = (KeyCode)*c});
			if (drive_shows(&drive, "No such word here"))
				fail_msg("not found: %s", sought);
			drive_keys(&drive, "f1");
		}
	drive_close(&drive);
	stage_close(stage);
}

/* To its end and back. */
static void it_scrolls(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 12, 40);
	drive_keys(&drive, "f1");
	const char *first = drive_text(&drive);
	for (int i = 0; i < 200; i++)
		drive_keys(&drive, "down");
	assert_true(drive_shows(&drive, "name the rule that"));
	assert_true(drive_shows(&drive, "decided."));
	drive_keys(&drive, "down up");
	assert_false(drive_shows(&drive, "decided."));
	drive_keys(&drive, "pagedown");
	assert_true(drive_shows(&drive, "decided."));
	for (int i = 0; i < 200; i++)
		drive_keys(&drive, "pageup");
	assert_string_equal(drive_text(&drive), first);
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(f1_helps_on_every_screen), cmocka_unit_test(f1_helps_at_the_door),
		cmocka_unit_test(f1_helps_in_a_dialog),	    cmocka_unit_test(it_is_as_pictured),
		cmocka_unit_test(every_word_is_found),	    cmocka_unit_test(it_scrolls),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
