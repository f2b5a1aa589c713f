#include "sample.h"

#include "model/facts/seal.h"
#include "store/county.h"
#include "store/verify.h"

static void tell_some(Sample *s)
{
	enum { LINES = 60 };
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	for (int i = 0; i < LINES; i++) {
		Line line = sample_line(&line_kinds[(size_t)i % line_kind_count], i, &s->arena);
		must(s->ledger.ops->append(s->ledger.self, &line, (LineSource)(i % 4), &s->err), s);
	}
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

/* So many that the rest is checked beside the chain. */
static void tell_many(Sample *s)
{
	enum { FIRST = 1000, LINES = 2100 };
	tell_some(s);
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	for (int i = FIRST; i < FIRST + LINES; i++) {
		Line line = sample_line(line_kind_of_fact(FACT_EXPORTED), i, &s->arena);
		must(s->ledger.ops->append(s->ledger.self, &line, SOURCE_DESK, &s->err), s);
	}
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

typedef void TellSample(Sample *s);

typedef struct Slip {
	const char *sql;
	VerifyFault fault;
	int64_t seq;
	const char *words;
} Slip;

/* Each is one thing done to a whole database past its triggers, and what must be said of it. */
static const Slip slips[] = {
	{"UPDATE ledger SET direction = 'in' WHERE seq = 11", VERIFY_BROKEN, 11, "answered answered-id-10"},
	{"UPDATE ledger SET at = at + 1 WHERE seq = 7", VERIFY_BROKEN, 7, "is not what was sealed"},
	{"UPDATE ledger SET note = NULL WHERE seq = 7", VERIFY_BROKEN, 7, "is not what was sealed"},
	{"UPDATE ledger SET source = 3 WHERE seq = 1", VERIFY_BROKEN, 1, "organisation organisation-code-0"},
	{"UPDATE ledger SET seal = zeroblob(32) WHERE seq = 60", VERIFY_BROKEN, 60, "is not what was sealed"},
	{"UPDATE ledger SET kind = 'nonsense' WHERE seq = 20", VERIFY_BROKEN, 20, "can hold (kind)"},
	{"UPDATE ledger SET answer = 'perhaps' WHERE seq = 11", VERIFY_BROKEN, 11, "can hold (answer)"},
	{"UPDATE ledger SET born = '2001-02-30' WHERE seq = 2", VERIFY_BROKEN, 2, "can hold (born)"},
	{"DELETE FROM ledger WHERE seq = 5", VERIFY_MISSING, 5, "Line 5 of"},
	{"DELETE FROM ledger WHERE seq = 1", VERIFY_MISSING, 1, "is missing"},
	{"DELETE FROM ledger WHERE seq >= 59", VERIFY_MISSING, 59, "60 were told, the last is 58"},
	{"DELETE FROM ledger", VERIFY_MISSING, 1, "is missing"},
	{"UPDATE ledger SET seq = -1 WHERE seq = 30; UPDATE ledger SET seq = 30 WHERE seq = 31; UPDATE ledger SET seq = 31 "
	 "WHERE seq = -1",
	 VERIFY_MOVED, 30, "it stands at 31"},
	{"UPDATE ledger SET seq = 70 WHERE seq = 12", VERIFY_MOVED, 12, "it stands at 70"},
	{"INSERT INTO ledger (seq, kind, source, seal, id, at, recorded_at) "
	 "VALUES (61, 'exported', 1, zeroblob(32), 'x', 5, 5)",
	 VERIFY_BROKEN, 61, "is not what was sealed"},
	/* A column that the kind has not, one that it must have, and what is wider or longer than is read. */
	{"UPDATE ledger SET patient = 'x' WHERE seq = 4", VERIFY_BROKEN, 4, "can hold (patient)"},
	{"UPDATE ledger SET at = 1 WHERE seq = 3", VERIFY_BROKEN, 3, "can hold (at)"},
	{"UPDATE ledger SET recorded_at = 1 WHERE seq = 1", VERIFY_BROKEN, 1, "can hold (recorded_at)"},
	{"UPDATE ledger SET episode = NULL WHERE seq = 11", VERIFY_BROKEN, 11, "can hold (episode)"},
	{"UPDATE ledger SET id = NULL WHERE seq = 3", VERIFY_BROKEN, 3, "can hold (id)"},
	{"UPDATE ledger SET id = NULL WHERE seq = 11", VERIFY_BROKEN, 11, "can hold (id)"},
	{"UPDATE ledger SET recorded_at = NULL WHERE seq = 11", VERIFY_BROKEN, 11, "can hold (recorded_at)"},
	{"UPDATE ledger SET source = source + 256 WHERE seq = 11", VERIFY_BROKEN, 11, "can hold (source)"},
	{"UPDATE ledger SET mig = mig + 4294967296 WHERE seq = 1", VERIFY_BROKEN, 1, "can hold (mig)"},
	{"UPDATE ledger SET at = 253402300800 WHERE seq = 11", VERIFY_BROKEN, 11, "can hold (at)"},
	{"UPDATE ledger SET patient = patient || char(0) || 'x' WHERE seq = 12", VERIFY_BROKEN, 12,
	 "can hold (patient)"},
	{"UPDATE ledger SET kind = kind || char(0) WHERE seq = 12", VERIFY_BROKEN, 12, "can hold (kind)"},
	{"UPDATE ledger SET direction = direction || char(0) WHERE seq = 11", VERIFY_BROKEN, 11,
	 "can hold (direction)"},
	{"UPDATE ledger SET born = born || char(0) WHERE seq = 2", VERIFY_BROKEN, 2, "can hold (born)"},
	{"UPDATE ledger SET note = CAST(x'FF' AS TEXT) WHERE seq = 11", VERIFY_BROKEN, 11, "can hold (note)"},
	{"INSERT INTO ledger (seq, kind, source, seal, id, at, recorded_at) VALUES (-1, 'exported', 1, zeroblob(32), 'x', "
	 "5, 5)",
	 VERIFY_BROKEN, -1, "can hold (seq)"},
	{"UPDATE ledger SET seq = 0 WHERE seq = 60", VERIFY_BROKEN, 0, "can hold (seq)"},
	{"PRAGMA legacy_alter_table = ON; ALTER TABLE ledger RENAME TO lines; CREATE VIEW ledger AS SELECT * FROM lines "
	 "UNION ALL SELECT * FROM lines WHERE seq < 0",
	 VERIFY_BROKEN, 60, "do not stand as sharedesk keeps them"},
	{"UPDATE ledger_end SET seq = 59", VERIFY_BROKEN, 60, "added by something other"},
	{"UPDATE ledger_end SET seal = zeroblob(32)", VERIFY_BROKEN, 60, "is not the one that was sealed last"},
};

#define WRITABLE "PRAGMA writable_schema = ON; "

static const Slip cache_slips[] = {
	{"UPDATE organisation SET by_hand = 1 - by_hand WHERE seq = (SELECT max(seq) FROM organisation)", VERIFY_CACHE,
	 0, "has another by_hand"},
	{"UPDATE organisation SET seq = 1 WHERE seq > 1", VERIFY_CACHE, 0, "the organisation organisation-code-"},
	{"UPDATE organisation SET used = 1 - used WHERE seq = 1", VERIFY_CACHE, 0, "has another used"},
	{"UPDATE organisation SET words = 'else' WHERE seq = 1", VERIFY_CACHE, 0, "has another words"},
	{"UPDATE patient SET family = 'x' WHERE seq = 2", VERIFY_CACHE, 0, "has another family"},
	{"UPDATE patient SET born = NULL WHERE seq = 2", VERIFY_CACHE, 0, "the patient patient-nhs-1"},
	{"DELETE FROM patient WHERE seq = (SELECT max(seq) FROM patient)", VERIFY_CACHE, 0, "is missing by"},
	{"INSERT INTO patient VALUES ('zzz', 2, '', '', '', NULL, '', '')", VERIFY_CACHE, 0, "should not be there by"},
	{"UPDATE entry SET recorded = 0 WHERE seq = 3", VERIFY_CACHE, 0, "has another recorded"},
	{"UPDATE entry SET sensitive = 1 - sensitive WHERE seq = 3", VERIFY_CACHE, 0, "has another sensitive"},
	{"DELETE FROM entry", VERIFY_CACHE, 0, "the entry entry-id-2"},
	{"DELETE FROM family_word", VERIFY_CACHE, 0, "the part of a family name patient-nhs-1"},
	{"DELETE FROM given_word", VERIFY_CACHE, 0, "the given name patient-nhs-1"},
	{"INSERT INTO organisation_words (organisation_words) VALUES ('delete-all')", VERIFY_CACHE, 0, "The search"},
	{"DROP TRIGGER ledger_no_delete", VERIFY_SCHEMA, 0, "ledger_no_delete"},
	{"DROP INDEX ledger_patient", VERIFY_SCHEMA, 0, "ledger_patient"},
	{"CREATE TABLE more (a)", VERIFY_SCHEMA, 0, "should not be there"},
	{"CREATE TRIGGER organisation_words_x AFTER INSERT ON ledger BEGIN SELECT 1; END", VERIFY_SCHEMA, 0,
	 "organisation_words_x"},
	{WRITABLE
	 "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_x', 'ledger', 0, 'CREATE TRIGGER sqlite_x AFTER "
	 "INSERT ON ledger BEGIN SELECT 1; END')",
	 VERIFY_SCHEMA, 0, "sqlite_x"},
	{WRITABLE
	 "INSERT INTO sqlite_schema VALUES ('view', 'organisation_words_v', 'organisation_words_v', 0, 'CREATE "
	 "VIEW organisation_words_v AS SELECT 1')",
	 VERIFY_SCHEMA, 0, "organisation_words_v"},
	{"DROP TRIGGER ledger_no_delete; CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT 1; END",
	 VERIFY_SCHEMA, 0, "ledger_no_delete"},
	{"ALTER TABLE ledger ADD COLUMN more TEXT", VERIFY_SCHEMA, 0, "ledger"},
	{WRITABLE
	 "UPDATE sqlite_schema SET sql = replace(sql, '\"answer\"        TEXT', '\"answer\" TEXT COLLATE NOCASE')",
	 VERIFY_SCHEMA, 0, "ledger"},
	{"UPDATE organisation SET folded_code = folded_code || char(0)", VERIFY_CACHE, 0, "has another folded_code"},
	{"INSERT INTO due VALUES (0, 1, 9, 5, '999', 'x'); UPDATE due_count SET count = 7", VERIFY_TABLE, 0,
	 "counts what is due wrongly"},
	{"INSERT INTO due VALUES (0, 1, 9, 5, '999', 'x'); UPDATE due_count SET until = 10", VERIFY_TABLE, 0,
	 "counts what is due wrongly"},
	{"INSERT INTO due VALUES (300, 1, 9, 5, '999', 'x')", VERIFY_TABLE, 0, "kind of \"300\""},
	{"INSERT INTO figure VALUES (24300, 'RX1', 5, 1)", VERIFY_TABLE, 0, "not what its patients add"},
	{"INSERT INTO figure VALUES (24300, 'RX1', 5, -1)", VERIFY_TABLE, 0, "count of \"24300\""},
	{"INSERT INTO tally SELECT nhs, '24300 5 1 RX1' || char(10) FROM patient LIMIT 1", VERIFY_TABLE, 0,
	 "not what its patients add"},
	{"INSERT INTO tally SELECT nhs, 'nothing' FROM patient LIMIT 1", VERIFY_TABLE, 0, "not what its patients add"},
	{"INSERT INTO tally VALUES ('999', '24300 5 1 RX1' || char(10)); INSERT INTO figure VALUES (24300, 'RX1', 5, 1)",
	 VERIFY_TABLE, 0, "somebody unknown"},
	{"INSERT INTO kiosk VALUES ('1', NULL, NULL, 'dancing', 0, 0, 5, 5, NULL, 0, 0, NULL)", VERIFY_TABLE, 0,
	 "state of \"1\""},
	{"INSERT INTO expected VALUES (1, '2026-02-30', '999', NULL, NULL)", VERIFY_TABLE, 0, "day of \"1\""},
	{"INSERT INTO setting (name, value) VALUES ('practice', 'C82001' || char(0))", VERIFY_TABLE, 0,
	 "value of \"practice\""},
	{"INSERT INTO staff (folded, name, role, active, pin_failures) VALUES ('sam', 'Sam', 'receptionist', 2, 0)",
	 VERIFY_TABLE, 0, "active of \"sam\""},
	{"INSERT INTO own_setting VALUES ('nobody', 'theme', 'dark')", VERIFY_TABLE, 0, "without an account"},
	{"PRAGMA ignore_check_constraints = ON; INSERT INTO code VALUES ('f', zeroblob(33))", VERIFY_TABLE, 0,
	 "hash of \"f\""},
	{"PRAGMA ignore_check_constraints = ON; INSERT INTO ledger_end VALUES (2, 5, zeroblob(32))", VERIFY_TABLE, 0,
	 "ledger_end"},
	{"INSERT INTO organisation_words (organisation_words, rank) VALUES ('pgsz', 64)", VERIFY_SCHEMA, 0, "pgsz"},
};

static VerifyReport verify(Sample *s)
{
	VerifyReport report;
	sample_close(s);
	must(store_open(s->path, STORE_LOOK, &s->store, &s->err), s);
	must(store_verify(s->store, NULL, &report, &s->err), s);
	sample_close(s);
	return report;
}

static void expect_found(const Slip *slip, const char *before, Sample *s)
{
	char *sql = arena_print(&s->arena, "%s %s", before, slip->sql);
	if (raw_sql(s->path, sql) != SQLITE_OK)
		fail_msg("not done: %s", sql);
	VerifyReport report = verify(s);
	if (report.fault != slip->fault || report.seq != slip->seq || !strstr(report.sentence, slip->words))
		fail_msg("%s\n  gave %d at %d: %s", slip->sql, (int)report.fault, (int)report.seq, report.sentence);
}

/* Each in a copy of its own. */
static void expect_each(const Slip *each, size_t count, const char *before, TellSample *told)
{
	Sample s;
	char made[128];
	sample_begin(&s);
	told(&s);
	sample_close(&s);
	text_print(made, sizeof made, "%s/made", s.folder);
	assert_int_equal(rename(s.path, made), 0);
	for (size_t i = 0; i < count; i++) {
		assert_true(county_copy(made, s.path));
		expect_found(&each[i], before, &s);
	}
	sample_end(&s);
}

static void test_whole(void **state)
{
	Sample s;
	int64_t seq;
	Seal seal;
	sample_begin(&s);
	VerifyReport report;
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	assert_int_equal(report.lines, 0);
	tell_some(&s);
	must(s.ledger.ops->head(s.ledger.self, &seq, &seal, &s.err), &s);
	report = verify(&s);
	if (report.fault != VERIFY_WHOLE)
		fail_msg("%s", report.sentence);
	assert_int_equal(report.lines, 60);
	assert_true(seal_same(&report.seal, &seal));
	assert_string_equal(report.sentence, "The ledger is whole: 60 lines, of 60 that were told.");
	sample_end(&s);
}

static void test_faults_in_the_chain(void **state)
{
	expect_each(slips, countof(slips), NO_TRIGGERS, tell_some);
}

static void test_faults_in_the_caches(void **state)
{
	expect_each(cache_slips, countof(cache_slips), "", tell_some);
}

static void test_faults_found_beside_the_chain(void **state)
{
	static const Slip both = {
		"UPDATE patient SET family = 'x' WHERE seq = 2; UPDATE ledger SET at = at + 1 WHERE seq = 2000",
		VERIFY_BROKEN, 2000, "is not what was sealed"};
	expect_each(cache_slips, countof(cache_slips), "", tell_many);
	expect_each(&both, 1, NO_TRIGGERS, tell_many);
}

/* Damage past SQLite itself: a page of the file overwritten. Whichever page it is (in the short form, each of so many),
 * verify neither crashes nor is content, and what it says is a report. */
static void expect_damage_found(TellSample *told, long every)
{
	enum { PAGE = 4096 };
	Sample s;
	sample_begin(&s);
	told(&s);
	sample_close(&s);
	FILE *file = fopen(s.path, "r+b");
	char garbage[PAGE];
	memset(garbage, 0xA5, sizeof garbage);
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	long pages = ftell(file) / PAGE;
	for (long page = 1; page < pages; page += unit_full() ? 1 : every) {
		char kept[PAGE];
		fseek(file, page * PAGE, SEEK_SET);
		assert_int_equal(fread(kept, 1, PAGE, file), PAGE);
		fseek(file, page * PAGE, SEEK_SET);
		fwrite(garbage, 1, PAGE, file);
		fflush(file);
		Store *store;
		VerifyReport report = {0};
		bool opened = store_open(s.path, STORE_LOOK, &store, &s.err);
		if (opened) {
			must(store_verify(store, NULL, &report, &s.err), &s);
			if (report.fault == VERIFY_WHOLE || text_empty(report.sentence))
				fail_msg("page %ld overwritten and nothing said", page + 1);
			store_close(store);
		}
		fseek(file, page * PAGE, SEEK_SET);
		fwrite(kept, 1, PAGE, file);
		fflush(file);
	}
	fclose(file);
	assert_int_equal(verify(&s).fault, VERIFY_WHOLE);
	sample_end(&s);
}

static void test_damaged_pages(void **state)
{
	expect_damage_found(tell_some, 1);
	expect_damage_found(tell_many, 7);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_faults_in_the_chain),
		cmocka_unit_test(test_faults_in_the_caches),
		cmocka_unit_test(test_faults_found_beside_the_chain),
		cmocka_unit_test(test_damaged_pages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
