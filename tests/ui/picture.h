/* A canvas as text. */
#pragma once

#include "ui/canvas.h"

char style_letter(Style style);
/* Rows of text, each ended by '\n', blanks at the end of a row cut: what golden files hold. */
char *canvas_text(const Canvas *canvas, Arena *arena);
char *canvas_styles(const Canvas *canvas, Arena *arena); /* one style letter a column (style.h), blank for normal */
/* What colour alone would say: a sentence, or NULL. A selected row bears a sign; and the same sign, on one screen, is
 * not of two colours where it says something. */
const char *canvas_said_by_colour(const Canvas *canvas, Arena *arena);
