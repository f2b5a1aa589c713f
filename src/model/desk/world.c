/* What is read of one patient: the world that a fold is made from. */
#include "model/desk/checks.h"
#include "model/rules/withheld.h"

bool desk_load_told(Desk *desk, const char *nhs, KnownFacts *known, Arena *arena, World *ret_world,
		    OrganisationBook **ret_book, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	World world = {.zone = desk->ports.zone};
	if (!ledger.ops->person(ledger.self, nhs, arena, &world.person, err))
		return false;
	if (!world.person)
		return fail(err, ERROR_MISSING, "No patient with the NHS number %s is on file: check the number.", nhs);
	if (!(known ? desk_known_facts(desk, nhs, known, &world.facts, err)
		    : ledger.ops->facts(ledger.self, nhs, arena, &world.facts, err)) ||
	    !desk_facts_of_nobody(desk, NOBODY_STANDINGS, &world.standings, err))
		return false;
	facts_withhold(&world.facts, arena);
	OrganisationBook *book = book_open(ledger, arena);
	world.directory = book_directory(book);
	desk_note_facts(desk, world.facts);
	desk_note_lists(desk, world.standings);
	world.lists = desk_keep_lists(desk, world.standings);
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
	if (!desk_facts_of_nobody(desk, NOBODY_STANDINGS, ret_facts, err))
		return false;
	const Instant at = desk_latest_at(*ret_facts, desk_now(desk));
	const Standings *kept = desk_keep_lists(desk, *ret_facts);
	if (kept && standings_hold(kept, at, INSTANT_MAX))
		*ret_standings = *kept;
	else
		standings_fold(*ret_facts, at, INSTANT_MAX, arena, ret_standings);
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
