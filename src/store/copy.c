#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/draft.h"
#include "base/macros.h"
#include "base/text.h"
#include "store/db.h"
#include "store/facts.h"
#include "store/statement.h"
#include "store/verify.h"

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
	static const char what[] = "PRAGMA journal_mode = OFF; PRAGMA secure_delete = ON;"
				   "DELETE FROM outbox; DELETE FROM code; DELETE FROM kiosk; DELETE FROM expected;";
	const int code = sqlite3_exec(copy, what, NULL, NULL, NULL);
	return code == SQLITE_OK ||
	       fail(err, ERROR_SYSTEM, "The copy could not be made whole: %s.", sqlite3_errstr(code));
}

static bool copy_to(Store *store, const char *path, CopyShow show, void *self, CopyReport *report, Error *err)
{
	Ledger ledger = store_ledger(store);
	sqlite3 *copy = NULL;
	int code = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(copy, "PRAGMA journal_mode = OFF", NULL, NULL, NULL);
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

/* What another took away between opening and locking it is no place for a copy. */
static bool is_at(int fd, const char *path)
{
	struct stat locked, named;
	const bool same = fstat(fd, &locked) == 0 && lstat(path, &named) == 0 && locked.st_dev == named.st_dev &&
			  locked.st_ino == named.st_ino;
	if (!same)
		errno = EWOULDBLOCK;
	return same;
}

/* One at a time, of one name: what a copy that was cut off left behind is overwritten by the next. Returns it, empty;
 * −1: errno, EWOULDBLOCK where another has it. */
static int take_place(const char *path)
{
	enum { TRIES = 10 };
	bool locked = true;
	for (int i = 0; i < TRIES && locked; i++) {
		const int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0)
			return -1;
		locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
		if (locked && is_at(fd, path) && fchmod(fd, 0600) == 0 && ftruncate(fd, 0) == 0)
			return fd;
		const int why = errno;
		close(fd);
		errno = why;
	}
	return -1;
}

/* Half of the bar for the pages, half for the look at them. */
typedef struct Showing {
	CopyShow show;
	void *self;
} Showing;

static void show_pages(void *self, int64_t done, int64_t total)
{
	const Showing *showing = self;
	if (showing->show)
		showing->show(showing->self, done, 2 * total);
}

static void show_lines(void *self, int64_t done, int64_t total)
{
	const Showing *showing = self;
	if (showing->show)
		showing->show(showing->self, total + done, 2 * total);
}

/* A copy that nobody could restore takes the place of one that somebody could. */
static bool look_at_copy(const Store *store, const char *path, Showing *showing, Error *err)
{
	const VerifyProgress progress = {.show = show_lines, .self = showing};
	Store *copy = NULL;
	VerifyReport report;
	bool done = store_open(path, STORE_OPEN, &copy, err) && store_verify(copy, &progress, &report, err);
	store_close(copy);
	return done &&
	       (report.fault == VERIFY_WHOLE ||
		fail(err, ERROR_STORE,
		     "%s is damaged, and no backup was made of it; those there are stay: sharedesk ledger verify "
		     "says what is wrong.",
		     store->path));
}

bool store_copy(Store *store, CopyShow show, void *self, int *ret_fd, CopyReport *ret_report, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Showing showing = {show, self};
	const char *path = arena_print(&arena, "%s.copy", store->path);
	const int fd = take_place(path);
	if (fd < 0 && errno == EWOULDBLOCK)
		return fail(err, ERROR_REFUSED, "Another backup is being made: wait until it is done.");
	if (fd < 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be made: %s.", path, strerror(errno));
	draft_begin(path);
	const bool done =
		copy_to(store, path, show_pages, &showing, ret_report, err) && look_at_copy(store, path, &showing, err);
	draft_away(path);
	if (done)
		*ret_fd = fd;
	else
		close(fd);
	return done;
}
