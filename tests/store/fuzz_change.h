/* A change of a database by somebody who may write the file, chosen by chance: any row, any column, any table, the
 * schema too; its triggers dropped before and made again with the same text. */
#pragma once

#include "base/arena.h"
#include "random.h"

/* What was done, as SQL; NULL: nothing of it could be. */
const char *fuzz_change(const char *path, Random *random, Arena *arena);
