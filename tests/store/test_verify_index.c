/* Each entry of each index, and their order, against the table: written past SQLite, which keeps them in step. */
#include "sample.h"

#include "base/macros.h"
#include "store/county.h"
#include "store/verify.h"

static void tell_some(Sample *s)
{
	enum { LINES = 200 };
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	for (int i = 0; i < LINES; i++) {
		Line line = sample_line(&line_kinds[(size_t)i % line_kind_count], i, &s->arena);
		must(s->ledger.ops->append(s->ledger.self, &line, (LineSource)(i % 4), &s->err), s);
	}
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
	sample_close(s);
	assert_int_equal(
		raw_sql(s->path,
			"INSERT INTO setting (name, value) VALUES ('a', '1'), ('b', '2');"
			"INSERT INTO outbox SELECT 'f' || value, 'r' || value, 'sms', 'queued', 5, 9, 5, 5, 0, 0, "
			"'x' || value, 's' || value, '', x'01' FROM json_each('[1, 2, 3]')"),
		SQLITE_OK);
}

static VerifyReport verify(Sample *s)
{
	VerifyReport report;
	must(store_open(s->path, STORE_LOOK, &s->store, &s->err), s);
	if (!store_verify(s->store, NULL, &report, &s->err)) {
		report = (VerifyReport){.fault = VERIFY_DAMAGED}; /* it could not even be read */
		text_copy(report.sentence, sizeof report.sentence, s->err.text);
	}
	sample_close(s);
	return report;
}

static void expect_whole(Sample *s)
{
	const VerifyReport report = verify(s);
	if (report.fault != VERIFY_WHOLE)
		fail_msg("%s", report.sentence);
}

static void must_run(sqlite3 *raw, const char *sql)
{
	if (sqlite3_exec(raw, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(raw));
}

/* What stands on a page of the file becomes the table `held` of this connection: c0, c1, … */
static void hold(sqlite3 *raw, int page, int columns, bool entries)
{
	char list[256] = "c0", sql[700];
	for (int i = 1; i < columns; i++)
		text_print(list + strlen(list), sizeof list - strlen(list), ", c%d", i);
	text_print(sql, sizeof sql, "CREATE TABLE held (%s%s%s%s", list, entries ? ", PRIMARY KEY (" : "",
		   entries ? list : "", entries ? ")) WITHOUT ROWID" : ")");
	sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, raw, "main", 1, page);
	must_run(raw, sql);
	sqlite3_test_control(SQLITE_TESTCTRL_IMPOSTER, raw, "main", 0, 0);
}

typedef struct IndexSeen {
	char name[64], table[64];
	int page, columns;
} IndexSeen;

static size_t all_indexes(const char *path, IndexSeen *ret_all, size_t room)
{
	sqlite3 *raw;
	sqlite3_stmt *rows;
	size_t count = 0;
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(
			raw,
			"SELECT s.name, s.tbl_name, s.rootpage, (SELECT count(*) FROM pragma_index_xinfo(s.name)) FROM "
			"sqlite_schema s WHERE s.type = 'index'",
			-1, &rows, NULL),
		SQLITE_OK);
	for (; sqlite3_step(rows) == SQLITE_ROW; count++) {
		assert_true(count < room);
		IndexSeen *seen = &ret_all[count];
		text_copy(seen->name, sizeof seen->name, (const char *)sqlite3_column_text(rows, 0));
		text_copy(seen->table, sizeof seen->table, (const char *)sqlite3_column_text(rows, 1));
		seen->page = sqlite3_column_int(rows, 2);
		seen->columns = sqlite3_column_int(rows, 3);
	}
	sqlite3_finalize(rows);
	sqlite3_close(raw);
	return count;
}

#define FIRST "(SELECT c0 FROM held LIMIT 1)"

/* In how many entries something was changed. */
static int spoil(const char *path, const IndexSeen *seen, const char *sql)
{
	sqlite3 *raw;
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	hold(raw, seen->page, seen->columns, true);
	must_run(raw, sql);
	const int changed = sqlite3_changes(raw);
	sqlite3_close(raw);
	return changed;
}

static void expect_found(Sample *s, const IndexSeen *seen, const char *sql)
{
	if (spoil(s->path, seen, sql) == 0)
		return; /* it has no entry */
	const VerifyReport report = verify(s);
	if (report.fault == VERIFY_WHOLE)
		fail_msg("%s: %s: nothing said", seen->name, sql);
	if (text_is(seen->table, "outbox") && !strstr(report.sentence, seen->name))
		fail_msg("%s: %s", seen->name, report.sentence);
}

