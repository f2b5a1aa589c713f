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

static void test_put(void **state)
{
	Canvas canvas = canvas_of(2, 10);
	const Area all = area_all(&canvas);
	assert_int_equal(area_put(all, 0, 1, STYLE_STRONG, "Łódź"), 4);
	assert_int_equal(area_put(all, 1, 0, STYLE_NORMAL, "ગુજરાતી"), utf8_columns("ગુજરાતી"));
	shows(&canvas, " Łódź\nગુજરાતી\n");
	assert_string_equal(canvas_styles(&canvas, &arena), " SSSS\n\n");
	canvas_free(&canvas);
}

static void test_cut(void **state)
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

static void test_outside(void **state)
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
static void test_clean(void **state)
{
	Canvas canvas = canvas_of(1, 20);
	area_put(area_all(&canvas), 0, 0, STYLE_NORMAL, "a\033[2Jb\xff\u202E\nc");
	shows(&canvas, "a�[2Jb�� c\n");
	canvas_free(&canvas);
}

static void test_wide_drawn_over(void **state)
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

static void test_ascii(void **state)
{
	Canvas canvas = {.glyphs = &glyphs_ascii};
	canvas_size(&canvas, 2, 24);
	area_put(area_all(&canvas), 0, 0, STYLE_NORMAL, "Łódź O’Brien café 漢ÉÀ");
	area_put_in(area_all(&canvas), 1, 0, 4, STYLE_NORMAL, "longer");
	shows(&canvas, "Lodz O'Brien cafe ##EA\nlon~\n");
	canvas_free(&canvas);
}

/* Marks piled up beyond a cell: the cell holds whole code points, the row keeps its columns. */
static void test_pile(void **state)
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

static void test_rules(void **state)
{
	Canvas canvas = canvas_of(4, 12);
	area_box(area_part(area_all(&canvas), 0, 0, 3, 12), STYLE_RULE, "Due");
	area_rule(area_all(&canvas), 3, STYLE_RULE, NULL);
	area_put_right(area_part(area_all(&canvas), 1, 1, 1, 10), 0, STYLE_NORMAL, "7");
	shows(&canvas, "┌ Due ─────┐\n│         7│\n└──────────┘\n────────────\n");
	canvas_free(&canvas);
}

static void test_letters_differ(void **state)
{
	for (unsigned a = 0; a < STYLE_COUNT; a++) {
		for (unsigned b = 0; b < a; b++)
			assert_int_not_equal(style_letter((Style)a), style_letter((Style)b));
	}
}

static void test_glyphs(void **state)
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

static void test_flow(void **state)
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

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_outside),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_wide_drawn_over),
		cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_pile),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_letters_differ),
		cmocka_unit_test(test_glyphs),
		cmocka_unit_test(test_flow),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/canvas", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
