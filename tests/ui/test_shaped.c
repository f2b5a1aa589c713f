/* Rows in shaped scripts: each is cleared and written whole when it changes, and only then. */
#include "unit.h"

#include <string.h>

#include "ui/shaped.h"

static void put(Canvas *canvas, const char *first, const char *second)
{
	canvas_size(canvas, 2, 40);
	area_put(area_all(canvas), 0, 0, STYLE_STRONG, first);
	area_put(area_all(canvas), 1, 2, STYLE_NORMAL, second);
}

static const char *show(ShapedRows *rows, const Canvas *canvas, Arena *arena)
{
	Text out = {.arena = arena};

	shaped_show(rows, canvas, THEME_DARK, true, &out);
	return text_done(&out);
}

static const char *clear(const ShapedRows *rows, const Canvas *canvas, Arena *arena)
{
	Text out = {.arena = arena};

	shaped_clear(rows, canvas, THEME_DARK, true, &out);
	return text_done(&out);
}

static void test_scripts(void **state)
{
	(void)state;
	assert_true(shaped_text("GP ની"));
	assert_true(shaped_text("ਪੰਜਾਬੀ"));
	assert_false(shaped_text("Zażółć gęślą jaźń ✓ 中"));
	assert_false(shaped_text(""));
}

static void test_written_when_changed(void **state)
{
	(void)state;
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

static void test_cleared_when_gone(void **state)
{
	(void)state;
	Arena arena = {0};
	Canvas canvas = {0};
	ShapedRows rows = {0};

	put(&canvas, "હા", "No");
	assert_string_equal(clear(&rows, &canvas, &arena), "");
	assert_non_null(strstr(show(&rows, &canvas, &arena), "\033[0;1mહા"));
	assert_string_equal(clear(&rows, &canvas, &arena), "");
	put(&canvas, "Yes", "No");
	assert_string_equal(clear(&rows, &canvas, &arena), "\0337\033[0m\033[1;1H\033[K\033[0m\0338");
	assert_string_equal(show(&rows, &canvas, &arena), "");
	assert_string_equal(clear(&rows, &canvas, &arena), "");
	canvas_free(&canvas);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_written_when_changed),
		cmocka_unit_test(test_cleared_when_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
