/* Whether each index holds what its table gives. SQLite's own check of that looks each row up in each index, a place of
 * the file at random, which is most of what it takes. Here both are read from end to end, and a sum is made of
 * either: of each entry a hash, under a key of this one look, so that whoever writes to the file cannot make two faults
 * cancel. That an entry is found where it is looked for is seen by their order: each is after the one before.
 *
 * Which indexes there are is taken from the schema that this sharedesk makes. All ascend by the bytes of texts. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/db.h"
#include "store/statement.h"
#include "store/verify_inside.h"

/* --- The sum --- */

/* An entry as it is hashed: of each value its type, its length and its bytes. Types are in SQLite's order. */
typedef struct Packed {
	unsigned char *bytes;
	size_t length, room;
} Packed;

typedef enum Sorted { SORTED_NULL, SORTED_NUMBER, SORTED_TEXT, SORTED_BLOB } Sorted;

enum { NUMBER_BYTES = 8, HEAD_BYTES = 1 + sizeof(uint32_t) };

/* Of one statement of `keyed`. */
typedef struct Summing {
	Packed before, now;
	uint64_t sum;
	bool begun, astray; /* an entry that is not after the one before, or cannot be read */
} Summing;

static unsigned char *packed_add(Packed *packed, Sorted sorted, size_t length)
{
	const size_t needed = packed->length + HEAD_BYTES + length;
	if (needed > packed->room) {
		unsigned char *larger = sqlite3_realloc64(packed->bytes, 2 * needed);
		if (!larger)
			abort();
		packed->bytes = larger;
		packed->room = 2 * needed;
	}
	unsigned char *at = packed->bytes + packed->length;
	const uint32_t said = (uint32_t)length;
	*at = (unsigned char)sorted;
	memcpy(at + 1, &said, sizeof said);
	packed->length = needed;
	return at + HEAD_BYTES;
}

/* Numbers in the order of their bytes. */
static void number_write(int64_t number, unsigned char *at)
{
	const uint64_t bits = (uint64_t)number ^ (uint64_t)1 << 63;
	for (int i = 0; i < NUMBER_BYTES; i++)
		at[i] = (unsigned char)(bits >> (8 * (NUMBER_BYTES - 1 - i)));
}

/* False: there is none of this kind in any of our tables. */
static bool value_pack(sqlite3_value *value, Packed *packed)
{
	const int type = sqlite3_value_type(value);
	if (type == SQLITE_NULL) {
		packed_add(packed, SORTED_NULL, 0);
	} else if (type == SQLITE_INTEGER) {
		number_write(sqlite3_value_int64(value), packed_add(packed, SORTED_NUMBER, NUMBER_BYTES));
	} else {
		const void *bytes =
			sqlite3_value_blob(value); /* as it stands: a text asked for as one is made to end */
		const size_t length = (size_t)sqlite3_value_bytes(value);
		if (type == SQLITE_FLOAT || (!bytes && length > 0))
			return false;
		unsigned char *at = packed_add(packed, type == SQLITE_TEXT ? SORTED_TEXT : SORTED_BLOB, length);
		if (length > 0)
			memcpy(at, bytes, length);
	}
	return true;
}

/* Below, at or above 0; by the first `keys` values. `ret_some`: one of them is nothing, which is like no other. */
static int packed_order(const Packed *left, const Packed *right, int keys, bool *ret_some)
{
	const unsigned char *a = left->bytes, *b = right->bytes;
	*ret_some = false;
	for (; keys > 0; keys--) {
		uint32_t of_a, of_b;
		memcpy(&of_a, a + 1, sizeof of_a);
		memcpy(&of_b, b + 1, sizeof of_b);
		*ret_some |= *a == SORTED_NULL;
		int order = *a - *b;
		if (order == 0)
			order = memcmp(a + HEAD_BYTES, b + HEAD_BYTES, of_a < of_b ? of_a : of_b);
		if (order == 0)
			order = (of_a > of_b) - (of_a < of_b);
		if (order != 0)
			return order;
		a += HEAD_BYTES + of_a;
		b += HEAD_BYTES + of_b;
	}
	return 0;
}

/* Each is after the one before, and no two are the same by the first `keys` of `count` values, where none of these is
 * nothing. No keys: in any order. */
static bool is_after(const Summing *summing, int keys, int count)
{
	bool some, any;
	if (keys == 0 || !summing->begun)
		return true;
	const int order = packed_order(&summing->before, &summing->now, keys, &some);
	return order < 0 || (order == 0 && some && packed_order(&summing->before, &summing->now, count, &any) < 0);
}

