#include "store/verify.h"

#include "base/text.h"
#include "model/ledger/chain.h"
#include "store/brief.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/statement.h"
#include "store/verify_inside.h"
#include "store/walk.h"

enum { LINES_BETWEEN_SHOWS = 1024 };

static const Compared compared_schema = {VERIFY_SCHEMA, "part of the schema",
					 "SELECT name, type, tbl_name, sql FROM sqlite_schema ORDER BY name, type",
					 NULL};
static const Compared compared_search = {VERIFY_SCHEMA, "setting of the search",
					 "SELECT k, v FROM organisation_words_config ORDER BY k", NULL};
static const Compared compared_organisations = {
	VERIFY_CACHE, "organisation",
	"SELECT code, seq, by_hand, closed, folded_code, words, rank, name, used, id FROM organisation ORDER BY code",
	NULL};
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
		return verify_fault(verify, VERIFY_MOVED, seq,
				    "Line %lld of %s was moved: it stands at %lld, and %s in its place; " RESTORE ".",
				    (long long)seq, path, (long long)there, name);
	if (walk->place.seq != seq)
		return verify_fault(verify, VERIFY_MISSING, seq,
				    "Line %lld of %s is missing: line %lld (%s) comes after line %lld; " RESTORE ".",
				    (long long)seq, path, (long long)walk->place.seq, name, (long long)seq - 1);
	return verify_fault(verify, VERIFY_BROKEN, seq, "Line %lld of %s (%s) is not what was sealed; " RESTORE ".",
			    (long long)seq, path, name);
}

static bool check_line(Verify *verify, Walk *walk, Error *err)
{
	int64_t seq = verify->report.lines + 1;
	if (walk->place.seq != seq || !fits(verify, seq, walk))
		return fault_at(verify, seq, walk);
	verify->report.lines = seq;
	verify->report.seal = walk->place.seal;
	if (verify->progress && verify->progress->line)
		verify->progress->line(verify->progress->self, seq, &walk->place.seal);
	if (seq % LINES_BETWEEN_SHOWS == 0)
		verify_show(verify, PART_CHAIN, seq, verify->total);
	if (walk->line.kind->type == LINE_FACT && seq <= verify->briefs_end)
		verify->briefs_latest = instant_later(verify->briefs_latest, walk->line.fact.recorded_at);
	if (walk->line.kind->type == LINE_PERSON || walk->line.kind->type == LINE_ENTRY)
		return true; /* beside */
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
			whole = verify_fault(verify, VERIFY_BROKEN, walk.place.seq, "%s", why.text);
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
		return verify_fault(verify, VERIFY_MISSING, lines + 1,
				    "Line %lld of %s is missing: %lld were told, the last is %lld; " RESTORE ".",
				    (long long)lines + 1, path, (long long)told, (long long)lines);
	if (told < lines)
		return verify_fault(verify, VERIFY_BROKEN, told + 1,
				    "Line %lld of %s was added by something other than sharedesk: %lld were told, the "
				    "last is %lld; " RESTORE ".",
				    (long long)told + 1, path, (long long)told, (long long)lines);
	if (!row_seal(end, 1, &seal) || !seal_same(&seal, &verify->report.seal))
		return verify_fault(verify, VERIFY_BROKEN, told,
				    "The last line of %s (%lld) is not the one that was sealed last; " RESTORE ".",
				    path, (long long)told);
	return true;
}

static bool check_brief_end(Verify *verify, Error *err)
{
	Instant latest;
	return brief_latest(verify->store, &latest, err) &&
	       (!instant_before(latest, verify->briefs_latest) ||
		verify_fault(verify, VERIFY_CACHE, 0,
			     "In %s the end of the records that decisions read is not what the ledger makes; " RESTORE
			     ", or export the ledger and import it anew.",
			     verify->store->path));
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
		return verify_fault(verify, VERIFY_CACHE, 0,
				    "The search for organisations in %s is not what the directory makes; " RESTORE
				    ", or export the ledger and import it anew.",
				    verify->store->path);
	return whole || fail(err, why.kind, "%s", why.text);
}

