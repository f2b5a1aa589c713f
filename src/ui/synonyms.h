/* What people type in the palette for what the desk calls otherwise. */
#pragma once

#include "base/arena.h"

/* The words by which an action is found besides its own, from what it says of itself. */
const char *synonyms_of(Arena *arena, const char *says);
