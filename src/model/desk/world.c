/* What is read of one patient: the world that a fold is made from. */
#include <string.h>

#include "model/desk/checks.h"
#include "model/rules/withheld.h"

/* Whether the last that was read is there. Where it is, so are all before it: nothing told is changed. Where it is not,
 * it was read within a transaction that was rolled back. */
static bool still_stands(const Ledger *ledger, const KnownFacts *known, bool *ret_stands, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Fact *last = &known->items[known->count - 1], *found = NULL;
	if (!ledger->ops->fact(ledger->self, last->id, &arena, &found, err))
		return false;
	*ret_stands = found && found->seq == last->seq;
	return true;
}

static void know(KnownFacts *known, FactList since)
{
	if (known->count + since.count > known->room) {
		const size_t room = 2 * (known->count + since.count);
		Fact *items = arena_array(&known->arena, room, sizeof *items);
		if (known->count > 0)
			memcpy(items, known->items, known->count * sizeof *items);
		known->items = items;
		known->room = room;
	}
	if (since.count > 0)
		memcpy(known->items + known->count, since.items, since.count * sizeof *since.items);
	known->count += since.count;
}

/* What is not there any more is forgotten in a new place: lists that were given out point at the old one. */
static bool read_facts(const Ledger *ledger, const char *nhs, KnownFacts *known, FactList *ret_facts, Error *err)
{
	bool stands = true;
	FactList since;
	if (known->count > 0 && !still_stands(ledger, known, &stands, err))
		return false;
	if (!stands)
		known->count = known->room = 0;
	const int64_t seq = known->count > 0 ? known->items[known->count - 1].seq : 0;
	if (!ledger->ops->facts_since(ledger->self, nhs, seq, &known->arena, &since, err))
		return false;
	know(known, since);
	*ret_facts = (FactList){known->items, known->count};
	return true;
}

bool desk_load_told(Desk *desk, const char *nhs, KnownFacts *known, Arena *arena, World *ret_world,
		    OrganisationBook **ret_book, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	World world = {.zone = desk->ports.zone};
	if (!ledger.ops->person(ledger.self, nhs, arena, &world.person, err))
		return false;
	if (!world.person)
		return fail(err, ERROR_MISSING, "No patient with the NHS number %s is on file: check the number.", nhs);
	if (!(known ? read_facts(&ledger, nhs, known, &world.facts, err)
		    : ledger.ops->facts(ledger.self, nhs, arena, &world.facts, err)) ||
	    !ledger.ops->facts_of_nobody(ledger.self, NOBODY_STANDINGS, arena, &world.standings, err))
		return false;
	facts_withhold(&world.facts, arena);
	OrganisationBook *book = book_open(ledger, arena);
	world.directory = book_directory(book);
	desk_note_facts(desk, world.facts);
	desk_note_facts(desk, world.standings);
	*ret_world = world;
	if (ret_book)
		*ret_book = book;
	return true;
}

bool desk_load_world(Desk *desk, const char *nhs, Arena *arena, World *ret_world, OrganisationBook **ret_book,
		     Error *err)
{
	Ledger ledger = desk->ports.ledger;
	World world;
	if (!desk_load_told(desk, nhs, NULL, arena, &world, ret_book, err) ||
	    !ledger.ops->outlines(ledger.self, nhs, arena, &world.entries, err))
		return false;
	*ret_world = world;
	return true;
}

bool desk_read_standings(Desk *desk, Arena *arena, FactList *ret_facts, Standings *ret_standings, Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	if (!ledger.ops->facts_of_nobody(ledger.self, NOBODY_STANDINGS, arena, ret_facts, err))
		return false;
	standings_fold(*ret_facts, desk_latest_at(*ret_facts, desk_now(desk)), INSTANT_MAX, arena, ret_standings);
	return true;
}

/* The voids stand with the facts of the other patient. */
bool desk_goes_on(Desk *desk, const char *nhs, Arena *arena, const Fact **ret_merged, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	FactList merged, facts;
	*ret_merged = NULL;
	if (desk->ports.kiosk) /* nothing of anybody else is read there */
		return true;
	if (!ledger.ops->merged(ledger.self, nhs, arena, &merged, err))
		return false;
	for (size_t i = merged.count; i-- > 0 && !*ret_merged;) {
		const Fact *fact = &merged.items[i];
		if (!ledger.ops->facts(ledger.self, fact->patient, arena, &facts, err))
			return false;
		if (!desk_voided_by(facts, fact->id))
			*ret_merged = fact;
	}
	return true;
}
