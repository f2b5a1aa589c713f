/* A patient's record kept packed: the same as the ledger's lines, and gone from sight with whatever is told of them. */
#include "sample.h"

#include "base/macros.h"
#include "store/verify.h"

static const char nhs[] = "9990000018";

static void keep(Sample *s, const char *patient)
{
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->put_due(s->ledger.self, patient, &(DueRows){0}, INSTANT_MAX, NULL, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

static Brief read_at(Sample *s, const char *patient, Instant now)
{
	Brief brief;
	must(s->ledger.ops->read_begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->brief(s->ledger.self, patient, now, &s->arena, &brief, &s->err), s);
	s->ledger.ops->read_end(s->ledger.self);
	return brief;
}

static Brief read_of(Sample *s, const char *patient)
{
	return read_at(s, patient, INSTANT_MAX);
}

static bool counts(Sample *s)
{
	return read_of(s, nhs).packed != NULL;
}

/* A line of every kind with every field, of this patient. */
static Line line_of(Sample *s, const LineKind *kind, int number)
{
	Line line = sample_line(kind, number, &s->arena);
	if (kind->type == LINE_PERSON)
		line.person.nhs = nhs;
	else if (kind->type == LINE_ENTRY)
		line.entry.patient = nhs;
	else if (kind->type == LINE_FACT && line_field_find(kind, "patient"))
		line.fact.patient = nhs;
	return line;
}

static void tell_all_kinds(Sample *s)
{
	sample_begin(s);
	for (size_t k = 0; k < line_kind_count; k++)
		sample_put(s, line_of(s, &line_kinds[k], (int)k));
}

static const Fact *fact_of(const FactList *facts, int64_t seq)
{
	for (size_t i = 0; i < facts->count; i++)
		if (facts->items[i].seq == seq)
			return &facts->items[i];
	fail_msg("no fact at %lld", (long long)seq);
	return NULL;
}

static void assert_same(Line a, Line b)
{
	assert_true(line_same(&a, &b));
}

static void test_what_is_kept_is_what_is_read(void **state)
{
	Sample s;
	tell_all_kinds(&s);
	const Brief lines = read_of(&s, nhs);
	assert_null(lines.packed);
	store_catch_up(s.store);
	const Brief kept = read_of(&s, nhs);
	assert_non_null(kept.packed);
	assert_same(line_of_person(kept.person), line_of_person(lines.person));
	assert_int_equal(kept.facts.count, lines.facts.count - 1); /* that somebody looked is left out */
	assert_true(kept.facts.count > 30);
	for (size_t i = 0; i < kept.facts.count; i++) {
		const Fact *fact = &kept.facts.items[i];
		assert_same(line_of_fact(fact), line_of_fact(fact_of(&lines.facts, fact->seq)));
		assert_true(i == 0 || fact_order(fact - 1, fact) < 0);
	}
	assert_int_equal(kept.entries.count, 1);
	Entry entry = lines.entries.items[0];
	entry.text = entry.code = entry.system = NULL;
	assert_same(line_of_entry(&kept.entries.items[0]), line_of_entry(&entry));
	sample_end(&s);
}

static void keep_read(Sample *s, const Person *person, FactList facts)
{
	const Brief read = {.person = person, .facts = facts};
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->put_due(s->ledger.self, nhs, &(DueRows){0}, INSTANT_MAX, &read, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

/* Of who was read already the lines are not read again; what is kept is the same, to the byte. */
static void test_of_what_was_read_the_same_is_kept(void **state)
{
	Sample s;
	FactList facts;
	const Person *person;
	tell_all_kinds(&s);
	store_catch_up(s.store);
	const Brief before = read_of(&s, nhs);
	must(s.ledger.ops->person(s.ledger.self, nhs, &s.arena, &person, &s.err), &s);
	must(s.ledger.ops->facts(s.ledger.self, nhs, &s.arena, &facts, &s.err), &s);
	keep_read(&s, person, (FactList){facts.items, facts.count - 1});
	const Brief fewer = read_of(&s, nhs);
	assert_int_equal(fewer.facts.count, before.facts.count - 1);
	keep_read(&s, person, facts);
	const Brief after = read_of(&s, nhs);
	assert_non_null(before.packed);
	assert_int_equal(after.packed_length, before.packed_length);
	assert_memory_equal(after.packed, before.packed, before.packed_length);
	sample_end(&s);
}

/* Of every kind; and counts again once it was kept anew. */
static void test_whatever_is_told_of_them_ends_it(void **state)
{
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person(nhs, "Ashby", "Maureen", (Date){0}));
	sample_put(&s, sample_person("9990000026", "Ashby", "Neil", (Date){0}));
	for (size_t k = 0; k < line_kind_count; k++) {
		const Line line = line_of(&s, &line_kinds[k], (int)k);
		const bool looks = line.kind->type == LINE_FACT && line.fact.kind == FACT_VIEWED;
		const bool of_patient =
			!looks && (line.kind->type == LINE_PERSON || line_field_find(line.kind, "patient"));
		store_catch_up(s.store);
		keep(&s, nhs);
		keep(&s, "9990000026");
		assert_true(counts(&s));
		sample_put(&s, line);
		if (counts(&s) == of_patient)
			fail_msg("%s", line.kind->name);
		assert_non_null(read_of(&s, "9990000026").packed); /* nothing was told of them */
		const Brief brief = read_of(&s, nhs);
		if (line.kind->type == LINE_FACT && of_patient)
			assert_string_equal(fact_of(&brief.facts, (int64_t)k + 3)->id, line.fact.id);
	}
	sample_end(&s);
}

/* It changes no decision, unless the clock was set back to before it: "now" is the latest that was recorded. */
static void test_that_somebody_looked_ends_none(void **state)
{
	const Instant looked = {1700000000}, before = {looked.seconds - 1};
	Sample s;
	VerifyReport report;
	Fact fact = FACT_NONE;
	fact.kind = FACT_VIEWED;
	fact.id = "look", fact.patient = nhs, fact.org = "A1";
	fact.at = fact.recorded_at = looked;
	sample_begin(&s);
	sample_put(&s, sample_person(nhs, "Ashby", "Maureen", (Date){0}));
	keep(&s, nhs);
	store_catch_up(s.store);
	sample_put(&s, line_of_fact(&fact));
	for (int caught_up = 0; caught_up < 2; caught_up++) {
		assert_non_null(read_at(&s, nhs, looked).packed);
		assert_int_equal(read_at(&s, nhs, looked).facts.count, 0);
		assert_null(read_at(&s, nhs, before).packed);
		assert_int_equal(read_at(&s, nhs, before).facts.count, 1);
		store_catch_up(s.store);
	}
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	assert_int_equal(raw_sql(s.path, "UPDATE brief_end SET latest = latest - 1"), SQLITE_OK);
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_CACHE);
	assert_non_null(strstr(report.sentence, "the end of the records"));
	sample_end(&s);
}

/* What another desk tells, and what is told within a transaction, is seen. */
static void test_each_reading_looks_again(void **state)
{
	Sample s;
	Store *other;
	Brief brief;
	tell_all_kinds(&s);
	store_catch_up(s.store);
	must(store_open(s.path, STORE_OPEN, &other, &s.err), &s);
	Ledger ledger = store_ledger(other);
	must(ledger.ops->brief(ledger.self, nhs, INSTANT_MAX, &s.arena, &brief, &s.err), &s);
	assert_null(brief.packed); /* not while reading: the next moment something may be told */
	for (int told = 0; told < 2; told++) {
		must(ledger.ops->read_begin(ledger.self, &s.err), &s);
		must(ledger.ops->brief(ledger.self, nhs, INSTANT_MAX, &s.arena, &brief, &s.err), &s);
		assert_int_equal(brief.packed == NULL, told);
		ledger.ops->read_end(ledger.self);
		sample_put(&s, sample_person(nhs, "Ashby", told ? "Maureen" : "Mary", (Date){0}));
	}
	store_close(other);
	assert_string_equal(read_of(&s, nhs).person->given, "Maureen");
	store_catch_up(s.store);
	assert_true(counts(&s));
	assert_string_equal(read_of(&s, nhs).person->given, "Maureen");
	sample_end(&s);
}

/* Whoever changed it did not seal it: it is as if it were not there. */
static void test_what_is_not_sealed_is_not_looked_at(void **state)
{
	static const char *const slips[] = {
		"UPDATE brief SET bytes = substr(bytes, 1, 20)",
		"UPDATE brief SET bytes = x''",
		"UPDATE brief SET bytes = CAST(bytes || x'00' AS BLOB)",
		"UPDATE brief SET bytes = zeroblob(length(bytes))",
		"UPDATE brief SET seal = zeroblob(32)",
		"UPDATE brief SET seal = x'00'",
		"UPDATE brief SET patient = patient + 1",
		"DELETE FROM brief",
		"DELETE FROM brief_end",
		"UPDATE brief_end SET seq = -1000000",
	};
	for (size_t i = 0; i < countof(slips); i++) {
		Sample s;
		tell_all_kinds(&s);
		sample_put(&s, sample_person("9990000026", "Ashby", "Neil", (Date){0}));
		keep(&s, nhs);
		store_catch_up(s.store);
		assert_true(counts(&s));
		sample_close(&s);
		assert_int_equal(raw_sql(s.path, slips[i]), SQLITE_OK);
		sample_reopen(&s);
		assert_false(counts(&s));
		assert_true(read_of(&s, nhs).facts.count > 30);
		sample_end(&s);
	}
}

/* One that is sealed, and was another's time: nobody but the ledger knows. */
static void test_verify_finds_one_that_is_not_so(void **state)
{
	Sample s;
	VerifyReport report;
	sample_begin(&s);
	sample_put(&s, sample_person(nhs, "Ashby", "Maureen", (Date){0}));
	keep(&s, nhs);
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	sample_put(&s, sample_person(nhs, "Ashby", "Mary", (Date){0}));
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE); /* it does not count */
	assert_int_equal(raw_sql(s.path, "UPDATE brief_end SET seq = 2"), SQLITE_OK);
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_CACHE);
	assert_non_null(strstr(report.sentence, "the record of the patient 9990000018"));
	sample_end(&s);
}

