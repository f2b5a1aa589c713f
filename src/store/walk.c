#include "store/walk.h"

#include "store/shape.h"

bool walk_begin(Walk *walk, Store *store, int64_t from, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *sql = arena_print(&arena, "SELECT %s FROM ledger l WHERE l.seq >= ?1 ORDER BY l.seq",
				      shape_columns(store, SHAPE_ALL));
	*walk = (Walk){.store = store};
	if (!statement_make(store, sql, &walk->rows, err))
		return false;
	sqlite3_bind_int64(walk->rows, 1, from > 1 ? from : INT64_MIN);
	return true;
}

bool walk_next(Walk *walk, bool *ret_row, Error *err)
{
	bool row;
	arena_clear(&walk->arena);
	if (!statement_row(walk->store, walk->rows, &row, err))
		return false;
	if (row) {
		walk->place.seq = sqlite3_column_int64(walk->rows, 0);
		if (!row_read(walk->store, walk->rows, SHAPE_ALL, &walk->arena, &walk->line, &walk->place, err))
			return false;
	}
	*ret_row = row;
	return true;
}

void walk_end(Walk *walk)
{
	statement_end(&walk->rows);
	arena_free(&walk->arena);
}
