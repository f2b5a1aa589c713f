/* What a desk has read of facts and keeps, so that only what was told since is read. */
#include <stdlib.h>
#include <string.h>

#include "model/desk/inside.h"
#include "model/facts/line.h"

/* Up to where it is known. Where the last that was read is there, so are all before it: nothing told is changed. Where
 * it is not, it was read within a transaction that was rolled back, and all is forgotten in a new place: lists that
 * were given out point at the old one. */
static bool known_until(const Ledger *ledger, KnownFacts *known, int64_t *ret_seq, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Fact *found = NULL;
	*ret_seq = 0;
	if (known->count == 0)
		return true;
	const Fact *last = &known->items[known->count - 1];
	if (!ledger->ops->fact(ledger->self, last->id, &arena, &found, err))
		return false;
	if (found && found->seq == last->seq)
		*ret_seq = last->seq;
	else
		known->count = known->room = 0;
	return true;
}

static size_t room_for(const KnownFacts *known, FactList since)
{
	enum { FEW = 16 };
	return known->count + since.count + known->count / 2 + FEW;
}

static void know(KnownFacts *known, FactList since)
{
	if (known->count == 0) {
		known->items = since.items;
		known->count = known->room = since.count;
		return;
	}
	if (known->count + since.count > known->room) {
		const size_t room = room_for(known, since);
		known->grown = arena_array(&known->arena, room, sizeof *known->grown);
		memcpy(known->grown, known->items, known->count * sizeof *known->grown);
		known->items = known->grown;
		known->room = room;
	}
	if (since.count > 0)
		memcpy(known->grown + known->count, since.items, since.count * sizeof *since.items);
	known->count += since.count;
}

bool desk_known_facts(const Desk *desk, const char *nhs, KnownFacts *known, FactList *ret_facts, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	FactList since;
	int64_t seq;
	if (!known_until(ledger, known, &seq, err) ||
	    !ledger->ops->facts_since(ledger->self, nhs, seq, &known->arena, &since, err))
		return false;
	know(known, since);
	*ret_facts = (FactList){known->items, known->count};
	return true;
}

/* Before anything is given out, the list may move: there may be very many, and they lie in memory once. */
static void make_room_ahead(KnownOfNobody *of, FactList since)
{
	KnownFacts *known = &of->known;
	if (known->count + since.count <= known->room)
		return;
	known->room = room_for(known, since);
	known->grown = realloc(of->ahead, known->room * sizeof *known->grown);
	if (!known->grown)
		abort();
	known->items = of->ahead = known->grown;
}

static void know_ahead(KnownOfNobody *of, FactList since)
{
	KnownFacts *known = &of->known;
	make_room_ahead(of, since);
	for (size_t i = 0; i < since.count; i++) {
		Line line = line_of_fact(&since.items[i]);
		line_keep(&line, &known->arena);
		known->grown[known->count++] = line.fact;
	}
}

/* The first `limit` of what was told since. */
static bool read_some(const Ledger *ledger, NobodyFacts which, KnownOfNobody *of, size_t limit, bool *ret_all,
		      Error *err)
{
	scoped(arena_free) Arena reading = {0};
	FactList since;
	int64_t seq;
	if (!known_until(ledger, &of->known, &seq, err) ||
	    !ledger->ops->facts_of_nobody(ledger->self, which, seq, limit, of->given ? &of->known.arena : &reading,
					  &since, err))
		return false;
	if (of->known.count < of->listed)
		of->lists = NULL;
	if (of->known.count < of->noted)
		of->noted = 0;
	if (of->given)
		know(&of->known, since);
	else
		know_ahead(of, since);
	*ret_all = since.count < limit;
	return true;
}

static bool read_of_nobody(const Ledger *ledger, NobodyFacts which, KnownOfNobody *of, size_t limit, Error *err)
{
	Seal seal;
	int64_t head;
	if (!ledger->ops->head(ledger->self, &head, &seal, err))
		return false;
	if (of->read && of->head == head && seal_same(&of->seal, &seal))
		return true;
	of->read = false;
	if (!read_some(ledger, which, of, limit, &of->read, err))
		return false;
	of->head = head;
	of->seal = seal;
	return true;
}

bool desk_facts_of_nobody(const Desk *desk, NobodyFacts which, FactList *ret_facts, Error *err)
{
	KnownOfNobody *of = &desk->of_nobody[which];
	if (!read_of_nobody(&desk->ports.ledger, which, of, SIZE_MAX, err))
		return false;
	of->given = true;
	*ret_facts = (FactList){of->known.items, of->known.count};
	return true;
}

bool desk_read_on(Desk *desk)
{
	enum { SOME = 500 }; /* some 3 ms */
	KnownOfNobody *of = &desk->of_nobody[NOBODY_STANDINGS];
	return read_of_nobody(&desk->ports.ledger, NOBODY_STANDINGS, of, SOME, NULL) && !of->read;
}

/* --- What they amount to --- */

void desk_note_lists(Desk *desk, FactList facts)
{
	KnownOfNobody *of = &desk->of_nobody[NOBODY_STANDINGS];
	if (of->noted == 0)
		of->at = of->recorded = INSTANT_MIN;
	desk_note_facts(desk, (FactList){facts.items + of->noted, facts.count - of->noted});
	for (size_t i = of->noted; i < facts.count; i++) {
		of->at = instant_later(of->at, facts.items[i].at);
		of->recorded = instant_later(of->recorded, facts.items[i].recorded_at);
	}
	of->noted = facts.count;
}

enum { LISTS_BYTES = 32 << 20 }; /* a few hundred changes of long lists */

/* A file that was taken in is on no list. */
static bool lists_told_since(const KnownOfNobody *of, FactList facts)
{
	for (size_t i = of->listed; i < facts.count; i++)
		if (facts.items[i].kind != FACT_IMPORTED)
			return true;
	return false;
}

const Standings *desk_keep_lists(const Desk *desk, FactList facts)
{
	KnownOfNobody *of = &desk->of_nobody[NOBODY_STANDINGS];
	Arena *arena = &of->known.arena;
	const Instant now = desk_now(desk);
	if (!of->lists || !standings_hold(of->lists, now, INSTANT_MAX) || lists_told_since(of, facts)) {
		const size_t before = arena_size(arena);
		of->lists = NULL;
		if (of->spent >= LISTS_BYTES)
			return NULL;
		Standings *lists = arena_alloc(arena, sizeof *lists);
		standings_fold(facts, now, INSTANT_MAX, arena, lists);
		of->spent += arena_size(arena) - before;
		of->lists = lists;
	}
	of->listed = facts.count;
	return of->lists;
}
