#include "model/properties/untold_world.h"

#include <assert.h>

#include "base/macros.h"
#include "model/properties/compare.h"
#include "model/properties/naive_past.h"
#include "unit.h"

enum { MORE_OVERRIDES = 12, MORE_LOOKS = 12, MORE_VOIDS = 4, HOUR = 3600 };

/* --- A world with more of what matters here --- */

static bool is_of_override(const Fact *fact)
{
	return fact->kind == FACT_OVERRIDE || fact->kind == FACT_OVERRIDE_ENDED || fact->kind == FACT_OVERRIDE_REVIEWED;
}

static Fact look(Random *random)
{
	Fact fact = {.kind = FACT_VIEWED, .org = random_org(random)};
	if (random_one_in(random, 2))
		fact.entry = random_entry(random);
	return fact;
}

/* Written for those inside alone. */
static bool says_who(const Fact *fact)
{
	return is_of_override(fact) &&
	       (fact->override_reason == OVERRIDE_SAFEGUARDING || (fact->tell && fact->tell != TELL_NOW));
}

static void put_more(Random *random, Scene *scene)
{
	static const char *const names[] = {"Nia T", "Carl D", "Priya S"};
	for (size_t n = 0; n < MORE_OVERRIDES;) {
		const Fact fact = random_fact(random);
		if (!is_of_override(&fact))
			continue;
		scene_put(scene, (double)random_below(random, RANDOM_HOURS), fact);
		n++;
	}
	for (size_t n = 0; n < MORE_LOOKS; n++)
		scene_put(scene, (double)random_below(random, RANDOM_HOURS), look(random));
	for (size_t n = 0; n < MORE_VOIDS; n++) {
		const Fact *fact = &scene->facts[random_below(random, scene->fact_count)];
		if (is_of_override(fact) || fact->kind == FACT_VOIDED)
			scene_tell(scene, RANDOM_HOURS, VOIDS(fact->id));
	}
	for (size_t i = 0; i < scene->fact_count; i++) {
		if (instant_before(scene_at(UNTOLD_HOURS), scene->facts[i].recorded_at))
			scene->facts[i].recorded_at = scene->facts[i].at;
		scene->facts[i].by = names[random_below(random, countof(names))];
		scene->facts[i].note = scene->facts[i].reason = says_who(&scene->facts[i]) ? UNTOLD_WORDS : "seen";
	}
}

static void put_standings_in_time(Scene *scene)
{
	for (size_t i = 0; i < scene->standing_count; i++)
		if (instant_before(scene_at(UNTOLD_HOURS), scene->standings[i].recorded_at))
			scene->standings[i].recorded_at = scene->standings[i].at;
}

/* --- The same without --- */

/* As if no other opening had this name, and this one were never voided. */
static bool opening_told(Scene *scene, const Fact *opening)
{
	static Fact facts[SCENE_FACTS];
	NaiveWorld alone = scene->naive;
	alone.facts = facts;
	alone.fact_count = 0;
	for (size_t i = 0; i < scene->fact_count; i++) {
		const Fact *fact = &scene->facts[i];
		const bool another =
			fact->kind == FACT_OVERRIDE && fact != opening && past_same(fact->override, opening->override);
		if (!another && !(fact->kind == FACT_VOIDED && past_same(fact->fact, opening->id)))
			facts[alone.fact_count++] = *fact;
	}
	return naive_may_be_told(&alone, opening->override, scene_at(UNTOLD_HOURS), INSTANT_MAX);
}

static bool is_voided(const Scene *scene, const Fact *fact)
{
	for (size_t i = 0; i < scene->fact_count; i++)
		if (scene->facts[i].kind == FACT_VOIDED && past_same(scene->facts[i].fact, fact->id))
			return true;
	return false;
}

static bool before(const Fact *a, const Fact *b)
{
	return a->at.seconds < b->at.seconds || (a->at.seconds == b->at.seconds && a->seq < b->seq);
}

static int64_t over(const Scene *scene, const Fact *opening)
{
	int64_t end = opening->at.seconds + 24 * HOUR;
	if (opening->until.seconds < end)
		end = opening->until.seconds;
	for (size_t i = 0; i < scene->fact_count; i++) {
		const Fact *fact = &scene->facts[i];
		if (fact->kind == FACT_OVERRIDE_ENDED && past_same(fact->override, opening->override) &&
		    before(opening, fact) && !is_voided(scene, fact) && fact->at.seconds < end)
			end = fact->at.seconds;
	}
	return end;
}

static bool during(const Scene *scene, const Fact *opening, const Fact *seen)
{
	return past_same(opening->org, seen->org) && seen->at.seconds >= opening->at.seconds &&
	       seen->at.seconds < over(scene, opening);
}

static bool allowed(const Scene *left, const Fact *seen, const Entry *entry)
{
	const NaiveQuestion question = {seen->org, entry, seen->at, INSTANT_MAX};
	return past_same(naive_decide(&left->naive, &question).verdict, "allow");
}

/* Without the overrides: the entry of the look, or anything at all, of which the oldest medicine at home is an example.
 */
