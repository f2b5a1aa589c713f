#include "store/fuzz_change.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/ledger/ledger.h"

typedef struct Change {
	const char *path;
	sqlite3 *raw;
	Random *random;
	Arena *arena;
	Text said;
	int done; /* statements that changed something */
} Change;

/* --- SQL past everything that forbids it --- */

static void open_raw(Change *change)
{
	if (sqlite3_open(change->path, &change->raw) != SQLITE_OK)
		abort();
	sqlite3_exec(
		change->raw,
		"PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA "
		"writable_schema = ON",
		NULL, NULL, NULL);
}

static void reopen(Change *change)
{
	sqlite3_close(change->raw);
	open_raw(change);
}

static bool run(Change *change, const char *sql)
{
	const int before = sqlite3_total_changes(change->raw);
	const bool done = sqlite3_exec(change->raw, sql, NULL, NULL, NULL) == SQLITE_OK;
	if (done) {
		text_add(&change->said, sql);
		text_add(&change->said, ";\n");
	}
	return done && sqlite3_total_changes(change->raw) != before;
}

/* The texts of the first column, as many as there are. */
static TextList ask(Change *change, const char *sql)
{
	enum { MOST = 400 };
	const char **items = arena_array(change->arena, MOST, sizeof *items);
	size_t count = 0;
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(change->raw, sql, -1, &statement, NULL) == SQLITE_OK)
		while (count < MOST && sqlite3_step(statement) == SQLITE_ROW)
			items[count++] =
				arena_text(change->arena, text_or((const char *)sqlite3_column_text(statement, 0), ""));
	sqlite3_finalize(statement);
	return (TextList){items, count};
}

static const char *one_of(Change *change, TextList list)
{
	return list.count ? list.items[random_below(change->random, list.count)] : "";
}

/* --- Where --- */

static const char *some_column(Change *change, const char *table)
{
	return one_of(change,
		      ask(change, arena_print(change->arena, "SELECT name FROM pragma_table_info('%s')", table)));
}

/* Of a row of which something is said in this column, mostly. */
static const char *some_row(Change *change, const char *table, const char *column)
{
	Arena *arena = change->arena;
	TextList keys =
		ask(change, arena_print(arena,
					"SELECT '\"' || name || '\"' FROM pragma_table_info('%s') WHERE pk ORDER BY "
					"pk",
					table));
	const char *key = keys.count ? keys.items[0] : "rowid";
	for (size_t i = 1; i < keys.count; i++)
		key = arena_print(arena, "%s, %s", key, keys.items[i]);
	const char *given =
		random_one_in(change->random, 4) ? "true" : arena_print(arena, "\"%s\" IS NOT NULL", column);
	const TextList count = ask(change, arena_print(arena, "SELECT count(*) FROM \"%s\" WHERE %s", table, given));
	const size_t rows = count.count ? strtoul(count.items[0], NULL, 10) : 0;
	return arena_print(arena, "(%s) = (SELECT %s FROM \"%s\" WHERE %s ORDER BY %s LIMIT 1 OFFSET %zu)", key, key,
			   table, given, key, rows ? random_below(change->random, rows) : 0);
}

/* The column for each %s. */
static const char *filled(Change *change, const char *value, const char *column)
{
	Text text = {.arena = change->arena};
	for (const char *at = value; *at;) {
		const bool here = text_starts(at, "%s");
		if (here)
			text_add(&text, column);
		else
			text_add_char(&text, *at);
		at += here ? 2 : 1;
	}
	return text_done(&text);
}

