#include "store/store.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>

#include "store/accounts.h"
#include "store/brief.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/due.h"
#include "store/expected.h"
#include "store/facts.h"
#include "store/figures.h"
#include "store/file.h"
#include "store/kiosk_rights.h"
#include "store/looks.h"
#include "store/many.h"
#include "store/outlines.h"
#include "store/parcels.h"
#include "store/presences.h"
#include "store/schema.h"
#include "store/schema_ours.h"
#include "store/search.h"
#include "store/shape.h"
#include "store/walk.h"

/* The chain's end is read once a transaction: nobody else can tell a line until it is over. */
static bool begun(Store *store, Error *err)
{
	if (!facts_head(store, &store->end_seq, &store->end_seal, err)) {
		db_rollback(store);
		return false;
	}
	store->writing = true;
	store->marked[0] = '\0';
	store->failed = store->told = false;
	return true;
}

static bool store_begin(void *self, Error *err)
{
	Store *store = self;
	assert(!store->writing && store->reading == 0);
	return file_stays(store, err) && db_run(store, "BEGIN IMMEDIATE", err) && begun(store, err);
}

static bool store_try_begin(void *self, bool *ret_begun, Error *err)
{
	Store *store = self;
	assert(!store->writing && store->reading == 0);
	return file_stays(store, err) && db_try_write(store, ret_begun, err) && (!*ret_begun || begun(store, err));
}

static bool write_end(Store *store, Error *err)
{
	scoped(statement_done) Statement end = NULL;
	if (!statement_get(store, STATEMENT_END, &end, err))
		return false;
	sqlite3_bind_int64(end, 1, store->end_seq);
	sqlite3_bind_blob(end, 2, store->end_seal.bytes, SEAL_BYTES, SQLITE_STATIC);
	return statement_run(store, end, err);
}

/* On failure the transaction stays open for `rollback`, unless SQLite has already undone it. */
static bool store_commit(void *self, Error *err)
{
	Store *store = self;
	assert(store->writing);
	if (store->failed)
		return fail(err, ERROR_STORE, "A line could not be written to %s, so none was.", store->path);
	if (!many_follow(store, 0, NULL, err) || (store->told && !write_end(store, err)) ||
	    !db_run(store, "COMMIT", err)) {
		store->failed = true;
		return false;
	}
	store->writing = false;
	if (store->wiped)
		db_forget(store);
	return true;
}

static void store_rollback(void *self)
{
	Store *store = self;
	const bool many = store->many != NULL;
	db_rollback(store);
	many_drop(store);
	store->writing = store->failed = false;
	if (many)
		db_forget(store); /* the log is as long as what was told */
}

/* A deferred transaction sees one state from its first read on, so one is made at once. */
static bool store_read_begin(void *self, Error *err)
{
	Store *store = self;
	if (!store->writing && store->reading == 0 && !db_run(store, "BEGIN; SELECT seq FROM ledger_end", err)) {
		db_rollback(store);
		return false;
	}
	store->reading++;
	return true;
}

static void store_read_end(void *self)
{
	Store *store = self;
	assert(store->reading > 0);
	store->reading--;
	if (!store->writing && store->reading == 0) {
		brief_forget(store);
		db_rollback(store);
	}
}

static bool store_head(void *self, int64_t *ret_seq, Seal *ret_seal, Error *err)
{
	return file_stays(self, err) && facts_head(self, ret_seq, ret_seal, err);
}