static bool could_look(const Scene *left, const Fact *seen)
{
	Past past;
	Fact birthday;
	past_make(&past, &left->naive, seen->at, INSTANT_MAX, &birthday);
	const Fact *home = past_home(&past);
	const Entry oldest = {.id = "", .org = home ? home->org : NULL, .category = CATEGORY_MEDICATION};
	bool any = home && !seen->entry && allowed(left, seen, &oldest);
	for (size_t i = 0; i < left->entry_count; i++)
		if (!seen->entry || past_same(left->entries[i].id, seen->entry))
			any = any || allowed(left, seen, &left->entries[i]);
	return any;
}

static size_t take_out(Scene *left, const bool *out)
{
	size_t kept = 0;
	for (size_t i = 0; i < left->fact_count; i++)
		if (!out[i])
			left->facts[kept++] = left->facts[i];
	const size_t taken = left->fact_count - kept;
	left->fact_count = kept;
	scene_ready(left);
	return taken;
}

/* What says something of a fact that is not there. */
static size_t take_out_voids(Scene *left)
{
	bool out[SCENE_FACTS] = {false};
	for (size_t i = 0; i < left->fact_count; i++) {
		out[i] = left->facts[i].fact != NULL;
		for (size_t k = 0; k < left->fact_count && out[i]; k++)
			out[i] = !past_same(left->facts[i].fact, left->facts[k].id);
	}
	return take_out(left, out);
}

void untold_world(Random *random, UntoldWorld *ret_world)
{
	Scene *whole = &ret_world->whole, *left = &ret_world->left;
	const Fact *untold[SCENE_FACTS];
	bool out[SCENE_FACTS] = {false}, looks[SCENE_FACTS] = {false};
	size_t count = 0;
	untold_world_end(ret_world);
	random_world(random, whole);
	put_more(random, whole);
	put_standings_in_time(whole);
	scene_ready(whole);
	*left = *whole;
	left->arena = (Arena){0};
	for (size_t i = 0; i < whole->fact_count; i++)
		if (whole->facts[i].kind == FACT_OVERRIDE && !opening_told(whole, &whole->facts[i]))
			untold[count++] = &whole->facts[i];
	for (size_t i = 0; i < whole->fact_count; i++)
		for (size_t u = 0; u < count; u++)
			out[i] = out[i] || past_same(whole->facts[i].override, untold[u]->override);
	take_out(left, out);
	while (take_out_voids(left) > 0)
		;
	for (size_t i = 0; i < left->fact_count; i++)
		for (size_t u = 0; u < count && left->facts[i].kind == FACT_VIEWED && !looks[i]; u++)
			if (during(whole, untold[u], &left->facts[i])) {
				looks[i] = !could_look(left, &left->facts[i]);
				ret_world->looks_left += !looks[i];
			}
	ret_world->looks = take_out(left, looks);
	while (take_out_voids(left) > 0)
		;
	ret_world->facts = whole->fact_count - left->fact_count;
}

void untold_world_end(UntoldWorld *world)
{
	arena_free(&world->whole.arena);
	arena_free(&world->left.arena);
	*world = (UntoldWorld){0};
}

/* --- As a ledger --- */

static void append(const Ledger *ledger, Line line)
{
	const bool told = ledger->ops->append(ledger->self, &line, SOURCE_LEDGER_LINES, NULL);
	assert(told);
}

static const Fact *of_seq(const Scene *scene, int64_t seq)
{
	for (size_t i = 0; i < scene->fact_count; i++)
		if (scene->facts[i].seq == seq)
			return &scene->facts[i];
	for (size_t i = 0; i < scene->standing_count; i++)
		if (scene->standings[i].seq == seq)
			return &scene->standings[i];
	return NULL;
}

void untold_ledger(const Scene *scene, MemoryLedger *memory)
{
	const Ledger ledger = memory_ledger(memory);
	bool done = ledger.ops->begin(ledger.self, NULL);
	for (size_t i = 0; i < scene->organisation_count; i++)
		append(&ledger, line_of_organisation(&scene->organisations[i]));
	append(&ledger, line_of_person(&scene->person));
	for (size_t i = 0; i < scene->entry_count; i++)
		append(&ledger, line_of_entry(&scene->entries[i]));
	for (int64_t seq = 1; seq <= scene->seq; seq++)
		if (of_seq(scene, seq))
			append(&ledger, line_of_fact(of_seq(scene, seq)));
	done = done && ledger.ops->put_setting(ledger.self, "practice", "H", NULL) &&
	       ledger.ops->commit(ledger.self, NULL);
	assert(done);
}

/* --- What is made of both --- */

void untold_expect_same(const UntoldWorld *world, const char *whole, const char *left, size_t number)
{
	size_t at = 0, line = 0;
	for (; whole[at] && whole[at] == left[at]; at++)
		line = whole[at] == '\n' ? at + 1 : line;
	if (whole[at] == left[at])
		return;
	compare_tell_facts(&world->whole);
	fail_msg("world %zu betrays it:\n%.300s\n--- without it:\n%.300s", number, whole + line, left + line);
}
