#include "store/verify.h"

#include <pthread.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/ledger/chain.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/statement.h"
#include "store/walk.h"

#define RESTORE "restore the database from a backup"

enum {
	LINES_BETWEEN_SHOWS = 1024,
	PEOPLE_AT_ONCE = 1000,
	LINES_APART = 2000 /* of fewer the file is checked at once */
};

/* SQLite's own check of the file, beside the rest: it is as long, and asks nothing of it. */
typedef struct FileCheck {
	sqlite3 *sqlite; /* NULL: not begun */
	pthread_t thread;
	bool whole; /* it said so; else it is asked again, where it can be said what is wrong */
} FileCheck;

typedef struct Verify {
	Store *store, *again; /* some of the caches made anew, in memory */
	const VerifyProgress *progress;
	int64_t total; /* lines, as the last commit has it */
	FileCheck file;
	VerifyReport report;
	Arena arena;
} Verify;

/* Puts the fault in the report and returns false, so that what looks for faults can end with it. */
static bool fault(Verify *verify, VerifyFault kind, int64_t seq, const char *format, ...) printf_like(4, 5);

static bool fault(Verify *verify, VerifyFault kind, int64_t seq, const char *format, ...)
{
	va_list list;
	verify->report.fault = kind;
	verify->report.seq = seq;
	va_start(list, format);
	text_print_list(verify->report.sentence, sizeof verify->report.sentence, format, list);
	va_end(list);
	/* SQLite's own words may run over several lines. */
	text_copy(verify->report.sentence, sizeof verify->report.sentence,
		  utf8_clean(&verify->arena, verify->report.sentence));
	return false;
}

static int sqlite_code(const Store *store)
{
	return sqlite3_errcode(store->sqlite) & 0xff;
}

static bool fits(const Verify *verify, int64_t seq, Walk *walk)
{
	Seal seal = chain_next(&verify->report.seal, seq, walk->place.source, &walk->line, &walk->arena);
	return seal_same(&seal, &walk->place.seal);
}

/* Looks through the whole ledger for the line that belongs at `seq`; 0 if it is nowhere. */
static int64_t find_line_of(const Verify *verify, int64_t seq)
{
	Walk walk;
	int64_t found = 0;
	bool row = walk_begin(&walk, verify->store, 0, NULL);
	while (row && found == 0) {
		bool read = walk_next(&walk, &row, NULL);
		if (!read)
			row = sqlite_code(verify->store) == SQLITE_ROW; /* passes over one that cannot be read */
		else if (row && fits(verify, seq, &walk))
			found = walk.place.seq;
	}
	walk_end(&walk);
	return found;
}

static const char *name_of(const Line *line, Arena *arena)
{
	return arena_print(arena, "%s %s", line->kind->name, text_or(line_key(line), "without a name"));
}

/* The line at `seq` is not the one that was sealed there: it is elsewhere, is gone, or was changed. */
static bool fault_at(Verify *verify, int64_t seq, const Walk *walk)
{
	const char *path = verify->store->path;
	const char *name = name_of(&walk->line, &verify->arena);
	int64_t there = find_line_of(verify, seq);
	if (there != 0)
		return fault(verify, VERIFY_MOVED, seq,
			     "Line %lld of %s was moved: it stands at %lld, and %s in its place; " RESTORE ".",
			     (long long)seq, path, (long long)there, name);
	if (walk->place.seq != seq)
		return fault(verify, VERIFY_MISSING, seq,
			     "Line %lld of %s is missing: line %lld (%s) comes after line %lld; " RESTORE ".",
			     (long long)seq, path, (long long)walk->place.seq, name, (long long)seq - 1);
	return fault(verify, VERIFY_BROKEN, seq, "Line %lld of %s (%s) is not what was sealed; " RESTORE ".",
		     (long long)seq, path, name);
}

static bool check_line(Verify *verify, Walk *walk, Error *err)
{
	int64_t seq = verify->report.lines + 1;
	if (walk->place.seq != seq || !fits(verify, seq, walk))
		return fault_at(verify, seq, walk);
	verify->report.lines = seq;
	verify->report.seal = walk->place.seal;
	if (verify->progress && seq % LINES_BETWEEN_SHOWS == 0)
		verify->progress->show(verify->progress->self, seq, verify->total);
	if (walk->line.kind->type == LINE_PERSON || walk->line.kind->type == LINE_ENTRY)
		return true; /* check_people, check_entries */
	arena_clear(&verify->again->scratch);
	return directory_take(verify->again, &walk->line, &walk->place, err);
}

