#include "store/corner.h"

#include <string.h>
#include <time.h>

#include "model/care/care.h"
#include "model/care/sitting.h"
#include "model/rights/rights.h"
#include "store/inside.h"
#include "store/verify.h"

static const Fact *complaint_at_kiosk(const Corner *corner)
{
	const FactList facts = corner->chart->world.facts;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_COMPLAINT)
			return &facts.items[i];
	fail_msg("the kiosk does not know that there is one");
	return NULL;
}

/* Why a line was recorded in error is the words of staff. */
static void void_one(Corner *corner)
{
	const FactList facts = corner->county.chart->world.facts;
	for (size_t i = 0; i < facts.count; i++)
		if (desk_void(corner->county.desk, corner->county.chart, facts.items[i].id, "a secret of theirs", NULL))
			return;
	fail_msg("no line can be voided");
}

/* The whole of a kiosk's day over the limited connection; the ledger it told to is whole. */
static void test_a_day_of_a_kiosk(void **state)
{
	Corner *corner = corner_open();
	Sitting sitting;
	SittingOrder order = {.how = HOW_KIOSK};
	KioskNow now;
	KioskLines lines;
	size_t answers = 0;
	corner_must(corner, desk_complain(corner->county.desk, corner->county.chart, &(Asked){.about = "a letter"},
					  NULL, &corner->err));
	void_one(corner);
	corner_come(corner);
	assert_string_equal(complaint_at_kiosk(corner)->reason, "");
	assert_int_equal(corner->chart->world.entries.count, 0);
	assert_int_equal(corner->county.chart->world.entries.count, 1);
	assert_null(corner->chart->world.person->mobile);
	corner_must(corner, sitting_begin(&sitting, corner->kiosk, corner->chart, &order, &corner->err));
	for (int i = 0; i < 40 && !sitting_done(&sitting); i++) {
		SittingQuestion question;
		sitting_question(&sitting, &corner->arena, &question);
		corner_must(corner, desk_kiosk_show(corner->kiosk, corner->chart, KIOSK_ANSWERING, (int)question.number,
						    (int)question.of, &corner->err));
		corner_must(corner, desk_kiosk_tick(corner->kiosk, corner->chart, &now, &corner->err));
		corner_must(corner, sitting_answer(&sitting, question.choices[0].key, &corner->err));
	}
	assert_true(sitting_done(&sitting));
	sitting_end(&sitting);
	corner_must(corner, desk_call_staff(corner->kiosk, corner->chart, &corner->err));
	corner_must(corner, county_count(&corner->county, FACT_ANSWERED, &answers, &corner->err));
	assert_true(answers >= 2);
	corner_must(corner, desk_kiosks(corner->county.desk, &corner->arena, &lines, &corner->err));
	assert_int_equal(lines.calling, 1);
	corner_verify_whole(corner);
	corner_close(corner);
}

/* --- Statements, as somebody would write them who got hold of the connection --- */

static void refused(Corner *corner, const char *sql)
{
	static const char *const denials[] = {
		"prohibited",
		"not authorized",
		"authorization denied",
		"because it is a view",
		"vtable constructor failed",
	};
	sqlite3_stmt *statement = NULL;
	int code = corner_prepare(corner, sql, &statement);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	bool done = code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE;
	const char *why = done ? "" : sqlite3_errmsg(corner->store->sqlite);
	bool denied = false; /* and has not failed for another reason */
	for (size_t i = 0; i < countof(denials); i++)
		denied |= strstr(why, denials[i]) != NULL;
	if (!denied)
		fail_msg("a kiosk may: %s (%s)", sql, why);
	sqlite3_finalize(statement);
}

