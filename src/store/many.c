#include "store/many.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/brief.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/due.h"
#include "store/statement.h"
#include "store/told.h"
#include "store/walk.h"
#include "store/young.h"

/* Fewer lines than LEAST are told as they come; so are those that are not several times what is there. */
enum { LEAST = 5000, TIMES = 4, NAMES_A_LINE = 2 };

static void note_latest(Store *store, const Line *line)
{
	if (line->kind->type == LINE_FACT)
		store->many->latest = instant_later(store->many->latest, line->fact.recorded_at);
}

bool many_take(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	note_latest(store, line);
	const bool by_place = line->kind->type == LINE_PERSON || line->kind->type == LINE_ENTRY;
	return (by_place || directory_take(store, line, place, err)) && told_note(store, line, place->seq, err);
}

static bool take_told(Store *store, Error *err)
{
	Walk walk;
	bool row = true, done = walk_begin(&walk, store, 0, err);
	while (done && row) {
		done = walk_next(&walk, &row, err) && (!row || told_note(store, &walk.line, walk.place.seq, err));
		if (done && row)
			note_latest(store, &walk.line);
		arena_clear(&store->scratch);
	}
	walk_end(&walk);
	return done;
}

static bool read_sql(const Store *store, Statement row, Arena *arena, void *ret_sql, Error *err)
{
	*(const char **)ret_sql = statement_text(row, 0, arena);
	return true;
}

static bool texts(Store *store, StatementId which, Rows *ret_rows, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	return statement_get(store, which, &statement, err) &&
	       statement_all(store, statement, sizeof(const char *), read_sql, &store->many->arena, ret_rows, err);
}

/* Each is put back word for word: `ledger verify` compares them. */
static bool take_away(Store *store, Error *err)
{
	Rows again, drops;
	if (!texts(store, STATEMENT_INDEXES, &again, err) || !texts(store, STATEMENT_INDEX_DROPS, &drops, err))
		return false;
	for (size_t i = 0; i < drops.count; i++)
		if (!db_run(store, ((const char *const *)drops.items)[i], err))
			return false;
	store->many->again = again.items;
	store->many->count = again.count;
	return true;
}

static bool put_back(Store *store, const char *table, Error *err)
{
	for (size_t i = 0; i < store->many->count; i++) {
		const char *sql = store->many->again[i];
		if (strstr(sql, table) && !db_run(store, sql, err))
			return false;
	}
	return true;
}

/* All of them anew, by number, so that each page is written once. */
static bool take_people(Store *store, Error *err)
{
	scoped(statement_done) Statement people = NULL;
	scoped(arena_free) Arena arena = {0};
	char last[16] = "";
	bool row = true;
	if (!db_run(store, DIRECTORY_NO_PEOPLE, err) || !statement_get(store, STATEMENT_PEOPLE_TOLD, &people, err))
		return false;
	for (;;) {
		Line line;
		RowPlace place;
		arena_clear(&arena);
		arena_clear(&store->scratch);
		if (!statement_row(store, people, &row, err))
			return false;
		if (!row)
			return true;
		if (!row_read(store, people, SHAPE_PERSON, &arena, &line, &place, err) ||
		    !directory_take_person(store, &line.person, &place, !text_is(line.person.nhs, last), err))
			return false;
		text_copy(last, sizeof last, line.person.nhs);
	}
}

static bool run(Store *store, StatementId which, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	return statement_get(store, which, &statement, err) && statement_run(store, statement, err);
}

/* What refers to a line is made from that very line: to look for it again would be a read of the disk for each. Unlike
 * the pragma this may be said within a transaction. */
static bool take_directory(Store *store, Error *err)
{
	int was = 0;
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &was);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	const bool done = take_people(store, err) && run(store, STATEMENT_TAKE_ENTRIES, err);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, was, NULL);
	return done;
}

static bool end(Store *store, Error *err)
{
	young_close(store->many->young);
	store->many->young = NULL;
	return put_back(store, "ON ledger", err) && take_directory(store, err) && put_back(store, "ON patient", err) &&
	       put_back(store, "ON given_word", err) && put_back(store, "ON entry", err) &&
	       run(store, STATEMENT_SEARCH_ANEW, err) && due_mark_all(store, err) &&
	       brief_begin_anew(store, store->many->latest, err);
}

void many_drop(Store *store)
{
	if (!store->many)
		return;
	young_close(store->many->young);
	arena_free(&store->many->arena);
	free(store->many);
	store->many = NULL;
}

static bool begin(Store *store, int64_t lines, Error *err)
{
	store->many = calloc(1, sizeof *store->many);
	if (!store->many)
		abort();
	store->many->young = young_open(NAMES_A_LINE * (lines + store->end_seq));
	return take_told(store, err) && take_away(store, err);
}

bool many_follow(void *self, int64_t lines, Error *err)
{
	Store *store = self;
	if (store->many && lines == 0) {
		store->failed = true; /* until it is done */
		if (!end(store, err))
			return false;
		store->failed = false;
		store->wiped = true; /* the log is as long as the file */
		many_drop(store);
		return true;
	}
	if (store->many || lines < LEAST || lines < TIMES * store->end_seq)
		return true;
	if (!db_may_write(store, err))
		return false;
	store->failed = true; /* until all of it is done: half of the indexes are never committed */
	if (!begin(store, lines, err))
		return false;
	store->failed = false;
	return true;
}