static const LedgerOps store_ops = {
	.begin = store_begin,
	.try_begin = store_try_begin,
	.commit = store_commit,
	.rollback = store_rollback,
	.read_begin = store_read_begin,
	.read_end = store_read_end,
	.many = many_follow,
	.told_at = directory_told_at,
	.append = facts_append,
	.append_all = facts_append_all,
	.head = store_head,
	.moved = file_moved,
	.facts = facts_of,
	.facts_of_nobody = facts_of_nobody,
	.facts_since = facts_since,
	.copies = facts_of_copies,
	.entries = directory_entries,
	.outlines = outlines_of,
	.said = outlines_said,
	.all_said = outlines_all_said,
	.told_since = directory_told_since,
	.brief = brief_of,
	.fact = facts_one,
	.entry = directory_entry,
	.person = directory_person,
	.organisation = directory_organisation,
	.opening = facts_opening,
	.sessions = facts_of_sessions,
	.looks = looks_of,
	.lookers = looks_lookers,
	.merged = facts_merged,
	.set_by_hand = directory_set_by_hand,
	.find_people = search_people,
	.has_namesake = search_namesake,
	.alike_names = search_alike,
	.find_organisations = search_organisations,
	.everybody = facts_everybody,
	.changed = facts_changed,
	.staff_all = accounts_staff_all,
	.staff = accounts_staff,
	.put_staff = accounts_put_staff,
	.setting = accounts_setting,
	.put_setting = accounts_put_setting,
	.settings_all = accounts_settings_all,
	.wrong = accounts_wrong,
	.put_wrong = accounts_put_wrong,
	.own_setting = accounts_own_setting,
	.put_own_setting = accounts_put_own_setting,
	.code = accounts_code,
	.put_code = accounts_put_code,
	.person_at = directory_person_at,
	.kept = directory_kept,
	.put_parcel = parcels_put,
	.queued_parcels = parcels_queued,
	.doubtful_parcels = parcels_doubtful,
	.withdraw_parcels = parcels_withdraw,
	.delivery = parcels_delivery,
	.put_presence = presences_put,
	.presences = presences_all,
	.put_expected = expected_put,
	.expected = expected_all,
	.put_due = due_put,
	.mark_all_due = due_mark_all,
	.due_to_look_at = due_to_look_at,
	.due_settled = due_settled,
	.mark_more_due = due_mark_more,
	.due_again = due_again,
	.due_waits = due_waits,
	.due_waiting = due_waiting,
	.due = due_rows,
	.due_counts = due_counts,
	.put_tallies = figures_put_tallies,
	.tallies = figures_tallies,
	.figures = figures_between,
};

void store_on_wait(Store *store, StoreWait say, void *self)
{
	store->wait = say;
	store->wait_self = self;
}

/* A page is looked at whenever it is come back to: to walk its cells each time costs a third of all answers. */
bool store_map(Store *store, Error *err)
{
	return db_run(store, "PRAGMA mmap_size = 68719476736; PRAGMA cell_size_check = OFF", err);
}

void store_catch_up(Store *store)
{
	for (bool more = brief_lags(store); more;) {
		if (!store_begin(store, NULL))
			return;
		if (!brief_catch_up(store, &more, NULL) || !store_commit(store, NULL)) {
			store_rollback(store);
			return;
		}
	}
}

Ledger store_ledger(Store *store)
{
	return (Ledger){.ops = &store_ops, .self = store};
}

/* From `next` on. Up to `last` there are lines, if not more. */
static bool take_all(Walk *walk, int64_t next, int64_t last, StoreTake take, void *self, Error *err)
{
	for (bool row;; next++) {
		if (!walk_next(walk, &row, err))
			return false;
		if (row ? walk->place.seq != next : next <= last)
			return fail(err, ERROR_STORE, "Line %lld of %s is missing; restore the database from a backup.",
				    (long long)next, walk->store->path);
		if (!row)
			return true;
		if (!take(self, &walk->line, walk->place.seq, walk->place.source, &walk->place.seal, err))
			return false;
	}
}

/* To make the statement costs as much as many lines: it is kept. */
bool store_walk(Store *store, int64_t from, int64_t to, StoreTake take, void *self, Error *err)
{
	if (!store_read_begin(store, err))
		return false;
	if (!store->walk)
		store->walk = arena_alloc(&store->keep, sizeof *store->walk);
	bool done = store->walk->rows || walk_begin(store->walk, store, from, err);
	if (done) {
		walk_between(store->walk, from, to);
		done = take_all(store->walk, from > 1 ? from : 1, to < INT64_MAX ? to : 0, take, self, err);
		sqlite3_reset(store->walk->rows);
	}
	store_read_end(store);
	return done;
}

bool store_last_line(Store *store, int64_t *ret_seq, Error *err)
{
	scoped(statement_end) Statement last = NULL;
	bool row;
	if (!statement_make(store, "SELECT max(seq) FROM ledger", &last, err) || !statement_row(store, last, &row, err))
		return false;
	*ret_seq = sqlite3_column_int64(last, 0);
	return true;
}

