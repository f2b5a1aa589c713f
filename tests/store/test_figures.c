#include "store/fuzz_sample.h"
#include "store/sample.h"

#include "base/macros.h"
#include "store/schema.h"

static void two_patients(Sample *s)
{
	sample_begin(s);
	sample_put(s, sample_person("111", "Ashby", "Maureen", (Date){0}));
	sample_put(s, sample_person("222", "Ashby", "Neil", (Date){0}));
}

static bool tries(Sample *s, const char *patient, const Tally *tallies, size_t count)
{
	const TalliesOf of = {patient, {tallies, count}};
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	if (s->ledger.ops->put_tallies(s->ledger.self, &of, 1, &s->err))
		return s->ledger.ops->commit(s->ledger.self, &s->err);
	s->ledger.ops->rollback(s->ledger.self);
	return false;
}

static void put(Sample *s, const char *patient, const Tally *tallies, size_t count)
{
	must(tries(s, patient, tallies, count), s);
}

static const char *said(Sample *s, TallyList list)
{
	Text text = {.arena = &s->arena};
	for (size_t i = 0; i < list.count; i++)
		text_add_print(&text, "%d/%s/%d:%lld ", list.items[i].month, list.items[i].org, list.items[i].sort,
			       (long long)list.items[i].count);
	return text_done(&text);
}

static const char *totals(Sample *s, int from, int to)
{
	TallyList list;
	must(s->ledger.ops->figures(s->ledger.self, from, to, &s->arena, &list, &s->err), s);
	return said(s, list);
}

static const char *kept(Sample *s, const char *patient)
{
	TallyList list;
	must(s->ledger.ops->tallies(s->ledger.self, patient, &s->arena, &list, &s->err), s);
	return said(s, list);
}

static const Tally early = {24300, 7, "RX1", 1}, twice = {24301, 7, "RX1", 2}, other = {24301, 9, "RX2", 1},
		   of_none = {24301, 4096, "", 1};

static void totals_follow_what_patients_add(void **state)
{
	Sample s;
	two_patients(&s);
	put(&s, "111", (Tally[]){early, of_none, twice}, 3);
	put(&s, "222", (Tally[]){twice, other}, 2);
	assert_string_equal(kept(&s, "111"), "24300/RX1/7:1 24301//4096:1 24301/RX1/7:2 ");
	assert_string_equal(totals(&s, 24300, 24301), "24300/RX1/7:1 24301//4096:1 24301/RX1/7:4 24301/RX2/9:1 ");
	assert_string_equal(totals(&s, 24300, 24300), "24300/RX1/7:1 ");
	assert_string_equal(totals(&s, 24302, 99999), "");
	put(&s, "111", (Tally[]){early, {24301, 7, "RX1", 1}}, 2); /* less */
	assert_string_equal(totals(&s, 24300, 24301), "24300/RX1/7:1 24301/RX1/7:3 24301/RX2/9:1 ");
	put(&s, "222", (Tally[]){early, other}, 2); /* another */
	assert_string_equal(totals(&s, 24300, 24301), "24300/RX1/7:2 24301/RX1/7:1 24301/RX2/9:1 ");
	put(&s, "111", NULL, 0); /* gone */
	assert_string_equal(kept(&s, "111"), "");
	assert_string_equal(totals(&s, 24300, 24301), "24300/RX1/7:1 24301/RX2/9:1 ");
	sample_end(&s);
}

static void several_are_put_at_once(void **state)
{
	Sample s;
	two_patients(&s);
	const TalliesOf both[] = {{"111", {&twice, 1}}, {"222", {&twice, 1}}, {"111", {&other, 1}}};
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->put_tallies(s.ledger.self, both, countof(both), &s.err), &s);
	must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
	assert_string_equal(totals(&s, 0, 99999), "24301/RX1/7:2 24301/RX2/9:1 ");
	sample_end(&s);
}

/* No page of the file is written again for who adds what they added. */
static void what_is_the_same_is_no_write(void **state)
{
	Sample s;
	two_patients(&s);
	put(&s, "111", &twice, 1);
	const int before = sqlite3_total_changes(s.store->sqlite);
	put(&s, "111", &twice, 1);
	put(&s, "222", NULL, 0);
	assert_int_equal(sqlite3_total_changes(s.store->sqlite), before);
	put(&s, "111", &other, 1);
	assert_int_equal(sqlite3_total_changes(s.store->sqlite), before + 3);
	sample_end(&s);
}