static const char *const denied_statements[] = {
	/* what entries say, and the caches of them */
	"SELECT text FROM main.ledger",
	"SELECT code FROM main.ledger",
	"SELECT category FROM main.ledger",
	"SELECT sensitive FROM main.ledger",
	"SELECT seq FROM main.ledger",
	"SELECT count(*) FROM main.ledger",
	"SELECT count(*) FROM ledger",
	"SELECT * FROM main.ledger AS temp",
	"SELECT rowid FROM main.ledger",
	"SELECT * FROM entry",
	"SELECT seq FROM entry",
	"SELECT max(rowid) FROM main.ledger",
	"SELECT * FROM organisation_words",
	"SELECT * FROM organisation_words_data",
	"SELECT words FROM organisation",
	"SELECT rowid FROM organisation_words WHERE organisation_words MATCH 'a'",
	"INSERT INTO organisation_words (organisation_words) VALUES ('rebuild')",
	/* by a way round */
	"WITH l AS (SELECT text FROM main.ledger) SELECT * FROM l",
	"SELECT (SELECT max(text) FROM main.ledger)",
	"SELECT 1 WHERE EXISTS (SELECT 1 FROM main.ledger WHERE text <> '')",
	"SELECT seq FROM ledger ORDER BY (SELECT text FROM main.ledger LIMIT 1)",
	"UPDATE kiosk SET patient = (SELECT text FROM main.ledger LIMIT 1)",
	"INSERT INTO kiosk SELECT text, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 FROM main.ledger",
	"INSERT INTO code SELECT text, seal FROM main.ledger",
	"INSERT INTO main.ledger (seq, kind, source, seal) VALUES (99, 'ticket', 1, zeroblob(32))"
	" RETURNING text",
	"SELECT * FROM main.ledger JOIN ledger USING (seq)",
	"SELECT text FROM main.ledger NATURAL JOIN kiosk",
	"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9) SELECT i FROM n",
	/* messages and secrets */
	"SELECT * FROM outbox",
	"SELECT * FROM expected",
	"SELECT sealed FROM outbox",
	"UPDATE outbox SET sealed = NULL",
	/* writing */
	"UPDATE main.ledger SET note = ''",
	"DELETE FROM main.ledger",
	"DELETE FROM kiosk",
	"DELETE FROM code",
	"INSERT INTO ledger (seq) VALUES (1)",
	"UPDATE ledger SET kind = ''",
	"INSERT INTO staff (folded, name, role, active, pin_failures) VALUES ('x', 'x', 'nurse', 1, 0)",
	"UPDATE staff SET passphrase = ''",
	"UPDATE staff SET role = 'administrator'",
	"DELETE FROM staff",
	"INSERT INTO setting VALUES ('theme', 'mono')",
	"UPDATE setting SET value = ''",
	"DELETE FROM setting",
	"INSERT INTO patient (nhs, seq, family, given, preferred) VALUES ('1', 1, '', '', '')",
	"UPDATE patient SET born = ''",
	"UPDATE organisation SET closed = ''",
	"DELETE FROM organisation",
	"UPDATE ledger_end SET only = 2",
	"INSERT INTO ledger_end VALUES (1, 0, zeroblob(32))",
	"UPDATE code SET hash = zeroblob(32)",
	"REPLACE INTO staff (folded) VALUES ('x')",
	/* the schema */
	"CREATE TABLE t (a)",
	"CREATE TEMP TABLE t (a)",
	"CREATE VIEW v AS SELECT text FROM main.ledger",
	"CREATE TEMP VIEW v AS SELECT text FROM main.ledger",
	"DROP VIEW ledger",
	"DROP VIEW temp.ledger",
	"DROP TRIGGER kiosk_tells",
	"DROP TRIGGER temp.kiosk_tells",
	"DROP TRIGGER ledger_no_update",
	"CREATE TRIGGER x AFTER INSERT ON kiosk BEGIN SELECT 1; END",
	"CREATE INDEX i ON staff (name)",
	"CREATE TEMP TRIGGER ledger AFTER INSERT ON kiosk BEGIN UPDATE kiosk SET patient ="
	" (SELECT text FROM main.ledger LIMIT 1); END",
	"CREATE VIRTUAL TABLE t USING fts5 (a)",
	"CREATE VIRTUAL TABLE t USING fts5vocab ('organisation_words', 'row')",
	"ALTER TABLE kiosk ADD COLUMN x",
	"ALTER TABLE kiosk RENAME TO x",
	"DROP TABLE kiosk",
	"REINDEX",
	"ANALYZE",
	"SELECT * FROM sqlite_schema",
	"SELECT sql FROM main.sqlite_master",
	"SELECT * FROM sqlite_temp_master",
	/* the file, the connection, the machine */
	"ATTACH ':memory:' AS x",
	"ATTACH 'file' AS x",
	"DETACH temp",
	"VACUUM",
	"VACUUM INTO '/tmp/x'",
	"PRAGMA user_version",
	"PRAGMA user_version = 9",
	"PRAGMA journal_mode = DELETE",
	"PRAGMA foreign_keys = OFF",
	"PRAGMA table_info (ledger)",
	"SELECT * FROM pragma_table_info ('ledger')",
	"PRAGMA writable_schema = 1",
	"PRAGMA database_list",
	"PRAGMA wal_checkpoint",
	"SAVEPOINT s",
	"SELECT load_extension ('x')",
	"SELECT printf ('%s', 1)",
	"SELECT randomblob (9)",
	"SELECT sqlite_version ()",
	"SELECT group_concat (name) FROM staff",
	"SELECT * FROM json_each ('[1]')",
};

