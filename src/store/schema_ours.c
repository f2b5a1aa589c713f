#include "store/schema_ours.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/schema.h"
#include "store/statement.h"

/* What FTS5 keeps the words of organisations in; each has the first of these in its name. */
static const char *const search_parts[] = {"config", "data", "docsize", "idx"};
#define SEARCH "organisation_words_"

/* 0: the caches, then the migrations. */
static const char *text_at(int i)
{
	return i == 0 ? schema_caches : schema_migrations[i - 1];
}

/* A statement of ours begins its line. */
static const char *made_by(const char *sql, size_t length)
{
	for (int i = 0; i <= schema_migration_count; i++)
		for (const char *at = strstr(text_at(i), sql); at; at = strstr(at + 1, sql))
			if ((at == text_at(i) || at[-1] == '\n') && at[length] == ';')
				return at;
	return NULL;
}

static int count_of(const char *text, const char *begun)
{
	int count = 0;
	for (const char *at = strstr(text, begun); at; at = strstr(at + 1, begun))
		count++;
	return count;
}

/* A migration may drop an index of one before it; of the caches none is dropped that is not made again. Each text
 * begins with a comment. */
static int count_made(void)
{
	int count = count_of(schema_caches, "\nCREATE ");
	for (int i = 0; i < schema_migration_count; i++)
		count += count_of(schema_migrations[i], "\nCREATE ") - count_of(schema_migrations[i], "\nDROP INDEX ");
	return count;
}

/* A table of the migrations, with the columns that were added to it: SQLite puts each before the bracket that ends the
 * table, behind a comma. */
static bool is_grown(const char *name, const char *sql, Arena *arena)
{
	const char *head = arena_print(arena, "CREATE TABLE %s (", name), *table = NULL;
	const char *adds = arena_print(arena, "\nALTER TABLE %s ADD COLUMN ", name);
	for (int i = 0; i < schema_migration_count && !table; i++)
		table = strstr(schema_migrations[i], head);
	if (!table)
		return false;
	const char *bracket = strstr(table, "\n) ") + 1;
	Text made = {.arena = arena};
	text_add_bytes(&made, table, (size_t)(bracket - table));
	for (int i = 0; i < schema_migration_count; i++)
		for (const char *at = strstr(schema_migrations[i], adds); at; at = strstr(at + 1, adds)) {
			text_add(&made, ", ");
			text_add_bytes(&made, at + strlen(adds), strcspn(at + strlen(adds), ";"));
		}
	text_add_bytes(&made, bracket, strcspn(bracket, ";"));
	return text_is(text_done(&made), sql);
}

static bool is_search_part(const char *type, const char *name, const char *sql, Arena *arena)
{
	for (size_t i = 0; text_starts(name, SEARCH) && i < countof(search_parts); i++)
		if (text_is(name, arena_print(arena, SEARCH "%s", search_parts[i])))
			return text_is(type, "table") &&
			       text_starts(sql, arena_print(arena, "CREATE TABLE '%s'(", name));
	return false;
}

/* What it makes is called so. */
static bool makes(const char *sql, const char *type, const char *name, Arena *arena)
{
	const char *what = text_is(type, "table") ? "TABLE" : text_is(type, "index") ? "INDEX" : "TRIGGER";
	const char *head = arena_print(arena, " %s %s ", what, name), *found = strstr(sql, head);
	return found && !memchr(sql, '\n', (size_t)(found - sql));
}

static bool is_ours(const char *type, const char *name, const char *sql, Arena *arena)
{
	if (!sql)
		return text_is(type, "index") && text_starts(name, "sqlite_autoindex_");
	if (is_search_part(type, name, sql, arena))
		return true;
	return (text_is(type, "table") && is_grown(name, sql, arena)) ||
	       (makes(sql, type, name, arena) && made_by(sql, strlen(sql)));
}

static bool row_is_ours(const Store *store, Statement row, Arena *arena, Error *err)
{
	const char *type = text_or(statement_text(row, 0, arena), "part"), *name = statement_text(row, 1, arena);
	return (name && is_ours(type, name, statement_text(row, 2, arena), arena)) ||
	       fail(err, ERROR_STORE,
		    "%s has a %s \"%s\" that is not as sharedesk makes it; let ledger verify look at the file, and restore it "
		    "from a backup.",
		    store->path, utf8_clean(arena, type), utf8_clean(arena, text_or(name, "")));
}

bool schema_is_ours(Store *store, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(statement_end) Statement parts = NULL;
	const int made = count_made() + (int)countof(search_parts);
	char last[64] = "";
	int count = 0;
	bool row = true;
	if (!statement_make(store, "SELECT type, name, sql FROM sqlite_schema ORDER BY name", &parts, err))
		return false;
	for (;; arena_clear(&arena)) {
		if (!statement_row(store, parts, &row, err))
			return false;
		if (!row)
			break;
		if (!row_is_ours(store, parts, &arena, err))
			return false;
		const char *name = statement_text(parts, 1, &arena);
		count += statement_text(parts, 2, &arena) && !text_is(name, last);
		text_copy(last, sizeof last, name);
	}
	return count == made ||
	       fail(err, ERROR_STORE,
		    "%s has %d of the %d tables, indexes and triggers that sharedesk makes; let ledger verify "
		    "look at the file, and restore it from a backup.",
		    store->path, count, made);
}