/* --- Verified by who reads the lines --- */

static void show_nothing(void *self, int64_t done, int64_t total)
{
}

static void read_one(void *self, int64_t people, const VerifyMeanwhile *with)
{
	with->read(with->self, self);
}

/* Whose record is not so, where the caller read this; NULL: nobody's. */
static void expect_wrong(Sample *s, Brief *read, const char *whose)
{
	const VerifyProgress progress = {.show = show_nothing, .meanwhile = read_one, .self = read};
	VerifyReport report;
	must(store_verify(s->store, &progress, &report, &s->err), s);
	assert_int_equal(report.fault, whose ? VERIFY_CACHE : VERIFY_WHOLE);
	if (whose)
		assert_non_null(strstr(report.sentence, whose));
}

static const char *const three[] = {"9990000018", "9990000026", "9990000034"};

static void keep_three(Sample *s)
{
	sample_begin(s);
	for (size_t i = 0; i < countof(three); i++) {
		sample_put(s, sample_person(three[i], "Ashby", "Maureen", (Date){0}));
		keep(s, three[i]);
	}
	store_catch_up(s->store);
}

static void test_verify_of_whom_the_caller_read(void **state)
{
	Sample s;
	Person person = {.nhs = three[1], .family = "Ashby", .given = "Maureen"};
	Brief read = {.person = &person};
	keep_three(&s);
	expect_wrong(&s, &read, NULL);
	person.given = "Mary";
	expect_wrong(&s, &read, three[1]);
	person.nhs = "x"; /* of whom none is kept: then all are read here */
	expect_wrong(&s, &read, NULL);
	sample_end(&s);
}

