/* Within the store only: the connection, and errors of SQLite as sentences. */
#pragma once

#include "store/inside.h"

bool db_fail(Store *store, int code, Error *err); /* the sentence for a code of SQLite; returns false */
bool db_run(Store *store, const char *sql, Error *err) must_check;
bool db_try_write(Store *store, bool *ret_begun, Error *err) must_check; /* begins, unless it would have to wait */
void db_rollback(Store *store); /* nothing where no transaction is open: SQLite may have undone it by itself */
bool db_may_write(const Store *store, Error *err) must_check; /* inside a transaction in which nothing has failed */
void db_be_patient(Store *store); /* waits for other desks as long as becomes who is at it */
void db_forget(Store *store);	  /* empties the log of what was wiped, if nobody reads just now; else the next time */
