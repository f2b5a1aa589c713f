/* Within the store only: lines as rows of `ledger`, both ways by walking the table of fields. */
#pragma once

#include "store/cell.h"

typedef struct RowPlace { /* what a row says besides its line */
	int64_t seq;
	LineSource source;
	Seal seal;
} RowPlace;

/* The line of the present row; its texts live in `arena`. Refuses what no told line can hold: a column that its kind
 * requires and that is NULL, one that says something and that its kind has not (such as are read in that shape), a text
 * that is not UTF-8 or goes on behind a NUL, a number out of its bounds, a line before the first. `ret_place` may be
 * NULL. */
bool row_read(const Store *store, Statement statement, Shape shape, Arena *arena, Line *ret_line, RowPlace *ret_place,
	      Error *err) must_check;
bool row_read_cells(const Store *store, Cells row, Shape shape, Arena *arena, Line *ret_line, RowPlace *ret_place,
		    Error *err) must_check;
int64_t row_seq(Cells row);						      /* what stands there, read or not */
bool row_bad(const Store *store, int64_t seq, const char *where, Error *err); /* the sentence for it; returns false */
bool row_insert(Store *store, const Line *line, const RowPlace *place, Error *err) must_check;

void row_bind_date(Statement statement, int at, Date date,
		   char printed[16]);					   /* NULL for none; `printed` must live on */
bool row_seal(Statement statement, int column, Seal *ret_seal) must_check; /* false if it is not 32 bytes */

/* What a row of that shape says, for statement_all and statement_one. */
RowReader row_organisation, row_person, row_entry, row_fact, row_kept;

/* The same, brief: what a decision and its sentence read. `patient` is not filled in, and of
 * a fact that `shape_lacks` too little: it is to be read whole. */
RowReader row_brief_person, row_brief_fact;