static const char *some_value(Change *change, const char *table, const char *column)
{
	static const char *const values[] = {
		"NULL",
		"''",
		"'x'",
		"'yes'",
		"'no'",
		"'in'",
		"'allowed'",
		"'RX1'",
		"'RX2'",
		"'9990000018'",
		"'n0-1'",
		"'e0-away'",
		"'entry'",
		"'patient'",
		"0",
		"1",
		"-1",
		"2",
		"1700000000",
		"9223372036854775807",
		"-9223372036854775807 - 1",
		"zeroblob(32)",
		"zeroblob(31)",
		"CAST(x'FF' AS TEXT)",
		"\"%s\" + 256",
		"\"%s\" + 1",
		"\"%s\" - 1",
		"\"%s\" + 4294967296",
		"1 - \"%s\"",
		"\"%s\" || char(0)",
		"\"%s\" || char(0) || 'x'",
		"\"%s\" || ' '",
		"upper(\"%s\")",
		"substr(\"%s\", 2)",
		"CAST(\"%s\" AS BLOB)",
		"CAST(\"%s\" AS TEXT)",
		"\"%s\" || \"%s\"",
	};
	const size_t which = random_below(change->random, countof(values) + 8);
	if (which >= countof(values) + 4)
		return arena_print(change->arena, "\"%s\"", some_column(change, table));
	if (which >= countof(values))
		return arena_print(change->arena, "(SELECT \"%s\" FROM \"%s\" WHERE %s)", column, table,
				   some_row(change, table, column));
	return filled(change, values[which], column);
}

/* --- What --- */

/* To something else than what it is. */
static bool set(Change *change, const char *table)
{
	const char *column = some_column(change, table), *value = some_value(change, table, column);
	const char *row =
		some_row(change, table, random_one_in(change->random, 2) ? column : some_column(change, table));
	return run(change,
		   arena_print(change->arena, "UPDATE OR REPLACE \"%s\" SET \"%s\" = %s WHERE %s AND \"%s\" IS NOT %s",
			       table, column, value, row, column, value));
}

static bool put_away(Change *change, const char *table)
{
	return run(change, arena_print(change->arena, "DELETE FROM \"%s\" WHERE %s", table,
				       some_row(change, table, some_column(change, table))));
}

/* Another like it, which differs in one column. */
static bool twice(Change *change, const char *table)
{
	Arena *arena = change->arena;
	const char *other = some_column(change, table), *value = some_value(change, table, other);
	const TextList columns = ask(change, arena_print(arena, "SELECT name FROM pragma_table_info('%s')", table));
	Text names = {.arena = arena}, values = {.arena = arena};
	for (size_t i = 0; i < columns.count; i++) {
		const bool numbered = text_is(columns.items[i], "seq") && text_is(table, "ledger");
		static const char *const places[] = {"-1", "0", "(SELECT max(seq) + 1 FROM ledger)", "1000000",
						     "-5000"};
		const char *is = text_is(columns.items[i], other) ? value
				 : numbered ? places[random_below(change->random, countof(places))]
				 : text_is(columns.items[i], "id") && !random_one_in(change->random, 3)
					 ? "'forged'"
					 : arena_print(arena, "\"%s\"", columns.items[i]);
		text_add_print(&names, "%s\"%s\"", i ? ", " : "", columns.items[i]);
		text_add_print(&values, "%s%s", i ? ", " : "", is);
	}
	const bool done =
		run(change, arena_print(arena, "INSERT INTO \"%s\" (%s) SELECT %s FROM \"%s\" WHERE %s", table,
					text_done(&names), text_done(&values), table, some_row(change, table, other)));
	if (done && text_is(table, "ledger") && random_one_in(change->random, 2))
		run(change,
		    "UPDATE ledger_end SET (seq, seal) = (SELECT seq, seal FROM ledger ORDER BY seq DESC LIMIT 1)");
	return done;
}

