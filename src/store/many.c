#include "store/many.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/brief.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/due.h"
#include "store/gather.h"
#include "store/statement.h"
#include "store/told.h"
#include "store/walk.h"
#include "store/young.h"

/* Fewer lines than LEAST are told as they come; so are those that are not several times what is there. */
enum { LEAST = 5000, TIMES = 4, NAMES_A_LINE = 2 };

enum { STEPS_BETWEEN = 50 * 1000 /* of SQLite, some milliseconds */ };

static void note(Store *store, const Line *line)
{
	store->many->people += line->kind->type == LINE_PERSON;
	if (line->kind->type == LINE_FACT)
		store->many->latest = instant_later(store->many->latest, line->fact.recorded_at);
}

/* An organisation stands in the directory at once, which names its line. */
bool many_put(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	if (line->kind->type != LINE_ORGANISATION)
		return gather_line(store, line, place, err);
	return gather_put(store, err) && row_insert(store, line, place, err);
}

bool many_take(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	note(store, line);
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
			note(store, &walk.line);
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

static bool texts(Store *store, StatementId which, Arena *arena, Rows *ret_rows, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	return statement_get(store, which, &statement, err) &&
	       statement_all(store, statement, sizeof(const char *), read_sql, arena, ret_rows, err);
}

bool many_drop_indexes(Store *store, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Rows drops;
	if (!texts(store, STATEMENT_INDEX_DROPS, &arena, &drops, err))
		return false;
	for (size_t i = 0; i < drops.count; i++)
		if (!db_run(store, ((const char *const *)drops.items)[i], err))
			return false;
	return true;
}

/* Each is put back word for word: `ledger verify` compares them. */
static bool take_away(Store *store, Error *err)
{
	Rows again;
	if (!texts(store, STATEMENT_INDEXES, &store->many->arena, &again, err) || !many_drop_indexes(store, err))
		return false;
	store->many->again = again.items;
	store->many->count = again.count;
	return true;
}

/* --- How far the end is --- */

static bool goes_on(struct Many *many)
{
	ManyEnd *ending = &many->ending;
	const int done = parts_at(&ending->parts, ending->part, ending->steps, ending->expected);
	if (many->watch.go_on && !many->watch.go_on(many->watch.self, done, PARTS_WHOLE))
		ending->stopped = true;
	return !ending->stopped;
}

static bool stopped(Error *err)
{
	return fail(err, ERROR_REFUSED, "Stopped; nothing of this file was taken.");
}

/* SQLite asks while a statement runs; what it has done until then is counted in its own steps. */
static int on_steps(void *self)
{
	struct Many *many = self;
	many->ending.steps += STEPS_BETWEEN;
	return !goes_on(many);
}

static bool next_part(struct Many *many, int64_t expected)
{
	ManyEnd *ending = &many->ending;
	parts_at(&ending->parts, ending->part, 1, 1);
	ending->part++;
	ending->steps = 0;
	ending->expected = expected;
	return goes_on(many);
}

/* --- The end --- */

/* What a part costs, in thousandths of the end, and how many steps SQLite takes in it for each of what it is made of:
 * measured with a county of 100,000 patients. */
typedef struct Cost {
	int cost, steps;
} Cost;

static const Cost people_cost = {170, 105} /* for each of them */, entries_cost = {80, 14} /* for each line */,
		  search_cost = {2, 0}, due_cost = {45, 21} /* for each of people */;

static const struct IndexCost {
	const char *begins;
	Cost each;
	bool of_people; /* else of lines */
} index_costs[] = {
	{"ON ledger", {75, 13}, false},
	{"ON patient", {17, 13}, true},
	{"ON given_word", {27, 13}, true},
	{"ON entry", {60, 4}, false},
};

static const struct IndexCost *index_cost(const char *sql)
{
	for (size_t i = 0; i < countof(index_costs); i++)
		if (strncmp(sql, "CREATE TRIGGER", 14) != 0 && strstr(sql, index_costs[i].begins))
			return &index_costs[i];
	return NULL;
}

static void plan_indexes(struct Many *many, const char *table)
{
	for (size_t i = 0; i < many->count; i++) {
		const struct IndexCost *cost = index_cost(many->again[i]);
		if (strstr(many->again[i], table))
			parts_add(&many->ending.parts, cost ? cost->each.cost : 0);
	}
}

/* In the order in which they are made. */
static void plan(struct Many *many)
{
	Parts *parts = &many->ending.parts;
	parts_add(parts, 0); /* what is before them */
	plan_indexes(many, "ON ledger");
	parts_add(parts, people_cost.cost);
	parts_add(parts, entries_cost.cost);
	plan_indexes(many, "ON patient");
	plan_indexes(many, "ON given_word");
	plan_indexes(many, "ON entry");
	parts_add(parts, search_cost.cost);
	parts_add(parts, due_cost.cost);
	parts_add(parts, 0); /* nothing is left */
}

static bool put_back(Store *store, const char *table, Error *err)
{
	struct Many *many = store->many;
	for (size_t i = 0; i < many->count; i++) {
		const char *sql = many->again[i];
		if (!strstr(sql, table))
			continue;
		const struct IndexCost *cost = index_cost(sql);
		const int64_t steps = cost ? cost->each.steps * (cost->of_people ? many->people : store->end_seq) : 0;
		if (!next_part(many, steps) || !db_run(store, sql, err))
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
	struct Many *many = store->many;
	int was = 0;
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &was);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	const bool done = next_part(many, people_cost.steps * many->people) && take_people(store, err) &&
			  next_part(many, entries_cost.steps * store->end_seq) &&
			  run(store, STATEMENT_TAKE_ENTRIES, err);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_ENABLE_FKEY, was, NULL);
	return done;
}

