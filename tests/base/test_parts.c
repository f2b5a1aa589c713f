#include "base/parts.h"

#include "unit.h"

#include <stdint.h>

static void it_ends_once_each_part_is_done(void **state)
{
	Parts parts = {0};
	const size_t one = parts_add(&parts, 3), two = parts_add(&parts, 1);
	assert_int_equal(parts_at(&parts, one, 1, 2), 375);
	assert_int_equal(parts_at(&parts, one, 2, 2), 750);
	assert_int_equal(parts_at(&parts, two, 999999, 1000000), 999);
	assert_int_equal(parts_at(&parts, two, 1, 1), PARTS_WHOLE);
}

static void parts_may_go_on_at_the_same_time(void **state)
{
	Parts parts = {0};
	const size_t one = parts_add(&parts, 1), two = parts_add(&parts, 1);
	parts_at(&parts, one, 1, 2);
	assert_int_equal(parts_at(&parts, two, 1, 4), 375);
	assert_int_equal(parts_at(&parts, one, 1, 1), 625);
}

static void nothing_is_done_of_what_nobody_knows(void **state)
{
	Parts parts = {0};
	assert_int_equal(parts_at(&parts, parts_add(&parts, 1), 5, 0), 0);
	assert_int_equal(parts_at(&parts, 0, -5, 10), 0);
	assert_int_equal(parts_at(&parts, 0, INT64_MAX - 1, INT64_MAX) <= PARTS_WHOLE, true);
	assert_int_equal(parts_at(&parts, parts_add(&parts, 0), 1, 1) <= PARTS_WHOLE, true);
}

static size_t below(uint64_t *dice, size_t limit)
{
	*dice = *dice * 6364136223846793005U + 1442695040888963407U;
	return (size_t)(*dice >> 33) % limit;
}

/* Whatever is told of it, in whatever order: it never goes back and never beyond its end, and each part moves it. */
static void it_never_goes_back(void **state)
{
	uint64_t dice = unit_seed();
	for (int round = 0; round < 300; round++) {
		Parts parts = {0};
		int shown = 0;
		const size_t count = 1 + below(&dice, PARTS_MAX);
		for (size_t i = 0; i < count; i++)
			parts_add(&parts, 1 + (int)below(&dice, 50));
		for (int step = 0; step < 200; step++) {
			const int64_t total = (int64_t)below(&dice, 1000);
			const int now = parts_at(&parts, below(&dice, count), (int64_t)below(&dice, 1200), total);
			assert_in_range(now, shown, PARTS_WHOLE);
			shown = now;
		}
		for (size_t i = 0; i < count; i++) {
			const int now = parts_at(&parts, i, 1, 1);
			assert_in_range(now, shown, PARTS_WHOLE);
			shown = now;
		}
		assert_int_equal(shown, PARTS_WHOLE);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_ends_once_each_part_is_done),
		cmocka_unit_test(parts_may_go_on_at_the_same_time),
		cmocka_unit_test(nothing_is_done_of_what_nobody_knows),
		cmocka_unit_test(it_never_goes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
