/* What a desk has read of facts and keeps, so that only what was told since is read. */
#include <string.h>

#include "model/desk/inside.h"

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

/* What the first reading found stays where it was read: there may be very many. */

static void know(KnownFacts *known, FactList since)
{
	enum { FEW = 16 };
	if (known->count == 0) {
		known->items = since.items;
		known->count = known->room = since.count;
		return;
	}
	if (known->count + since.count > known->room) {
		const size_t room = known->count + since.count + known->count / 2 + FEW;
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

static bool read_of_nobody(const Ledger *ledger, NobodyFacts which, KnownOfNobody *of, Error *err)
{
	FactList since;
	Seal seal;
	int64_t head, seq;
	if (!ledger->ops->head(ledger->self, &head, &seal, err))
		return false;
	if (of->read && of->head == head && seal_same(&of->seal, &seal))
		return true;
	of->read = false;
	if (!known_until(ledger, &of->known, &seq, err) ||
	    !ledger->ops->facts_of_nobody(ledger->self, which, seq, &of->known.arena, &since, err))
		return false;
	if (of->known.count < of->listed)
		of->lists = NULL;
	if (of->known.count < of->noted)
		of->noted = 0;
	know(&of->known, since);
	of->head = head;
	of->seal = seal;
	of->read = true;
	return true;
}

bool desk_facts_of_nobody(const Desk *desk, NobodyFacts which, FactList *ret_facts, Error *err)
{
	KnownOfNobody *of = &desk->of_nobody[which];
	if (!read_of_nobody(&desk->ports.ledger, which, of, err))
		return false;
	*ret_facts = (FactList){of->known.items, of->known.count};
	return true;
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
