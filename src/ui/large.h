/* Letters five rows high, each drawn with itself: digits, and the capitals of yes and no in the languages of Latin
 * script. Everything else is made large by the terminal's own font. */
#pragma once

#include <stdbool.h>

#include "ui/canvas.h"

enum { LARGE_ROWS = 5 };

bool large_has(const char *text);    /* there is a shape for each of its letters, blanks too */
int large_columns(const char *text); /* 0 where large_has says no */
/* Draws what there is a shape for; a letter that would not fit as a whole is left out. */
void large_put(Area area, int row, int col, Style style, const char *text);
