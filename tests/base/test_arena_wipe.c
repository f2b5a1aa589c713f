/* A wiped arena: compiled here with a free() of its own, which looks at what it gets. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static size_t freed, marks;

/* The blocks themselves begin with sizes and pointers; the mark stands in none of these. */
static void look_and_free(void *bytes, size_t size)
{
	for (size_t i = 0; i + 8 <= size; i++)
		marks += memcmp((unsigned char *)bytes + i, "\xAA\xAA\xAA\xAA\xAA\xAA\xAA\xAA", 8) == 0;
	freed++;
	free(bytes);
}

#define free(block) look_and_free(block, sizeof(*(block)) + (block)->size)
#include "base/arena.c"
#undef free

enum { PARTS = 5, SIZE = 3000 };

static void fill(Arena *arena)
{
	for (int i = 0; i < PARTS; i++)
		memset(arena_alloc(arena, SIZE), 0xAA, SIZE);
	arena_reset(arena, arena_mark(arena));
	freed = marks = 0;
}

static void test_nothing_is_left_in_what_is_freed(void **state)
{
	Arena arena = {0};
	fill(&arena);
	arena_wipe(&arena);
	assert_true(freed > 1);
	assert_int_equal(marks, 0);
	assert_int_equal(arena_size(&arena), 0);
}

/* What was handed back before the wipe stands in the blocks still. */
static void test_after_a_reset_too(void **state)
{
	Arena arena = {0};
	const ArenaMark mark = arena_mark(&arena);
	fill(&arena);
	arena_reset(&arena, mark);
	arena_wipe(&arena);
	assert_true(freed > 1);
	assert_int_equal(marks, 0);
}

/* So that a search that finds nothing means something. */
static void test_a_plain_free_leaves_it(void **state)
{
	Arena arena = {0};
	fill(&arena);
	arena_free(&arena);
	assert_true(marks > 0);
}

static void test_an_empty_one_is_let_pass(void **state)
{
	Arena arena = {0};
	arena_wipe(&arena);
	assert_string_equal(arena_text(&arena, "again"), "again");
	arena_wipe(&arena);
	assert_null(arena.block);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_left_in_what_is_freed),
		cmocka_unit_test(test_after_a_reset_too),
		cmocka_unit_test(test_a_plain_free_leaves_it),
		cmocka_unit_test(test_an_empty_one_is_let_pass),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
