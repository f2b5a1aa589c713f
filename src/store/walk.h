/* Within the store only: the lines of the ledger one after the other, from the lowest row on. {0} after `walk_end`. */
#pragma once

#include "store/row.h"

typedef struct Walk {
	Store *store;
	Statement rows;
	Arena arena; /* of the present line */
	Line line;
	RowPlace place;
} Walk;

bool walk_begin(Walk *walk, Store *store, int64_t from, Error *err) must_check;
bool walk_next(Walk *walk, bool *ret_row,
	       Error *err) must_check; /* of a line that cannot be read, place.seq says which */
void walk_end(Walk *walk);
