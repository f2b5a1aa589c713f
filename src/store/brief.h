/* Within the store only: a patient's record for those who decide many questions (LedgerOps.brief). */
#pragma once

#include "store/inside.h"

bool brief_of(void *self, const char *nhs, Instant now, Arena *arena, Brief *ret_brief, Error *err) must_check;

/* Keeps it packed, of a patient known by a number of ten digits. A record that is kept counts as long as nothing is
 * told of the patient: what was told since is looked up in the ledger itself, once a reading (brief_forget ends it).
 * `read`: as LedgerOps.put_due is given it. */
bool brief_keep(Store *store, const char *nhs, const Brief *read, Error *err) must_check;
void brief_forget(Store *store);
/* None is kept; `latest`: that was recorded by now. Within a transaction. */
bool brief_begin_anew(Store *store, Instant latest, Error *err) must_check;

/* Whether something was told since; within a transaction, keeps some of those anew of whom it was. */
bool brief_lags(Store *store);
bool brief_catch_up(Store *store, bool *ret_more, Error *err) must_check;

/* The latest that was recorded up to the line up to which they are kept. */
bool brief_latest(Store *store, Instant *ret_latest, Error *err) must_check;
/* Whether the record of this row of `briefs` is what the ledger makes, where it counts. `*ret_nhs`, in `arena`: whose
 * it is. `read`: as for brief_keep. While reading. */
enum { BRIEF_NUMBER = 2 }; /* the column of it */
bool brief_check(Store *store, sqlite3_stmt *row, const Brief *read, Arena *arena, const char **ret_nhs, bool *ret_same,
		 Error *err) must_check;
int64_t brief_number(const char *nhs); /* 0: of this name none is kept */
