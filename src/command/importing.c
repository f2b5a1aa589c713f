#include "command/importing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"
#include "command/trial.h"
#include "command/typed_path.h"
#include "model/desk/work.h"

enum { ROWS_MAX = 10000 };

static bool go_on(void *self, int64_t done, int64_t total)
{
	const ImportHost *host = self;
	return !host->go_on || host->go_on(host->self, done, total);
}

static bool find_on(void *self, int64_t done, int64_t total)
{
	const ImportHost *host = self;
	if (host->finds)
		host->finds(host->self, done, total);
	return true;
}

static bool stamp_of(const char *path, int64_t ret_stamp[IMPORT_STAMP])
{
	struct stat about;
	if (stat(path, &about) != 0)
		return false;
	ret_stamp[0] = (int64_t)about.st_ino;
	ret_stamp[1] = (int64_t)about.st_size;
	ret_stamp[2] = (int64_t)about.st_mtim.tv_sec;
	ret_stamp[3] = (int64_t)about.st_mtim.tv_nsec;
	return true;
}

static bool ends_a_sentence(const char *text)
{
	const size_t length = strlen(text);
	return length > 0 && (text[length - 1] == '.' || text[length - 1] == '?');
}

/* "line 12, NHS number: has nine digits.", "line 41: a quotation mark is out of place."; of a patient their number.
 * NULL: of what `said` says. */
static const char *row_of(const char *const *cells, Arena *arena)
{
	const char *what = cells[1], *type = cells[2], *id = cells[3], *why = cells[5];
	const char *end = ends_a_sentence(why) ? "" : ".";
	if (text_is(what, "refused"))
		return *id ? arena_print(arena, "line %s%s %s%s", id, text_is(type, "line") ? "," : ":", why, end)
			   : NULL;
	if (text_is(what, "look at") && *id)
		return arena_print(arena, "%s %s%s %s%s", type, id, text_is(type, "line") ? ":" : "", why, end);
	if (text_is(what, "left out") || text_is(what, "look at") || text_is(what, "ask again"))
		return arena_print(arena, "%s: %s%s%s %s%s", what, type, *id ? " " : "", id, why, end);
	return NULL;
}

static void add_rows(ImportWork *work, Arena *arena, ImportSeen *seen)
{
	const Table table = import_report_table(&work->report);
	const char **rows = arena_array(arena, table.rows, sizeof *rows);
	size_t more = 0;
	for (size_t i = 1; i < table.rows; i++) {
		const char *row = row_of(table.cells + i * table.columns, arena);
		if (row && seen->count < ROWS_MAX)
			rows[seen->count++] = row;
		else
			more += row != NULL;
	}
	if (more > 0)
		rows[seen->count++] =
			arena_print(arena, "and %zu more: sharedesk import --report FILE lists them.", more);
	seen->rows = rows;
}

static bool read_in(ImportHost *host, const char *path, Arena *arena, ImportSeen *seen, Error *err)
{
	ImportWork work = {.desk = host->desk,
			   .ledger = &host->ledger,
			   .zone = host->zone,
			   .database = host->database,
			   .watch = {go_on, host}};
	const char *slash = strrchr(path, '/'), *shown = utf8_clean(arena, slash ? slash + 1 : path);
	Text said = {.arena = arena};
	work.report.whole = true;
	seen->right = import_file(&work, path, shown, err);
	if (seen->right)
		import_report_taken(&work.report, &said);
	seen->said = seen->right ? text_done(&said) : arena_text(arena, err->text);
	add_rows(&work, arena, seen);
	import_work_done(&work);
	return seen->right || seen->count > 0;
}

static bool look(ImportHost *host, const char *path, Arena *arena, ImportSeen *seen, Error *err)
{
	if (!trial_begin(&host->ledger, &host->ops, err))
		return false;
	const bool done = read_in(host, path, arena, seen, err);
	trial_end(&host->real, &host->ops);
	return done;
}

static bool import_read(void *self, const char *typed, const ImportSeen *take, Arena *arena, ImportSeen *ret_seen,
			Error *err)
{
	ImportHost *host = self;
	const char *path = typed_path(typed, arena);
	ImportSeen seen = {0};
	const bool there = stamp_of(path, seen.stamp);
	if (take && (!there || memcmp(seen.stamp, take->stamp, sizeof seen.stamp) != 0))
		return fail(err, ERROR_REFUSED, "The file has changed since it was looked at: look at it again.");
	if (!(take ? read_in(host, path, arena, &seen, err) && seen.right : look(host, path, arena, &seen, err)))
		return false;
	if (take && !desk_work_settle(host->desk, find_on, host, err))
		return false;
	*ret_seen = seen;
	return true;
}

Importing importing_open(ImportHost *host, const Ledger *real, const Zone *zone)
{
	host->real = *real;
	host->ledger = trial_ledger(real, &host->ops);
	host->zone = zone;
	return (Importing){.read = import_read, .self = host};
}