static bool check_chain(Verify *verify, Error *err)
{
	Error why = {0};
	Walk walk;
	bool row = true, whole = walk_begin(&walk, verify->store, 0, err);
	while (whole && row) {
		if (walk_next(&walk, &row, &why))
			whole = !row || check_line(verify, &walk, err);
		else if (sqlite_code(verify->store) == SQLITE_ROW)
			whole = fault(verify, VERIFY_BROKEN, walk.place.seq, "%s", why.text);
		else
			whole = fail(err, why.kind, "%s", why.text);
	}
	walk_end(&walk);
	return whole;
}

/* A tail cut off leaves a chain that is whole in itself: it shows against what the last commit wrote down. */
static bool check_end(Verify *verify, Error *err)
{
	scoped(statement_end) Statement end = NULL;
	const char *path = verify->store->path;
	int64_t lines = verify->report.lines;
	bool row;
	Seal seal;
	if (!statement_make(verify->store, "SELECT seq, seal FROM ledger_end", &end, err) ||
	    !statement_row(verify->store, end, &row, err))
		return false;
	int64_t told = row ? sqlite3_column_int64(end, 0) : 0;
	if (told > lines)
		return fault(verify, VERIFY_MISSING, lines + 1,
			     "Line %lld of %s is missing: %lld were told, the last is %lld; " RESTORE ".",
			     (long long)lines + 1, path, (long long)told, (long long)lines);
	if (told < lines)
		return fault(verify, VERIFY_BROKEN, told + 1,
			     "Line %lld of %s was added by something other than sharedesk; " RESTORE ".",
			     (long long)told + 1, path);
	if (!row_seal(end, 1, &seal) || !seal_same(&seal, &verify->report.seal))
		return fault(verify, VERIFY_BROKEN, told,
			     "The last line of %s (%lld) is not the one that was sealed last; " RESTORE ".", path,
			     (long long)told);
	return true;
}

/* What must be the same in the database and in the one made anew; the first column is what a row is called. */
typedef struct Compared {
	VerifyFault fault;
	const char *what, *sql;
	const char *made; /* how the ledger itself gives it; NULL: the same of the caches made anew */
} Compared;

static const Compared compared_schema = {
	VERIFY_SCHEMA, "part of the schema",
	"SELECT name, type, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB 'organisation_words_*'"
	" ORDER BY name",
	NULL};
static const Compared compared_organisations = {
	VERIFY_CACHE, "organisation",
	"SELECT code, seq, by_hand, closed, folded_code, words, rank, name, used, id FROM organisation ORDER BY code",
	NULL};
static const Compared compared_entries = {
	VERIFY_CACHE, "entry", "SELECT id, seq, patient, recorded FROM entry ORDER BY id",
	"SELECT id, max(seq) AS seq, patient, recorded FROM ledger WHERE kind = 'entry' GROUP BY id ORDER BY id"};

/* The names that anybody had: all that were made anew with the people. */
static const Compared compared_families = {VERIFY_CACHE, "family name",
					   "SELECT letters, backward, sound FROM family ORDER BY letters", NULL};

/* From one number to before another. */
static const Compared compared_people[] = {
	{VERIFY_CACHE, "patient",
	 "SELECT nhs, seq, family, given, preferred, born, postcode, mobile FROM patient WHERE nhs >= ?1 AND nhs < ?2 "
	 "ORDER BY nhs",
	 NULL},
	{VERIFY_CACHE, "part of a family name",
	 "SELECT nhs, letters, given, preferred, born FROM family_word WHERE nhs >= ?1 AND nhs < ?2 ORDER BY nhs, letters",
	 NULL},
	{VERIFY_CACHE, "given name",
	 "SELECT nhs, letters, family, born FROM given_word WHERE nhs >= ?1 AND nhs < ?2 ORDER BY nhs, letters", NULL},
	{VERIFY_CACHE, "former name",
	 "SELECT nhs, letters FROM former_name WHERE nhs >= ?1 AND nhs < ?2 ORDER BY nhs, letters", NULL},
};

static bool value_same(Statement a, Statement b, int column)
{
	if (sqlite3_column_type(a, column) != sqlite3_column_type(b, column))
		return false;
	/* The bytes first: asking for them may change where the text is. */
	const char *left = (const char *)sqlite3_column_text(a, column),
		   *right = (const char *)sqlite3_column_text(b, column);
	return text_is(left, right);
}

/* The first column that differs, −1 if the rows are the same. */
static int row_difference(Statement a, Statement b)
{
	for (int column = 0; column < sqlite3_column_count(a); column++)
		if (!value_same(a, b, column))
			return column;
	return -1;
}

