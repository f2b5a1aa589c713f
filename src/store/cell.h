/* Within the store only: what stands in one column of a row, read strictly. SQL compares and counts whatever bytes are
 * there; what is read is all of it or nothing. Each answers false where the column holds anything else. */
#pragma once

#include "store/statement.h"

/* Of a row of this thread, until it is left: read as a value, for asking the row each time costs more than reading. */
typedef sqlite3_value *Cell;
static inline Cell cell_of(Statement row, int column)
{
	return sqlite3_column_value(row, column);
}

/* All columns of a row: of a statement, or the arguments of a function that SQLite calls with them. Those are at hand,
 * where each column that a statement is asked for costs more than reading it. */
typedef struct Cells {
	Statement row;
	Cell *arguments; /* NULL: it is the row of a statement */
} Cells;

static inline Cell cells_at(Cells cells, int column)
{
	return cells.arguments ? cells.arguments[column] : cell_of(cells.row, column);
}

/* UTF-8 with nothing behind a NUL. The text lives until the row is left. */
bool cell_text(Cell cell, const char **ret_text, size_t *ret_length) must_check; /* the length may be NULL */
bool cell_number(Cell cell, int64_t least, int64_t most, int64_t *ret_number) must_check;
bool cell_word(Cell cell, const Words *words, WordByte *ret_word) must_check;
/* 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, as a line is told. */
bool cell_instant(Cell cell, Instant *ret_instant) must_check;
bool cell_date(Cell cell, Date *ret_date) must_check;
bool cell_seal(Cell cell, Seal *ret_seal) must_check; /* false if it is not 32 bytes */
static inline bool cell_is_null(Cell cell)
{
	return sqlite3_value_type(cell) == SQLITE_NULL;
}
