#include "unit.h"

#include <locale.h>
#include <stdlib.h>

#include "base/text.h"
#include "ui/paged.h"
#include "ui/picture.h"

/* Rows that stand for a ledger: in the order of `at`, then of `id`; the key of a row is its tens, so that ten are alike
 * where a test wants that. */
typedef struct Row {
	int at;
	char key[8];
} Row;

typedef struct Store {
	Row rows[2000];
	size_t count, read; /* how many rows were read */
	int reads, fails;
} Store;

static Arena arenas[2];
static int turn;
static Arena lasting;
static Store store;

static void put(int at, const char *key)
{
	size_t i = store.count++;
	for (; i > 0 && store.rows[i - 1].at > at; i--)
		store.rows[i] = store.rows[i - 1];
	store.rows[i] = (Row){.at = at};
	text_copy(store.rows[i].key, sizeof store.rows[i].key, key);
}

static void put_number(int at)
{
	char key[8];
	text_print(key, sizeof key, "%d", at);
	put(at, key);
}

static void take(int at)
{
	size_t kept = 0;
	for (size_t i = 0; i < store.count; i++)
		if (store.rows[i].at != at)
			store.rows[kept++] = store.rows[i];
	store.count = kept;
}

static void fill(int count)
{
	store = (Store){0};
	for (int i = 0; i < count; i++)
		put_number(10 * i);
}

static bool read_rows(void *self, const PagedWish *wish, Arena *arena, PagedRows *ret_rows, Error *err)
{
	const Row *from = wish->from;
	Row *found = arena_array(arena, wish->limit, sizeof *found);
	size_t count = 0;
	store.reads++;
	if (store.fails)
		return fail(err, ERROR_STORE, "The disk is gone.");
	for (size_t n = 0; n < store.count && count < wish->limit; n++) {
		const Row *row = &store.rows[wish->back ? store.count - 1 - n : n];
		const int past = !from ? 1 : wish->back ? from->at - row->at : row->at - from->at;
		if (past > 0 || (past == 0 && wish->with))
			found[count++] = *row;
	}
	store.read += count;
	*ret_rows = (PagedRows){found, count};
	return true;
}

static const char *row_key(const void *rows, size_t index)
{
	return ((const Row *)rows)[index].key;
}

static void row_draw(const void *rows, size_t index, Area area)
{
	area_put(area, 0, 0, STYLE_NORMAL, row_key(rows, index));
}

static bool load_total(Paged *paged, size_t total, int64_t stamp)
{
	const PagedSource source = {.read = read_rows, .size = sizeof(Row), .total = total, .stamp = stamp};
	Error err = {0};
	turn = !turn;
	const bool done = paged_load(paged, &source, &arenas[turn], &err);
	turn = done ? turn : !turn;
	arena_free(&arenas[!turn]); /* what was held before is let go of, as the app does */
	return done;
}

static bool load(Paged *paged)
{
	return load_total(paged, store.count, 1);
}

static void show(const Paged *paged, int rows)
{
	Canvas canvas = {0};
	canvas_size(&canvas, rows, 10);
	list_draw(&paged->list, area_all(&canvas), row_draw);
	canvas_free(&canvas);
}

static Paged opened(int count)
{
	Paged paged = {0};
	fill(count);
	list_open(&paged.list, &lasting, row_key);
	assert_true(load(&paged));
	show(&paged, 20);
	return paged;
}

static void press(Paged *paged, KeyCode code)
{
	bool again;
	assert_true(paged_key(paged, (Key){.code = code}, &again));
	if (again)
		assert_true(load(paged));
	show(paged, 20);
}

static int selected(const Paged *paged)
{
	return ((const Row *)paged->list.rows)[paged->list.selected].at;
}

static size_t place(const Paged *paged)
{
	size_t at;
	return paged_place(paged, &at) ? at : 0;
}

