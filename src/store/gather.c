#include "store/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "store/db.h"

enum {
	LINES = 256, /* that wait at most */
	COLUMN_SEQ = 0,
	COLUMN_KIND,
	COLUMN_SOURCE,
	COLUMN_SEAL,
	FIRST_FIELD,
	COLUMNS_MAX = 128
};

static const char table[] = "gathered";

struct Gather {
	Line lines[LINES];
	RowPlace places[LINES];
	size_t count;
	Arena texts;			/* of those that wait */
	const char *names[COLUMNS_MAX]; /* of the fields of all kinds, each once: the columns behind the first */
	int columns;
	signed char *field_at;	/* [kind][column]: which field; −1: the kind has none */
	bool used[COLUMNS_MAX]; /* by any line until now */
	sqlite3_stmt *put;	/* of the columns that are used; NULL: to be made */
	Arena keep;
};

/* --- The lines that wait, as a table --- */

typedef struct Cursor {
	sqlite3_vtab_cursor base;
	size_t at;
} Cursor;

typedef struct Waiting {
	sqlite3_vtab base;
	const Gather *gather;
} Waiting;

static const Gather *gather_of(sqlite3_vtab_cursor *cursor)
{
	return ((const Waiting *)cursor->pVtab)->gather;
}

static int on_connect(sqlite3 *sqlite, void *self, int argc, const char *const *argv, sqlite3_vtab **ret_table,
		      char **ret_why)
{
	scoped(arena_free) Arena arena = {0};
	const Gather *gather = self;
	Text sql = {.arena = &arena};
	text_add(&sql, "CREATE TABLE t (seq, kind, source, seal");
	for (int c = FIRST_FIELD; c < gather->columns; c++)
		text_add_print(&sql, ", \"%s\"", gather->names[c]);
	text_add_char(&sql, ')');
	const int code = sqlite3_declare_vtab(sqlite, text_done(&sql));
	Waiting *waiting = code == SQLITE_OK ? sqlite3_malloc((int)sizeof *waiting) : NULL;
	if (!waiting)
		return code == SQLITE_OK ? SQLITE_NOMEM : code;
	*waiting = (Waiting){.gather = gather};
	*ret_table = &waiting->base;
	return SQLITE_OK;
}

static int on_disconnect(sqlite3_vtab *waiting)
{
	sqlite3_free(waiting);
	return SQLITE_OK;
}

static int on_best_index(sqlite3_vtab *waiting, sqlite3_index_info *info)
{
	return SQLITE_OK;
}

static int on_open(sqlite3_vtab *waiting, sqlite3_vtab_cursor **ret_cursor)
{
	Cursor *cursor = sqlite3_malloc((int)sizeof *cursor);
	if (!cursor)
		return SQLITE_NOMEM;
	*cursor = (Cursor){0};
	*ret_cursor = &cursor->base;
	return SQLITE_OK;
}

static int on_close(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int on_filter(sqlite3_vtab_cursor *cursor, int number, const char *text, int argc, sqlite3_value **argv)
{
	((Cursor *)cursor)->at = 0;
	return SQLITE_OK;
}

static int on_next(sqlite3_vtab_cursor *cursor)
{
	((Cursor *)cursor)->at++;
	return SQLITE_OK;
}

static int on_end(sqlite3_vtab_cursor *cursor)
{
	return ((const Cursor *)cursor)->at >= gather_of(cursor)->count;
}

static void give_field(sqlite3_context *to, const Line *line, const Field *field)
{
	char printed[32];
	if (!line_has(line, field))
		return;
	if (field->type == FIELD_TRUTH) {
		sqlite3_result_int(to, line_word(line, field) == TRUTH_TRUE);
	} else if (field->type == FIELD_INSTANT) {
		sqlite3_result_int64(to, line_instant(line, field).seconds);
	} else {
		const char *text = line_print(line, field, printed);
		sqlite3_result_text(to, text, (int)strlen(text), text == printed ? SQLITE_TRANSIENT : SQLITE_STATIC);
	}
}

static int on_column(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int column)
{
	const Gather *gather = gather_of(cursor);
	const size_t at = ((const Cursor *)cursor)->at;
	const Line *line = &gather->lines[at];
	const RowPlace *place = &gather->places[at];
	switch (column) {
	case COLUMN_SEQ: sqlite3_result_int64(to, place->seq); break;
	case COLUMN_KIND: sqlite3_result_text(to, line->kind->name, -1, SQLITE_STATIC); break;
	case COLUMN_SOURCE: sqlite3_result_int(to, (int)place->source); break;
	case COLUMN_SEAL: sqlite3_result_blob(to, place->seal.bytes, SEAL_BYTES, SQLITE_STATIC); break;
	default: {
		const int field = gather->field_at[(line->kind - line_kinds) * COLUMNS_MAX + column];
		if (field >= 0)
			give_field(to, line, &line->kind->fields[field]);
	}
	}
	return SQLITE_OK;
}

static int on_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *ret_rowid)
{
	*ret_rowid = (sqlite3_int64)((const Cursor *)cursor)->at;
	return SQLITE_OK;
}

