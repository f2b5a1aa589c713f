#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <sys/statvfs.h>
#include <time.h>

#include "base/macros.h"

/* A patient who presses a key is told soon to ask staff; staff rather wait than type it again. */
enum { BUSY_MS = 30 * 1000, KIOSK_BUSY_MS = 3 * 1000 };

static int patience(const Store *store)
{
	return store->kiosk ? KIOSK_BUSY_MS : BUSY_MS;
}

/* Why the last write to the log or to the file failed. Of the file that desks share beside them (-shm) none is kept:
 * sqlite3_system_errno gives what errno has become since. */
static int last_errno(const Store *store)
{
	sqlite3_file *log = NULL;
	int last = 0;
	if (sqlite3_file_control(store->sqlite, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK && log &&
	    log->pMethods)
		log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &last);
	if (last == 0)
		sqlite3_file_control(store->sqlite, "main", SQLITE_FCNTL_LAST_ERRNO, &last);
	return last ? last : sqlite3_system_errno(store->sqlite);
}

/* SQLite tries to open a file that it could not make, and keeps why that failed. A kiosk may not ask. */
static bool has_no_room(const Store *store)
{
	struct statvfs disk;
	return !store->kiosk && statvfs(store->path, &disk) == 0 &&
	       (disk.f_bavail == 0 || (disk.f_files > 0 && disk.f_favail == 0));
}

/* A disk or a quota that is full answers in several ways. */
static bool is_full(const Store *store, int code)
{
	if ((code & 0xff) == SQLITE_CANTOPEN)
		return has_no_room(store);
	if ((code & 0xff) != SQLITE_IOERR || !store->sqlite)
		return (code & 0xff) == SQLITE_FULL;
	int system = last_errno(store);
	return system == ENOSPC || system == EDQUOT || system == EFBIG;
}

bool db_fail(Store *store, int code, Error *err)
{
	const char *path = store->path;
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
		store->damaged = true;
		return fail(err, ERROR_STORE, "%s is damaged (%s); restore it from a backup.", path, why);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
	case SQLITE_AUTH:
		return fail(err, ERROR_SYSTEM,
			    "%s or its folder cannot be written (%s); ask whoever keeps this machine.", path, why);
	default: return fail(err, ERROR_STORE, "%s could not be read or written: %s.", path, why);
	}
}

void db_rollback(Store *store)
{
	if (!sqlite3_get_autocommit(store->sqlite))
		sqlite3_exec(store->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

/* SQLite undoes a transaction by itself where the disk is full: what comes after must not be taken one by one. */
bool db_may_write(const Store *store, Error *err)
{
	assert(store->writing);
	if (!store->failed && !sqlite3_get_autocommit(store->sqlite))
		return true;
	return fail(err, ERROR_STORE, "Nothing more can be written to %s before it is rolled back.", store->path);
}

bool db_run(Store *store, const char *sql, Error *err)
{
	int code = sqlite3_exec(store->sqlite, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || db_fail(store, code, err);
}

static int64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Another desk writes for a few milliseconds, and nobody keeps a queue. Who has waited for long tries again more often
 * than who came after them, so that the turns go round; by chance, so that two never try in step. Whoever writes for
 * seconds takes in a file: then it is enough to look now and then. */
static void pause_for(int64_t waited_us)
{
	const int64_t least = waited_us < 8000 ? 600 : waited_us < 1000 * 1000 ? 100 : 10 * 1000;
	uint16_t chance;
	sqlite3_randomness(sizeof chance, &chance);
	nanosleep(&(struct timespec){0, (long)(least + least * 2 * chance / UINT16_MAX) * 1000}, NULL);
}

static int wait_turn(void *self, int times)
{
	Store *store = self;
	if (times == 0)
		store->wait_since = now_us();
	const int64_t before = now_us() - store->wait_since;
	if (before / 1000 >= patience(store))
		return 0;
	pause_for(before);
	const int seconds = (int)((now_us() - store->wait_since) / 1000000);
	if (store->wait && seconds > before / 1000000)
		store->wait(store->wait_self, seconds);
	return 1;
}

void db_be_patient(Store *store)
{
	sqlite3_busy_handler(store->sqlite, wait_turn, store);
}

bool db_try_write(Store *store, bool *ret_begun, Error *err)
{
	sqlite3_busy_timeout(store->sqlite, 0);
	const int code = sqlite3_exec(store->sqlite, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	db_be_patient(store);
	*ret_begun = code == SQLITE_OK;
	return *ret_begun || (code & 0xff) == SQLITE_BUSY || db_fail(store, code, err);
}

/* A checkpoint leaves the old pages in the log until others are written over them: only a log cut off has none. Without
 * waiting, for it would keep every other desk from writing meanwhile. */
void db_forget(Store *store)
{
	sqlite3_busy_timeout(store->sqlite, 0);
	int code = sqlite3_wal_checkpoint_v2(store->sqlite, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	db_be_patient(store);
	if (code == SQLITE_OK)
		store->wiped = false;
}