static void test_verify_of_whom_nobody_read(void **state)
{
	Person person = {.nhs = three[1], .family = "Ashby", .given = "Maureen"};
	Brief read = {.person = &person};
	for (size_t i = 0; i < countof(three); i += 2) {
		Sample s;
		keep_three(&s);
		sample_put(&s, sample_person(three[i], "Ashby", "Mary", (Date){0}));
		assert_int_equal(raw_sql(s.path, "UPDATE brief_end SET seq = (SELECT seq FROM ledger_end)"), SQLITE_OK);
		expect_wrong(&s, &read, three[i]);
		sample_end(&s);
	}
}

static void test_who_has_another_number_has_none(void **state)
{
	static const char *const numbers[] = {"111", "999000001x", "99900000180", "0000000000"};
	for (size_t i = 0; i < countof(numbers); i++) {
		Sample s;
		sample_begin(&s);
		sample_put(&s, sample_person(numbers[i], "Ashby", "Maureen", (Date){0}));
		keep(&s, numbers[i]);
		assert_null(read_of(&s, numbers[i]).packed);
		assert_string_equal(read_of(&s, numbers[i]).person->given, "Maureen");
		store_catch_up(s.store);
		sample_end(&s);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_kept_is_what_is_read),
		cmocka_unit_test(test_of_what_was_read_the_same_is_kept),
		cmocka_unit_test(test_whatever_is_told_of_them_ends_it),
		cmocka_unit_test(test_that_somebody_looked_ends_none),
		cmocka_unit_test(test_each_reading_looks_again),
		cmocka_unit_test(test_what_is_not_sealed_is_not_looked_at),
		cmocka_unit_test(test_verify_finds_one_that_is_not_so),
		cmocka_unit_test(test_verify_of_whom_the_caller_read),
		cmocka_unit_test(test_verify_of_whom_nobody_read),
		cmocka_unit_test(test_who_has_another_number_has_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
