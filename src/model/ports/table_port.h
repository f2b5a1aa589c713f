/* Port: writing a table (model/audit/audit.h) to a file. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct Table;

typedef struct TablePort { /* zero: no table can be written */
	/* A new file of that plain name in the folder for receipts (setting "receipt-folder"; "":
	 * ~/sharedesk-receipts). `path` gets its name. */
	bool (*write)(void *self, const struct Table *table, const char *folder, const char *name, char *path,
		      size_t room, Error *err);
	void *self;
} TablePort;
