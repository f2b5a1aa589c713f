#include "sample.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/macros.h"
#include "store/schema.h"

static bool column_known(const char *name)
{
	static const char *const own[] = {"seq", "kind", "source", "seal"};
	for (size_t i = 0; i < countof(own); i++)
		if (text_is(name, own[i]))
			return true;
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t f = 0; f < line_kinds[k].count; f++)
			if (text_is(name, line_kinds[k].fields[f].name))
				return true;
	return false;
}

static const char *sql_type(FieldType type)
{
	return type == FIELD_TRUTH || type == FIELD_INSTANT ? "INTEGER" : "TEXT";
}

/* The columns of `ledger` are the fields of the lines, no more and no fewer, each with the type its field wants. */
static void test_columns_are_the_fields(void **state)
{
	Sample s;
	sqlite3 *raw;
	sqlite3_stmt *column;
	sample_begin(&s);
	assert_int_equal(sqlite3_open(s.path, &raw), SQLITE_OK);
	sqlite3_prepare_v2(raw, "SELECT name FROM pragma_table_info('ledger')", -1, &column, NULL);
	int count = 0;
	for (; sqlite3_step(column) == SQLITE_ROW; count++)
		if (!column_known((const char *)sqlite3_column_text(column, 0)))
			fail_msg("no line has a field %s", (const char *)sqlite3_column_text(column, 0));
	assert_true(count > 60);
	sqlite3_finalize(column);

	sqlite3_prepare_v2(raw, "SELECT type FROM pragma_table_info('ledger') WHERE name = ?1", -1, &column, NULL);
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t f = 0; f < line_kinds[k].count; f++) {
			const Field *field = &line_kinds[k].fields[f];
			sqlite3_bind_text(column, 1, field->name, -1, SQLITE_STATIC);
			if (sqlite3_step(column) != SQLITE_ROW)
				fail_msg("no column for %s of %s", field->name, line_kinds[k].name);
			assert_string_equal((const char *)sqlite3_column_text(column, 0), sql_type(field->type));
			sqlite3_reset(column);
		}
	sqlite3_finalize(column);
	sqlite3_close(raw);
	sample_end(&s);
}

static int64_t raw_number(const char *path, const char *sql)
{
	sqlite3 *raw;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(raw);
	return number;
}

static void test_fresh_database(void **state)
{
	Sample s;
	struct stat found;
	sample_folder(&s);
	text_print(s.path, sizeof s.path, "%s/new/deep/desk.db", s.folder);
	mode_t before = umask(0);
	sample_reopen(&s);
	sample_put(&s, sample_person("111", "A", "A", (Date){0}));
	umask(before);
	assert_int_equal(raw_number(s.path, "PRAGMA application_id"), SCHEMA_APPLICATION_ID);
	assert_int_equal(raw_number(s.path, "PRAGMA user_version"), schema_version());
	assert_string_equal(store_path(s.store), s.path);

	static const struct {
		const char *below;
		mode_t mode;
	} made[] = {{"/new", 0700}, {"/new/deep", 0700}, {"/new/deep/desk.db", 0600}, {"/new/deep/desk.db-wal", 0600}};
	for (size_t i = 0; i < countof(made); i++) {
		char path[160];
		text_print(path, sizeof path, "%s%s", s.folder, made[i].below);
		assert_int_equal(stat(path, &found), 0);
		assert_int_equal(found.st_mode & 0777, made[i].mode);
	}
	sample_end(&s);
}

