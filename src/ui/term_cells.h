/* For term.c alone: what a canvas has becomes what curses has, and curses is told only what has changed. Told all of it
 * for each key, a cell at a time, it took more than everything else that a key costs. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ui/canvas.h"

typedef struct CellLook { /* attr_t and a pair of curses */
	uint32_t attributes;
	short pair;
} CellLook;

typedef struct TermCells { /* {0} is one that was told nothing */
	CellLook looks[STYLE_COUNT];
	Canvas told;
	bool forgotten; /* curses, or the looks, are not what they were when it was told */
} TermCells;

/* Into the standard screen; rows in a script that terminals shape are blank there (shaped.h). */
void term_cells_tell(TermCells *cells, const Canvas *canvas);
