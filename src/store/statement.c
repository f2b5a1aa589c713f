#include "store/statement.h"

#include <string.h>

#include "store/db.h"
#include "store/shape.h"

static const struct {
	Shape shape;
	const char *sql; /* what follows the columns of the shape */
} statements[] = {
#define STATEMENT_ROW_(name, shape, sql) [STATEMENT_##name] = {SHAPE_##shape, sql},
	STATEMENTS(STATEMENT_ROW_)};

bool statement_make(Store *store, const char *sql, Statement *ret_statement, Error *err)
{
	sqlite3_stmt *made;
	int code = sqlite3_prepare_v3(store->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL);
	if (code != SQLITE_OK)
		return db_fail(store, code, err);
	*ret_statement = made;
	return true;
}

void statement_prepare_all(Store *store)
{
	store->statements = arena_array(&store->keep, STATEMENT_COUNT, sizeof *store->statements);
}

void statement_finalize_all(Store *store)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(store->statements[i]);
}

bool statement_get(Store *store, StatementId id, Statement *ret_statement, Error *err)
{
	if (!store->statements[id]) {
		Shape shape = statements[id].shape;
		const char *sql = statements[id].sql;
		if (shape != SHAPE_NONE)
			sql = arena_print(&store->scratch, "SELECT %s %s", shape_columns(store, shape), sql);
		if (!statement_make(store, sql, &store->statements[id], err))
			return false;
	}
	*ret_statement = store->statements[id];
	return true;
}

void statement_done(Statement *statement)
{
	if (!*statement)
		return;
	sqlite3_reset(*statement);
	sqlite3_clear_bindings(*statement);
}

void statement_end(Statement *statement)
{
	sqlite3_finalize(*statement);
	*statement = NULL;
}

bool statement_row(Store *store, Statement statement, bool *ret_row, Error *err)
{
	int code = sqlite3_step(statement);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return db_fail(store, code, err);
	*ret_row = code == SQLITE_ROW;
	return true;
}

bool statement_run(Store *store, Statement statement, Error *err)
{
	bool row = false;
	return statement_row(store, statement, &row, err);
}

/* `items` is the arena's latest allocation only until the first text of a row, so it may move: it grows by doubling. */
bool statement_all(Store *store, Statement statement, size_t size, RowReader *read, Arena *arena, Rows *ret_rows,
		   Error *err)
{
	enum { FIRST = 16, LARGE = 1024 /* from there on the rows that are outgrown do not stay in the arena */ };
	scoped(arena_free) Arena growing = {0};
	char *items = NULL;
	size_t count = 0, room = 0;
	bool row = false;
	while (statement_row(store, statement, &row, err)) {
		if (!row) {
			*ret_rows = (Rows){room > LARGE ? arena_bytes(arena, items, count * size) : items, count};
			return true;
		}
		if (count == room) {
			size_t more = room ? 2 * room : FIRST;
			items = room == LARGE ? memcpy(arena_array(&growing, more, size), items, room * size)
					      : arena_grow(room > LARGE ? &growing : arena, items, room, more, size);
			room = more;
		}
		if (!read(store, statement, arena, items + size * count++, err))
			return false;
	}
	return false;
}

bool statement_one(Store *store, Statement statement, size_t size, RowReader *read, Arena *arena, void **ret_item,
		   Error *err)
{
	bool row = false;
	if (!statement_row(store, statement, &row, err))
		return false;
	void *item = row ? arena_alloc(arena, size) : NULL;
	if (row && !read(store, statement, arena, item, err))
		return false;
	*ret_item = item;
	return true;
}

void statement_bind_text(Statement statement, int at, const char *text)
{
	if (text)
		sqlite3_bind_text(statement, at, text, (int)strlen(text), SQLITE_STATIC);
}

char *statement_text(Statement statement, int column, Arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	return text ? arena_bytes(arena, text, (size_t)sqlite3_column_bytes(statement, column)) : NULL;
}

bool statement_word(const Store *store, Statement statement, int column, const Words *words, const char *what,
		    WordByte *ret_word, Error *err)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	const unsigned word = words_find(words, text);
	if (word == 0 || strlen(text) != (size_t)sqlite3_column_bytes(statement, column))
		return fail(err, ERROR_STORE, "%s in %s has a %s that there is not; restore it from a backup.", what,
			    store->path, sqlite3_column_name(statement, column));
	*ret_word = (WordByte)word;
	return true;
}