static char *bytes_of(Sample *s, size_t *ret_size)
{
	FILE *file = fopen(s->path, "rb");
	char *bytes = arena_alloc(&s->arena, 1 << 20);
	assert_non_null(file);
	*ret_size = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

/* Refused with these words in the sentence, and not a byte of the file is another. */
static void expect_refused(Sample *s, StoreMode mode, const char *words)
{
	size_t size, size_after;
	Store *store = NULL;
	char *before = bytes_of(s, &size);
	assert_false(store_open(s->path, mode, &store, &s->err));
	assert_null(store);
	if (!strstr(s->err.text, words))
		fail_msg("\"%s\" does not say \"%s\"", s->err.text, words);
	assert_non_null(strstr(s->err.text, s->path));
	char *after = bytes_of(s, &size_after);
	assert_int_equal(size, size_after);
	assert_memory_equal(before, after, size);
}

static void test_an_empty_file_is_a_copy_that_failed(void **state)
{
	Sample s;
	sample_folder(&s);
	fclose(fopen(s.path, "w"));
	expect_refused(&s, STORE_OPEN, "is empty: a copy failed");
	expect_refused(&s, STORE_CREATE, "is empty: a copy failed");
	sample_end(&s);
}

static void write_file(const Sample *s, const char *bytes, size_t size)
{
	FILE *file = fopen(s->path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static void test_files_of_others(void **state)
{
	Sample s;
	sample_folder(&s);
	write_file(&s, "Dear practice,\n", 15);
	expect_refused(&s, STORE_CREATE, "not a database of sharedesk");
	char zeros[4096] = {0};
	write_file(&s, zeros, sizeof zeros);
	expect_refused(&s, STORE_OPEN, "not a database of sharedesk");
	unlink(s.path);
	assert_int_equal(raw_sql(s.path, "CREATE TABLE theirs (a); PRAGMA user_version = 1"), SQLITE_OK);
	expect_refused(&s, STORE_CREATE, "not a database of sharedesk");
	assert_int_equal(raw_sql(s.path, "PRAGMA application_id = 77"), SQLITE_OK);
	expect_refused(&s, STORE_CREATE, "not a database of sharedesk");
	sample_end(&s);
}

static void test_a_newer_database(void **state)
{
	Sample s;
	sample_begin(&s);
	sample_close(&s);
	assert_int_equal(raw_sql(s.path, "PRAGMA user_version = 99"), SQLITE_OK);
	expect_refused(&s, STORE_OPEN, "newer sharedesk");
	sample_end(&s);
}

static void test_a_truncated_database(void **state)
{
	Sample s;
	sample_begin(&s);
	sample_close(&s);
	struct stat found;
	assert_int_equal(stat(s.path, &found), 0);
	assert_int_equal(truncate(s.path, found.st_size / 2), 0);
	expect_refused(&s, STORE_OPEN, "damaged");
	assert_int_equal(truncate(s.path, 50), 0);
	expect_refused(&s, STORE_OPEN, "not a database of sharedesk");
	sample_end(&s);
}

/* A database that stopped between two versions is brought up when it is next opened, whichever it stopped at. */
static void test_every_older_version_is_brought_up(void **state)
{
	for (int version = 0; version < schema_migration_count; version++) {
		Sample s;
		sqlite3 *raw;
		char finish[96];
		sample_folder(&s);
		assert_int_equal(sqlite3_open(s.path, &raw), SQLITE_OK);
		for (int i = 0; i < version; i++)
			assert_int_equal(sqlite3_exec(raw, schema_migrations[i], NULL, NULL, NULL), SQLITE_OK);
		text_print(finish, sizeof finish, "PRAGMA application_id = %d; PRAGMA user_version = %d",
			   SCHEMA_APPLICATION_ID, version);
		assert_int_equal(sqlite3_exec(raw, finish, NULL, NULL, NULL), SQLITE_OK);
		sqlite3_close(raw);
		assert_int_equal(chmod(s.path, 0600), 0);
		sample_reopen(&s);
		assert_int_equal(raw_number(s.path, "PRAGMA user_version"), schema_version());
		sample_end(&s);
	}
}

/* What others could read or change is not opened, whoever may open it. */
static void test_a_database_that_is_not_private(void **state)
{
	static const mode_t files[] = {0644, 0640, 0604, 0660, 0620, 0602, 0601};
	static const mode_t folders[] = {0777, 0770, 0720, 0702};
	static const mode_t right[] = {0700, 0755, 0750, 01777, 01770};
	Sample s;
	sample_begin(&s);
	sample_close(&s);
	for (size_t i = 0; i < countof(files); i++) {
		assert_int_equal(chmod(s.path, files[i]), 0);
		assert_false(store_open(s.path, STORE_OPEN, &s.store, &s.err));
		assert_non_null(strstr(s.err.text, "others: run chmod 600 on it."));
		assert_false(store_open_kiosk(s.path, "1", &s.store, &s.err));
	}
	assert_int_equal(chmod(s.path, 0600), 0);
	for (size_t i = 0; i < countof(folders); i++) {
		assert_int_equal(chmod(s.folder, folders[i]), 0);
		assert_false(store_open(s.path, STORE_OPEN, &s.store, &s.err));
		assert_non_null(strstr(s.err.text, "others: run chmod go-w on it."));
	}
	for (size_t i = 0; i < countof(right); i++) {
		assert_int_equal(chmod(s.folder, right[i]), 0);
		assert_true(store_open(s.path, STORE_OPEN, &s.store, &s.err));
		sample_close(&s);
	}
	sample_end(&s);
}

static void test_nothing_is_changed_or_deleted(void **state)
{
	static const char *const slips[] = {
		"UPDATE ledger SET family = 'B'",
		"DELETE FROM ledger",
		"DELETE FROM ledger WHERE seq = 2",
		"INSERT INTO ledger (seq, kind, source, seal) VALUES (9, 'standing', 1, zeroblob(32))",
		"INSERT INTO ledger (kind, source, seal) VALUES ('standing', 1, zeroblob(32))",
		"INSERT OR REPLACE INTO ledger (seq, kind, source, seal) VALUES (2, 'standing', 1, zeroblob(32))",
		("INSERT OR REPLACE INTO ledger (seq, kind, source, seal, id, at)"
		 " VALUES (4, 'scr', 1, zeroblob(32), 'f1', 1)"),
		"INSERT INTO ledger (seq, kind, source, seal) VALUES (4, 'standing', 1, zeroblob(31))",
		"INSERT INTO ledger (seq, kind, source, seal, at) VALUES (4, 'standing', 1, zeroblob(32), 'soon')",
	};
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person("111", "A", "A", (Date){0}));
	sample_put(&s, sample_person("222", "A", "A", (Date){0}));
	Fact fact = FACT_NONE;
	fact.kind = FACT_EXPORTED;
	fact.id = "f1";
	fact.at = fact.recorded_at = (Instant){1700000000};
	sample_put(&s, line_of_fact(&fact));
	for (size_t i = 0; i < countof(slips); i++)
		if ((raw_sql(s.path, slips[i]) & 0xff) != SQLITE_CONSTRAINT)
			fail_msg("taken: %s", slips[i]);
	assert_int_equal(raw_number(s.path, "SELECT count(*) FROM ledger WHERE family = 'A' OR id = 'f1'"), 3);
	sample_end(&s);
}

static void test_places_that_will_not_do(void **state)
{
	Sample s;
	Store *store;
	char path[160];
	sample_folder(&s);
	assert_false(store_open(s.folder, STORE_CREATE, &store, &s.err));
	assert_non_null(strstr(s.err.text, "is a folder"));
	assert_false(store_open(s.path, STORE_OPEN, &store, &s.err));
	assert_non_null(strstr(s.err.text, "There is no database"));
	assert_int_equal(s.err.kind, ERROR_MISSING);
	assert_int_equal(access(s.path, F_OK), -1);
	assert_false(store_open("", STORE_CREATE, &store, &s.err));
	assert_false(store_open("/dev/null", STORE_CREATE, &store, &s.err));
	assert_non_null(strstr(s.err.text, "is not a file"));
	fclose(fopen(s.path, "w"));
	text_print(path, sizeof path, "%s/under/it.db", s.path);
	assert_false(store_open(path, STORE_CREATE, &store, &s.err));
	sample_end(&s);
}

enum { NOBODY = 65534 };

/* In a process of its own that is nobody: root may write anywhere. Says what it saw by how it exits. */
static int as_nobody(const char *path, StoreMode mode, const char *words)
{
	pid_t child = fork();
	if (child == 0) {
		Store *store;
		Error err = {0};
		if (getuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
			_exit(3);
		if (store_open(path, mode, &store, &err))
			_exit(1);
		if (!strstr(err.text, words))
			fprintf(stderr, "\"%s\" does not say \"%s\"\n", err.text, words);
		_exit(strstr(err.text, words) ? 0 : 2);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void test_read_only_places(void **state)
{
	Sample s;
	char other[160];
	sample_begin(&s);
	sample_close(&s);
	text_print(other, sizeof other, "%s/other.db", s.folder);
	assert_int_equal(chmod(s.path, 0444), 0);
	assert_int_equal(chmod(s.folder, 0777), 0);
	assert_int_equal(as_nobody(s.path, STORE_OPEN, "cannot be read and written"), 0);
	assert_int_equal(chmod(s.path, 0666), 0);
	assert_int_equal(chmod(s.folder, 0555), 0);
	assert_int_equal(as_nobody(s.path, STORE_OPEN, "The folder"), 0);
	assert_int_equal(as_nobody(other, STORE_CREATE, "cannot be made"), 0);
	assert_int_equal(chmod(s.folder, 0755), 0);
	sample_end(&s);
}

/* Each would run, or be looked into, wherever the table is: no desk opens such a file, and `ledger verify` names it. */
static void test_a_schema_that_is_not_ours(void **state)
{
	static const struct {
		const char *sql, *words;
	} changes[] = {
		{"CREATE TABLE more (a)", "a table \"more\""},
		{"CREATE VIEW v AS SELECT 1", "a view \"v\""},
		{"CREATE INDEX i ON ledger (note)", "a index \"i\""},
		{"CREATE TRIGGER organisation_words_x AFTER INSERT ON ledger BEGIN SELECT 1; END",
		 "organisation_words_x"},
		{"DROP TRIGGER ledger_next", "tables, indexes and triggers"},
		{"DROP INDEX ledger_patient; CREATE INDEX ledger_patient ON ledger (\"patient\")", "ledger_patient"},
		{"DROP TRIGGER ledger_no_update; CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT 1; END",
		 "ledger_no_update"},
		{"ALTER TABLE ledger ADD COLUMN more TEXT", "a table \"ledger\""},
		{"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_x', 'ledger', 0, "
		 "'CREATE TRIGGER sqlite_x AFTER INSERT ON ledger BEGIN SELECT 1; END')",
		 "sqlite_x"},
		{"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'hash) = 32', 'hash) > 0')",
		 "a table \"code\""},
		{"ANALYZE", "sqlite_stat1"},
	};
	for (size_t i = 0; i < countof(changes); i++) {
		Sample s;
		sample_begin(&s);
		sample_put(&s, sample_organisation("RWE", "Leicester", NULL, NULL));
		sample_close(&s);
		if (raw_sql(s.path, changes[i].sql) != SQLITE_OK)
			fail_msg("not done: %s", changes[i].sql);
		if (store_open(s.path, STORE_OPEN, &s.store, &s.err) || !strstr(s.err.text, changes[i].words))
			fail_msg("%s: %s", changes[i].sql, s.store ? "opened" : s.err.text);
		must(store_open(s.path, STORE_LOOK, &s.store, &s.err), &s);
		sample_end(&s);
	}
}

/* With half a letter behind it a text of UTF-16 reads as it did, and is found nowhere: not even to verify. */
static void test_a_file_of_other_letters(void **state)
{
	static const char *const encodings[] = {"UTF-16le", "UTF-16be"};
	for (size_t i = 0; i < countof(encodings); i++) {
		Sample s;
		sample_folder(&s);
		const char *make = arena_print(&s.arena,
					       "PRAGMA encoding = '%s'; PRAGMA application_id = %d; "
					       "PRAGMA user_version = %d; CREATE TABLE ledger (a)",
					       encodings[i], SCHEMA_APPLICATION_ID, schema_version());
		assert_int_equal(raw_sql(s.path, make), SQLITE_OK);
		assert_int_equal(chmod(s.path, 0600), 0);
		expect_refused(&s, STORE_LOOK, encodings[i]);
		expect_refused(&s, STORE_OPEN, encodings[i]);
		sample_end(&s);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_are_the_fields),
		cmocka_unit_test(test_a_schema_that_is_not_ours),
		cmocka_unit_test(test_fresh_database),
		cmocka_unit_test(test_an_empty_file_is_a_copy_that_failed),
		cmocka_unit_test(test_files_of_others),
		cmocka_unit_test(test_a_newer_database),
		cmocka_unit_test(test_a_file_of_other_letters),
		cmocka_unit_test(test_a_truncated_database),
		cmocka_unit_test(test_every_older_version_is_brought_up),
		cmocka_unit_test(test_a_database_that_is_not_private),
		cmocka_unit_test(test_nothing_is_changed_or_deleted),
		cmocka_unit_test(test_places_that_will_not_do),
		cmocka_unit_test(test_read_only_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
