/* Rows in a script that terminals shape (Gujarati, Gurmukhi and their kin), written whole and by ourselves.
 *
 * How many columns such a row takes, terminals and the C library do not agree on: mlterm gives a vowel sign no column
 * of its own, wcwidth gives it one. Who changes a part of such a row, or moves from it, ends up elsewhere, and what
 * stood there before stays. So curses is told that these rows are blank, and each is cleared and written from its first
 * column whenever it changes. */
#pragma once

#include "base/text.h"
#include "ui/canvas.h"
#include "ui/theme.h"

typedef struct ShapedRows {
	uint64_t shown[CANVAS_ROWS_MAX]; /* what each row holds on the terminal; 0: nothing of ours */
} ShapedRows;

bool shaped_text(const char *text); /* some of it is in such a script */
bool shaped_row(const Canvas *canvas, int row);
/* Nothing of it is on the terminal any more: it was cleared, or has another size. */
void shaped_forget(ShapedRows *rows);
/* `ret_again`, one for each row of the canvas: it was ours, or is beside one that changes. Such letters are taller than
 * their row and leave dots in the next, so curses has to write that row again as if it did not know what stands there.
 * `out` gets bytes to be sent before: they clear these rows, and so that a terminal which paints only what differs
 * paints all of them. */
void shaped_before(ShapedRows *rows, const Canvas *canvas, Scheme scheme, bool *ret_again, Text *out);
/* Bytes that write the rows that have changed: to be sent after curses has written its own. The cursor stays. */
void shaped_show(ShapedRows *rows, const Canvas *canvas, Scheme scheme, Text *out);
