#include "unit.h"

#include "base/macros.h"
#include "base/text.h"
#include "model/properties/random_world.h"
#include "model/rules/counting.h"
#include "model/rules/standing.h"

enum { ROUNDS = 3000, MOST = 20, HOURS = 30 };

static const char *const orgs[] = {"X", "Y", "U"};
static const char *const practices[] = {"H", "G"};

static Instant some_time(Random *dice)
{
	return scene_at((double)random_below(dice, HOURS));
}

static size_t some_facts(Random *dice, Fact facts[MOST], char ids[MOST][8])
{
	size_t count = random_below(dice, MOST);
	for (size_t i = 0; i < count; i++) {
		bool voids = i > 0 && random_below(dice, 5) == 0;
		text_print(ids[i], sizeof ids[i], "s%zu", i);
		facts[i] = FACT_NONE;
		facts[i].id = ids[i];
		facts[i].seq = (int64_t)i + 1;
		facts[i].at = some_time(dice);
		facts[i].recorded_at = some_time(dice);
		facts[i].kind = voids ? FACT_VOIDED : FACT_STANDING;
		facts[i].fact = voids ? ids[random_below(dice, i)] : NULL;
		facts[i].practice = practices[random_below(dice, countof(practices))];
		facts[i].org = voids ? NULL : orgs[random_below(dice, countof(orgs))];
		facts[i].standing = (WordByte)(1 + random_below(dice, 3));
	}
	return count;
}

/* As RULES says it, fact by fact. */
static StandingOf said(const Standings *standings, const char *practice, const char *org)
{
	StandingOf found = {.standing = STANDING_VERIFY};
	for (size_t i = 0; i < standings->count; i++) {
		const Fact *fact = standings->facts[i];
		if (!text_is(fact->org, org) || !text_is(fact->practice, practice))
			continue;
		if (found.standing == STANDING_PROHIBITED && fact->standing != STANDING_PROHIBITED)
			found.lifted = fact;
		found.standing = fact->standing;
		found.said_by = fact;
	}
	return found;
}

static void assert_says(const Standings *standings, const char *practice, const char *org)
{
	StandingOf expected = said(standings, practice, org), given = standings_say(standings, practice, org);
	assert_int_equal(given.standing, expected.standing);
	assert_ptr_equal(given.said_by, expected.said_by);
	assert_ptr_equal(given.lifted, expected.lifted);
}

/* E4 */
static void test_the_latest_counts_and_the_lifting_is_kept(void **state)
{
	Random dice = {unit_seed()};
	for (size_t round = 0; round < ROUNDS; round++) {
		scoped(arena_free) Arena arena = {0};
		Fact facts[MOST];
		char ids[MOST][8];
		Standings standings;
		size_t count = some_facts(&dice, facts, ids);
		standings_fold((FactList){facts, count}, some_time(&dice), some_time(&dice), &arena, &standings);
		for (size_t p = 0; p < countof(practices); p++)
			for (size_t o = 0; o < countof(orgs); o++)
				assert_says(&standings, practices[p], orgs[o]);
		assert_says(&standings, "H", "nobody");
	}
}

static void test_it_holds_only_while_the_same_facts_count(void **state)
{
	Random dice = {unit_seed()};
	size_t held = 0;
	for (size_t round = 0; round < ROUNDS; round++) {
		scoped(arena_free) Arena arena = {0};
		Fact facts[MOST];
		char ids[MOST][8];
		Standings standings;
		size_t count = some_facts(&dice, facts, ids), again;
		Instant at = some_time(&dice), known_at = some_time(&dice);
		standings_fold((FactList){facts, count}, at, known_at, &arena, &standings);
		assert_true(standings_hold(&standings, at, known_at));
		at = some_time(&dice);
		known_at = some_time(&dice);
		if (!standings_hold(&standings, at, known_at))
			continue;
		held++;
		const Fact *const *now = facts_counting((FactList){facts, count}, at, known_at, &arena, &again);
		assert_int_equal(again, standings.count);
		for (size_t i = 0; i < again; i++)
			assert_ptr_equal(now[i], standings.facts[i]);
	}
	assert_true(held > ROUNDS / 100);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_latest_counts_and_the_lifting_is_kept),
		cmocka_unit_test(test_it_holds_only_while_the_same_facts_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
