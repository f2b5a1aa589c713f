/* Whether the ledger is what was told. */
#pragma once

#include "store/store.h"

typedef enum VerifyFault {
	VERIFY_WHOLE,	/* nothing found */
	VERIFY_BROKEN,	/* a line is not what was sealed */
	VERIFY_MISSING, /* a line is not there */
	VERIFY_MOVED,	/* a line stands at another's place */
	VERIFY_CACHE,	/* the directory or the search is not what the ledger makes */
	VERIFY_SCHEMA,	/* a table, index or trigger is not as sharedesk makes it */
	VERIFY_TABLE,	/* a table beside the ledger holds what it cannot */
	VERIFY_DAMAGED, /* the file itself */
} VerifyFault;

typedef struct VerifyReport {
	VerifyFault fault;
	int64_t lines;	    /* found whole, from the first */
	int64_t people;	    /* in the directory */
	Seal seal;	    /* of the last of them */
	int64_t seq;	    /* where the first fault is; 0 if it is not at a line */
	char sentence[512]; /* the fault, or that the ledger is whole */
} VerifyReport;

/* What the caller says while it checks. */
typedef struct VerifyMeanwhile {
	bool (*go_on)(void *self, int64_t done, int64_t total);
	/* What it read of somebody, all their lines, as for LedgerOps.put_due: so they need not be read again. */
	void (*read)(void *self, const Brief *read);
	void *self;
} VerifyMeanwhile;

typedef struct VerifyProgress {
	void (*show)(void *self, int64_t done, int64_t total); /* of all that is looked at */
	/* Each line that is found whole, in order; may be NULL. */
	void (*line)(void *self, int64_t seq, const Seal *seal);
	/* What the caller has to check: once the chain is found whole, while another thread looks at the rest. */
	void (*meanwhile)(void *self, int64_t people, const VerifyMeanwhile *with); /* may be NULL */
	void *self;
} VerifyProgress;

/* Walks the chain anew; beside that, in a thread of its own, the caches are made anew, some at a time, and compared,
 * and the file is checked. Of several faults the one is told that is first in this order. `progress` may be NULL.
 * True if this could be done: whether the ledger is whole stands in the report. Outside any transaction. */
bool store_verify(Store *store, const VerifyProgress *progress, VerifyReport *ret_report, Error *err) must_check;
