/* Paragraphs wrapped at words to a number of columns. '\n' ends a paragraph; a word longer than a row is broken
 * between graphemes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ui/canvas.h"

typedef struct FlowLines {
	const char **lines;
	size_t count;
} FlowLines;

FlowLines flow_wrap(Arena *arena, const char *text, int cols);

/* Rows gathered before they are drawn: to scroll, or to be cut into pages. */
typedef struct FlowRow {
	const char *text; /* "" for a blank row */
	Style style;
	int col;
	const char *sign; /* before it, on the first row of a paragraph; NULL: none */
	bool begins;	  /* it is the first of a paragraph */
	bool marked;	  /* the owner's, on all rows of a paragraph */
	bool heads;	  /* what follows stands on its page */
} FlowRow;

typedef struct FlowRows {
	Arena *arena;
	FlowRow *items;
	int count, room;
} FlowRows;

void flow_add(FlowRows *rows, FlowRow row);
const FlowRow *flow_row(const FlowRows *rows, int at); /* one that there is */
/* As many rows as `text` needs in `cols` columns, each like this one, the sign and the beginning on the first alone. */
void flow_add_text(FlowRows *rows, const char *text, int cols, FlowRow like);

/* Rows cut into pages, of which the last may have less room than the others: for what can be pressed there alone. */
typedef struct FlowPages {
	const FlowRows *rows;
	int page, last; /* rows of a page */
} FlowPages;

/* The first row of page `at`, or of the last where there is none such; `ret_pages`: how many there are. */
int flow_page_from(const FlowPages *pages, int at, int *ret_pages);
int flow_page_to(const FlowPages *pages, int from); /* the row after its last */

/* How much of what is to be read was on the screen, from its beginning without a gap, in whatever window: nothing is
 * agreed to that was not. Zero: nothing of it. Other words are to be read anew. */
typedef struct FlowSeen {
	size_t shown, all; /* bytes, blanks apart: wrapped otherwise they are the same */
	uint64_t words;	   /* which they are */
} FlowSeen;

void flow_see(FlowSeen *seen, const FlowRows *rows, int from, int to); /* the rows drawn */
bool flow_seen_all(const FlowSeen *seen);			       /* never before anything was drawn */

/* Words that are read back, page by page where they do not fit: nothing is recorded before their end was shown. */
typedef struct FlowRead {
	FlowSeen words;
	int at, pages; /* `pages` as last drawn */
} FlowRead;

#define FLOW_READ_ON "Page %d of %d: read on first."

/* Draws the page; returns its rows, with the one that says which it is where there are several. `key` goes on. */
int flow_read_put(FlowRead *read, const FlowRows *rows, const char *key, Area area);
void flow_read_turn(FlowRead *read, int pages);
/* True where not all was shown yet: then the next page is, or the first, for a window that was made smaller. */
bool flow_read_on(FlowRead *read);

int flow_rows(Area area, const char *text); /* rows it would need */
/* One row of at most `cols` columns: cut at a word, and marked, where it is longer. Returns the columns drawn. */
int flow_put_cut(Area area, int row, int col, int cols, Style style, const char *text);
int flow_put(Area area, int row, int col, Style style, const char *text); /* draws; returns the rows used */
/* As flow_put from the area's first row on; where its rows do not hold all, the last one ends in a mark. */
void flow_put_within(Area area, int col, Style style, const char *text);