static bool read_totals(Verify *verify, Error *err)
{
	scoped(statement_end) Statement totals = NULL;
	bool row;
	if (!statement_make(
		    verify->store,
		    "SELECT (SELECT seq FROM ledger_end), (SELECT count(*) FROM patient), (SELECT seq FROM brief_end)",
		    &totals, err) ||
	    !statement_row(verify->store, totals, &row, err))
		return false;
	verify->total = sqlite3_column_int64(totals, 0);
	verify->report.people = sqlite3_column_int64(totals, 1);
	verify->briefs_end = sqlite3_column_int64(totals, 2);
	return true;
}

/* The chain, and what stands for its lines but people and entries. */
static bool check_lines(Verify *verify, Error *err)
{
	return check_chain(verify, err) && check_end(verify, err) && check_brief_end(verify, err) &&
	       verify_rows(verify, &compared_schema, NULL, NULL, err) &&
	       verify_rows(verify, &compared_search, NULL, NULL, err) &&
	       verify_rows(verify, &compared_organisations, NULL, NULL, err) && verify_tables(verify, err);
}

static bool go_on(void *self, int64_t done, int64_t total)
{
	const Verify *verify = self;
	verify_show(self, PART_DUE, done, total);
	return !verify->briefs.wrong;
}

static void take_read(void *self, const Brief *read)
{
	verify_briefs_of(self, read);
}

static bool look_meanwhile(Verify *verify, Error *err)
{
	const VerifyProgress *progress = verify->progress;
	verify_show(verify, PART_CHAIN, 1, 1);
	if (!verify_briefs_begin(verify, err))
		return false;
	if (progress && progress->meanwhile)
		progress->meanwhile(progress->self, verify->report.people,
				    &(VerifyMeanwhile){go_on, take_read, verify});
	const bool whole = verify_briefs_end(verify, err);
	verify_show(verify, PART_DUE, 1, 1);
	return whole;
}

static void plan(Verify *verify)
{
	const bool due = verify->progress && verify->progress->meanwhile;
	parts_add(&verify->parts, CHAIN_COST);
	parts_add(&verify->parts, due ? DUE_COST : BRIEFS_COST);
	parts_add(&verify->parts, BESIDE_COST);
}

/* False with a fault in the report, or with `err`. What was found beside counts after what was found here. */
static bool check_both(Verify *verify, Error *err)
{
	VerifyReport report;
	plan(verify);
	Beside *beside = beside_begin(verify, verify->total);
	if (!check_lines(verify, err) || !look_meanwhile(verify, err)) {
		beside_stop(beside);
		return false;
	}
	if (!beside_end(beside, &report, err))
		return false;
	verify_show(verify, PART_BESIDE, 1, 1);
	verify->report.fault = report.fault;
	text_copy(verify->report.sentence, sizeof verify->report.sentence, report.sentence);
	return report.fault == VERIFY_WHOLE;
}

static bool check_all(Verify *verify, Error *err)
{
	const Ledger ledger = store_ledger(verify->store);
	if (!ledger.ops->read_begin(verify->store, err))
		return false;
	const bool whole = read_totals(verify, err) && check_both(verify, err);
	ledger.ops->read_end(verify->store);
	return whole && check_search(verify, err);
}

bool store_verify(Store *store, const VerifyProgress *progress, VerifyReport *ret_report, Error *err)
{
	Verify verify;
	Error why = {0};
	const bool begun = verify_begin(&verify, store, &why);
	verify.progress = progress;
	const bool whole = begun && check_all(&verify, &why);
	const bool checked = verify_checked(&verify, whole, &why);
	if (whole)
		text_print(verify.report.sentence, sizeof verify.report.sentence,
			   "The ledger is whole: %lld lines, of %lld that were told.", (long long)verify.report.lines,
			   (long long)verify.total);
	if (checked)
		*ret_report = verify.report;
	verify_end(&verify);
	return checked || fail(err, why.kind, "%s", why.text);
}
