/* The headings of a table that somebody picked the columns of: no vendor fixes a format, and a report often has lines
 * above. A column is known by its heading, in any case and with any points. Source: PRACTICE §1. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "exchange/list_rows.h"

enum { LIST_SYNONYMS_MAX = 8 };

typedef struct ListColumn {
	const char *label; /* for people: "date of birth" */
	/* Folded (utf8_fold): small letters, and a blank for each point, hyphen or line. */
	const char *headings[LIST_SYNONYMS_MAX];
} ListColumn;

typedef struct ListColumns { /* what a list may have; it must have the first */
	const ListColumn *items;
	size_t count;
} ListColumns;

typedef struct ListHeader {
	int64_t line;	/* on which the headings stand */
	size_t end;	/* where the first row begins */
	char delimiter; /* tab, comma or semicolon */
	size_t count;
	const char *const *headings; /* as the file writes them */
	size_t *place;		     /* of each column, counted from 1; 0: the list has no such column */
	size_t *columns;	     /* of each heading; as many as there are columns: unknown */
	bool twice;		     /* two headings say the same */
	size_t said_twice;
} ListHeader;

/* The line among the first ones that has the first column and, with it, at least `least`. Lives in `arena`. */
bool list_header_find(const char *text, size_t length, const ListColumns *columns, size_t least, Arena *arena,
		      ListHeader *ret_header);
/* Refused: more columns than a list may have, and two of which nobody can say which holds. */
bool list_header_right(const ListHeader *header, const ListColumns *columns, Error *err) must_check;

bool list_row_is_empty(const ListRow *row);
/* Why the row is none of this list's; NULL where it is one. */
const char *list_row_unfit(const ListRow *row, const ListHeader *header, Arena *arena);
/* NULL where the list has no such column or the cell says nothing. */
const char *list_cell(const ListHeader *header, const ListRow *row, size_t column);
