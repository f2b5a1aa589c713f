#include "store/many.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/due.h"
#include "store/statement.h"
#include "store/walk.h"
#include "store/young.h"

/* Fewer lines than LEAST are told as they come; so are those that are not several times what is there. */
enum { LEAST = 5000, TIMES = 4, NAMES_A_LINE = 2 };

struct Many {
	Young *young;
	Arena arena;		  /* what is made again at the end */
	const char *const *again; /* its SQL */
	size_t count;
};

/* --- Where the lines stand --- */

/* FNV-1a, and its bits spread. */
static uint64_t hash_of(FieldNames what, const char *key)
{
	uint64_t hash = 0xCBF29CE484222325u ^ (uint64_t)what;
	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 0x100000001B3u;
	hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
	return hash ^ hash >> 32;
}

static const Field *opening_field(const LineKind *kind)
{
	for (size_t i = 0; i < kind->count; i++)
		if (kind->fields[i].opens)
			return &kind->fields[i];
	return NULL;
}

/* What the line at `seq` is called by, of all it may be called. */
static bool is_called(Store *store, int64_t seq, FieldNames what, const char *key, bool *ret_is, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	bool row;
	Line line;
	if (!statement_get(store, STATEMENT_LINE_AT, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, seq);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_is = false;
	if (!row)
		return true;
	ArenaMark mark = arena_mark(&store->many->arena);
	if (!row_read(store, statement, SHAPE_ALL, &store->many->arena, &line, NULL, err))
		return false;
	const LineType type = line.kind->type;
	const Field *opens = opening_field(line.kind);
	if (what == NAMES_FACT || what == NAMES_PATIENT || what == NAMES_ENTRY)
		*ret_is = type == (what == NAMES_FACT	   ? LINE_FACT
				   : what == NAMES_PATIENT ? LINE_PERSON
							   : LINE_ENTRY) &&
			  text_is(line_key(&line), key);
	else
		*ret_is = opens && opens->names == what && text_is(line_text(&line, opens), key);
	arena_reset(&store->many->arena, mark);
	return true;
}

/* Of openings the first told counts, and they are told in the order in which they are not looked at. */
static bool look(Store *store, FieldNames what, const char *key, int64_t *ret_seq, int64_t **ret_slot, Error *err)
{
	YoungLook looking = young_look(store->many->young, hash_of(what, key));
	const bool opened = what != NAMES_FACT && what != NAMES_PATIENT && what != NAMES_ENTRY;
	*ret_seq = 0;
	*ret_slot = NULL;
	for (;;) {
		int64_t seq, *slot;
		bool is;
		if (!young_next(&looking, &seq, &slot, err))
			return false;
		if (seq == 0)
			return true;
		if (!is_called(store, seq, what, key, &is, err))
			return false;
		if (!is)
			continue;
		*ret_seq = seq;
		*ret_slot = slot;
		if (!opened)
			return true;
	}
}

bool many_find(Store *store, FieldNames what, const char *key, int64_t *ret_seq, Error *err)
{
	int64_t *slot;
	return look(store, what, key, ret_seq, &slot, err);
}

/* A line of the directory stands for the one before; one in memory gives its place away. */
static bool note(Store *store, FieldNames what, const char *key, int64_t seq, Error *err)
{
	const bool replaces = what == NAMES_PATIENT || what == NAMES_ENTRY;
	int64_t before = 0, *slot = NULL;
	if (what != NAMES_FACT && !look(store, what, key, &before, &slot, err))
		return false;
	if (slot && replaces)
		*slot = seq;
	return (slot && replaces) || (before != 0 && !replaces) ||
	       young_add(store->many->young, hash_of(what, key), seq, err);
}

bool many_take(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	const Field *opens = opening_field(line->kind);
	switch (line->kind->type) {
	case LINE_ORGANISATION: return directory_take(store, line, place, err);
	case LINE_PERSON: return note(store, NAMES_PATIENT, line->person.nhs, place->seq, err);
	case LINE_ENTRY: return note(store, NAMES_ENTRY, line->entry.id, place->seq, err);
	case LINE_FACT:
		return directory_take(store, line, place, err) &&
		       note(store, NAMES_FACT, line->fact.id, place->seq, err) &&
		       (!opens || note(store, opens->names, line_text(line, opens), place->seq, err));
	}
	return false;
}

/* --- Begin and end --- */

static bool take_told(Store *store, Error *err)
{
	Walk walk;
	bool row = true, done = walk_begin(&walk, store, 0, err);
	while (done && row) {
		done = walk_next(&walk, &row, err) && (!row || walk.line.kind->type == LINE_ORGANISATION ||
						       many_take(store, &walk.line, &walk.place, err));
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

/* By number, so that each page is written once. */
static bool take_people(Store *store, Error *err)
{
	scoped(statement_done) Statement people = NULL;
	scoped(arena_free) Arena arena = {0};
	bool row = true;
	if (!statement_get(store, STATEMENT_PEOPLE_TOLD, &people, err))
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
		    !directory_take(store, &line, &place, err))
			return false;
	}
}

static bool run(Store *store, StatementId which, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	return statement_get(store, which, &statement, err) && statement_run(store, statement, err);
}

static bool end(Store *store, Error *err)
{
	young_close(store->many->young);
	store->many->young = NULL;
	return put_back(store, "ON ledger", err) && take_people(store, err) &&
	       run(store, STATEMENT_TAKE_ENTRIES, err) && put_back(store, "ON patient", err) &&
	       put_back(store, "ON entry", err) && run(store, STATEMENT_SEARCH_ANEW, err) &&
	       put_back(store, "ON organisation", err) && due_mark_all(store, err);
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
	return db_may_write(store, err) && begin(store, lines, err);
}