static void test_entries(void **state)
{
	static IndexSeen all[64];
	Sample s;
	char made[128], last[160];
	sample_begin(&s);
	tell_some(&s);
	expect_whole(&s);
	text_print(made, sizeof made, "%s/made", s.folder);
	assert_int_equal(rename(s.path, made), 0);
	const size_t count = all_indexes(made, all, countof(all));
	assert_true(count > 30);
	for (size_t i = 0; i < count; i++) {
		const int end = all[i].columns - 1;
		text_print(last, sizeof last,
			   "UPDATE held SET c%d = 7777 WHERE c0 IS " FIRST " AND c%d IS (SELECT c%d FROM held LIMIT 1)",
			   end, end, end);
		const char *const slips[] = {"DELETE FROM held WHERE c0 IS " FIRST,
					     "INSERT INTO held (c0) VALUES ('more')",
					     "UPDATE held SET c0 = 'other' WHERE c0 IS " FIRST,
					     "UPDATE held SET c0 = CAST(c0 AS BLOB) WHERE typeof(c0) = 'text'", last};
		for (size_t slip = 0; slip < countof(slips); slip++) {
			assert_true(county_copy(made, s.path));
			expect_found(&s, &all[i], slips[slip]);
		}
	}
	sample_end(&s);
}

static void expect_damaged(Sample *s, const char *words)
{
	const VerifyReport report = verify(s);
	if (report.fault != VERIFY_DAMAGED || !strstr(report.sentence, words))
		fail_msg("%d: %s", (int)report.fault, report.sentence);
}

/* All entries are there, the other way round: by none of them anything is found. */
static void test_order(void **state)
{
	static const char index[] =
		"CREATE TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'outbox_request';"
		"DROP INDEX outbox_request; CREATE INDEX outbox_request ON outbox (request DESC);"
		"PRAGMA writable_schema = ON;"
		"UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'outbox_request';"
		"DROP TABLE kept";
	static const char table[] =
		"CREATE TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'setting';"
		"CREATE TABLE other (name TEXT NOT NULL, value TEXT NOT NULL, seal BLOB, PRIMARY KEY (name DESC)) WITHOUT ROWID;"
		"INSERT INTO other SELECT name, value, seal FROM setting; DROP TABLE setting; ALTER TABLE other RENAME TO setting;"
		"PRAGMA writable_schema = ON;"
		"UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'setting'; DROP TABLE kept";
	Sample s;
	sample_begin(&s);
	tell_some(&s);
	assert_int_equal(raw_sql(s.path, index), SQLITE_OK);
	expect_damaged(&s, "outbox_request");
	sample_end(&s);
	sample_begin(&s);
	tell_some(&s);
	assert_int_equal(raw_sql(s.path, table), SQLITE_OK);
	expect_damaged(&s, "setting");
	sample_end(&s);
}

/* Two rows of one name: table and index agree. */
static void test_unique(void **state)
{
	static IndexSeen all[64];
	Sample s;
	sqlite3 *raw;
	sqlite3_stmt *root;
	sample_begin(&s);
	tell_some(&s);
	const size_t count = all_indexes(s.path, all, countof(all));
	assert_int_equal(sqlite3_open(s.path, &raw), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(
			raw,
			"SELECT rootpage, (SELECT count(*) FROM pragma_table_info('outbox')) FROM sqlite_schema WHERE "
			"name = 'outbox'",
			-1, &root, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_step(root), SQLITE_ROW);
	const int page = sqlite3_column_int(root, 0), columns = sqlite3_column_int(root, 1);
	sqlite3_finalize(root);
	hold(raw, page, columns, false);
	must_run(raw, "UPDATE held SET c0 = 'f1' WHERE c0 = 'f2'");
	sqlite3_close(raw);
	for (size_t i = 0; i < count; i++)
		if (text_is(all[i].name, "sqlite_autoindex_outbox_1"))
			assert_int_equal(spoil(s.path, &all[i], "UPDATE held SET c0 = 'f1' WHERE c0 = 'f2'"), 1);
		else if (text_is(all[i].name, "outbox_queued"))
			assert_int_equal(spoil(s.path, &all[i], "UPDATE held SET c1 = 'f1' WHERE c1 = 'f2'"), 1);
	expect_damaged(&s, "sqlite_autoindex_outbox_1");
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_unique),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