void store_keep_pages(Store *store, int kilobytes)
{
	char pragma[64];
	sqlite3_snprintf((int)sizeof pragma, pragma, "PRAGMA cache_size = -%d", kilobytes);
	sqlite3_exec(store->sqlite, pragma, NULL, NULL, NULL); /* no more than a wish */
}

/* Refused where the file is somebody's beside this one: then it is what it was. */
static void set_journal(Store *store, const char *pragma)
{
	sqlite3_busy_timeout(store->sqlite, 0);
	sqlite3_exec(store->sqlite, pragma, NULL, NULL, NULL);
	db_be_patient(store);
}

void store_take_alone(Store *store)
{
	set_journal(store, "PRAGMA journal_mode = DELETE");
}

/* Left undone, whoever opens it next does it. */
void store_share(Store *store)
{
	set_journal(store, "PRAGMA journal_mode = WAL");
}

const char *store_path(const Store *store)
{
	return store->path;
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

static bool open_database(Store *store, const char *path, StoreMode mode, const char *kiosk, Error *err)
{
	bool memory = mode == STORE_MEMORY;
	if (!memory && !file_prepare(path, mode == STORE_CREATE, err))
		return false;
	/* A name that SQLite would read as something else (":memory:", "file:…") is a file all the same. */
	const char *file = memory || text_starts(path, "/") ? path : arena_print(&store->scratch, "./%s", path);
	int code = sqlite3_open_v2(memory ? ":memory:" : file, &store->sqlite,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK)
		return db_fail(store, code, err);
	sqlite3_extended_result_codes(store->sqlite, 1);
	db_be_patient(store);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	bool done = db_run(store,
			   "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; "
			   "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; "
			   "PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 4194304",
			   err) &&
		    walk_prepare(store, err) && schema_bring_up(store, err) &&
		    (memory || mode == STORE_LOOK || schema_is_ours(store, err)) &&
		    (memory || (wait_for_log(store, err) && file_note(store, path, err))) &&
		    (!kiosk || kiosk_rights_limit(store, kiosk, err));
	db_be_patient(store);
	return done;
}

/* What SQLite holds is not asked for, and counting it costs a lock for each piece. Refused, harmlessly, once SQLite has
 * begun. */
static void count_no_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static bool open_any(const char *path, StoreMode mode, const char *kiosk, Store **ret_store, Error *err)
{
	count_no_memory();
	Store *store = calloc(1, sizeof *store);
	if (!store)
		abort();
	store->mode = mode;
	store->path = arena_text(&store->keep, mode == STORE_MEMORY || !path ? "the database in memory" : path);
	statement_prepare_all(store);
	shape_prepare(store);
	if (!open_database(store, path, mode, kiosk, err)) {
		store_close(store);
		return false;
	}
	*ret_store = store;
	return true;
}

bool store_open(const char *path, StoreMode mode, Store **ret_store, Error *err)
{
	return open_any(path, mode, NULL, ret_store, err);
}

/* A database in memory has no other connection. */
bool store_open_beside(const Store *store, Store **ret_store)
{
	return !text_empty(sqlite3_db_filename(store->sqlite, "main")) && store_threads() &&
	       store_open(store->path, store->mode, ret_store, NULL);
}

bool store_open_kiosk(const char *path, const char *number, Store **ret_store, Error *err)
{
	return open_any(path, STORE_OPEN, number, ret_store, err);
}

void store_close(Store *store)
{
	if (!store)
		return;
	many_drop(store);
	if (store->walk)
		walk_end(store->walk);
	statement_finalize_all(store);
	for (size_t i = 0; i < countof(store->openings); i++)
		sqlite3_finalize(store->openings[i]);
	for (size_t i = 0; i < line_kind_count; i++)
		sqlite3_finalize(store->inserts[i]);
	sqlite3_close(store->sqlite);
	brief_forget(store);
	arena_free(&store->scratch);
	arena_free(&store->keep);
	sodium_memzero(store->account_key, sizeof store->account_key);
	free(store);
}

bool store_threads(void)
{
	return sqlite3_threadsafe() != 0;
}

const char *store_library_version(void)
{
	return sqlite3_libversion();
}
