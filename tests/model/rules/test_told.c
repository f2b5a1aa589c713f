/* What the patient may be told of the facts: an override that may not be named is gone, and all that goes with it. */
#include "model/rules/told.h"

#include "base/macros.h"
#include "base/text.h"
#include "model/properties/untold_world.h"
#include "model/stage/expect.h"

enum { WORLDS = 2000 };

static Fact looks_at(const char *org, const char *entry)
{
	return (Fact){.kind = FACT_VIEWED, .org = org, .entry = entry};
}

static Fact safeguarding(const char *override, const char *org)
{
	Fact fact = OVERRIDE(override, org, 8, TRUTH_TRUE);
	fact.override_reason = OVERRIDE_SAFEGUARDING;
	return fact;
}

/* "f1 f2 f5": what is left of the scene at this hour. */
static void expect_left(Scene *s, double hours, const char *said)
{
	scene_ready(s);
	const FactList told = facts_told(&s->world, scene_at(hours), INSTANT_MAX, &s->arena);
	Text text = {.arena = &s->arena};
	for (size_t i = 0; i < told.count; i++)
		text_add_print(&text, "%s%s", i > 0 ? " " : "", told.items[i].id);
	assert_string_equal(text_done(&text), said);
}

static void begin(Scene *s)
{
	expect_begin(s);
	scene_entry(s, "e", "H", 0, CATEGORY_MEDICATION);
	scene_tell(s, 0, REGISTERED("r", "H"));
}

static void where_all_may_be_told_nothing_is_copied(void **state)
{
	Scene s;
	begin(&s);
	scene_tell(&s, 2, OVERRIDE("o", "X", 8, TRUTH_FALSE));
	scene_put(&s, 3, looks_at("X", NULL));
	scene_ready(&s);
	assert_ptr_equal(facts_told(&s.world, scene_at(4), INSTANT_MAX, &s.arena).items, s.facts);
	scene_end(&s);
}

static void all_that_is_of_it_goes(void **state)
{
	Scene s;
	begin(&s);
	scene_put(&s, 2, safeguarding("o", "X")); /* f2 */
	scene_put(&s, 3, looks_at("X", NULL));
	scene_put(&s, 3, looks_at("X", "e"));
	scene_put(&s, 3, looks_at("Y", NULL)); /* f5: another's */
	scene_tell(&s, 4, OVERRIDE_OFF("o"));
	scene_put(&s, 4, looks_at("X", NULL)); /* f7: it is over */
	expect_left(&s, 6, "f1 f5 f7");
	scene_tell(&s, 5, VOIDS("f6")); /* it was not over then */
	expect_left(&s, 6, "f1 f5");
	scene_tell(&s, 5, OVERRIDE_SEEN("o"));
	expect_left(&s, 4.5, "f1 f5");
	expect_left(&s, 6, "f1 f2 f3 f4 f5 f6 f7 f8 f9");
	scene_end(&s);
}

/* Its looks are its own practice's, which may look: those stay. */
static void looks_that_were_allowed_anyway_stay(void **state)
{
	Scene s;
	begin(&s);
	scene_put(&s, 2, safeguarding("o", "H"));
	scene_put(&s, 3, looks_at("H", NULL)); /* f3 */
	scene_tell(&s, 1, OUT_YES("r"));
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_tell(&s, 1, IN_YES("a"));
	scene_tell(&s, 1, STANDS("H", "X", ALLOWED));
	scene_put(&s, 2, safeguarding("p", "X")); /* f8 */
	scene_put(&s, 3, looks_at("X", NULL));
	scene_put(&s, 3, looks_at("X", "e"));
	expect_left(&s, 6, "f1 f3 f4 f5 f6 f9 f10");
	scene_tell(&s, 2.5, PRIVATE("e")); /* f11: this one only the override allowed */
	expect_left(&s, 6, "f1 f3 f4 f5 f6 f9 f11");
	s.entry_count = 0; /* nor does it take entries at the desk to know it */
	expect_left(&s, 6, "f1 f3 f4 f5 f6 f9 f10 f11");
	scene_end(&s);
}

/* Nobody reviews it any more. */
static void one_recorded_in_error_stays_inside(void **state)
{
	Scene s;
	begin(&s);
	scene_put(&s, 2, safeguarding("o", "X"));
	scene_tell(&s, 3, VOIDS("f2"));
	scene_tell(&s, 4, OVERRIDE("p", "X", 8, TRUTH_FALSE));
	scene_tell(&s, 5, VOIDS("f4"));
	expect_left(&s, 6, "f1 f4 f5");
	scene_end(&s);
}

/* One second opening that may not be named is enough. */
static void of_two_openings_the_stricter_holds(void **state)
{
	Scene s;
	begin(&s);
	scene_tell(&s, 2, OVERRIDE("o", "X", 8, TRUTH_FALSE));
	scene_put(&s, 3, safeguarding("o", "X"));
	expect_left(&s, 6, "f1");
	scene_end(&s);
}

static void tell_difference(const UntoldWorld *world, const FactList *told)
{
	compare_tell_facts(&world->whole);
	fputs("  left by the model:", stderr);
	for (size_t i = 0; i < told->count; i++)
		fprintf(stderr, " %s", told->items[i].id);
	fputs("\n  left by the naive:", stderr);
	for (size_t i = 0; i < world->left.fact_count; i++)
		fprintf(stderr, " %s", world->left.facts[i].id);
	fputc('\n', stderr);
}

static void the_naive_evaluator_leaves_the_same(void **state)
{
	static UntoldWorld world;
	const uint64_t seed = unit_seed();
	size_t facts = 0, looks = 0, looks_left = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		Random dice = {seed + n * 7919};
		untold_world(&dice, &world);
		const FactList told =
			facts_told(&world.whole.world, scene_at(UNTOLD_HOURS), INSTANT_MAX, &world.whole.arena);
		bool same = told.count == world.left.fact_count;
		for (size_t i = 0; i < told.count && same; i++)
			same = text_is(told.items[i].id, world.left.facts[i].id);
		if (!same) {
			tell_difference(&world, &told);
			fail_msg("world %zu", n);
		}
		facts += world.facts;
		looks += world.looks;
		looks_left += world.looks_left;
	}
	print_message("%d worlds: %zu facts left out, %zu of them looks; %zu looks during them stay\n", WORLDS, facts,
		      looks, looks_left);
	assert_true(facts > 2 * WORLDS && looks > WORLDS / 4 && looks_left > WORLDS / 20);
	untold_world_end(&world);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(where_all_may_be_told_nothing_is_copied),
		cmocka_unit_test(all_that_is_of_it_goes),
		cmocka_unit_test(looks_that_were_allowed_anyway_stay),
		cmocka_unit_test(one_recorded_in_error_stays_inside),
		cmocka_unit_test(of_two_openings_the_stricter_holds),
		cmocka_unit_test(the_naive_evaluator_leaves_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
