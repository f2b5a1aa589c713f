/* A hash table of texts. */
#include "unit.h"

#include "base/index.h"

static void an_empty_index_finds_nothing(void **state)
{
	Index index = {0};
	assert_int_equal(index_find(&index, "a"), INDEX_NONE);
}

static void the_first_value_stands(void **state)
{
	Arena arena = {0};
	Index index = {0};
	assert_int_equal(index_add(&index, &arena, "a", 7), 7);
	assert_int_equal(index_add(&index, &arena, "a", 8), 7);
	assert_int_equal(index_find(&index, "a"), 7);
	assert_int_equal(index.count, 1);
	arena_free(&arena);
}

static void it_grows_and_keeps_all(void **state)
{
	Arena arena = {0};
	Index index = {0};
	for (uint32_t i = 0; i < 5000; i++)
		index_add(&index, &arena, arena_print(&arena, "episode-%u", i), i);
	for (uint32_t i = 0; i < 5000; i++)
		assert_int_equal(index_find(&index, arena_print(&arena, "episode-%u", i)), i);
	assert_int_equal(index_find(&index, "episode-5000"), INDEX_NONE);
	assert_true(index.room >= 2 * 5000);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_index_finds_nothing),
		cmocka_unit_test(the_first_value_stands),
		cmocka_unit_test(it_grows_and_keeps_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
