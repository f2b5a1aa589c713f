/* Within the store only: the file of the database, before SQLite touches it and while it has it open. */
#pragma once

#include "store/inside.h"

/* What must hold before SQLite may touch the path: a file that is there and empty is a copy that failed, no new
 * database. Makes folders and file if asked to. */
bool file_prepare(const char *path, bool create, Error *err) must_check;
/* Which file the store has open; and whether the path still leads to it. What is written to one that was moved or
 * deleted nobody finds again. */
bool file_note(Store *store, const char *path, Error *err) must_check;
bool file_stays(const Store *store, Error *err) must_check;
bool file_moved(void *self); /* LedgerOps.moved: by the times and sizes of the file and of its log */
