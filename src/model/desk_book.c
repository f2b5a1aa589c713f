/* What is read of one patient: the world that a fold is made from, with the organisations looked up once each. */
#include "model/desk_book.h"
#include "model/desk_state.h"

OrganisationBook *book_open(Ledger ledger, Arena *arena)
{
	OrganisationBook *book = arena_alloc(arena, sizeof *book);
	*book = (OrganisationBook){.ledger = ledger, .arena = arena};
	return book;
}

static const Organisation *book_add(OrganisationBook *book, const char *code)
{
	const Organisation *found = NULL;
	if (!book->ledger.ops->organisation(book->ledger.self, code, book->arena, &found, &book->fault))
		return NULL;
	if (book->count == book->room) {
		size_t room = book->room ? 2 * book->room : 16;
		book->items = arena_grow(book->arena, book->items, book->room, room, sizeof(const Organisation *));
		book->room = room;
	}
	index_add(&book->index, book->arena, arena_text(book->arena, code), (uint32_t)book->count);
	book->items[book->count++] = found;
	return found;
}

static const Organisation *book_find(void *self, const char *code)
{
	OrganisationBook *book = self;
	if (!code || book->fault.kind != ERROR_NONE)
		return NULL;
	uint32_t number = index_find(&book->index, code);
	return number == INDEX_NONE ? book_add(book, code) : book->items[number];
}

Directory book_directory(OrganisationBook *book)
{
	return (Directory){book_find, book};
}

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
	OrganisationBook *book = book_open(ledger, arena);
	world.directory = book_directory(book);
	desk_note_facts(desk, world.facts);
	desk_note_facts(desk, world.standings);
	*ret_world = world;
	if (ret_book)
		*ret_book = book;
	return true;
}
