#include "model/rules/kin.h"

#include <stdlib.h>

#include "model/rules/decision.h"

typedef struct Trait {
	const Fact *hidden, *scr_include;
	uint32_t place, moment;
	int part;
	bool sensitive;
} Trait;

/* --- The moments at which an answer may change with what was recorded --- */

typedef struct Moments {
	Instant *items;
	size_t count;
} Moments;

static int by_time(const void *a, const void *b)
{
	return instant_order(*(const Instant *)a, *(const Instant *)b);
}

/* T (G0), and where a watermark stands: W1 of any episode, W2 of any place. */
static Moments moments_of(const Reach *reach, Arena *arena)
{
	const Agreements *agreements = &reach->agreements;
	Moments moments = {arena_array(arena, 1 + agreements->episode_count + agreements->place_count, sizeof(Instant)),
			   0};
	moments.items[moments.count++] = reach->at;
	for (size_t i = 0; i < agreements->episode_count; i++) {
		const Side *in = &agreements->episodes[i].side[DIRECTION_IN];
		if (in->state == STATE_WITHDRAWN)
			moments.items[moments.count++] = in->set_by->at;
	}
	for (size_t i = 0; i < agreements->place_count; i++)
		if (reach->places[i].out.because)
			moments.items[moments.count++] = reach->places[i].out.to;
	qsort(moments.items, moments.count, sizeof *moments.items, by_time);
	return moments;
}

/* How many are before it. */
static uint32_t moment_of(const Moments *moments, Instant recorded)
{
	size_t low = 0, high = moments->count;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		if (instant_before(moments->items[middle], recorded))
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)low;
}

/* --- Who is kin to whom --- */

static Trait trait_of(const Reach *reach, const Moments *moments, size_t number)
{
	const Entry *entry = &reach->world->entries.items[number];
	const EntryState *state = &reach->entries[number];
	return (Trait){
		.hidden = state->hidden,
		.scr_include = state->scr_include,
		.place = state->place,
		.moment = moment_of(moments, entry->recorded),
		.part = decision_part((Category)entry->category),
		.sensitive = entry->sensitive == TRUTH_TRUE,
	};
}

static bool same(const Trait *a, const Trait *b)
{
	return a->hidden == b->hidden && a->scr_include == b->scr_include && a->place == b->place &&
	       a->moment == b->moment && a->part == b->part && a->sensitive == b->sensitive;
}

static size_t hash_of(const Trait *trait)
{
	const uint64_t parts[] = {(uintptr_t)trait->hidden, (uintptr_t)trait->scr_include,
				  (uint64_t)trait->place << 32 | trait->moment,
				  (uint64_t)trait->part << 1 | trait->sensitive};
	uint64_t hash = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		hash = (hash ^ parts[i] ^ hash >> 29) * 0x9e3779b97f4a7c15u;
	return (size_t)(hash >> 32);
}

/* The slot of this trait: 1 + the number of its kin, or 0. */
static uint32_t *slot_of(uint32_t *slots, size_t room, const Trait *traits, const Trait *trait)
{
	size_t i = hash_of(trait) & (room - 1);
	while (slots[i] && !same(&traits[slots[i] - 1], trait))
		i = (i + 1) & (room - 1);
	return &slots[i];
}

Kins kins_of(const Reach *reach, Arena *arena)
{
	scoped(arena_free) Arena scratch = {0};
	const size_t entries = reach->world->entries.count;
	const Moments moments = moments_of(reach, &scratch);
	Kins kins = {.items = arena_array(arena, entries, sizeof *kins.items)};
	Trait *traits = arena_array(&scratch, entries, sizeof *traits);
	size_t room = 1;
	while (room < 2 * entries)
		room *= 2;
	uint32_t *slots = arena_array(&scratch, room, sizeof *slots);
	for (size_t i = 0; i < entries; i++) {
		const Trait trait = trait_of(reach, &moments, i);
		uint32_t *slot = slot_of(slots, room, traits, &trait);
		if (!*slot) {
			traits[kins.count] = trait;
			kins.items[kins.count++] = (Kin){.first = (uint32_t)i};
			*slot = (uint32_t)kins.count;
		}
		kins.items[*slot - 1].last = (uint32_t)i;
		kins.items[*slot - 1].count++;
	}
	return kins;
}