static bool fault_in_rows(Verify *verify, const Compared *compare, Statement have, Statement want, int column)
{
	const char *path = verify->store->path, *key, *how;
	if (column > 0) {
		key = statement_text(have, 0, &verify->arena);
		how = arena_print(&verify->arena, "has another %s than", sqlite3_column_name(have, column));
	} else { /* one has a row that the other has not: the lesser key is the one in question */
		const char *had = have ? statement_text(have, 0, &verify->arena) : NULL;
		const char *wanted = want ? statement_text(want, 0, &verify->arena) : NULL;
		bool extra = !wanted || (had && text_order(had, wanted) < 0);
		key = extra ? had : wanted;
		how = extra ? "should not be there by" : "is missing by";
	}
	return fault(verify, compare->fault, 0,
		     "In %s the %s %s %s %s; " RESTORE ", or export the ledger and import it anew.", path,
		     compare->what, text_or(key, "without a name"), how,
		     compare->fault == VERIFY_SCHEMA ? "what this sharedesk makes" : "what the ledger makes");
}

/* `to` NULL: to the end, for any text is before a blob. */
static void bind_range(Statement statement, const char *from, const char *to)
{
	if (sqlite3_bind_parameter_count(statement) == 0)
		return;
	statement_bind_text(statement, 1, from);
	if (to)
		statement_bind_text(statement, 2, to);
	else
		sqlite3_bind_zeroblob(statement, 2, 0);
}

static bool check_rows(Verify *verify, const Compared *compare, const char *from, const char *to, Error *err)
{
	scoped(statement_end) Statement have = NULL;
	scoped(statement_end) Statement want = NULL;
	Store *made = compare->made ? verify->store : verify->again;
	bool more = true, wanted = true;
	if (!statement_make(verify->store, compare->sql, &have, err) ||
	    !statement_make(made, compare->made ? compare->made : compare->sql, &want, err))
		return false;
	bind_range(have, from, to);
	bind_range(want, from, to);
	while (more && wanted) {
		if (!statement_row(verify->store, have, &more, err) || !statement_row(made, want, &wanted, err))
			return false;
		int column = more && wanted ? row_difference(have, want) : -1;
		if (column >= 0 || more != wanted)
			return fault_in_rows(verify, compare, more ? have : NULL, wanted ? want : NULL, column);
	}
	return true;
}

/* What is made anew of them is compared and dropped. */
static bool check_some_people(Verify *verify, const char *from, const char *to, Error *err)
{
	for (size_t i = 0; i < countof(compared_people); i++)
		if (!check_rows(verify, &compared_people[i], from, to, err))
			return false;
	return db_run(verify->again, DIRECTORY_NO_PEOPLE, err);
}

/* By number, some at a time: the memory that it takes does not grow with the practice. */
static bool check_people(Verify *verify, Error *err)
{
	scoped(statement_done) Statement people = NULL;
	scoped(arena_free) Arena arena = {0};
	char from[16] = "", last[16] = "";
	bool row = true;
	if (!statement_get(verify->store, STATEMENT_PEOPLE_TOLD, &people, err))
		return false;
	for (size_t count = 0;;) {
		Line line;
		RowPlace place;
		arena_clear(&arena);
		arena_clear(&verify->again->scratch);
		if (!statement_row(verify->store, people, &row, err))
			return false;
		if (!row)
			return check_some_people(verify, from, NULL, err);
		if (!row_read(verify->store, people, SHAPE_PERSON, &arena, &line, &place, err))
			return false;
		const bool other = !text_is(line.person.nhs, last);
		if (other && count >= PEOPLE_AT_ONCE) {
			if (!check_some_people(verify, from, line.person.nhs, err))
				return false;
			text_copy(from, sizeof from, line.person.nhs);
			count = 0;
		}
		count += other;
		verify->report.people += other;
		text_copy(last, sizeof last, line.person.nhs);
		if (!directory_take_person(verify->again, &line.person, &place, other, err))
			return false;
	}
}

static bool check_caches(Verify *verify, Error *err)
{
	return check_rows(verify, &compared_schema, NULL, NULL, err) &&
	       check_rows(verify, &compared_organisations, NULL, NULL, err) && check_people(verify, err) &&
	       check_rows(verify, &compared_families, NULL, NULL, err) &&
	       check_rows(verify, &compared_entries, NULL, NULL, err);
}

static void *run_file_check(void *self)
{
	FileCheck *file = self;
	sqlite3_stmt *check = NULL;
	if (sqlite3_prepare_v2(file->sqlite, "PRAGMA integrity_check(1)", -1, &check, NULL) == SQLITE_OK &&
	    sqlite3_step(check) == SQLITE_ROW)
		file->whole = text_is((const char *)sqlite3_column_text(check, 0), "ok");
	sqlite3_finalize(check);
	return NULL;
}

