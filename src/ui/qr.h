/* A QR code for a terminal: the smallest version that holds the text, then the highest error correction that keeps it,
 * then the widest quiet zone from 4 modules down to 2 that fits.
 *
 * Two modules a cell, one above the other; without UTF-8 one module is two cells wide, blanks only. Drawn in black and
 * white whatever the theme, never inverted: a cell whose halves are alike is a blank on a coloured ground, '▄' stands
 * only where they differ (fonts leave gaps in block glyphs). */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "ui/canvas.h"

enum { QR_MARGIN_MAX = 4, QR_MARGIN_MIN = 2 };

typedef struct Qr {
	int version;		   /* 1–40 */
	bool utf8;		   /* two modules a cell */
	int modules;		   /* a side, without margin */
	int margin;		   /* modules */
	char correction;	   /* 'L', 'M', 'Q', 'H' */
	int rows, cols;		   /* cells it needs, margin included */
	const unsigned char *dark; /* modules × modules, 1 for dark */
} Qr;

/* For a space of at most rows × cols cells. ERROR_INPUT where not even version and least margin fit, with the size it
 * needs. */
bool qr_make(Arena *arena, const char *text, bool utf8, int rows, int cols, Qr *ret_qr, Error *err) must_check;
bool qr_dark(const Qr *qr, int row, int col); /* modules, margin included: (0, 0) is its corner; outside is light */
void qr_draw(const Qr *qr, Area area);	      /* at the area's first cell; look at rows and cols first */
const char *qr_library_version(void);
