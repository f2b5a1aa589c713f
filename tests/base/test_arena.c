#include "unit.h"

#include <string.h>

#include "base/arena.h"

static void test_memory_is_zeroed_and_aligned(void **state)
{
	scoped(arena_free) Arena arena = {0};
	for (size_t size = 0; size < 300; size++) {
		unsigned char *bytes = arena_alloc(&arena, size);
		assert_non_null(bytes);
		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 0xAA, size);
	}
}

static void test_memory_is_zeroed_again_after_reset(void **state)
{
	scoped(arena_free) Arena arena = {0};
	const ArenaMark mark = arena_mark(&arena);
	memset(arena_alloc(&arena, 1000), 0xAA, 1000);
	arena_reset(&arena, mark);

	const unsigned char *again = arena_alloc(&arena, 1000);

	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(again[i], 0);
}

static void test_large_things_fit(void **state)
{
	scoped(arena_free) Arena arena = {0};
	char *small = arena_text(&arena, "small");
	char *large = arena_array(&arena, 100000, 10);
	large[999999] = 'x';
	assert_string_equal(small, "small");
	assert_true(arena_size(&arena) >= 1000000);
	assert_string_equal(arena_text(&arena, "after"), "after");
}

static void test_grow_in_place_then_moves(void **state)
{
	scoped(arena_free) Arena arena = {0};
	int *numbers = arena_array(&arena, 3, sizeof(int));
	for (int i = 0; i < 3; i++)
		numbers[i] = i + 1;

	int *grown = arena_grow(&arena, numbers, 3, 100, sizeof(int));

	assert_ptr_equal(grown, numbers);
	arena_alloc(&arena, 1);

	int *moved = arena_grow(&arena, grown, 100, 200, sizeof(int));

	assert_ptr_not_equal(moved, grown);
	for (int i = 0; i < 200; i++)
		assert_int_equal(moved[i], i < 3 ? i + 1 : 0);

	int *over = arena_grow(&arena, moved, 200, 5000, sizeof(int));

	assert_int_equal(over[2], 3);
	assert_int_equal(over[4999], 0);
	assert_non_null(arena_grow(&arena, NULL, 0, 2, sizeof(int)));
}

static void test_marks(void **state)
{
	scoped(arena_free) Arena arena = {0};
	const ArenaMark empty = arena_mark(&arena);
	char *kept = arena_text(&arena, "kept");
	const ArenaMark mark = arena_mark(&arena);
	char *first = arena_text(&arena, "gone");
	for (int i = 0; i < 100; i++)
		arena_alloc(&arena, 1000);

	const size_t size = arena_size(&arena);

	arena_reset(&arena, mark);
	assert_string_equal(kept, "kept");
	assert_ptr_equal(arena_text(&arena, "next"), first);
	for (int i = 0; i < 100; i++)
		arena_alloc(&arena, 1000);
	assert_int_equal(arena_size(&arena), size);

	arena_reset(&arena, empty);
	assert_ptr_equal(arena_text(&arena, "start"), kept);
	assert_int_equal(arena_size(&arena), size);
}

static void test_clear_keeps_one_block(void **state)
{
	Arena arena = {0};
	arena_clear(&arena);
	assert_int_equal(arena_size(&arena), 0);
	arena_alloc(&arena, 1);

	const size_t one = arena_size(&arena);

	assert_in_range(one, 4096, 4096 + 64);
	for (int i = 0; i < 100; i++)
		arena_alloc(&arena, 1000);

	const size_t many = arena_size(&arena);

	arena_clear(&arena);
	assert_in_range(arena_size(&arena), one, many - 1);
	assert_string_equal(arena_text(&arena, "again"), "again");

	const size_t kept = arena_size(&arena);
	const ArenaMark mark = arena_mark(&arena);

	arena_alloc(&arena, many);
	arena_reset(&arena, mark);
	arena_clear(&arena);
	assert_int_equal(arena_size(&arena), kept);
	arena_free(&arena);
	assert_int_equal(arena_size(&arena), 0);
	assert_null(arena.block);
	arena_free(&arena);
}

static void test_copies(void **state)
{
	scoped(arena_free) Arena arena = {0};
	char long_text[3000];
	memset(long_text, 'a', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	assert_null(arena_text(&arena, NULL));
	assert_string_equal(arena_text(&arena, ""), "");
	assert_string_equal(arena_bytes(&arena, "abcdef", 3), "abc");
	assert_string_equal(arena_bytes(&arena, NULL, 0), "");
	assert_string_equal(arena_print(&arena, "%s %d", "Ward", 7), "Ward 7");
	assert_int_equal(strlen(arena_print(&arena, "%s%s", long_text, long_text)), 2 * strlen(long_text));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory_is_zeroed_and_aligned),
		cmocka_unit_test(test_memory_is_zeroed_again_after_reset),
		cmocka_unit_test(test_large_things_fit),
		cmocka_unit_test(test_grow_in_place_then_moves),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_clear_keeps_one_block),
		cmocka_unit_test(test_copies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
