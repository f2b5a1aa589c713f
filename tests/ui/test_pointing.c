/* Which key is under the mouse. */
#include "unit.h"

#include "ui/pointing.h"

static Canvas canvas;

static KeyCode at(int row, int col)
{
	return pointing_key(&canvas, row, col);
}

static void put(int row, int col, const char *key, int behind, const char *words)
{
	area_put(area_all(&canvas), row, col, STYLE_KEY, key);
	area_put(area_all(&canvas), row, behind, STYLE_NORMAL, words);
}

/* " a Ask  Ctrl-P Actions  F10 Lock" */
static void the_key_or_its_words_are_pointed_at(void **state)
{
	canvas_size(&canvas, 2, 60);
	put(0, 1, "a", 3, "Ask");
	put(0, 8, "Ctrl-P", 15, "All acts");
	put(0, 25, "F10", 29, "Lock");
	assert_int_equal(at(0, 1), 'a');
	assert_int_equal(at(0, 2), 'a');
	assert_int_equal(at(0, 5), 'a');
	assert_int_equal(at(0, 6), KC_NONE);
	assert_int_equal(at(0, 8), KC_CTRL('p'));
	assert_int_equal(at(0, 18), KC_CTRL('p'));
	assert_int_equal(at(0, 22), KC_CTRL('p'));
	assert_int_equal(at(0, 32), KC_F(10));
	assert_int_equal(at(0, 33), KC_NONE);
	assert_int_equal(at(0, 50), KC_NONE);
	assert_int_equal(at(1, 1), KC_NONE);
	assert_int_equal(at(2, 1), KC_NONE);
	assert_int_equal(at(0, -1), KC_NONE);
}

/* Keys below one another, their words in a column. */
static void words_apart_from_their_key_are_its_own(void **state)
{
	canvas_size(&canvas, 2, 60);
	put(0, 1, "t", 6, "A text message");
	put(1, 1, "F4 go", 20, "by itself");
	area_put(area_all(&canvas), 1, 40, STYLE_NORMAL, "and no key's");
	assert_int_equal(at(0, 10), 't');
	assert_int_equal(at(0, 3), 't');
	assert_int_equal(at(0, 0), KC_NONE);
	assert_int_equal(at(1, 5), KC_F(4));
	assert_int_equal(at(1, 45), KC_NONE);
}

static void what_is_no_key_is_none(void **state)
{
	canvas_size(&canvas, 1, 60);
	put(0, 1, "Filter", 8, "asthma");
	assert_int_equal(at(0, 2), KC_NONE);
	assert_int_equal(at(0, 9), KC_NONE);
}

/* Rows that show keys leave those of the bar theirs, however many they are. */
static void the_bar_is_always_pointed_at(void **state)
{
	enum { ROWS = 200 };

	canvas_size(&canvas, ROWS, 60);
	for (int row = 0; row < ROWS; row++)
		area_put(area_all(&canvas), row, 1, STYLE_KEY, row == ROWS - 1 ? "F10" : "a");
	assert_int_equal(at(ROWS - 1, 1), KC_F(10));
	canvas_free(&canvas);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_key_or_its_words_are_pointed_at),
		cmocka_unit_test(words_apart_from_their_key_are_its_own),
		cmocka_unit_test(what_is_no_key_is_none),
		cmocka_unit_test(the_bar_is_always_pointed_at),
	};
	return cmocka_run_group_tests_name("ui/pointing", tests, NULL, NULL);
}
