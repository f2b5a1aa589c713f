/* A one-line text field. The cursor stands between graphemes, never inside one.
 *
 * Keys: characters, Backspace, Delete, Left, Right, Home, End, Ctrl-A and Ctrl-E (start, end), Ctrl-W (deletes the
 * word before), Ctrl-U (all before), Ctrl-K (all after). Control characters never get in. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ui/canvas.h"
#include "ui/key.h"

enum { EDITOR_BYTES = 1024 }; /* the most any field holds */

typedef struct Editor {
	char *text;	   /* in the arena of editor_open; NUL-terminated, valid UTF-8 */
	size_t max;	   /* bytes it may hold, the NUL not counted */
	size_t length, at; /* bytes; the cursor is before byte `at` */
	bool secret;	   /* drawn as one bullet a grapheme */
	bool changed;	   /* typed in since editor_open or editor_set */
	bool full;	   /* the last key found no room: said at the end of the field */
} Editor;

void editor_open(Editor *editor, Arena *arena, size_t max, const char *text); /* NULL: empty; cursor at the end */
void editor_set(Editor *editor, const char *text);
void editor_wipe(Editor *editor);		      /* overwrites a secret with zeros */
bool editor_key(Editor *editor, Key key);	      /* false: not a key of an editor */
bool editor_insert(Editor *editor, const char *text); /* false, unchanged: no room, or not clean UTF-8 */
/* The cursor goes to column `col` of the field, as it is drawn in `cols` of them. */
void editor_point(Editor *editor, int col, int cols);
/* Draws in one row of `area`, scrolled sideways so that the cursor is in sight; `focused` shows the cursor. */
void editor_draw(const Editor *editor, Area area, int row, int col, int cols, bool focused);
