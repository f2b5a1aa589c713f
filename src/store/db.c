#include "store/db.h"

#include <assert.h>
#include <errno.h>

#include "store/schema.h"

/* A patient who presses a key is told soon to ask staff; staff rather wait than type it again. */
enum { BUSY_MS = 30 * 1000, KIOSK_BUSY_MS = 3 * 1000 };

static int patience(const Store *store)
{
	return store->kiosk ? KIOSK_BUSY_MS : BUSY_MS;
}

/* Why the last write to the log or to the file failed. (sqlite3_system_errno gives what errno has become since.) */
static int last_errno(const Store *store)
{
	sqlite3_file *log = NULL;
	int last = 0;
	if (sqlite3_file_control(store->sqlite, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK && log &&
	    log->pMethods)
		log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &last);
	if (last == 0)
		sqlite3_file_control(store->sqlite, "main", SQLITE_FCNTL_LAST_ERRNO, &last);
	return last;
}

/* A disk or a quota that is full answers in several ways. */
static bool is_full(const Store *store, int code)
{
	if ((code & 0xff) != SQLITE_IOERR || !store->sqlite)
		return (code & 0xff) == SQLITE_FULL;
	int system = last_errno(store);
	return system == ENOSPC || system == EDQUOT || system == EFBIG;
}

bool db_fail(const Store *store, int code, Error *err)
{
	const char *path = store_path(store);
	const char *why = store->sqlite ? sqlite3_errmsg(store->sqlite) : sqlite3_errstr(code);
	if (is_full(store, code))
		return fail(err, ERROR_SYSTEM,
			    "The disk is full: nothing was written to %s; free some space and try again.", path);
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fail(err, ERROR_STORE,
			    "Another desk has kept %s busy for %d seconds; nothing was written, try again.", path,
			    patience(store) / 1000);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fail(err, ERROR_STORE, "%s is damaged (%s); restore it from a backup.", path, why);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
	case SQLITE_AUTH:
		return fail(err, ERROR_SYSTEM,
			    "%s or its folder cannot be written (%s); ask whoever keeps this machine.", path, why);
	default:
		return fail(err, ERROR_STORE, "%s could not be read or written: %s.", path, why);
	}
}

/* SQLite undoes a transaction by itself where the disk is full: what comes after must not be taken one by one. */
bool db_may_write(const Store *store, Error *err)
{
	assert(store->writing);
	if (!store->failed && !sqlite3_get_autocommit(store->sqlite))
		return true;
	return fail(err, ERROR_STORE, "Nothing more can be written to %s before it is rolled back.", store_path(store));
}

bool db_run(Store *store, const char *sql, Error *err)
{
	int code = sqlite3_exec(store->sqlite, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || db_fail(store, code, err);
}

/* A change of the journal does not wait by itself where waiting might never end; the busy handler bounds it here. */
static bool wait_for_log(Store *store, Error *err)
{
	enum { TRIES = 300, PAUSE_MS = 100 };
	int code = SQLITE_BUSY;
	for (int i = 0; i < TRIES && code == SQLITE_BUSY; i++) {
		if (i > 0)
			sqlite3_sleep(PAUSE_MS);
		code = sqlite3_exec(store->sqlite, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	}
	return code == SQLITE_OK || db_fail(store, code, err);
}

/* A checkpoint leaves the old pages in the log until others are written over them: only a log cut off has none. Without
 * waiting, for it would keep every other desk from writing meanwhile. */
void db_forget(Store *store)
{
	sqlite3_busy_timeout(store->sqlite, 0);
	int code = sqlite3_wal_checkpoint_v2(store->sqlite, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(store->sqlite, patience(store));
	if (code == SQLITE_OK)
		store->wiped = false;
}

bool db_open(Store *store, const char *path, StoreMode mode, Error *err)
{
	bool memory = mode == STORE_MEMORY;
	if (!memory && !file_prepare(path, mode == STORE_CREATE, err))
		return false;
	/* A name that SQLite would read as something else (":memory:", "file:…") is a file all the same. */
	const char *file = memory || *path == '/' ? path : arena_print(&store->scratch, "./%s", path);
	int code = sqlite3_open_v2(memory ? ":memory:" : file, &store->sqlite,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK)
		return db_fail(store, code, err);
	sqlite3_extended_result_codes(store->sqlite, 1);
	sqlite3_busy_timeout(store->sqlite, BUSY_MS);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	bool done = db_run(store, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; "
			     "PRAGMA cache_size = -16384", err)
	       && schema_bring_up(store, err) && (memory || (wait_for_log(store, err) && file_note(store, path, err)))
	       && (mode != STORE_KIOSK || db_limit_to_kiosk(store, err));
	sqlite3_busy_timeout(store->sqlite, patience(store));
	return done;
}
