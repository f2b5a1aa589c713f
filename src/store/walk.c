#include "store/walk.h"

#include "base/text.h"
#include "store/db.h"
#include "store/shape.h"

/* SQLite calls it for each row with all that a line is read from. To ask a statement for each of ninety columns, most
 * of them empty, costs as much again as finding them. */
#define READ "walk_read"
static const char walk_type[] = "walk"; /* what the first argument points to */
enum { ARGUMENT_WALK, ARGUMENT_LAST, ARGUMENTS_BEFORE_LINE };

static void read_row(sqlite3_context *context, int count, sqlite3_value **arguments)
{
	Walk *walk = sqlite3_value_pointer(arguments[ARGUMENT_WALK], walk_type);
	const Cells row = {.arguments = arguments + ARGUMENTS_BEFORE_LINE};
	if (!walk || count <= ARGUMENTS_BEFORE_LINE)
		return;
	walk->place.seq = row_seq(row);
	walk->given++;
	walk->read = row_read_cells(walk->store, row, SHAPE_ALL, &walk->arena, &walk->line, &walk->place, &walk->why);
}

bool walk_prepare(Store *store, Error *err)
{
	const int code = sqlite3_create_function_v2(store->sqlite, READ, -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
						    read_row, NULL, NULL, NULL);
	return code == SQLITE_OK || db_fail(store, code, err);
}

static bool is_field(const char *name)
{
	for (size_t k = 0; k < line_kind_count; k++)
		if (line_field_find(&line_kinds[k], name))
			return true;
	return false;
}

/* SQLite finds where the columns of a row begin one after the other, up to the one that is asked for: so the last is
 * asked for first. */
static bool last_column(Store *store, Arena *arena, const char **ret_name, Error *err)
{
	scoped(statement_end) Statement all = NULL;
	if (!statement_make(store, "SELECT * FROM ledger", &all, err))
		return false;
	*ret_name = "seq";
	for (int i = 0; i < sqlite3_column_count(all); i++)
		if (is_field(sqlite3_column_name(all, i)))
			*ret_name = arena_text(arena, sqlite3_column_name(all, i));
	return true;
}

bool walk_begin(Walk *walk, Store *store, int64_t from, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *last;
	*walk = (Walk){.store = store};
	if (!last_column(store, &arena, &last, err))
		return false;
	const char *sql = arena_print(&arena,
				      "SELECT " READ "(?1, l.\"%s\", %s) FROM ledger l WHERE l.seq >= ?2 AND "
				      "l.seq <= ?3 ORDER BY l.seq",
				      last, shape_columns(store, SHAPE_ALL));
	if (!statement_make(store, sql, &walk->rows, err))
		return false;
	sqlite3_bind_pointer(walk->rows, 1, walk, walk_type, NULL);
	walk_between(walk, from, INT64_MAX);
	return true;
}

void walk_between(Walk *walk, int64_t from, int64_t to)
{
	sqlite3_reset(walk->rows);
	sqlite3_bind_int64(walk->rows, 2, from > 1 ? from : INT64_MIN);
	sqlite3_bind_int64(walk->rows, 3, to);
}

bool walk_next(Walk *walk, bool *ret_row, Error *err)
{
	arena_clear(&walk->arena);
	walk->given = 0;
	if (!statement_row(walk->store, walk->rows, ret_row, err))
		return false;
	if (*ret_row && walk->given != 1) /* they were sorted: it is no table, or has another key */
		return fail(err, ERROR_STORE,
			    "The lines of %s do not stand as sharedesk keeps them; restore the database from a backup.",
			    walk->store->path);
	return !*ret_row || walk->read || fail(err, walk->why.kind, "%s", walk->why.text);
}

void walk_end(Walk *walk)
{
	statement_end(&walk->rows);
	arena_free(&walk->arena);
}