/* keyed(KEYS, VALUE, …) of rows: the sum of them; nothing where they are astray. */
static void keyed_step(sqlite3_context *context, int count, sqlite3_value **values)
{
	Summing *summing = sqlite3_aggregate_context(context, sizeof *summing);
	unsigned char hash[crypto_shorthash_BYTES];
	uint64_t number;
	if (!summing)
		abort();
	summing->now.length = 0;
	for (int i = 1; i < count; i++)
		summing->astray |= !value_pack(values[i], &summing->now);
	if (summing->astray)
		return;
	summing->astray = !is_after(summing, sqlite3_value_int(values[0]), count - 1);
	crypto_shorthash(hash, summing->now.bytes, summing->now.length, sqlite3_user_data(context));
	memcpy(&number, hash, sizeof number);
	summing->sum += number;
	summing->begun = true;
	const Packed before = summing->before;
	summing->before = summing->now;
	summing->now = before;
}

static void keyed_final(sqlite3_context *context)
{
	Summing *summing = sqlite3_aggregate_context(context, 0);
	if (!summing || !summing->astray)
		sqlite3_result_int64(context, summing ? (int64_t)summing->sum : 0);
	if (summing) {
		sqlite3_free(summing->before.bytes);
		sqlite3_free(summing->now.bytes);
	}
}

/* --- What an index is made of --- */

/* An index as the schema has it, in SQL that its table answers. */
typedef struct Made {
	const char *name, *sql /* NULL: SQLite makes it by itself */, *values;
	bool unique, own; /* own: it is its table, which has no other order */
	int count, keys;  /* values of an entry; by how many of them each is after the one before */
} Made;

/* What an index is of and which entries it has: "(part, part) WHERE …". */
static const char *brackets(const char *sql)
{
	return strchr(sql, '(');
}

/* Past a character, or past what stands in brackets or quotes. */
static const char *past_one(const char *at)
{
	int depth = 0;
	do {
		const char first = *at;
		if (first == '\'' || first == '"')
			at = strchr(at + 1, first);
		depth += (first == '(') - (first == ')');
		at++;
	} while (depth > 0);
	return at;
}

static const char *part_of(const char *sql, int number, Arena *arena)
{
	const char *from = brackets(sql) + 1, *at = from;
	for (; *at != ')' && (*at != ',' || number > 0); at = past_one(at))
		if (*at == ',') {
			number--;
			from = at + 1;
		}
	return arena_bytes(arena, from, (size_t)(at - from));
}

/* Which rows it has, NULL: all. */
static const char *where_of(const char *sql)
{
	static const char word[] = "WHERE ";
	const char *where = sql ? strstr(past_one(brackets(sql)), word) : NULL;
	return where ? where + strlen(word) : NULL;
}

static const char *value_of(Statement part, const Made *made, Arena *arena)
{
	enum { ROWID = -1, EXPRESSION = -2 };
	const int column = sqlite3_column_int(part, 0);
	if (column == ROWID)
		return "rowid";
	if (column == EXPRESSION)
		return part_of(made->sql, made->count, arena);
	return arena_print(arena, "\"%s\"", (const char *)sqlite3_column_text(part, 1));
}

static bool read_index(const Store *store, Statement row, Arena *arena, void *ret_made, Error *err)
{
	*(Made *)ret_made = (Made){.name = statement_text(row, 0, arena),
				   .unique = sqlite3_column_int(row, 1) != 0,
				   .own = sqlite3_column_int(row, 2) != 0,
				   .sql = statement_text(row, 3, arena)};
	return true;
}

static bool read_values(Store *again, Made *made, Arena *arena, Error *err)
{
	scoped(statement_end) Statement parts = NULL;
	Text values = {.arena = arena};
	bool more = true;
	if (!statement_make(again, "SELECT cid, name, key FROM pragma_index_xinfo(?1)", &parts, err))
		return false;
	statement_bind_text(parts, 1, made->name);
	for (; statement_row(again, parts, &more, err); made->count++) {
		if (!more) {
			made->values = text_done(&values);
			return true;
		}
		made->keys += !made->unique || sqlite3_column_int(parts, 2) != 0;
		text_add_print(&values, ", %s", value_of(parts, made, arena));
	}
	return false;
}

/* SQLite has no row of its schema for the order of a table without row numbers. */
static bool indexes_of(Store *again, const char *table, Arena *arena, Rows *ret_made, Error *err)
{
	static const char sql[] = "SELECT i.name, i.\"unique\", x.name IS NULL, x.sql FROM pragma_index_list(?1) i "
				  "LEFT JOIN sqlite_schema x ON x.type = 'index' AND x.name = i.name";
	scoped(statement_end) Statement indexes = NULL;
	if (!statement_make(again, sql, &indexes, err))
		return false;
	statement_bind_text(indexes, 1, table);
	if (!statement_all(again, indexes, sizeof(Made), read_index, arena, ret_made, err))
		return false;
	Made *made = ret_made->items;
	for (size_t i = 0; i < ret_made->count; i++)
		if (!read_values(again, &made[i], arena, err))
			return false;
	return true;
}

/* --- What it holds --- */

static bool row_of(Store *store, const char *sql, Statement *ret_statement, Error *err)
{
	bool row;
	return statement_make(store, sql, ret_statement, err) && statement_row(store, *ret_statement, &row, err);
}

