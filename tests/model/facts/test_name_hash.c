#include "model/facts/name_hash.h"

#include "base/text.h"
#include "unit.h"

static void test_parts_are_told_apart(void **state)
{
	assert_true(NAME_HASH("a", "b") == NAME_HASH("a", "b"));
	assert_true(NAME_HASH("a", "b") != NAME_HASH("ab", ""));
	assert_true(NAME_HASH("a", NULL) == NAME_HASH("a", ""));
	assert_true(NAME_HASH("a") != NAME_HASH("a", ""));
}

/* Ledgers hold such names: they are for ever. */
static void test_the_name_of_an_episode_stays(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Fact opening = FACT_NONE;
	opening.kind = FACT_REFERRED;
	opening.patient = "9990000018";
	opening.org = "RWE";
	assert_string_equal(episode_name(&arena, &opening, "ServiceRequest-r-0123456789abcdef"),
			    "referred-7cc4eb1d280d4265");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts_are_told_apart),
		cmocka_unit_test(test_the_name_of_an_episode_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
