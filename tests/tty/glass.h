/* What a person would see on the terminal: libvterm reads the program's bytes and keeps the grid of cells. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct Glass Glass;

/* What the terminal says back (keys typed, answers to the program's questions) goes to `say`. */
typedef void GlassSay(void *self, const char *bytes, size_t length);

Glass *glass_open(int rows, int cols, GlassSay *say, void *self);
void glass_close(Glass *glass); /* NULL is let pass */
void glass_feed(Glass *glass, const char *bytes, size_t length);
void glass_resize(Glass *glass, int rows, int cols);
void glass_type(Glass *glass, const char *text); /* UTF-8, a character at a time */
bool glass_key(Glass *glass, const char *name);	 /* "enter", "ctrl-p", "alt-1", "shift-tab", "f1"; false: no such key */

int glass_rows(const Glass *glass);
int glass_cols(const Glass *glass);
/* One row, or all rows each ended by a newline, blanks at the end cut. */
const char *glass_row(const Glass *glass, int row, Arena *arena);
const char *glass_text(const Glass *glass, Arena *arena);
/* Where it first stands within one row. */
bool glass_find(const Glass *glass, const char *text, int *ret_row, int *ret_col);
bool glass_shows(const Glass *glass, const char *text); /* within one row */