/* On a connection of its own; a database in memory has no other. */
static void begin_file_check(Verify *verify)
{
	FileCheck *file = &verify->file;
	const char *path = sqlite3_db_filename(verify->store->sqlite, "main");
	if (verify->total < LINES_APART || text_empty(path) || !sqlite3_threadsafe())
		return;
	if (sqlite3_open_v2(path, &file->sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
	    sqlite3_exec(file->sqlite, "PRAGMA cache_size = -16384", NULL, NULL, NULL) == SQLITE_OK &&
	    pthread_create(&file->thread, NULL, run_file_check, file) == 0)
		return;
	sqlite3_close(file->sqlite);
	file->sqlite = NULL;
}

static void end_file_check(Verify *verify, bool wanted)
{
	FileCheck *file = &verify->file;
	if (!file->sqlite)
		return;
	if (!wanted)
		sqlite3_interrupt(file->sqlite);
	pthread_join(file->thread, NULL);
	sqlite3_close(file->sqlite);
	file->sqlite = NULL;
}

static bool check_file(Verify *verify, Error *err)
{
	scoped(statement_end) Statement check = NULL;
	bool row;
	end_file_check(verify, true);
	if (verify->file.whole)
		return true;
	if (!statement_make(verify->store, "PRAGMA integrity_check(1)", &check, err) ||
	    !statement_row(verify->store, check, &row, err))
		return false;
	const char *found = row ? statement_text(check, 0, &verify->arena) : "";
	return text_is(found, "ok") ||
	       fault(verify, VERIFY_DAMAGED, 0, "%s is damaged (%s); " RESTORE ".", verify->store->path, found);
}

/* FTS5 checks itself as if it wrote, so this has a transaction of its own, undone at once. */
static bool check_search(Verify *verify, Error *err)
{
	Ledger ledger = store_ledger(verify->store);
	Error why = {0};
	if (!ledger.ops->begin(verify->store, err))
		return false;
	bool whole =
		db_run(verify->store,
		       "INSERT INTO organisation_words (organisation_words, rank) VALUES ('integrity-check', 1)", &why);
	bool damaged = !whole && sqlite_code(verify->store) == SQLITE_CORRUPT;
	ledger.ops->rollback(verify->store);
	if (damaged)
		return fault(verify, VERIFY_CACHE, 0,
			     "The search for organisations in %s is not what the directory makes; " RESTORE
			     ", or export the ledger and import it anew.",
			     verify->store->path);
	return whole || fail(err, why.kind, "%s", why.text);
}

static bool read_total(Verify *verify, Error *err)
{
	scoped(statement_end) Statement end = NULL;
	bool row;
	if (!statement_make(verify->store, "SELECT seq FROM ledger_end", &end, err) ||
	    !statement_row(verify->store, end, &row, err))
		return false;
	verify->total = row ? sqlite3_column_int64(end, 0) : 0;
	return true;
}

/* False with a fault in the report, or with `err`. */
static bool check_all(Verify *verify, Error *err)
{
	Ledger ledger = store_ledger(verify->store);
	if (!ledger.ops->read_begin(verify->store, err))
		return false;
	if (!read_total(verify, err)) {
		ledger.ops->read_end(verify->store);
		return false;
	}
	begin_file_check(verify);
	bool whole = check_chain(verify, err) && check_end(verify, err) && check_caches(verify, err) &&
		     check_file(verify, err);
	end_file_check(verify, false);
	ledger.ops->read_end(verify->store);
	return whole && check_search(verify, err);
}

bool store_verify(Store *store, const VerifyProgress *progress, VerifyReport *ret_report, Error *err)
{
	Verify verify = {.store = store, .progress = progress};
	store->damaged = false;
	Error why = {0};
	if (!store_open(NULL, STORE_MEMORY, &verify.again, err))
		return false;
	/* The lines that the caches refer to are not there. */
	bool whole = db_run(verify.again, "PRAGMA foreign_keys = OFF; BEGIN", &why) && check_all(&verify, &why);
	/* What SQLite calls damage is a fault found; any other failure means that nothing could be found. */
	if (!whole && verify.report.fault == VERIFY_WHOLE && store->damaged)
		fault(&verify, VERIFY_DAMAGED, 0, "%s", why.text);
	bool checked = whole || verify.report.fault != VERIFY_WHOLE;
	if (whole)
		text_print(verify.report.sentence, sizeof verify.report.sentence, "The ledger is whole: %lld lines.",
			   (long long)verify.report.lines);
	if (checked)
		*ret_report = verify.report;
	store_close(verify.again);
	arena_free(&verify.arena);
	return checked || fail(err, why.kind, "%s", why.text);
}
