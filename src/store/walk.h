/* Within the store only: the lines of the ledger one after the other, from the lowest row on. {0} after `walk_end`;
 * between it and `walk_begin` it stays where it is. */
#pragma once

#include "store/row.h"

typedef struct Walk {
	Store *store;
	Statement rows;
	Arena arena; /* of the present line */
	Line line;
	RowPlace place;
	int given; /* how many rows were, for the present one */
	bool read; /* it is a line */
	Error why; /* it is not */
} Walk;

bool walk_prepare(Store *store, Error *err) must_check; /* once for each connection */

bool walk_begin(Walk *walk, Store *store, int64_t from, Error *err) must_check;
bool walk_next(Walk *walk, bool *ret_row,
	       Error *err) must_check; /* of a line that cannot be read, place.seq says which */
/* Begins again, from one line to another, that one too. */
void walk_between(Walk *walk, int64_t from, int64_t to);
void walk_end(Walk *walk);
