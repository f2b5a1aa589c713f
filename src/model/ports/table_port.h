/* Port: writing a table (model/audit/audit.h) to a file. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

struct Table;

typedef struct TablePort { /* zero: no table can be written */
	bool (*write)(void *self, const struct Table *table, const char *path, Error *err);
	void *self;
} TablePort;
