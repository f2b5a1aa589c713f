/* Files imported from within the desk (model/ports/import_port.h): looked at on trial, then taken. */
#pragma once

#include "command/import_file.h"
#include "model/ports/import_port.h"

typedef struct ImportHost {
	Ledger real; /* the store's own */
	LedgerOps ops;
	Ledger ledger; /* the same, that may be put on trial (trial.h): the desk's */
	Desk *desk;
	const Zone *zone;
	const char *database; /* its path */
	/* Shows how far a file is, and says whether to go on; NULL: nobody looks. */
	bool (*go_on)(void *self, int64_t done, int64_t total);
	/* Shows how far it is once the file is taken, and what is due is looked for: that is not stopped. Or NULL. */
	void (*finds)(void *self, int64_t done, int64_t total);
	void *self;
} ImportHost;

/* `host->ledger` is ready afterwards; the desk that works on it is set once it is open. */
Importing importing_open(ImportHost *host, const Ledger *real, const Zone *zone);
