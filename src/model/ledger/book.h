/* The organisations of a ledger, looked up once each. */
#pragma once

#include "base/index.h"
#include "model/ledger/ledger.h"

/* Organisations by code, each read from the ledger once and kept as long as its arena: the Directory of a World.
 * A code that is not in the directory is kept too (as NULL). After a fault every answer is NULL and `fault` says why;
 * whoever folds looks at it afterwards. */
typedef struct OrganisationBook {
	Ledger ledger;
	Arena *arena;
	Index index;
	const Organisation **items;
	size_t count, room;
	Error fault; /* ERROR_NONE while all went well */
} OrganisationBook;

OrganisationBook *book_open(Ledger ledger, Arena *arena); /* lives in the arena */
Directory book_directory(OrganisationBook *book);
