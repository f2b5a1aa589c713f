#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "store/schema.h"

static bool is_folder(const char *path)
{
	struct stat found;
	return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* Makes every missing folder above `path`. `folder` is a copy that is cut and mended on the way. */
static bool make_folders(char *folder, Error *err)
{
	for (char *slash = folder + 1; *slash; slash++) {
		if (*slash != '/')
			continue;
		*slash = '\0';
		const int fault = mkdir(folder, 0700) != 0 ? errno : 0;
		if (fault && !(fault == EEXIST && is_folder(folder)))
			return fail(err, ERROR_SYSTEM,
				    "The folder %s cannot be made (%s); choose another place for the database.", folder,
				    fault == EEXIST ? "there is a file of that name" : strerror(fault));
		*slash = '/';
	}
	return true;
}

static const char *folder_of(Arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return ".";
	return slash == path ? "/" : arena_bytes(arena, path, (size_t)(slash - path));
}

/* A database of ours without a table yet: one page, with the application id. */
static bool fill_draft(const char *draft)
{
	sqlite3 *sqlite = NULL;
	char pragma[64];
	sqlite3_snprintf((int)sizeof pragma, pragma, "PRAGMA application_id = %d", SCHEMA_APPLICATION_ID);
	const bool filled = sqlite3_open_v2(draft, &sqlite, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
			    sqlite3_exec(sqlite, pragma, NULL, NULL, NULL) == SQLITE_OK;
	return sqlite3_close(sqlite) == SQLITE_OK && filled;
}

/* A log without its database is played into whatever comes to stand there. */
static bool no_log_lies(const char *path, Error *err)
{
	static const char *const logs[] = {"-wal", "-journal"};
	scoped(arena_free) Arena arena = {0};
	struct stat found;
	for (size_t i = 0; i < countof(logs); i++) {
		const char *log = arena_print(&arena, "%s%s", path, logs[i]);
		if (lstat(log, &found) == 0 && found.st_size > 0)
			return fail(err, ERROR_REFUSED,
				    "%s lies there without its database, and may hold its last facts: move both to one "
				    "place first, under names that go together.",
				    log);
	}
	return true;
}

/* It gets its name only once there is something in it, for an empty file is a copy that failed. Several desks may make
 * one at once: the first gives the name. */
static bool make_file(const char *path, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	char *draft = arena_print(&arena, "%s%s.XXXXXX", strchr(path, '/') ? "" : "./", path);
	if (!no_log_lies(path, err) || !make_folders(arena_text(&arena, path), err))
		return false;
	const int file = mkstemp(draft);
	if (file >= 0)
		close(file);
	errno = file >= 0 ? 0 : errno;
	const bool made = file >= 0 && fill_draft(draft) && (link(draft, path) == 0 || errno == EEXIST);
	const int why = errno;
	if (file >= 0)
		unlink(draft);
	return made || fail(err, ERROR_SYSTEM, "%s cannot be made (%s); choose another place for the database.", path,
			    why ? strerror(why) : "the disk may be full");
}

/* The database and, beside it, its journal must be writable. */
static bool may_write(const char *path, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *folder = folder_of(&arena, path);
	if (access(path, R_OK | W_OK) != 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be read and written (%s); ask whoever keeps this machine.",
			    path, strerror(errno));
	if (access(folder, W_OK | X_OK) != 0)
		return fail(err, ERROR_SYSTEM,
			    "The folder %s cannot be written (%s), and the database in it needs that; "
			    "ask whoever keeps this machine.",
			    folder, strerror(errno));
	return true;
}

/* Whoever can write in the folder can put another file in the place of the database. In a folder such as the system's
 * for temporary files (sticky) they cannot. */
static bool folder_is_private(const char *folder, Error *err)
{
	struct stat around;
	if (stat(folder, &around) != 0)
		return fail(err, ERROR_SYSTEM, "The folder %s cannot be opened (%s); choose another.", folder,
			    strerror(errno));
	return !(around.st_mode & 022) || (around.st_mode & S_ISVTX) ||
	       fail(err, ERROR_REFUSED, "The folder %s can be changed by others: run chmod go-w on it.", folder);
}

/* The ledger says who is a patient here. */
static bool is_private(const char *path, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	struct stat file;
	if (stat(path, &file) != 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be opened (%s); choose another.", path, strerror(errno));
	if (file.st_mode & 077)
		return fail(err, ERROR_REFUSED, "%s can be read or changed by others: run chmod 600 on it.", path);
	return folder_is_private(folder_of(&arena, path), err);
}

/* Read by hand, for SQLite may already write beside a file that it opens. The application id is in the file itself from
 * the first migration on: only after that the write-ahead log begins. */
static bool is_ours(const char *path, Error *err)
{
	enum { MAGIC = 16, AT_APPLICATION = 68, HEADER = 100 };
	unsigned char header[HEADER];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = file < 0 ? -1 : read(file, header, sizeof header);
	int why = errno;
	if (file >= 0)
		close(file);
	if (got < 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be read (%s).", path, strerror(why));
	if (got == 0)
		return fail(err, ERROR_MISSING,
			    "%s is empty: a copy failed, perhaps. Remove it, then bring the practice's own back there "
			    "(sharedesk restore) or begin anew.",
			    path);
	const unsigned char *id = header + AT_APPLICATION;
	bool ours =
		got == HEADER && memcmp(header, "SQLite format 3", MAGIC) == 0 &&
		((unsigned)id[0] << 24 | (unsigned)id[1] << 16 | (unsigned)id[2] << 8 | id[3]) == SCHEMA_APPLICATION_ID;
	return ours ||
	       fail(err, ERROR_INPUT, "%s is not a database of sharedesk; it was left as it is, choose another.", path);
}

bool store_prepare_place(const char *path, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return no_log_lies(path, err) && make_folders(arena_text(&arena, path), err) &&
	       folder_is_private(folder_of(&arena, path), err);
}

bool file_prepare(const char *path, bool create, Error *err)
{
	struct stat found;
	if (text_empty(path))
		return fail(err, ERROR_INPUT, "The database has no name; give the path of a file.");
	if (stat(path, &found) != 0) {
		if (errno != ENOENT)
			return fail(err, ERROR_SYSTEM, "%s cannot be opened (%s); choose another.", path,
				    strerror(errno));
		if (!create)
			return fail(err, ERROR_MISSING,
				    "There is no database at %s; make one with \"sharedesk init\", or bring it back "
				    "with \"sharedesk restore\".",
				    path);
		return make_file(path, err) && may_write(path, err) && is_private(path, err);
	}
	if (S_ISDIR(found.st_mode))
		return fail(err, ERROR_INPUT, "%s is a folder; the database is a file, name one in it.", path);
	if (!S_ISREG(found.st_mode))
		return fail(err, ERROR_INPUT, "%s is not a file; the database must be one.", path);
	return may_write(path, err) && is_ours(path, err) && is_private(path, err);
}

bool file_note(Store *store, const char *path, Error *err)
{
	struct stat found;
	if (stat(path, &found) != 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be opened (%s); choose another.", path, strerror(errno));
	store->device = found.st_dev;
	store->inode = found.st_ino;
	return true;
}

bool file_stays(const Store *store, Error *err)
{
	struct stat found;
	if (store->inode == 0)
		return true;
	if (stat(store->path, &found) == 0 && found.st_dev == store->device && found.st_ino == store->inode)
		return true;
	return fail(err, ERROR_STORE,
		    "The database was moved or deleted while the desk was open: nothing more can be saved; "
		    "close the desk and look for %s.",
		    store->path);
}

bool file_moved(void *self)
{
	Store *store = self;
	struct FileLook look = {.again = false};
	char log[4096];
	struct stat found;
	if (store->inode == 0 || (size_t)snprintf(log, sizeof log, "%s-wal", store->path) >= sizeof log)
		return true;
	const char *const paths[] = {store->path, log};
	for (size_t i = 0; i < countof(paths); i++) {
		if (stat(paths[i], &found) != 0) {
			if (i == 0)
				return true; /* gone: that is said anew at each look */
			continue;	     /* there is no log where nobody has written yet */
		}
		look.written[i] = found.st_mtim;
		look.size[i] = found.st_size;
	}
	const bool moved = memcmp(look.written, store->look.written, sizeof look.written) != 0 ||
			   memcmp(look.size, store->look.size, sizeof look.size) != 0;
	const bool again = store->look.again;
	look.again = moved;
	store->look = look;
	return moved || again;
}
