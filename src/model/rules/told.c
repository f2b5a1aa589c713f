#include "model/rules/told.h"

#include <string.h>

#include "base/text.h"
#include "model/rules/counting.h"
#include "model/rules/decision.h"

/* An opening that may not be named, whether it had effect or not. */
typedef struct Untold {
	const Fact *opening;
	Instant over;
} Untold;

typedef struct Telling {
	const World *world;
	Instant at, known_at;
	Arena *arena;
	const Fact *const *counting;
	size_t counting_count;
	Untold *untold;
	size_t untold_count;
	bool *left_out; /* of the world's facts, by their number */
	Index ids;	/* of those left out */
} Telling;

/* --- Which overrides --- */

/* As if this opening were the one that had effect, with what counts of its end and reviews. */
static Override taken_alone(const Telling *telling, const Fact *opening)
{
	Override override;
	size_t count = 0;
	override_take(&override, &count, opening);
	for (size_t i = 0; i < telling->counting_count; i++) {
		const Fact *fact = telling->counting[i];
		if (fact->kind != FACT_OVERRIDE && text_is(fact->override, opening->override) &&
		    fact_order(opening, fact) < 0)
			override_take(&override, &count, fact);
	}
	return override;
}

static void find_untold(Telling *telling)
{
	const FactList facts = telling->world->facts;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind != FACT_OVERRIDE)
			continue;
		const Override override = taken_alone(telling, fact);
		if (!override_may_be_told(&override, instant_later(telling->at, fact->at)))
			telling->untold[telling->untold_count++] = (Untold){fact, override_over(&override)};
	}
}

/* --- What goes with them --- */

static void leave_out(Telling *telling, size_t number)
{
	telling->left_out[number] = true;
	index_add(&telling->ids, telling->arena, telling->world->facts.items[number].id, (uint32_t)number);
}

static bool is_of_untold(const Telling *telling, const Fact *fact)
{
	for (size_t i = 0; i < telling->untold_count; i++)
		if (text_is(fact->override, telling->untold[i].opening->override))
			return true;
	return false;
}

/* Whatever is said of a fact goes with it: its void, and what is said of that. */
static void leave_out_what_names_them(Telling *telling)
{
	const FactList facts = telling->world->facts;
	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < facts.count; i++) {
			if (telling->left_out[i] || !facts.items[i].fact ||
			    index_find(&telling->ids, facts.items[i].fact) == INDEX_NONE)
				continue;
			leave_out(telling, i);
			more = true;
		}
	}
}

static FactList what_is_left(const Telling *telling)
{
	const FactList facts = telling->world->facts;
	Fact *left = arena_array(telling->arena, facts.count + 1, sizeof *left);
	size_t count = 0;
	for (size_t i = 0; i < facts.count; i++)
		if (!telling->left_out[i])
			left[count++] = facts.items[i];
	return (FactList){left, count};
}

/* --- The looks that only they allowed --- */

static bool is_during_untold(const Telling *telling, const Fact *look)
{
	for (size_t i = 0; i < telling->untold_count; i++) {
		const Untold *untold = &telling->untold[i];
		if (text_is(untold->opening->org, look->org) && !instant_before(look->at, untold->opening->at) &&
		    instant_before(look->at, untold->over))
			return true;
	}
	return false;
}

/* A desk may hold no entries of the record: an old one at the practice, of a kind that every channel carries, stands
 * for those that are elsewhere. The last of the list. */
static void add_probe(World *world, const Reach *reach, Arena *arena)
{
	Entry *entries = arena_array(arena, world->entries.count + 1, sizeof *entries);
	if (!reach->home)
		return;
	if (world->entries.count > 0)
		memcpy(entries, world->entries.items, world->entries.count * sizeof *entries);
	entries[world->entries.count] = (Entry){
		.id = "",
		.patient = world->person->nhs,
		.org = reach->home->org,
		.recorded = instant_add(INSTANT_MIN, 1),
		.category = CATEGORY_MEDICATION,
	};
	world->entries = (EntryList){entries, world->entries.count + 1};
}

/* The entry of the look; without one, or of one that is not known, anything of the record. */
static bool sees(const Viewer *viewer, const char *entry)
{
	const EntryList entries = viewer->reach->world->entries;
	bool anything = false;
	for (size_t i = 0; i < entries.count; i++) {
		const bool allowed = decide(viewer, i).verdict == VERDICT_ALLOW;
		if (entry && text_is(entries.items[i].id, entry))
			return allowed;
		anything = anything || allowed;
	}
	return anything;
}

/* At that moment, by the facts that may be named. */
static bool could_look(const Telling *telling, const World *told, const Fact *look)
{
	scoped(arena_free) Arena arena = {0};
	World world = *told;
	Reach reach;
	reach_fold(&world, look->at, telling->known_at, &arena, &reach);
	add_probe(&world, &reach, &arena);
	reach_fold(&world, look->at, telling->known_at, &arena, &reach);
	const Viewer viewer = viewer_of(&reach, look->org);
	return sees(&viewer, look->entry);
}

static void leave_out_looks(Telling *telling)
{
	const FactList facts = telling->world->facts;
	World told = *telling->world;
	told.facts = what_is_left(telling);
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_VIEWED && is_during_untold(telling, &facts.items[i]) &&
		    !could_look(telling, &told, &facts.items[i]))
			leave_out(telling, i);
}

FactList facts_told(const World *world, Instant at, Instant known_at, Arena *arena)
{
	const FactList facts = world->facts;
	size_t openings = 0;
	for (size_t i = 0; i < facts.count; i++)
		openings += facts.items[i].kind == FACT_OVERRIDE;
	if (openings == 0)
		return facts;
	Telling telling = {.world = world, .at = at, .known_at = known_at, .arena = arena};
	telling.untold = arena_array(arena, openings, sizeof *telling.untold);
	telling.left_out = arena_array(arena, facts.count, sizeof *telling.left_out);
	telling.counting = facts_counting(facts, at, known_at, arena, &telling.counting_count);
	find_untold(&telling);
	if (telling.untold_count == 0)
		return facts;
	for (size_t i = 0; i < facts.count; i++)
		if (is_of_untold(&telling, &facts.items[i]))
			leave_out(&telling, i);
	leave_out_looks(&telling);
	leave_out_what_names_them(&telling);
	return what_is_left(&telling);
}
