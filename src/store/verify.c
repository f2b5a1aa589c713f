#include "store/verify.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/ledger/chain.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/walk.h"

#define RESTORE "restore the database from a backup"

typedef struct Verify {
	Store *store, *again; /* the caches made anew, in memory */
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
} Compared;

static const Compared compared[] = {
	{VERIFY_SCHEMA, "part of the schema",
	 "SELECT name, type, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB 'organisation_words_*'"
	 " ORDER BY name"},
	{VERIFY_CACHE, "organisation",
	 "SELECT code, seq, by_hand, closed, folded_code, words, rank, name, used, id FROM organisation ORDER BY code"},
	{VERIFY_CACHE, "patient", "SELECT nhs, seq, family, given, preferred, born FROM patient ORDER BY nhs"},
	{VERIFY_CACHE, "part of a family name",
	 "SELECT nhs, letters, given, preferred, born FROM family_word ORDER BY nhs, letters"},
	{VERIFY_CACHE, "family name", "SELECT letters, backward, sound FROM family ORDER BY letters"},
	{VERIFY_CACHE, "entry", "SELECT id, seq, patient, recorded FROM entry ORDER BY id"},
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

static bool check_rows(Verify *verify, const Compared *compare, Error *err)
{
	scoped(statement_end) Statement have = NULL;
	scoped(statement_end) Statement want = NULL;
	bool more = true, wanted = true;
	if (!statement_make(verify->store, compare->sql, &have, err) ||
	    !statement_make(verify->again, compare->sql, &want, err))
		return false;
	while (more && wanted) {
		if (!statement_row(verify->store, have, &more, err) ||
		    !statement_row(verify->again, want, &wanted, err))
			return false;
		int column = more && wanted ? row_difference(have, want) : -1;
		if (column >= 0 || more != wanted)
			return fault_in_rows(verify, compare, more ? have : NULL, wanted ? want : NULL, column);
	}
	return true;
}

static bool check_caches(Verify *verify, Error *err)
{
	for (size_t i = 0; i < countof(compared); i++)
		if (!check_rows(verify, &compared[i], err))
			return false;
	return true;
}

static bool check_file(Verify *verify, Error *err)
{
	scoped(statement_end) Statement check = NULL;
	bool row;
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

/* False with a fault in the report, or with `err`. */
static bool check_all(Verify *verify, Error *err)
{
	Ledger ledger = store_ledger(verify->store);
	if (!ledger.ops->read_begin(verify->store, err))
		return false;
	bool whole = check_chain(verify, err) && check_end(verify, err) && check_caches(verify, err) &&
		     check_file(verify, err);
	ledger.ops->read_end(verify->store);
	return whole && check_search(verify, err);
}

bool store_verify(Store *store, VerifyReport *ret_report, Error *err)
{
	Verify verify = {.store = store};
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
