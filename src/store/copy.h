/* A copy of the database as it stands at one moment, while desks go on working. */
#pragma once

#include "store/store.h"

typedef struct CopyReport {
	int64_t lines; /* of the ledger */
	Seal seal;     /* of the last of them */
	Instant told;  /* when it was told; INSTANT_MIN of an empty ledger */
} CopyReport;

/* How far it is, of all. */
typedef void (*CopyShow)(void *self, int64_t done, int64_t total);

/* Makes a new file beside the database, for its owner alone, which has no name any more when this returns: its bytes
 * are read through `ret_fd`, from the first on, and the caller closes it. All but what is never backed up: messages on
 * their way, hashes of codes, where kiosks stand, who is expected (assets/schema). It is looked at as store_verify
 * does, and refused where it is not whole. Desks neither wait for it nor are waited for. */
bool store_copy(Store *store, CopyShow show, void *self, int *ret_fd, CopyReport *ret_report, Error *err) must_check;

/* What a ledger ends with. */
bool store_end(Store *store, CopyReport *ret_report, Error *err) must_check;
