#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ui/dialog.h"
#include "ui/picture.h"

static Arena arena;

static DialogBox box_of(Dialog dialog)
{
	DialogBox box;
	dialog.title = "Erase?";
	dialog.text = "This cannot be undone.";
	dialog_open(&box, &arena, &dialog);
	return box;
}

static DialogAnswer press(DialogBox *box, const char *keys)
{
	DialogAnswer answer = DIALOG_OPEN;
	for (; *keys && answer == DIALOG_OPEN; keys++) {
		const KeyCode code = *keys == '\n'     ? KC_ENTER
				     : *keys == '\033' ? KC_ESC
				     : *keys == '\023' ? KC_CTRL('s')
						       : (KeyCode)*keys;
		answer = dialog_key(box, (Key){.code = code});
	}
	return answer;
}

static void a_dialog_is_answered_by_its_own_key_only(void **state)
{
	static const struct {
		Dialog dialog;
		const char *keys;
		DialogAnswer answer;
	} cases[] = {
		{{.kind = DIALOG_LETTER, .letter = 'd'}, "\n", DIALOG_OPEN}, /* never Enter alone */
		{{.kind = DIALOG_LETTER, .letter = 'd'}, " y", DIALOG_OPEN},
		{{.kind = DIALOG_LETTER, .letter = 'd'}, "d", DIALOG_YES},
		{{.kind = DIALOG_LETTER, .letter = 'd'}, "D", DIALOG_YES},
		{{.kind = DIALOG_LETTER, .letter = 'd'}, "n", DIALOG_NO},
		{{.kind = DIALOG_SAVE}, "dyn s\n", DIALOG_OPEN},
		{{.kind = DIALOG_SAVE}, "\023", DIALOG_YES},
		{{.kind = DIALOG_SAVE}, "\033", DIALOG_NO},
		{{.kind = DIALOG_TEXT}, "\n", DIALOG_OPEN},
		{{.kind = DIALOG_TEXT, .optional = true}, "\n", DIALOG_YES},
		{{.kind = DIALOG_TEXT}, "n d\n", DIALOG_YES},
		{{.kind = DIALOG_TEXT, .yes = "Record it"}, "khan\n", DIALOG_OPEN},
		{{.kind = DIALOG_TEXT, .yes = "Record it"}, "khan\023", DIALOG_YES},
		{{.kind = DIALOG_TEXT, .yes = "Record it"}, "\023", DIALOG_OPEN},
		{{.kind = DIALOG_TEXT, .start = "kept"}, "\n", DIALOG_YES},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		DialogBox box = box_of(cases[i].dialog);
		if (press(&box, cases[i].keys) != cases[i].answer)
			fail_msg("case %zu", i);
	}
}

static void shows(const DialogBox *box, int rows, int cols, const char *text)
{
	Canvas canvas = {0};
	canvas_size(&canvas, rows, cols);
	dialog_draw(box, area_all(&canvas));
	if (!strstr(canvas_text(&canvas, &arena), text))
		fail_msg("%s\nlacks %s", canvas_text(&canvas, &arena), text);
	canvas_free(&canvas);
}

static void a_dialog_shows_its_answers(void **state)
{
	DialogBox letter = box_of((Dialog){.kind = DIALOG_LETTER, .letter = 'd', .yes = "Discard it"});
	DialogBox save = box_of((Dialog){.kind = DIALOG_SAVE, .yes = "Discharge"});
	DialogBox text = box_of((Dialog){.kind = DIALOG_TEXT, .yes = "Record it"});
	DialogBox secret = box_of((Dialog){.kind = DIALOG_SECRET});
	shows(&letter, 5, 36,
	      "┌ Erase? ──────────────────────────┐\n│ This cannot be undone.           │\n"
	      "│                                  │\n│ d Discard it  n No, go back      │\n");
	shows(&letter, 4, 36, "d Discard it");
	shows(&save, 10, 70, "Ctrl-S Discharge  Esc No, go back");
	shows(&text, 10, 70, "Ctrl-S Record it  Esc Go back");
	press(&text, "x\n");
	shows(&text, 10, 70, "Enter does not record it: Ctrl-S does.");
	press(&secret, "abc");
	shows(&secret, 10, 40, "│ ••• ");
}

/* In a low window its text has pages: yes is taken on none but the last, no on each. */
static void what_does_not_fit_is_read_before_yes(void **state)
{
	DialogBox save = box_of((Dialog){.kind = DIALOG_SAVE, .yes = "Discharge"});
	save.dialog.text = "One line that is long enough. A second one like it. And a third at last.";
	shows(&save, 5, 36, "page 1 of");
	assert_int_equal(dialog_key(&save, (Key){.code = KC_CTRL('s')}), DIALOG_OPEN);
	shows(&save, 5, 36, "page 2 of");
	assert_int_equal(dialog_key(&save, (Key){.code = KC_ESC}), DIALOG_NO);
	for (int i = 2; i < save.read->pages; i++) {
		assert_int_equal(dialog_key(&save, (Key){.code = KC_CTRL('s')}), DIALOG_OPEN);
		shows(&save, 5, 36, "page");
	}
	shows(&save, 5, 36, "at last.");
	assert_int_equal(dialog_key(&save, (Key){.code = KC_CTRL('s')}), DIALOG_YES);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_dialog_is_answered_by_its_own_key_only),
					   cmocka_unit_test(what_does_not_fit_is_read_before_yes),
					   cmocka_unit_test(a_dialog_shows_its_answers)};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/dialog", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
