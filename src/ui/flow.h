/* Paragraphs wrapped at words to a number of columns. '\n' ends a paragraph; a word longer than a row is broken
 * between graphemes. */
#pragma once

#include <stddef.h>

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

int flow_rows(Area area, const char *text); /* rows it would need */
/* One row of at most `cols` columns: cut at a word, and marked, where it is longer. Returns the columns drawn. */
int flow_put_cut(Area area, int row, int col, int cols, Style style, const char *text);
int flow_put(Area area, int row, int col, Style style, const char *text); /* draws; returns the rows used */
/* As flow_put from the area's first row on; where its rows do not hold all, the last one ends in a mark. */
void flow_put_within(Area area, int col, Style style, const char *text);