static bool search_anew(Store *store, Error *err)
{
	return next_part(store->many, 0) && run(store, STATEMENT_SEARCH_ANEW, err);
}

static bool mark_due(Store *store, Error *err)
{
	struct Many *many = store->many;
	return next_part(many, due_cost.steps * many->people) && due_mark_all(store, err) &&
	       brief_begin_anew(store, many->latest, err) && next_part(many, 0);
}

static bool make_all(Store *store, Error *err)
{
	return put_back(store, "ON ledger", err) && take_directory(store, err) && put_back(store, "ON patient", err) &&
	       put_back(store, "ON given_word", err) && put_back(store, "ON entry", err) && search_anew(store, err) &&
	       mark_due(store, err);
}

static bool end(Store *store, Error *err)
{
	struct Many *many = store->many;
	if (!gather_put(store, err))
		return false;
	young_close(many->young);
	many->young = NULL;
	sqlite3_progress_handler(store->sqlite, STEPS_BETWEEN, on_steps, many);
	const bool done = make_all(store, err);
	sqlite3_progress_handler(store->sqlite, 0, NULL, NULL);
	return done || (many->ending.stopped && stopped(err));
}

void many_drop(Store *store)
{
	gather_close(store);
	if (!store->many)
		return;
	young_close(store->many->young);
	arena_free(&store->many->arena);
	free(store->many);
	store->many = NULL;
}

static bool begin(Store *store, int64_t lines, const Watch *watch, Error *err)
{
	store->many = calloc(1, sizeof *store->many);
	if (!store->many)
		abort();
	if (watch)
		store->many->watch = *watch;
	store->many->young = young_open(NAMES_A_LINE * (lines + store->end_seq));
	if (!take_told(store, err) || !take_away(store, err))
		return false;
	plan(store->many);
	return goes_on(store->many) || stopped(err);
}

bool many_follow(void *self, int64_t lines, const Watch *watch, Error *err)
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
	if (!begin(store, lines, watch, err))
		return false;
	store->failed = false;
	return true;
}
