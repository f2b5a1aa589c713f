/* Rows in shaped scripts: each is cleared and written whole when it changes, and only then. */
#include "unit.h"

#include <string.h>

#include "ui/shaped.h"

/* The terminal's own ground, and nothing of ours in a normal cell. */
static const Scheme scheme = {.theme = THEME_MONO, .colours = 256};

static void put(Canvas *canvas, const char *first, const char *second)
{
	canvas_size(canvas, 2, 40);
	area_put(area_all(canvas), 0, 0, STYLE_STRONG, first);
	area_put(area_all(canvas), 1, 2, STYLE_NORMAL, second);
}

static const char *show(ShapedRows *rows, const Canvas *canvas, Arena *arena)
{
	Text out = {.arena = arena};
	shaped_show(rows, canvas, scheme, &out);
	return text_done(&out);
}

/* Which rows curses has to write again: "x" for each. */
static const char *before(ShapedRows *rows, const Canvas *canvas, Arena *arena)
{
	bool again[CANVAS_ROWS_MAX];
	Text out = {.arena = arena}, bytes = {.arena = arena};
	shaped_before(rows, canvas, scheme, again, &bytes);
	for (int row = 0; row < canvas->rows; row++)
		text_add_char(&out, again[row] ? 'x' : '.');
	return text_done(&out);
}

static void gujarati_and_punjabi_are_shaped(void **state)
{
	assert_true(shaped_text("GP ની"));
	assert_true(shaped_text("ਪੰਜਾਬੀ"));
	assert_false(shaped_text("Zażółć gęślą jaźń ✓ 中"));
	assert_false(shaped_text(""));
}

static void a_shaped_row_is_written_when_it_changed(void **state)
{
	Arena arena = {0};
	Canvas canvas = {0};
	ShapedRows rows = {0};
	put(&canvas, "Yes", "હા");
	assert_false(shaped_row(&canvas, 0));
	assert_true(shaped_row(&canvas, 1));
	assert_string_equal(show(&rows, &canvas, &arena), "\0337\033[0m\033[2;1H\033[K  હા\033[0m\0338");
	assert_string_equal(show(&rows, &canvas, &arena), "");
	put(&canvas, "No", "હા");
	assert_string_equal(show(&rows, &canvas, &arena), "");
	put(&canvas, "No", "ના");
	assert_non_null(strstr(show(&rows, &canvas, &arena), "\033[2;1H\033[K  ના"));
	shaped_forget(&rows);
	assert_non_null(strstr(show(&rows, &canvas, &arena), "ના"));
	canvas_free(&canvas);
	arena_free(&arena);
}

static void put_one(Canvas *canvas, int row, const char *text)
{
	canvas_size(canvas, 6, 40);
	area_put(area_all(canvas), row, 0, STYLE_STRONG, text);
}

static void its_neighbours_are_written_again(void **state)
{
	Arena arena = {0};
	Canvas canvas = {0};
	ShapedRows rows = {0};
	put_one(&canvas, 2, "Yes");
	assert_string_equal(before(&rows, &canvas, &arena), "......");
	put_one(&canvas, 2, "હા");
	assert_string_equal(before(&rows, &canvas, &arena), ".xxx..");
	assert_non_null(strstr(show(&rows, &canvas, &arena), "\033[0;1mહા"));
	assert_string_equal(before(&rows, &canvas, &arena), "......");
	put_one(&canvas, 2, "Yes");
	assert_string_equal(before(&rows, &canvas, &arena), ".xxx..");
	assert_string_equal(show(&rows, &canvas, &arena), "");
	assert_string_equal(before(&rows, &canvas, &arena), "......");
	canvas_free(&canvas);
	arena_free(&arena);
}

/* One beside it is written again too, though it is as it was. */
static void a_shaped_row_beside_another_is_written_again(void **state)
{
	Arena arena = {0};
	Canvas canvas = {0};
	ShapedRows rows = {0};
	put(&canvas, "હા", "ના");
	show(&rows, &canvas, &arena);
	put(&canvas, "હા", "No");
	assert_string_equal(before(&rows, &canvas, &arena), "xx");
	assert_non_null(strstr(show(&rows, &canvas, &arena), "\033[1;1H\033[K"));
	canvas_free(&canvas);
	arena_free(&arena);
}

static void no_line_goes_through_vowels(void **state)
{
	Arena arena = {0};
	Canvas canvas = {0};
	ShapedRows rows = {0};
	canvas_size(&canvas, 1, 40);
	area_put(area_all(&canvas), 0, 0, STYLE_FIELD, "12");
	area_put(area_all(&canvas), 0, 3, STYLE_TAB_OPEN, "હું");
	assert_non_null(strstr(show(&rows, &canvas, &arena), "\033[0;4m12\033[0m \033[0;1mહું"));
	canvas_free(&canvas);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gujarati_and_punjabi_are_shaped),
		cmocka_unit_test(a_shaped_row_is_written_when_it_changed),
		cmocka_unit_test(its_neighbours_are_written_again),
		cmocka_unit_test(a_shaped_row_beside_another_is_written_again),
		cmocka_unit_test(no_line_goes_through_vowels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