static void nothing_is_held_of_nothing(void **state)
{
	Paged paged = opened(0);
	assert_int_equal(paged.list.count, 0);
	assert_false(paged.before || paged.after);
	assert_int_equal(place(&paged), 0);
	press(&paged, KC_DOWN);
	press(&paged, KC_END);
	assert_int_equal(paged.list.count, 0);
	put_number(5);
	assert_true(load(&paged));
	assert_int_equal(selected(&paged), 5);
	take(5);
	assert_true(load(&paged));
	assert_int_equal(paged.list.count, 0);
}

static void one_row_and_exactly_a_page(void **state)
{
	static const int counts[] = {1, 2, 100, 199, 200, 201};
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		Paged paged = opened(counts[i]);
		press(&paged, KC_END);
		assert_int_equal(selected(&paged), 10 * (counts[i] - 1));
		assert_int_equal(place(&paged), counts[i]);
		assert_false(paged.after);
		press(&paged, KC_DOWN);
		assert_int_equal(selected(&paged), 10 * (counts[i] - 1));
		press(&paged, KC_HOME);
		assert_int_equal(selected(&paged), 0);
		assert_int_equal(place(&paged), 1);
		press(&paged, KC_UP);
		assert_int_equal(selected(&paged), 0);
	}
}

static void each_row_is_come_to_from_either_end(void **state)
{
	Paged paged = opened(1000);
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(selected(&paged), 10 * i);
		assert_int_equal(place(&paged), i + 1);
		assert_true(paged.list.count <= 201);
		press(&paged, KC_DOWN);
	}
	for (int i = 999; i >= 0; i--) {
		assert_int_equal(selected(&paged), 10 * i);
		assert_int_equal(place(&paged), i + 1);
		press(&paged, KC_UP);
	}
	for (int i = 0; i < 1000; i += 19) {
		assert_int_equal(selected(&paged), 10 * i);
		press(&paged, KC_PAGE_DOWN);
	}
}

static void either_end_is_one_read(void **state)
{
	Paged paged = opened(1000);
	store.reads = 0;
	press(&paged, KC_END);
	assert_int_equal(selected(&paged), 9990);
	assert_int_equal(place(&paged), 1000);
	assert_true(paged.before);
	press(&paged, KC_HOME);
	assert_int_equal(selected(&paged), 0);
	assert_int_equal(store.reads, 2);
	press(&paged, KC_DOWN); /* nothing is read where the cursor is near no end of what is held */
	assert_int_equal(store.reads, 2);
}

static void to_the_middle(Paged *paged)
{
	for (int i = 0; i < 500; i++)
		press(paged, KC_DOWN);
	assert_int_equal(selected(paged), 5000);
}

static void the_selected_row_keeps_its_place_on_the_screen(void **state)
{
	Paged paged = opened(1000);
	to_the_middle(&paged);
	for (int i = 0; i < 7; i++)
		press(&paged, KC_UP);
	const size_t above = paged.list.selected - paged.list.seen->top;
	assert_true(above < 19);
	assert_true(load(&paged));
	show(&paged, 20);
	assert_int_equal(selected(&paged), 4930);
	assert_int_equal(paged.list.selected - paged.list.seen->top, above);
}

static void rows_that_come_and_go_leave_the_selected(void **state)
{
	Paged paged = opened(1000);
	to_the_middle(&paged);
	for (int i = 0; i < 300; i++)
		put_number(10 * i + 5);
	for (int i = 400; i < 490; i++)
		take(10 * i);
	for (int i = 510; i < 900; i++)
		take(10 * i);
	assert_true(load(&paged));
	assert_int_equal(selected(&paged), 5000);
	press(&paged, KC_UP);
	assert_int_equal(selected(&paged), 4990);
	for (int i = 0; i < 12; i++)
		press(&paged, KC_UP);
	assert_int_equal(selected(&paged), 3970);
}

static void the_nearest_is_selected_where_the_selected_row_goes(void **state)
{
	Paged paged = opened(1000);
	to_the_middle(&paged);
	take(5000);
	assert_true(load(&paged));
	assert_int_equal(selected(&paged), 5010);
	for (int i = 501; i < 1000; i++)
		take(10 * i);
	assert_true(load(&paged));
	assert_int_equal(selected(&paged), 4990);
	assert_int_equal(place(&paged), 500);
	for (int i = 0; i < 1000; i++)
		take(10 * i);
	assert_true(load(&paged));
	assert_int_equal(paged.list.count, 0);
}

