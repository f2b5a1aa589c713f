/* The rows of a table as text (CSV, TSV), one after another: cells quoted or not, a quoted one over several lines. */
#pragma once

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "exchange/source.h"

enum { LIST_COLUMNS_MAX = 256, LIST_LINES_MAX = 100 /* of one row */ };

typedef struct ListRow {
	int64_t line;		  /* on which it begins */
	const char *const *cells; /* until the next row; without the blanks around them, never NULL */
	size_t count;		  /* also of cells beyond LIST_COLUMNS_MAX, which are not kept */
	bool broken; /* a quotation mark is out of place, or never closed: the next row is that of the next line */
} ListRow;

typedef struct ListRows {
	const char *text; /* UTF-8 */
	size_t length, at;
	int64_t line; /* of the row last given, or before the first */
	struct csv_parser parser;
	Arena arena;
	const char *cells[LIST_COLUMNS_MAX];
	size_t count;
	bool ended;
} ListRows;

/* `line`: how many lines stand before the text. */
void list_rows_begin(ListRows *rows, const char *text, size_t length, int64_t line, char delimiter);
/* Blank lines are passed over; false after the last. */
bool list_rows_next(ListRows *rows, ListRow *ret_row);
void list_rows_end(ListRows *rows);

/* All of a file as UTF-8 text, in whichever encoding it was saved (encoding.h). */
bool list_text(Source *source, Arena *arena, const char **ret_text, size_t *ret_length, Error *err) must_check;

/* One line, wherever it ends: \n, \r\n or \r. Answers its length with its end. */
size_t list_line(const char *text, size_t length, size_t *ret_content);