static void what_is_rolled_back_was_not_added(void **state)
{
	Sample s;
	two_patients(&s);
	const TalliesOf of = {"111", {&twice, 1}};
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->put_tallies(s.ledger.self, &of, 1, &s.err), &s);
	s.ledger.ops->rollback(s.ledger.self);
	assert_string_equal(totals(&s, 0, 99999), "");
	assert_string_equal(kept(&s, "111"), "");
	sample_end(&s);
}

/* Each breaks the row of 111, or a total. */
static void what_cannot_be_read_is_said(void **state)
{
	static const char *const broken[] = {
		"24301 7 2 RX1", "24301 7 2\n", "24301 7 0 RX1\n", "24301 8192 2 RX1\n", "x 7 2 RX1\n",
		"-1 7 2 RX1\n",	 "\n"};
	Sample s;
	TallyList list;
	two_patients(&s);
	put(&s, "111", &twice, 1);
	for (size_t i = 0; i < countof(broken); i++) {
		const char *sql = arena_print(&s.arena, "UPDATE tally SET lines = '%s'", broken[i]);
		assert_int_equal(raw_sql(s.path, sql), SQLITE_OK);
		assert_false(s.ledger.ops->tallies(s.ledger.self, "111", &s.arena, &list, &s.err));
		assert_non_null(strstr(s.err.text, "What 111 adds to the figures"));
		assert_true(tries(&s, "111", &other, 1)); /* nobody is kept from anything by it */
		assert_false(s.ledger.ops->tallies(s.ledger.self, "111", &s.arena, &list, &s.err));
	}
	assert_int_equal(raw_sql(s.path, "UPDATE figure SET count = -1"), SQLITE_OK);
	assert_false(s.ledger.ops->figures(s.ledger.self, 0, 99999, &s.arena, &list, &s.err));
	assert_non_null(strstr(s.err.text, "A row of the figures in"));
	sample_end(&s);
}

/* What an older program kept is made anew: nothing is added twice. */
static void older_caches_begin_at_nothing(void **state)
{
	Sample s;
	char older[48];
	two_patients(&s);
	put(&s, "111", &twice, 1);
	sample_close(&s);
	text_print(older, sizeof older, "PRAGMA user_version = %d",
		   SCHEMA_CACHES_AT * (SCHEMA_CACHES - 1) + schema_migration_count);
	assert_int_equal(raw_sql(s.path, older), SQLITE_OK);
	sample_reopen(&s);
	assert_string_equal(kept(&s, "111"), "");
	assert_string_equal(totals(&s, 0, 99999), "");
	put(&s, "111", &twice, 1);
	assert_string_equal(totals(&s, 0, 99999), "24301/RX1/7:2 ");
	sample_end(&s);
}

/* The desk's own figures of a whole practice are what the facts make, and what is changed of them is named. */
static void what_is_kept_is_what_the_ledger_makes(void **state)
{
	static const char *const changes[] = {
		"UPDATE tally SET lines = replace(lines, ' 1 ', ' 2 ') WHERE lines LIKE '% 1 %'",
		"DELETE FROM tally",
	};
	for (size_t i = 0; i < countof(changes); i++) {
		Sample s;
		fuzz_make(&s);
		must(store_open(s.path, STORE_OPEN, &s.store, &s.err), &s);
		s.ledger = store_ledger(s.store);
		must(fuzz_due_is_so(s.store, &s.err), &s);
		assert_string_not_equal(totals(&s, 0, 99999), "");
		assert_int_equal(raw_sql(s.path, changes[i]), SQLITE_OK);
		assert_false(fuzz_due_is_so(s.store, &s.err));
		sample_end(&s);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_follow_what_patients_add),
		cmocka_unit_test(several_are_put_at_once),
		cmocka_unit_test(what_is_the_same_is_no_write),
		cmocka_unit_test(what_is_rolled_back_was_not_added),
		cmocka_unit_test(what_cannot_be_read_is_said),
		cmocka_unit_test(older_caches_begin_at_nothing),
		cmocka_unit_test(what_is_kept_is_what_the_ledger_makes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
