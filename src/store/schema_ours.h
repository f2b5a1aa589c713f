/* Whether the schema of a file is the one that the migrations make: each table, index and trigger word for word, with
 * what FTS5 and SQLite put beside them, and nothing else under any name. What is in a schema runs wherever its table
 * is touched. */
#pragma once

#include "store/inside.h"

bool schema_is_ours(Store *store, Error *err) must_check; /* false: the first part that is not, in a sentence */
