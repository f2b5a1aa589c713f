#include "model/rules/withheld.h"

#include "base/text.h"
#include "model/facts/name_hash.h"
#include "unit.h"

enum { FACTS_MAX = 8 };

typedef struct Told {
	Arena arena;
	Fact items[FACTS_MAX];
	size_t count;
} Told;

static void drop(Told *told)
{
	arena_free(&told->arena);
}

static Fact *add(Told *told, FactKind kind, const char *id)
{
	Fact *fact = &told->items[told->count++];
	*fact = FACT_NONE;
	fact->kind = (WordByte)kind;
	fact->id = id;
	fact->patient = "9990000018";
	fact->seq = (int64_t)told->count;
	fact->at = fact->recorded_at = (Instant){1700000000 + (int64_t)told->count};
	return fact;
}

static void refer(Told *told, const char *id, const char *entry)
{
	Fact *fact = add(told, FACT_REFERRED, id);
	fact->org = "RWE";
	fact->service = "Sexual health clinic";
	fact->from = "C82001";
	fact->episode = episode_name(&told->arena, fact, entry);
}

static void mark(Told *told, FactKind kind, const char *id, const char *entry)
{
	add(told, kind, id)->entry = entry;
}

/* Whether the words of each referral are shown; the facts told stay as they are. */
static bool shown(Told *told, size_t referral)
{
	FactList facts = {told->items, told->count};
	const bool withheld = facts_withhold(&facts, &told->arena);
	assert_int_equal(facts.count, told->count);
	assert_int_equal(withheld, facts.items != told->items);
	assert_non_null(told->items[referral].service);
	assert_int_equal(facts.items[referral].service == NULL, facts.items[referral].from == NULL);
	assert_string_equal(facts.items[referral].org, "RWE");
	return facts.items[referral].service != NULL;
}

static void test_a_private_entry_takes_its_referrals_words_with_it(void **state)
{
	scoped(drop) Told told = {0};
	refer(&told, "one", "e1");
	refer(&told, "two", "e2");
	assert_true(shown(&told, 0));
	mark(&told, FACT_ENTRY_PRIVATE, "p", "e1");
	assert_false(shown(&told, 0));
	assert_true(shown(&told, 1));
}

static void test_a_wish_hides_them_too_and_opening_shows_them_again(void **state)
{
	scoped(drop) Told told = {0};
	refer(&told, "one", "e1");
	mark(&told, FACT_ENTRY_PRIVATE_REQUESTED, "w", "e1");
	assert_false(shown(&told, 0));
	mark(&told, FACT_ENTRY_OPEN, "o", "e1");
	assert_true(shown(&told, 0));
	mark(&told, FACT_ENTRY_PRIVATE, "p", "e1");
	assert_false(shown(&told, 0));
	add(&told, FACT_VOIDED, "v")->fact = "p";
	assert_true(shown(&told, 0));
}

static void test_an_entry_that_opened_nothing_hides_nothing(void **state)
{
	scoped(drop) Told told = {0};
	refer(&told, "one", "e1");
	mark(&told, FACT_ENTRY_PRIVATE, "p", "e9");
	assert_true(shown(&told, 0));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_private_entry_takes_its_referrals_words_with_it),
		cmocka_unit_test(test_a_wish_hides_them_too_and_opening_shows_them_again),
		cmocka_unit_test(test_an_entry_that_opened_nothing_hides_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
