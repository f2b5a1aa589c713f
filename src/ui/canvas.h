/* The picture of a screen in memory: a grid of cells, each one grapheme in one style role.
 *
 * Screens draw into areas (a rectangle of the canvas: everything outside it is cut off, coordinates are relative to
 * its first cell). Text is always cleaned (utf8_clean) before it becomes cells: nothing from outside can move the
 * cursor. Columns are counted as utf8_columns counts them. Where the canvas has no UTF-8 (glyphs.h), letters lose
 * their marks and what is left outside ASCII becomes '#'. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/macros.h"
#include "ui/glyphs.h"
#include "ui/style.h"

enum { CELL_BYTES = 28, CANVAS_ROWS_MAX = 500, CANVAS_COLS_MAX = 1000 };

typedef struct Cell {
	char bytes[CELL_BYTES]; /* one grapheme and a NUL; "" for a cell covered by a wide grapheme on its left */
	uint8_t columns;	/* 1 or more; 0 for a covered cell */
	uint8_t style;		/* Style */
} Cell;

typedef struct Canvas { /* {0} is an empty one */
	int rows, cols;
	int cursor_row, cursor_col; /* −1: no cursor */
	const Glyphs *glyphs;
	Cell *cells;
	size_t room;
	bool indic;    /* false: no cell holds anything from U+0800 to U+0FFF */
	Arena scratch; /* for text made while drawing; forgotten at canvas_clear */
} Canvas;

typedef struct Area { /* row, col: on the canvas */
	Canvas *canvas;
	int row, col, rows, cols;
} Area;

void canvas_size(Canvas *canvas, int rows, int cols); /* blank afterwards; sizes are kept within 1 … MAX */
void canvas_clear(Canvas *canvas);		      /* blanks in STYLE_NORMAL, no cursor, scratch forgotten */
void canvas_free(Canvas *canvas);
const Cell *canvas_cell(const Canvas *canvas, int row, int col); /* NULL outside */
/* Whether a row differs from that of `before`, of one size with it; if so from where to where, whole graphemes, and
 * `before` has it from then on. */
bool canvas_changed(Canvas *before, const Canvas *canvas, int row, int *ret_from, int *ret_end);

Area area_all(Canvas *canvas);
Area area_part(Area area, int row, int col, int rows, int cols); /* rows or cols < 0: all that are left */
const Glyphs *area_glyphs(Area area);
Arena *area_scratch(Area area); /* lives until the next drawing */

/* All return the columns drawn. Text is cut at the area's right edge, the cut marked with '…' (or '~'). */
int area_put(Area area, int row, int col, Style style, const char *text);
int area_put_in(Area area, int row, int col, int cols, Style style, const char *text); /* cut to `cols` columns */
int area_put_right(Area area, int row, Style style, const char *text);		       /* ends at the last column */
int area_put_centred(Area area, int row, Style style, const char *text);
int area_print(Area area, int row, int col, Style style, const char *format, ...) printf_like(5, 6);

void area_fill(Area area, Style style); /* blanks */
void area_fill_row(Area area, int row, Style style);
void area_style(Area area, Style style);			    /* changes the style of what is there */
void area_rule(Area area, int row, Style style, const char *title); /* "─ Title ─────"; NULL: a plain line */
void area_box(Area area, Style style, const char *title);	    /* a frame along the edge */
void area_cursor(Area area, int row, int col);			    /* shows the cursor there, if inside */
bool area_has(Area area, int row, int col);			    /* is this cell of the canvas inside? (mouse) */
