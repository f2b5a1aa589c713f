/* What is wrong with a table of keys. */
#pragma once

#include "ui/keymap.h"

/* Why this table cannot stand: a key twice, a key the editor or `reserved` has, a row without name or help, a bar of
 * more than nine. NULL when it can. The sentence is in `out`. */
const char *keymap_fault(const Keymap *map, const Keymap *reserved, char *out, size_t size);