/* 0: there is no such index. */
static bool page_of(Store *store, const Made *made, int *ret_page, Error *err)
{
	scoped(statement_end) Statement root = NULL;
	bool row;
	if (!statement_make(store, "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND name = ?1", &root, err))
		return false;
	statement_bind_text(root, 1, made->name);
	if (!statement_row(store, root, &row, err))
		return false;
	*ret_page = row ? sqlite3_column_int(root, 0) : 0;
	return true;
}

static const char *columns_of(const Made *made, Arena *arena)
{
	Text columns = {.arena = arena};
	for (int i = 0; i < made->count; i++)
		text_add_print(&columns, ", c%d", i);
	return text_done(&columns) + strlen(", ");
}

/* The entries as a table of this connection alone, written nowhere: no SQL reads them as they stand. */
static bool sum_entries(Store *store, const Made *made, int page, Arena *arena, Statement *ret_sum, Error *err)
{
	const char *columns = columns_of(made, arena);
	const char *table = arena_print(arena, "CREATE TABLE \"entries of %s\" (%s, PRIMARY KEY (%s)) WITHOUT ROWID",
					made->name, columns, columns);
	sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, store->sqlite, "main", 1, page);
	const bool known = db_run(store, table, err);
	sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, store->sqlite, "main", 0, 0);
	return known && row_of(store,
			       arena_print(arena, "SELECT keyed(%d, %s) FROM \"entries of %s\"", made->keys, columns,
					   made->name),
			       ret_sum, err);
}

/* The schema is read anew, which knows nothing of them. */
static void forget_entries(Store *store)
{
	sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, store->sqlite, "main", 0, 1);
}

/* What the table gives of each of its indexes; its own order is looked at in passing. */
static bool sum_rows(Store *store, const char *table, const Rows *indexes, Arena *arena, Statement *ret_sums,
		     Error *err)
{
	const Made *made = indexes->items;
	const char *by = "NOT INDEXED";
	Text sql = {.arena = arena};
	for (size_t i = 0; i < indexes->count; i++) {
		const char *where = where_of(made[i].sql);
		text_add_print(&sql, "%skeyed(%d%s)", i ? ", " : "SELECT ", made[i].own ? made[i].keys : 0,
			       made[i].values);
		if (where)
			text_add_print(&sql, " FILTER (WHERE %s)", where);
		if (made[i].own)
			by = arena_print(arena, "INDEXED BY \"%s\"", made[i].name);
	}
	text_add_print(&sql, " FROM \"%s\" %s", table, by);
	return row_of(store, text_done(&sql), ret_sums, err);
}

static bool is_number(Statement row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_INTEGER;
}

static bool same_sum(Store *store, const Made *made, Statement rows, int column, Arena *arena, bool *ret_same,
		     Error *err)
{
	scoped(statement_end) Statement entries = NULL;
	int page;
	*ret_same = false;
	if (!is_number(rows, column) || made->own) {
		*ret_same = is_number(rows, column);
		return true;
	}
	if (!page_of(store, made, &page, err))
		return false;
	if (page <= 1)
		return true;
	if (!sum_entries(store, made, page, arena, &entries, err))
		return false;
	*ret_same = is_number(entries, 0) && sqlite3_column_int64(entries, 0) == sqlite3_column_int64(rows, column);
	return true;
}

static bool check_table(Verify *verify, const char *table, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(statement_end) Statement sums = NULL;
	Rows indexes;
	if (!indexes_of(verify->again, table, &arena, &indexes, err))
		return false;
	if (indexes.count == 0)
		return true;
	if (!sum_rows(verify->store, table, &indexes, &arena, &sums, err))
		return false;
	for (size_t i = 0; i < indexes.count; i++) {
		const Made *made = (const Made *)indexes.items + i;
		bool same;
		if (!same_sum(verify->store, made, sums, (int)i, &arena, &same, err))
			return false;
		if (!same)
			return verify_fault(
				verify, VERIFY_DAMAGED, 0,
				"%s is damaged (the index %s does not hold what the table %s does); " RESTORE ".",
				verify->store->path, made->name, table);
	}
	return true;
}

static bool check_tables(Verify *verify, Error *err)
{
	scoped(statement_end) Statement tables = NULL;
	bool row = true;
	if (!statement_make(verify->again, "SELECT name FROM sqlite_schema WHERE type = 'table'", &tables, err))
		return false;
	while (statement_row(verify->again, tables, &row, err)) {
		if (!row)
			return true;
		if (!check_table(verify, statement_text(tables, 0, &verify->arena), err))
			return false;
	}
	return false;
}

bool verify_indexes(Verify *verify, Error *err)
{
	unsigned char key[crypto_shorthash_KEYBYTES];
	sqlite3 *sqlite = verify->store->sqlite;
	randombytes_buf(key, sizeof key);
	sqlite3_create_function_v2(sqlite, "keyed", -1, SQLITE_UTF8, key, NULL, keyed_step, keyed_final, NULL);
	const bool whole = check_tables(verify, err);
	forget_entries(verify->store);
	sqlite3_create_function_v2(sqlite, "keyed", -1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
	return whole;
}
