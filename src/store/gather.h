/* Within the store only: lines of the ledger gathered, and put in by one statement.
 *
 * A statement opens the table and each of its indexes, and closes them: for a line by itself that is more than the
 * line. So lines that are told together, and those of a file that has many (many.h), wait here, with their places; one
 * statement reads them as if they were a table, of the columns that any of them fills. Whoever reads a line that may
 * wait here puts them in first. */
#pragma once

#include "store/row.h"

typedef struct Gather Gather;

void gather_close(Store *store); /* what waits is forgotten */

/* The line, and its texts, are copied. */
bool gather_line(Store *store, const Line *line, const RowPlace *place, Error *err) must_check;
/* All that wait; nothing more is written in this transaction where that fails. */
bool gather_put(Store *store, Error *err) must_check;
/* The same where the line at `seq` is one of them. */
bool gather_put_to(Store *store, int64_t seq, Error *err) must_check;
