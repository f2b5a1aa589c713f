#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/editor.h"
#include "ui/keys.h"
#include "ui/picture.h"

static Arena arena;

static Editor editor_of(size_t max, const char *text)
{
	Editor editor;
	editor_open(&editor, &arena, max, text);
	return editor;
}

static void press(Editor *editor, const char *keys)
{
	char copy[200];
	strcpy(copy, keys);
	for (char *name = strtok(copy, " "); name; name = strtok(NULL, " ")) {
		KeyCode code;
		assert_true(key_parse(name, &code));
		assert_true(editor_key(editor, (Key){.code = code}));
	}
}

static void keys_edit_the_text(void **state)
{
	static const struct {
		const char *start, *keys, *text;
		size_t at;
	} cases[] = {
		{"", "a b c", "abc", 3},
		{"abc", "left backspace", "ac", 1},
		{"abc", "home delete", "bc", 0},
		{"abc", "home right x", "axbc", 2},
		{"one two", "ctrl-w", "one ", 4},
		{"one two  ", "ctrl-w ctrl-w", "", 0},
		{"one two", "left left ctrl-k", "one t", 5},
		{"one two", "left left ctrl-u", "wo", 0},
		{"abc", "ctrl-a x ctrl-e y", "xabcy", 5},
		{"e\u0301a", "left left x", "xe\u0301a", 1},
		{"xe\u0301", "backspace", "x", 1},
		{"ક્ષ", "end backspace", NULL, 0},
		{"", "backspace delete left right", "", 0},
		{"Łódź", "left left ü", "Łóüdź", 6},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		Editor editor = editor_of(40, cases[i].start);
		press(&editor, cases[i].keys);
		assert_true(utf8_valid(editor.text, editor.length, NULL));
		if (!cases[i].text)
			continue;
		assert_string_equal(editor.text, cases[i].text);
		assert_int_equal(editor.at, cases[i].at);
	}
}

static void no_more_is_typed_than_fits(void **state)
{
	Editor editor = editor_of(4, "abcdef");
	assert_string_equal(editor.text, "abcd");
	assert_false(editor.changed);
	press(&editor, "x");
	assert_string_equal(editor.text, "abcd");
	press(&editor, "backspace é"); /* two bytes: one too many */
	assert_string_equal(editor.text, "abc");
	assert_true(editor.changed);
	assert_false(editor_insert(&editor, "\033"));
	assert_false(editor_key(&editor, (Key){.code = KC_ENTER}));
	assert_false(editor_key(&editor, (Key){.code = KC_CTRL('p')}));
	editor_set(&editor, "a\033b");
	assert_true(utf8_is_clean(editor.text));
}

static void a_wiped_editor_holds_zeros(void **state)
{
	Editor editor = editor_of(8, "secret");
	static const char zeros[9];
	editor_wipe(&editor);
	assert_memory_equal(editor.text, zeros, sizeof zeros);
}

static void drawn(const Editor *editor, int cols, const char *shown, int cursor)
{
	Canvas canvas = {0};
	canvas_size(&canvas, 1, cols);
	editor_draw(editor, area_all(&canvas), 0, 0, cols, true);
	assert_string_equal(canvas_text(&canvas, &canvas.scratch), shown);
	assert_int_equal(canvas.cursor_col, cursor);
	canvas_free(&canvas);
}

/* What is typed or pasted beyond the end is not lost in silence. */
static void a_full_field_says_so(void **state)
{
	Editor editor = editor_of(4, "abc");
	press(&editor, "d");
	drawn(&editor, 20, "abcd\n", 4);
	press(&editor, "e");
	drawn(&editor, 20, "abcd            full\n", 4);
	drawn(&editor, 8, "abcd\n", 4); /* no room for it either */
	press(&editor, "left");
	drawn(&editor, 20, "abcd\n", 3);
}

static void the_editor_shows_the_end_near_the_cursor(void **state)
{
	Editor editor = editor_of(40, "Łódź");
	drawn(&editor, 8, "Łódź\n", 4);
	drawn(&editor, 3, "dź\n", 2);
	press(&editor, "home");
	drawn(&editor, 3, "Łó…\n", 0);
	editor.secret = true;
	drawn(&editor, 8, "••••\n", 0);
	press(&editor, "end left");
	drawn(&editor, 8, "••••\n", 3);
}

/* Whatever is pressed, the text stays valid and the cursor between graphemes. */
static void whatever_is_pressed_the_text_stays_valid(void **state)
{
	static const KeyCode keys[] = {'a',    ' ',	     0x301,	0xAA4,	      0xAC1,	0x1F468,
				       0x200D, 0x1F1EC,	     0x1F1E7,	KC_LEFT,      KC_RIGHT, KC_HOME,
				       KC_END, KC_BACKSPACE, KC_DELETE, KC_CTRL('w'), KC_LEFT,	'b'};
	const unsigned seed = (unsigned)unit_seed();
	Editor editor = editor_of(60, "");
	srand(seed);
	for (int i = 0; i < 20000; i++) {
		size_t boundary = 0;
		editor_key(&editor, (Key){.code = keys[(size_t)rand() % countof(keys)]});
		assert_true(utf8_valid(editor.text, editor.length, NULL));
		assert_int_equal(strlen(editor.text), editor.length);
		while (boundary < editor.at)
			boundary += utf8_grapheme(editor.text + boundary);
		assert_int_equal(boundary, editor.at);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_edit_the_text),
		cmocka_unit_test(no_more_is_typed_than_fits),
		cmocka_unit_test(a_full_field_says_so),
		cmocka_unit_test(a_wiped_editor_holds_zeros),
		cmocka_unit_test(the_editor_shows_the_end_near_the_cursor),
		cmocka_unit_test(whatever_is_pressed_the_text_stays_valid),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/editor", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
