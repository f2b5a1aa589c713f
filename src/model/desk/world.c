/* What is read of one patient: the world that a fold is made from. */
#include "model/desk/inside.h"
#include "model/rules/withheld.h"

bool desk_load_world(Desk *desk, const char *nhs, Arena *arena, World *ret_world, OrganisationBook **ret_book,
		     Error *err)
{
	Ledger ledger = desk->ports.ledger;
	World world = {.zone = desk->ports.zone};
	if (!ledger.ops->person(ledger.self, nhs, arena, &world.person, err))
		return false;
	if (!world.person)
		return fail(err, ERROR_MISSING, "No patient with the NHS number %s is on file: check the number.", nhs);
	if (!ledger.ops->facts(ledger.self, nhs, arena, &world.facts, err) ||
	    !ledger.ops->facts(ledger.self, NULL, arena, &world.standings, err) ||
	    !ledger.ops->entries(ledger.self, nhs, arena, &world.entries, err))
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
