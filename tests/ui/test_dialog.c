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
		const KeyCode code = *keys == '\n' ? KC_ENTER : *keys == '\033' ? KC_ESC : (KeyCode)*keys;
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
		{{.kind = DIALOG_LETTER, .letter = 'd'}, "\033", DIALOG_NO},
		{{.kind = DIALOG_WORD, .word = "erase"}, "\n", DIALOG_OPEN},
		{{.kind = DIALOG_WORD, .word = "erase"}, "eras\n", DIALOG_OPEN},
		{{.kind = DIALOG_WORD, .word = "erase"}, "erase\n", DIALOG_YES},
		{{.kind = DIALOG_WORD, .word = "erase"}, "erase\033", DIALOG_NO},
		{{.kind = DIALOG_TEXT}, "\n", DIALOG_OPEN},
		{{.kind = DIALOG_TEXT, .optional = true}, "\n", DIALOG_YES},
		{{.kind = DIALOG_TEXT}, "n d\n", DIALOG_YES},
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
	DialogBox word = box_of((Dialog){.kind = DIALOG_WORD, .word = "erase"});
	DialogBox secret = box_of((Dialog){.kind = DIALOG_SECRET});
	shows(&letter, 5, 36,
	      "┌ Erase? ──────────────────────────┐\n│ This cannot be undone.           │\n"
	      "│                                  │\n│ d Discard it  n No, go back      │\n");
	shows(&letter, 4, 36, "d Discard it");
	press(&word, "x\n");
	shows(&word, 10, 70, "Type erase to confirm.");
	shows(&word, 10, 70, "That is not the word");
	press(&secret, "abc");
	shows(&secret, 10, 40, "│ ••• ");
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_dialog_is_answered_by_its_own_key_only),
					   cmocka_unit_test(a_dialog_shows_its_answers)};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/dialog", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