/* Two lines change places, or what one column of them says. */
static bool swap(Change *change, const char *table)
{
	Arena *arena = change->arena;
	const char *column = random_one_in(change->random, 2) ? "seq" : some_column(change, "ledger");
	const TextList two = ask(change, "SELECT seq FROM ledger WHERE seq > 0 ORDER BY seq");
	const char *a = one_of(change, two), *b = one_of(change, two);
	if (!text_is(table, "ledger") || text_is(a, b))
		return false;
	if (text_is(column, "seq"))
		return run(
			change,
			arena_print(
				arena,
				"UPDATE ledger SET seq = -900 WHERE seq = %s; UPDATE ledger SET seq = %s WHERE seq = "
				"%s; UPDATE ledger SET seq = %s WHERE seq = -900",
				a, a, b, b));
	return run(change,
		   arena_print(arena,
			       "UPDATE ledger SET \"%s\" = (SELECT \"%s\" FROM ledger o WHERE o.seq = %s + %s - "
			       "ledger.seq) WHERE seq IN (%s, %s) AND (SELECT count(DISTINCT coalesce(\"%s\", 'NULL')) "
			       "FROM ledger WHERE seq IN (%s, %s)) = 2",
			       column, column, a, b, a, b, column, a, b));
}

/* --- The schema --- */

/* "|" opens the file anew, so that what was written into the schema is what it is. */
static const char *const schemas[] = {
	"CREATE TABLE organisation_words_more (a)",
	"CREATE VIEW organisation_words_v AS SELECT 1",
	"CREATE TRIGGER organisation_words_t AFTER INSERT ON ledger BEGIN DELETE FROM due; END",
	"CREATE TRIGGER t AFTER UPDATE ON ledger_end BEGIN DELETE FROM entry; END",
	"CREATE INDEX i ON ledger (note)",
	"CREATE UNIQUE INDEX i ON patient (nhs)",
	"INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_t', 'ledger', 0, 'CREATE TRIGGER sqlite_t AFTER INSERT ON "
	"ledger BEGIN SELECT 1; END')",
	"INSERT INTO sqlite_schema VALUES ('view', 'sqlite_v', 'sqlite_v', 0, 'CREATE VIEW sqlite_v AS SELECT 1')",
	"DELETE FROM sqlite_schema WHERE name = 'ledger_patient'",
	"DELETE FROM sqlite_schema WHERE name = 'ledger_strange'",
	"UPDATE sqlite_schema SET sql = replace(sql, '\"answer\"        TEXT', '\"answer\" TEXT COLLATE NOCASE') WHERE name = "
	"'ledger'",
	"UPDATE sqlite_schema SET sql = replace(sql, 'length(seal) = 32', 'length(seal) > 0') WHERE name = 'ledger'",
	"UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'ledger'",
	"UPDATE sqlite_schema SET sql = sql || ' ' WHERE name = 'ledger_no_update'",
	"UPDATE sqlite_schema SET tbl_name = 'entry' WHERE name = 'ledger_patient'",
	"UPDATE sqlite_schema SET name = 'ledger_patients' WHERE name = 'ledger_patient'",
	"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'ledger_request') WHERE name = "
	"'ledger_override'",
	"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'given_word') WHERE name = "
	"'patient'",
	/* An index that leaves a line out, under its own text. */
	"UPDATE sqlite_schema SET sql = replace(sql, 'WHERE \"at\" IS NOT NULL', 'WHERE \"at\" IS NOT NULL AND seq <> 40') "
	"WHERE name = 'ledger_patient'|REINDEX ledger_patient|UPDATE sqlite_schema SET sql = replace(sql, ' AND seq <> 40', "
	"'') WHERE name = 'ledger_patient'|",
	"UPDATE sqlite_schema SET sql = replace(sql, 'patient, recorded', 'id, recorded') WHERE name = 'entry_patient'|REINDEX "
	"entry_patient|UPDATE sqlite_schema SET sql = replace(sql, 'id, recorded', 'patient, recorded') WHERE name = "
	"'entry_patient'|",
	"DROP INDEX ledger_merged; CREATE INDEX ledger_merged ON ledger (\"from\") WHERE kind = 'merged' AND seq < 40",
	"INSERT INTO organisation_words (organisation_words, rank) VALUES ('pgsz', 64)",
	"INSERT INTO organisation_words (organisation_words) VALUES ('delete-all')",
	"INSERT INTO organisation_words (rowid, words) VALUES (1, 'organisation')",
	"INSERT INTO organisation_words (organisation_words) VALUES ('rebuild')",
	"INSERT INTO organisation_words (organisation_words) VALUES ('optimize')",
	"ALTER TABLE ledger ADD COLUMN more TEXT",
	"ALTER TABLE staff ADD COLUMN more TEXT",
	"PRAGMA user_version = 5011",
	"PRAGMA user_version = 4012",
	"PRAGMA user_version = 12",
	"PRAGMA user_version = 0",
	"PRAGMA user_version = 9999",
	"PRAGMA application_id = 1",
	"ANALYZE",
	"VACUUM",
	"REINDEX",
};