static void test_everything_else_is_denied(void **state)
{
	Corner *corner = corner_open();
	for (size_t i = 0; i < countof(denied_statements); i++)
		refused(corner, denied_statements[i]);
	corner_verify_whole(corner);
	corner_close(corner);
}

/* Whatever is read of the ledger through the view, no cell of it holds what the entry says. */
static void test_no_cell_holds_what_an_entry_says(void **state)
{
	static const char *const secrets[] = {"secret", "problem", "07700900111", "LE8 5QR"};
	Corner *corner = corner_open();
	sqlite3_stmt *all = NULL;
	void_one(corner);
	assert_int_equal(corner_prepare(corner, "SELECT * FROM ledger", &all), SQLITE_OK);
	int rows = 0, entries = 0;
	for (; sqlite3_step(all) == SQLITE_ROW; rows++) {
		bool entry = text_is((const char *)sqlite3_column_text(all, 1), "entry");
		entries += entry;
		for (int c = 4; c < sqlite3_column_count(all); c++) {
			const char *name = sqlite3_column_name(all, c),
				   *text = (const char *)sqlite3_column_text(all, c);
			if (entry && text && !text_is(name, "id") && !text_is(name, "patient"))
				fail_msg("of an entry a kiosk reads %s: %s", name, text);
			for (size_t i = 0; text && i < countof(secrets); i++)
				if (!text_is(name, "id") && strstr(text, secrets[i]))
					fail_msg("a kiosk reads %s: %s", name, text);
		}
	}
	sqlite3_finalize(all);
	assert_int_equal(entries, 1);
	assert_true(rows > 5);

	assert_int_equal(corner_prepare(corner, "SELECT pin FROM staff WHERE name = 'Pinned'", &all), SQLITE_OK);
	assert_int_equal(sqlite3_step(all), SQLITE_ROW);
	assert_int_equal(sqlite3_column_type(all, 0), SQLITE_NULL);
	sqlite3_finalize(all);
	corner_close(corner);
}

static void test_a_kiosk_makes_no_database(void **state)
{
	Sample sample;
	Store *store = NULL;
	sample_folder(&sample);
	assert_false(store_open_kiosk(sample.path, "1", &store, &sample.err));
	assert_int_not_equal(access(sample.path, F_OK), 0);
	sample_end(&sample);
}

/* A desk that writes for long: the patient is not left before a screen that stands still. */
static void test_a_busy_database_is_said_soon(void **state)
{
	Corner *corner = corner_open();
	Ledger desk = corner->county.ledger, kiosk = store_ledger(corner->store);
	corner_must(corner, desk.ops->begin(desk.self, &corner->err));
	time_t before = time(NULL);
	assert_false(kiosk.ops->begin(kiosk.self, &corner->err));
	assert_true(time(NULL) - before <= 10);
	assert_non_null(strstr(corner->err.text, "busy for 3 seconds"));
	desk.ops->rollback(desk.self);
	corner_must(corner, kiosk.ops->begin(kiosk.self, &corner->err));
	kiosk.ops->rollback(kiosk.self);
	corner_close(corner);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_day_of_a_kiosk),
		cmocka_unit_test(test_everything_else_is_denied),
		cmocka_unit_test(test_no_cell_holds_what_an_entry_says),
		cmocka_unit_test(test_a_kiosk_makes_no_database),
		cmocka_unit_test(test_a_busy_database_is_said_soon),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
