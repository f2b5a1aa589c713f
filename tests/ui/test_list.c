#include "unit.h"

#include <locale.h>

#include "ui/list.h"
#include "ui/match.h"
#include "ui/picture.h"

static Arena arena;

static const char *const names[] = {"ash", "birch", "cedar", "dogwood", "elm", "fir", "gum", "hazel"};
static const char *const fewer[] = {"ash", "cedar", "elm"};

static const char *name_key(const void *rows, size_t index)
{
	return ((const char *const *)rows)[index];
}

static void name_draw(const void *rows, size_t index, Area area)
{
	area_put(area, 0, 0, STYLE_NORMAL, name_key(rows, index));
}

static List list_of(size_t count)
{
	List list;
	list_open(&list, &arena, name_key);
	list_set(&list, names, count);
	return list;
}

static void draws(const List *list, int rows, const char *shown)
{
	Canvas canvas = {0};
	canvas_size(&canvas, rows, 10);
	list_draw(list, area_all(&canvas), name_draw);
	assert_string_equal(canvas_text(&canvas, &canvas.scratch), shown);
	canvas_free(&canvas);
}

static ListAnswer press(List *list, KeyCode code)
{
	return list_key(list, (Key){.code = code});
}

static void a_list_shows_the_rows_around_the_selected(void **state)
{
	List list = list_of(8);
	draws(&list, 3, "▌ash\n birch\n cedar   ↓\n");
	press(&list, KC_END);
	draws(&list, 3, " fir     ↑\n gum\n▌hazel\n");
	press(&list, KC_UP);
	draws(&list, 3, " fir     ↑\n▌gum\n hazel\n");
	press(&list, KC_HOME);
	draws(&list, 9, "▌ash\n birch\n cedar\n dogwood\n elm\n fir\n gum\n hazel\n\n");
}

static void keys_move_the_selection(void **state)
{
	static const struct {
		KeyCode key;
		size_t selected;
	} steps[] = {
		{KC_UP, 0},   {KC_DOWN, 1},    {KC_PAGE_DOWN, 3}, {KC_PAGE_DOWN, 5}, {KC_WHEEL_DOWN, 7},
		{KC_DOWN, 7}, {KC_PAGE_UP, 5}, {KC_WHEEL_UP, 2},  {KC_END, 7},	     {KC_HOME, 0},
	};
	List list = list_of(8);

	draws(&list, 3, "▌ash\n birch\n cedar   ↓\n");
	for (size_t i = 0; i < countof(steps); i++) {
		assert_int_equal(press(&list, steps[i].key), LIST_MOVED);
		assert_int_equal(list.selected, steps[i].selected);
	}
	assert_int_equal(press(&list, 'x'), LIST_IGNORED);
	assert_int_equal(press(&list, KC_ENTER), LIST_CHOSEN);
}

static void rows_that_change_keep_the_selection(void **state)
{
	List list = list_of(8);
	assert_true(list_select_key(&list, "elm"));
	list_set(&list, fewer, 3);
	assert_int_equal(list.selected, 2);
	list_set(&list, names, 8);
	assert_int_equal(list.selected, 4);
	assert_true(list_select_key(&list, "hazel"));
	list_set(&list, fewer, 3); /* gone: its place, as near as there is */
	assert_int_equal(list.selected, 2);
	list_set(&list, names, 0);
	assert_int_equal(list.selected, 0);
	assert_int_equal(press(&list, KC_ENTER), LIST_IGNORED);
	assert_int_equal(press(&list, KC_DOWN), LIST_MOVED);
	assert_int_equal(list.selected, 0);
}

static void a_click_selects_and_a_second_chooses(void **state)
{
	List list = list_of(8);
	draws(&list, 3, "▌ash\n birch\n cedar   ↓\n");
	assert_int_equal(list_key(&list, (Key){.code = KC_CLICK, .row = 2, .col = 4}), LIST_MOVED);
	assert_int_equal(list.selected, 2);
	assert_int_equal(list_key(&list, (Key){.code = KC_CLICK, .row = 2, .col = 4}), LIST_CHOSEN);
	assert_int_equal(list_key(&list, (Key){.code = KC_DOUBLE_CLICK, .row = 0, .col = 0}), LIST_CHOSEN);
	assert_int_equal(list.selected, 0);
	assert_int_equal(list_key(&list, (Key){.code = KC_CLICK, .row = 3, .col = 0}), LIST_IGNORED);
	list_set(&list, fewer, 2);
	assert_int_equal(list_key(&list, (Key){.code = KC_CLICK, .row = 2, .col = 0}), LIST_IGNORED);
}

static void each_word_typed_begins_a_word_of_the_row(void **state)
{
	assert_true(match_words("community nursing lpt", ""));
	assert_true(match_words("community nursing lpt", "lp com"));
	assert_true(match_words("community nursing lpt", "nurs"));
	assert_false(match_words("community nursing lpt", "ursing"));
	assert_false(match_words("community nursing lpt", "nurs x"));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_shows_the_rows_around_the_selected),
		cmocka_unit_test(keys_move_the_selection),
		cmocka_unit_test(rows_that_change_keep_the_selection),
		cmocka_unit_test(a_click_selects_and_a_second_chooses),
		cmocka_unit_test(each_word_typed_begins_a_word_of_the_row),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/list", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