/* Without xCreate it is there by its name, and in no schema. */
static const sqlite3_module module = {
	.xConnect = on_connect,
	.xBestIndex = on_best_index,
	.xDisconnect = on_disconnect,
	.xOpen = on_open,
	.xClose = on_close,
	.xFilter = on_filter,
	.xNext = on_next,
	.xEof = on_end,
	.xColumn = on_column,
	.xRowid = on_rowid,
};

/* --- Its columns --- */

static int column_of(Gather *gather, const char *name)
{
	int column = FIRST_FIELD;
	while (column < gather->columns && !text_is(gather->names[column], name))
		column++;
	if (column == gather->columns)
		gather->names[gather->columns++] = name;
	return column;
}

static void find_columns(Gather *gather)
{
	gather->columns = FIRST_FIELD;
	gather->field_at = arena_array(&gather->keep, line_kind_count, COLUMNS_MAX);
	memset(gather->field_at, -1, line_kind_count * COLUMNS_MAX);
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t f = 0; f < line_kinds[k].count; f++)
			gather->field_at[k * COLUMNS_MAX + (size_t)column_of(gather, line_kinds[k].fields[f].name)] =
				(signed char)f;
}

/* A column that no line filled before is one more of the statement. */
static void note_columns(Gather *gather, const Line *line)
{
	const signed char *field_at = &gather->field_at[(line->kind - line_kinds) * COLUMNS_MAX];
	for (int c = FIRST_FIELD; c < gather->columns; c++)
		if (!gather->used[c] && field_at[c] >= 0 && line_has(line, &line->kind->fields[field_at[c]])) {
			gather->used[c] = true;
			sqlite3_finalize(gather->put);
			gather->put = NULL;
		}
}

static bool make_put(Store *store, Gather *gather, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Text columns = {.arena = &arena};
	text_add(&columns, "seq, kind, source, seal");
	for (int c = FIRST_FIELD; c < gather->columns; c++)
		if (gather->used[c])
			text_add_print(&columns, ", \"%s\"", gather->names[c]);
	const char *names = text_done(&columns);
	return statement_make(
		store, arena_print(&arena, "INSERT INTO main.ledger (%s) SELECT %s FROM %s", names, names, table),
		&gather->put, err);
}

/* --- Gathering --- */

static bool begin(Store *store, Error *err)
{
	Gather *gather = store->gather = calloc(1, sizeof *gather);
	if (!gather)
		abort();
	find_columns(gather);
	const int code = sqlite3_create_module_v2(store->sqlite, table, &module, gather, NULL);
	return code == SQLITE_OK || db_fail(store, code, err);
}

void gather_close(Store *store)
{
	Gather *gather = store->gather;
	if (!gather)
		return;
	sqlite3_finalize(gather->put);
	sqlite3_create_module_v2(store->sqlite, table, NULL, NULL, NULL);
	arena_free(&gather->texts);
	arena_free(&gather->keep);
	free(gather);
	store->gather = NULL;
}

static bool put_all(Store *store, Gather *gather, Error *err)
{
	if (!gather->put && !make_put(store, gather, err))
		return false;
	scoped(statement_done) Statement put = gather->put;
	return statement_run(store, put, err);
}

bool gather_put(Store *store, Error *err)
{
	Gather *gather = store->gather;
	if (!gather || gather->count == 0)
		return true;
	const bool done = put_all(store, gather, err);
	store->failed |= !done;
	gather->count = 0;
	arena_clear(&gather->texts);
	return done;
}

bool gather_put_to(Store *store, int64_t seq, Error *err)
{
	const Gather *gather = store->gather;
	return !gather || gather->count == 0 || seq < gather->places[0].seq || gather_put(store, err);
}

bool gather_line(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	if (!store->gather && !begin(store, err))
		return false;
	Gather *gather = store->gather;
	if (gather->count == LINES && !gather_put(store, err))
		return false;
	Line *kept = &gather->lines[gather->count];
	*kept = *line;
	line_keep(kept, &gather->texts);
	gather->places[gather->count++] = *place;
	note_columns(gather, kept);
	return true;
}
