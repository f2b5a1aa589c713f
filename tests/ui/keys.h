/* Keys by name, and what is wrong with a table of them. */
#pragma once

#include "ui/keymap.h"

/* "ctrl-p", "enter", "f10", "alt-1" (as F1), "shift-tab", "space", "a", "é"; names in any case. */
bool key_parse(const char *name, KeyCode *ret_code);

/* Why this table cannot stand: a key twice, a key the editor or `reserved` has, a row without name or help, a bar of
 * more than nine. NULL when it can. The sentence is in `out`. */
const char *keymap_fault(const Keymap *map, const Keymap *reserved, char *out, size_t size);
