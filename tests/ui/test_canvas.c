#include "unit.h"

#include <locale.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/canvas.h"
#include "ui/flow.h"
#include "ui/picture.h"

static Arena arena;

static Canvas canvas_of(int rows, int cols)
{
	Canvas canvas = {0};
	canvas_size(&canvas, rows, cols);
	return canvas;
}

static void shows(const Canvas *canvas, const char *text)
{
	assert_string_equal(canvas_text(canvas, &arena), text);
}

static void text_is_put_by_its_columns(void **state)
{
	Canvas canvas = canvas_of(2, 10);
	const Area all = area_all(&canvas);
	assert_int_equal(area_put(all, 0, 1, STYLE_STRONG, "Łódź"), 4);
	assert_int_equal(area_put(all, 1, 0, STYLE_NORMAL, "ગુજરાતી"), utf8_columns("ગુજરાતી"));
	shows(&canvas, " Łódź\nગુજરાતી\n");
	assert_string_equal(canvas_styles(&canvas, &arena), " SSSS\n\n");
	canvas_free(&canvas);
}

static void what_is_cut_ends_in_a_mark(void **state)
{
	static const struct {
		int cols;
		const char *text, *shown;
	} cases[] = {
		{5, "abcde", "abcde\n"}, {5, "abcdef", "abcd…\n"},
		{1, "ab", "…\n"},	 {5, "ab漢字漢", "ab漢…\n"},
		{4, "ab漢字", "ab…\n"},	 {3, "e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301\n"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		Canvas canvas = canvas_of(1, cases[i].cols);
		area_put(area_all(&canvas), 0, 0, STYLE_NORMAL, cases[i].text);
		shows(&canvas, cases[i].shown);
		canvas_free(&canvas);
	}
}

static void nothing_is_put_outside_an_area(void **state)
{
	Canvas canvas = canvas_of(3, 6);
	const Area part = area_part(area_all(&canvas), 1, 2, 1, 3);
	assert_int_equal(area_put(part, 1, 0, STYLE_NORMAL, "below"), 0);
	assert_int_equal(area_put(part, -1, 0, STYLE_NORMAL, "above"), 0);
	assert_int_equal(area_put(part, 0, 3, STYLE_NORMAL, "right"), 0);
	area_put(part, 0, 0, STYLE_NORMAL, "inside");
	shows(&canvas, "\n  in…\n\n");
	assert_int_equal(area_part(part, 5, 5, 5, 5).rows, 0);
	assert_false(area_has(part, 1, 5));
	assert_true(area_has(part, 1, 4));
	canvas_free(&canvas);
}

/* Nothing from outside moves the cursor: control characters and invalid bytes become marks, one column each. */
static void control_characters_become_marks(void **state)
{
	Canvas canvas = canvas_of(1, 20);
	area_put(area_all(&canvas), 0, 0, STYLE_NORMAL, "a\033[2Jb\xff\u202E\nc");
	shows(&canvas, "a�[2Jb�� c\n");
	canvas_free(&canvas);
}

static void half_a_wide_letter_drawn_over_is_blank(void **state)
{
	Canvas canvas = canvas_of(1, 4);
	const Area all = area_all(&canvas);
	area_put(all, 0, 0, STYLE_NORMAL, "漢字");
	area_put_in(all, 0, 1, 1, STYLE_NORMAL, "x");
	shows(&canvas, " x字\n");
	area_put_in(all, 0, 2, 1, STYLE_NORMAL, "y");
	shows(&canvas, " xy\n");
	canvas_free(&canvas);
}

static void ascii_has_a_letter_for_each(void **state)
{
	Canvas canvas = {.glyphs = &glyphs_ascii};
	canvas_size(&canvas, 2, 24);
	area_put(area_all(&canvas), 0, 0, STYLE_NORMAL, "Łódź O’Brien café 漢ÉÀ");
	area_put_in(area_all(&canvas), 1, 0, 4, STYLE_NORMAL, "longer");
	shows(&canvas, "Lodz O'Brien cafe ##EA\nlon~\n");
	canvas_free(&canvas);
}

/* Marks piled up beyond a cell: the cell holds whole code points, the row keeps its columns. */
static void marks_piled_up_keep_the_columns(void **state)
{
	Canvas canvas = canvas_of(1, 4);
	char pile[256] = "a";
	for (int i = 0; i < 60; i++)
		strcat(pile, "\u20d7"); /* three bytes: a cell ends within one */
	strcat(pile, "b");
	assert_int_equal(area_put(area_all(&canvas), 0, 0, STYLE_NORMAL, pile), 2);
	assert_true(utf8_valid(canvas_cell(&canvas, 0, 0)->bytes, strlen(canvas_cell(&canvas, 0, 0)->bytes), NULL));
	assert_string_equal(canvas_cell(&canvas, 0, 1)->bytes, "b");
	canvas_free(&canvas);
}

static void boxes_and_rules_are_drawn(void **state)
{
	Canvas canvas = canvas_of(4, 12);
	area_box(area_part(area_all(&canvas), 0, 0, 3, 12), STYLE_RULE, "Due");
	area_rule(area_all(&canvas), 3, STYLE_RULE, NULL);
	area_put_right(area_part(area_all(&canvas), 1, 1, 1, 10), 0, STYLE_NORMAL, "7");
	shows(&canvas, "┌ Due ─────┐\n│         7│\n└──────────┘\n────────────\n");
	canvas_free(&canvas);
}

static void each_style_has_its_own_letter(void **state)
{
	for (unsigned a = 0; a < STYLE_COUNT; a++) {
		for (unsigned b = 0; b < a; b++)
			assert_int_not_equal(style_letter((Style)a), style_letter((Style)b));
	}
}

static void each_sign_is_one_column_and_its_own(void **state)
{
	const Glyphs *sets[] = {&glyphs_utf8, &glyphs_ascii};
	for (size_t i = 0; i < countof(sets); i++) {
		const Glyphs *g = sets[i];
		const char *signs[] = {g->yes, g->no, g->ask, g->stopped, g->waiting, g->nothing};
		for (size_t a = 0; a < countof(signs); a++) {
			assert_int_equal(utf8_columns(signs[a]), 1);
			for (size_t b = 0; b < a; b++)
				assert_string_not_equal(signs[a], signs[b]);
			if (!g->utf8)
				assert_true((unsigned char)signs[a][0] < 0x80);
		}
	}
}

static void words_wrap_between_words(void **state)
{
	static const struct {
		const char *text;
		int cols;
		const char *lines;
	} cases[] = {
		{"one two three", 7, "one two|three|"},
		{"one  two", 3, "one|two|"},
		{"abcdefgh ij", 3, "abc|def|gh|ij|"},
		{"one twofold", 7, "one|twofold|"},
		{"a\n\nb", 5, "a||b|"},
		{"", 5, ""},
		{"漢字漢字", 5, "漢字|漢字|"},
		{"a", 0, ""},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		const FlowLines lines = flow_wrap(&arena, cases[i].text, cases[i].cols);
		char got[100] = "";
		for (size_t k = 0; k < lines.count; k++)
			strcat(strcat(got, lines.lines[k]), "|");
		assert_string_equal(got, cases[i].lines);
	}
}

/* From the first grapheme that differs to the last; half of a wide one never. */
static void what_has_changed_is_told_once(void **state)
{
	static const struct {
		const char *before, *after;
		int from, end; /* none: the row is the same */
	} cases[] = {
		{"", "", 0, 0},		{"abc", "abc", 0, 0},	{"abc", "abd", 2, 3},
		{"abc", "xbz", 0, 3},	{"a漢b", "a字b", 1, 3}, {"a漢b", "axyb", 1, 3},
		{"axyb", "a漢b", 1, 3}, {"", "ab", 0, 2},	{"a漢b", "axb", 1, 4},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Canvas before = canvas_of(2, 6), after = canvas_of(2, 6);
		int from = 0, end = 0;
		area_put(area_all(&before), 1, 0, STYLE_NORMAL, cases[i].before);
		area_put(area_all(&after), 1, 0, STYLE_NORMAL, cases[i].after);
		assert_int_equal(canvas_changed(&before, &after, 1, &from, &end), cases[i].end > 0);
		assert_int_equal(from, cases[i].from);
		assert_int_equal(end, cases[i].end);
		assert_false(canvas_changed(&before, &after, 1, &from, &end));
		canvas_free(&before);
		canvas_free(&after);
	}
}

static void another_style_is_a_change(void **state)
{
	Canvas before = canvas_of(1, 6), after = canvas_of(1, 6);
	int from, end;
	area_style(area_part(area_all(&after), 0, 2, 1, 3), STYLE_SELECTED);
	assert_true(canvas_changed(&before, &after, 0, &from, &end));
	assert_int_equal(from, 2);
	assert_int_equal(end, 5);
	canvas_free(&before);
	canvas_free(&after);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_put_by_its_columns),
		cmocka_unit_test(what_is_cut_ends_in_a_mark),
		cmocka_unit_test(nothing_is_put_outside_an_area),
		cmocka_unit_test(control_characters_become_marks),
		cmocka_unit_test(half_a_wide_letter_drawn_over_is_blank),
		cmocka_unit_test(ascii_has_a_letter_for_each),
		cmocka_unit_test(marks_piled_up_keep_the_columns),
		cmocka_unit_test(boxes_and_rules_are_drawn),
		cmocka_unit_test(each_style_has_its_own_letter),
		cmocka_unit_test(each_sign_is_one_column_and_its_own),
		cmocka_unit_test(what_has_changed_is_told_once),
		cmocka_unit_test(another_style_is_a_change),
		cmocka_unit_test(words_wrap_between_words),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/canvas", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
