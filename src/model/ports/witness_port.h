/* Port: where signed checkpoints of the ledger go (model/ledger/witness.h). The desk gives one at its start, daily and
 * after an export; the program appends it to a file (command/scribe.h).
 *
 * The zero value puts them nowhere. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

typedef struct WitnessPort {
	/* Begins to append the line, and returns at once: a share that hangs holds nobody up. */
	void (*put)(void *self, const char *line);
	/* False where the last one could not be written, or was not in time; `err` says why. */
	bool (*stands)(void *self, Error *err);
	void *self;
} WitnessPort;
