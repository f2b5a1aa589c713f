/* Rows that no line can be, read by who reads them at a desk: each is refused in a sentence that names the line, and
 * keeps nobody from the others. */
#include "store/fuzz_sample.h"

#include "base/macros.h"
#include "model/readings/inquiry.h"

static const Zone utc = {0};

/* A ledger of every kind, changed past its triggers, and opened. */
static void changed(Sample *s, const char *sql)
{
	fuzz_make(s);
	if (raw_sql(s->path, arena_print(&s->arena, NO_TRIGGERS "PRAGMA ignore_check_constraints = ON; %s", sql)) !=
	    SQLITE_OK)
		fail_msg("not done: %s", sql);
	must(store_open(s->path, STORE_LOOK, &s->store, &s->err), s);
	s->ledger = store_ledger(s->store);
}

static void refused(Sample *s, bool done, const char *words)
{
	if (done || !strstr(s->err.text, "holds what no line can hold") || !strstr(s->err.text, words))
		fail_msg("%s: %s", words, done ? "read" : s->err.text);
}

/* Found by no patient, it would be no prohibition any more. */
static void test_a_standing_with_a_patient(void **state)
{
	Sample s;
	FactList facts;
	Brief brief;
	changed(&s,
		"UPDATE ledger SET patient = '9990000018' WHERE kind = 'standing' AND seq = (SELECT min(seq) FROM ledger "
		"WHERE kind = 'standing')");
	refused(&s, s.ledger.ops->facts(s.ledger.self, NULL, &s.arena, &facts, &s.err), "(patient)");
	refused(&s, s.ledger.ops->facts(s.ledger.self, "9990000018", &s.arena, &facts, &s.err), "(patient)");
	refused(&s, s.ledger.ops->brief(s.ledger.self, "9990000018", INSTANT_MAX, &s.arena, &brief, &s.err),
		"(patient)");
	must(s.ledger.ops->facts(s.ledger.self, "9990000026", &s.arena, &facts, &s.err), &s);
	sample_end(&s);
}

static void test_a_private_mark_behind_a_nul(void **state)
{
	Sample s;
	EntryList entries;
	changed(&s, "UPDATE ledger SET patient = patient || char(0) || 'x' WHERE kind = 'entry' AND id = 'n0-1'");
	refused(&s, s.ledger.ops->entries(s.ledger.self, "9990000018", &s.arena, &entries, &s.err), "(patient)");
	sample_end(&s);
}

static bool take(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	return true;
}

static void test_an_export_says_what_is_before_the_first_and_what_is_missing(void **state)
{
	Sample s;
	changed(&s, "UPDATE ledger SET seq = -1 WHERE seq = 9");
	refused(&s, store_walk(s.store, 0, INT64_MAX, take, NULL, &s.err), "Line -1 of");
	sample_end(&s);
	changed(&s, "DELETE FROM ledger WHERE seq = 9");
	assert_false(store_walk(s.store, 0, INT64_MAX, take, NULL, &s.err));
	assert_non_null(strstr(s.err.text, "Line 9 of"));
	sample_end(&s);
}

static const LineKind *kind_that(bool has, const char *column)
{
	size_t k = 0;
	while ((line_field_find(&line_kinds[k], column) != NULL) != has)
		k++;
	return &line_kinds[k];
}

static void put(const Sample *s, const LineKind *kind, const char *column, const char *value)
{
	char sql[256];
	snprintf(sql, sizeof sql, "UPDATE ledger SET \"%s\" = %s WHERE kind = '%s'", column, value, kind->name);
	if (raw_sql(s->path, sql) != SQLITE_OK)
		fail_msg("not done: %s", sql);
}

static void refused_of_another_kind(Sample *s, const Field *field)
{
	const LineKind *kind = kind_that(false, field->name);
	const bool number = field->type == FIELD_INSTANT || field->type == FIELD_TRUTH;
	char words[64];
	snprintf(words, sizeof words, "(%s)", field->name);
	put(s, kind, field->name, number ? "1" : "'x'");
	refused(s, store_walk(s->store, 0, INT64_MAX, take, NULL, &s->err), words);
	put(s, kind, field->name, "NULL");
}

static void test_a_walk_refuses_each_column_of_another_kind(void **state)
{
	Sample s;
	changed(&s, "");
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t f = 0; f < line_kinds[k].count; f++)
			if (kind_that(true, line_kinds[k].fields[f].name) == &line_kinds[k])
				refused_of_another_kind(&s, &line_kinds[k].fields[f]);
	must(store_walk(s.store, 0, INT64_MAX, take, NULL, &s.err), &s);
	sample_end(&s);
}

static bool answers(Sample *s, Inquirer *inquirer, const char *patient)
{
	const Inquiry inquiry = {.patient = patient, .org = "RX1", .at = INSTANT_MIN, .known_at = INSTANT_MIN};
	Reply reply;
	return inquire(inquirer, &inquiry, &s->arena, &reply, &s->err);
}

static void test_one_patient_keeps_no_other_from_an_answer(void **state)
{
	static const char *const changes[] = {
		"DELETE FROM brief; UPDATE ledger SET episode = NULL WHERE kind = 'answered' AND patient = '9990000018'",
		"DELETE FROM brief; UPDATE ledger SET at = 1 WHERE kind = 'entry' AND patient = '9990000018'",
	};
	for (size_t i = 0; i < countof(changes); i++) {
		Sample s;
		changed(&s, changes[i]);
		Inquirer inquirer = {.ledger = s.ledger, .zone = &utc, .now = {1795340460}};
		must(s.ledger.ops->read_begin(s.ledger.self, &s.err), &s);
		must(answers(&s, &inquirer, "9990000026"), &s);
		refused(&s, answers(&s, &inquirer, "9990000018"), "Line ");
		must(answers(&s, &inquirer, "9990000034"), &s);
		s.ledger.ops->read_end(s.ledger.self);
		inquirer_done(&inquirer);
		sample_end(&s);
	}
}

/* Whatever of it cannot be read, it rings, and the other kiosks are heard. */
static void test_a_row_of_a_kiosk(void **state)
{
	static const char *const cells[] = {"state = 'dancing'", "question = -1", "patient = 'x' || char(0)",
					    "since = 999999999999"};
	for (size_t i = 0; i < countof(cells); i++) {
		Sample s;
		PresenceList list;
		char sql[512];
		snprintf(
			sql, sizeof sql,
			"INSERT INTO kiosk VALUES ('1', NULL, NULL, 'idle', 0, 0, 5, 5, NULL, 0, 0, NULL), ('2', NULL, NULL, "
			"'idle', 0, 0, 5, 5, NULL, 0, 0, NULL); UPDATE kiosk SET %s WHERE number = '1'",
			cells[i]);
		changed(&s, sql);
		must(s.ledger.ops->presences(s.ledger.self, &s.arena, &list, &s.err), &s);
		assert_int_equal(list.count, 2);
		assert_true(list.items[0].unread);
		assert_false(list.items[1].unread);
		sample_end(&s);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_standing_with_a_patient),
		cmocka_unit_test(test_a_private_mark_behind_a_nul),
		cmocka_unit_test(test_an_export_says_what_is_before_the_first_and_what_is_missing),
		cmocka_unit_test(test_a_walk_refuses_each_column_of_another_kind),
		cmocka_unit_test(test_one_patient_keeps_no_other_from_an_answer),
		cmocka_unit_test(test_a_row_of_a_kiosk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
