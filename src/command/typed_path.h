/* A path as somebody typed or pasted it at the desk. */
#pragma once

#include "base/arena.h"

/* Without blanks and quotes around it; "~/" is the home folder. Lives in `arena`. */
const char *typed_path(const char *typed, Arena *arena);