static void the_place_is_said_only_while_it_is_known(void **state)
{
	Paged paged = opened(1000);
	to_the_middle(&paged);
	assert_int_equal(place(&paged), 501);
	assert_true(load_total(&paged, store.count, 2)); /* something was told: before it, or behind */
	assert_int_equal(place(&paged), 0);
	assert_true(load_total(&paged, store.count, 2));
	assert_int_equal(place(&paged), 0);
	press(&paged, KC_END);
	assert_int_equal(place(&paged), 1000);
	press(&paged, KC_HOME);
	assert_true(load_total(&paged, SIZE_MAX, 3)); /* nobody counted */
	assert_int_equal(place(&paged), 1);
	press(&paged, KC_DOWN);
	assert_int_equal(place(&paged), 2);
}

static void rows_of_one_key_are_told_apart_by_where_they_stand(void **state)
{
	Paged paged = opened(0);
	for (int i = 0; i < 900; i++)
		put(i, i % 2 ? "odd" : "even");
	assert_true(load(&paged));
	show(&paged, 20);
	for (int i = 0; i < 900; i++) {
		assert_int_equal(selected(&paged), i);
		press(&paged, KC_DOWN);
		assert_true(load(&paged));
	}
}

static void others_are_shown_from_their_first_on(void **state)
{
	Paged paged = opened(1000);
	to_the_middle(&paged);
	paged_first(&paged);
	assert_true(load(&paged));
	assert_int_equal(selected(&paged), 0);
	assert_int_equal(paged.list.top, 0);
	assert_false(paged.before);
}

static void a_read_that_fails_leaves_what_is_shown(void **state)
{
	Paged paged = opened(1000);
	bool again;
	store.fails = 1;
	assert_true(paged_key(&paged, (Key){.code = KC_END}, &again));
	assert_false(load(&paged));
	assert_int_equal(selected(&paged), 0);
	store.fails = 0;
	assert_true(load(&paged)); /* the wish went with it */
	assert_int_equal(selected(&paged), 0);
	assert_false(paged_key(&paged, (Key){.code = 'x'}, &again));
	assert_false(again);
}

static void what_is_in_sight_is_among_what_is_made(void **state)
{
	Paged paged = opened(1000);
	for (int i = 0; i < 300; i++) {
		press(&paged, i % 3 == 2 ? KC_UP : KC_PAGE_DOWN);
		const ListSight sight = list_sight(&paged.list, 24);
		for (int rows = 1; rows <= 24; rows++) { /* whatever height the window has next */
			const size_t top = list_top(&paged.list, (size_t)rows);
			assert_true(sight.begin <= top);
			assert_true(sight.end >= paged.list.count || sight.end >= top + (size_t)rows);
		}
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_held_of_nothing),
		cmocka_unit_test(one_row_and_exactly_a_page),
		cmocka_unit_test(each_row_is_come_to_from_either_end),
		cmocka_unit_test(either_end_is_one_read),
		cmocka_unit_test(the_selected_row_keeps_its_place_on_the_screen),
		cmocka_unit_test(rows_that_come_and_go_leave_the_selected),
		cmocka_unit_test(the_nearest_is_selected_where_the_selected_row_goes),
		cmocka_unit_test(the_place_is_said_only_while_it_is_known),
		cmocka_unit_test(rows_of_one_key_are_told_apart_by_where_they_stand),
		cmocka_unit_test(others_are_shown_from_their_first_on),
		cmocka_unit_test(a_read_that_fails_leaves_what_is_shown),
		cmocka_unit_test(what_is_in_sight_is_among_what_is_made),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/paged", tests, NULL, NULL);

	arena_free(&arenas[0]);
	arena_free(&arenas[1]);
	arena_free(&lasting);
	return failed;
}
