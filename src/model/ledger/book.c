#include "model/ledger/book.h"

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
