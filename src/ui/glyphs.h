/* The signs screens use, in UTF-8 and in ASCII. None is wider than one column. */
#pragma once

#include <stdbool.h>

typedef struct Glyphs {
	bool utf8;						  /* false: every cell must be ASCII */
	const char *yes, *no, *ask, *stopped, *waiting, *nothing; /* ✓ ✗ ? ↓ … · */
	const char *cut;					  /* … where text was cut */
	const char *dot;					  /* · between words; • in a secret is `bullet` */
	const char *bullet;
	const char *line, *upright, *corner[4]; /* ─ │ ┌ ┐ └ ┘ */
	const char *selected;			/* ▌ at the left of the selected row */
	const char *lower_half;			/* ▄; a QR needs it */
	const char *up, *down;			/* ↑ ↓ more above, below */
	const char *pattern;			/* ░ behind a deceased patient's name */
	const char *on, *off;			/* [x] [ ] of a toggle */
} Glyphs;

extern const Glyphs glyphs_utf8, glyphs_ascii;
