#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "store/db.h"
#include "store/facts.h"
#include "store/statement.h"

enum { PAGES_AT_ONCE = 1024 };

bool store_end(Store *store, CopyReport *ret_report, Error *err)
{
	scoped(statement_done) Statement last = NULL;
	bool row;
	*ret_report = (CopyReport){.told = INSTANT_MIN};
	if (!facts_head(store, &ret_report->lines, &ret_report->seal, err) ||
	    !statement_get(store, STATEMENT_LAST_TOLD, &last, err) || !statement_row(store, last, &row, err))
		return false;
	if (row && sqlite3_column_type(last, 0) == SQLITE_INTEGER)
		ret_report->told = (Instant){sqlite3_column_int64(last, 0)};
	return true;
}

/* The pages as one reader sees them: nobody who writes meanwhile makes it begin again. */
static bool copy_pages(Store *store, sqlite3 *copy, CopyShow show, void *self, Error *err)
{
	sqlite3_backup *pages = sqlite3_backup_init(copy, "main", store->sqlite, "main");
	int code = pages ? SQLITE_OK : sqlite3_errcode(copy);
	while (code == SQLITE_OK) {
		code = sqlite3_backup_step(pages, PAGES_AT_ONCE);
		const int total = sqlite3_backup_pagecount(pages);
		if (show)
			show(self, total - sqlite3_backup_remaining(pages), total);
	}
	sqlite3_backup_finish(pages);
	return code == SQLITE_DONE ||
	       fail(err, ERROR_SYSTEM, "The database could not be copied: %s.", sqlite3_errstr(code));
}

static bool leave_out(sqlite3 *copy, Error *err)
{
	static const char what[] = "PRAGMA journal_mode = MEMORY; PRAGMA secure_delete = ON;"
				   "DELETE FROM outbox; DELETE FROM code; DELETE FROM kiosk; DELETE FROM expected;";
	const int code = sqlite3_exec(copy, what, NULL, NULL, NULL);
	return code == SQLITE_OK ||
	       fail(err, ERROR_SYSTEM, "The copy could not be made whole: %s.", sqlite3_errstr(code));
}

static bool copy_to(Store *store, const char *path, CopyShow show, void *self, CopyReport *report, Error *err)
{
	Ledger ledger = store_ledger(store);
	sqlite3 *copy = NULL;
	const int code = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	bool done = code == SQLITE_OK || fail(err, ERROR_SYSTEM, "%s: %s.", path, sqlite3_errstr(code));
	if (done && ledger.ops->read_begin(store, err)) {
		done = store_end(store, report, err) && copy_pages(store, copy, show, self, err);
		ledger.ops->read_end(store);
	} else {
		done = false;
	}
	done = done && leave_out(copy, err);
	sqlite3_close(copy);
	return done;
}

/* One at a time, of one name: what a copy that was cut off left behind is overwritten by the next. */
static bool begin_copy(const char *path, int *ret_fd, Error *err)
{
	const int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be made: %s.", path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && ftruncate(fd, 0) == 0) {
		*ret_fd = fd;
		return true;
	}
	const bool busy = errno == EWOULDBLOCK;
	close(fd);
	return busy ? fail(err, ERROR_REFUSED, "Another backup is being made: wait until it is done.")
		    : fail(err, ERROR_SYSTEM, "%s cannot be made: %s.", path, strerror(errno));
}

bool store_copy(Store *store, CopyShow show, void *self, int *ret_fd, CopyReport *ret_report, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *path = arena_print(&arena, "%s.copy", store->path);
	int fd = -1;
	if (!begin_copy(path, &fd, err))
		return false;
	const bool done = copy_to(store, path, show, self, ret_report, err);
	unlink(path);
	if (done)
		*ret_fd = fd;
	else
		close(fd);
	return done;
}
