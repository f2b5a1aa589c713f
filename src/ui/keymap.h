/* One binding table makes a key exist: it dispatches, fills the help bar, the help screen and the palette.
 *
 * Each screen has one (static const), the app has the global one. Rows in the order of the help screen. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/facts/staff.h"
#include "ui/canvas.h"
#include "ui/key.h"

typedef struct Binding {
	KeyCode key;	  /* KC_NONE: only in the palette */
	int action;	  /* from the screen's own enum, 1 … 999; the app's own begin at 1000 */
	const char *name; /* a word or two for the help bar ("Ask"); NULL: another key for an action, not shown */
	const char *help; /* a sentence for help screen and palette ("Ask the questions of this referral.") */
	bool bar;	  /* shown in the help bar; write it out, true or false */
	bool in_field;	  /* acts while a text field has the focus; Ctrl, Alt and F-keys do anyway */
	bool answer;	  /* to what the screen asks just now: the palette leaves it out where it is none */
	Act right;	  /* what it takes: help and palette leave it out for those who may not; 0: nothing */
} Binding;

typedef struct Keymap {
	const Binding *rows;
	size_t count;
} Keymap;

/* clang-format off */
#define KEYMAP(table) {.rows = (table), .count = sizeof(table) / sizeof((table)[0])}
/* clang-format on */

/* The row bound to `key`, or NULL. In a field a letter never matches; Ctrl, Alt, F-keys and `in_field` rows do. */
const Binding *keymap_find(const Keymap *map, KeyCode key, bool in_field);

bool keymap_acts(const Binding *row, bool in_field);	    /* whether its key is one while a field has the focus */
const Binding *keymap_named(const Keymap *map, int action); /* its row that has a name, or NULL */

/* Says whether an action can be had now (a right, a selected row), as Screen.can. Those that cannot are left out of the
 * help bar and dimmed in the palette. */
typedef bool KeymapCan(const void *self, int action, Error *why);

/* "a Ask  Ctrl-P Palette": rows of `map` with `.bar`, then of `global` while they fit, with room for Esc or the
 * palette; in a wide window the others behind them. One row high. In a field, only keys that act there. */
void keymap_bar(Area area, const Keymap *map, const Keymap *global, bool in_field, KeymapCan *can, const void *self);