static bool alter(Change *change, const char *table)
{
	const char *steps = schemas[random_below(change->random, countof(schemas))];
	bool done = true;
	for (const char *at = steps; *at && done;) {
		const size_t length = strcspn(at, "|");
		run(change, arena_bytes(change->arena, at, length));
		done = sqlite3_errcode(change->raw) == SQLITE_OK;
		at += length + (at[length] != '\0');
		if (at[-1] == '|')
			reopen(change);
	}
	return done;
}

/* --- All of it --- */

typedef bool Does(Change *change, const char *table);

static const char *some_table(Change *change)
{
	if (!random_one_in(change->random, 3))
		return "ledger";
	return one_of(change,
		      ask(change, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
				  " AND name <> 'organisation_words' ORDER BY name"));
}

/* Whatever its columns may hold: STRICT and NOT NULL are taken out of the text of the table, and put back. */
static void loosely(Change *change, Does *does, const char *table)
{
	Arena *arena = change->arena;
	const char *sql = one_of(
		change, ask(change, arena_print(arena, "SELECT sql FROM sqlite_schema WHERE name = '%s'", table)));
	char *quoted = sqlite3_mprintf("UPDATE sqlite_schema SET sql = %Q WHERE name = %Q", sql, table);
	run(change,
	    arena_print(
		    arena,
		    "UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ') STRICT, WITHOUT', ') WITHOUT'), ') "
		    "STRICT', ')'), ' NOT NULL', '') WHERE name = '%s'",
		    table));
	reopen(change);
	change->done += does(change, table);
	run(change, quoted);
	sqlite3_free(quoted);
	reopen(change);
}

const char *fuzz_change(const char *path, Random *random, Arena *arena)
{
	static Does *const all[] = {set, set, set, set, set, put_away, twice, twice, swap, alter};
	Change change = {.path = path, .random = random, .arena = arena, .said.arena = arena};
	open_raw(&change);
	const TextList triggers = ask(&change, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
	const TextList names = ask(&change, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
	sqlite3_exec(change.raw, "BEGIN", NULL, NULL, NULL);
	for (size_t i = 0; i < names.count; i++)
		sqlite3_exec(change.raw, arena_print(arena, "DROP TRIGGER %s", names.items[i]), NULL, NULL, NULL);
	sqlite3_exec(change.raw, "COMMIT", NULL, NULL, NULL);
	const char *table = some_table(&change);
	for (size_t changes = random_one_in(random, 4) ? 3 : 1; changes > 0; changes--) {
		Does *does = all[random_below(random, countof(all))];
		if (does != alter && random_one_in(random, 4))
			loosely(&change, does, table);
		else
			change.done += does(&change, table);
	}
	sqlite3_exec(change.raw, "BEGIN", NULL, NULL, NULL);
	for (size_t i = 0; i < triggers.count; i++)
		sqlite3_exec(change.raw, triggers.items[i], NULL, NULL, NULL);
	sqlite3_exec(change.raw, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(change.raw);
	return change.done > 0 ? text_done(&change.said) : NULL;
}
