/* What is pasted and what is typed, by its pace. */
#include "unit.h"

#include "ui/burst.h"

static void what_comes_at_once_is_pasted_from_its_first_key(void **state)
{
	Burst burst = {0};
	assert_true(burst_key(&burst, 5000, 0, 499));
	for (size_t left = 499; left > 0; left--)
		assert_true(burst_key(&burst, 5001 + (int64_t)(499 - left) * 3, left, left - 1));
	assert_false(burst_key(&burst, 9000, 0, 0)); /* and the next that is typed is a key again */
}

/* A scanner types a number and Enter, a function key a few bytes. */
static void a_few_at_once_are_keys(void **state)
{
	Burst burst = {0};
	for (size_t left = 11; left > 0; left--)
		assert_false(burst_key(&burst, 5000, left == 11 ? 0 : left, left - 1));
}

/* The desk was busy for three seconds, and somebody went on typing at ten a second. */
static void what_was_typed_ahead_is_keys(void **state)
{
	Burst burst = {0};
	assert_false(burst_key(&burst, 5000, 0, 0));
	assert_false(burst_key(&burst, 5100, 0, 0));
	for (size_t left = 30; left > 0; left--)
		assert_false(burst_key(&burst, 8100, left, left - 1));
}

/* It comes in parts, each before the one before is read to its end. */
static void a_slow_line_pastes_too(void **state)
{
	Burst burst = {0};
	bool pasted = false;
	for (int i = 0; i < 100; i++)
		pasted = burst_key(&burst, 5000 + i * 2, i == 0 ? 0 : 4, 4);
	assert_true(pasted);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_comes_at_once_is_pasted_from_its_first_key),
		cmocka_unit_test(a_few_at_once_are_keys),
		cmocka_unit_test(what_was_typed_ahead_is_keys),
		cmocka_unit_test(a_slow_line_pastes_too),
	};
	return cmocka_run_group_tests_name("ui/burst", tests, NULL, NULL);
}
