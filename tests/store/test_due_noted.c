/* Organisations that changed: whoever was referred there is marked a few at a time. */
#include "store/fuzz_sample.h"

static const Instant soon = {1000};

static TextList to_look_at(Sample *s, Instant now)
{
	TextList patients;
	must(s->ledger.ops->due_to_look_at(s->ledger.self, now, SIZE_MAX, &s->arena, &patients, &s->err), s);
	return patients;
}

static void put(Sample *s, const char *patient, const DueRow *rows, size_t count, Instant again)
{
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->put_due(s->ledger.self, patient, &(DueRows){rows, count}, again, NULL, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

static void two_patients(Sample *s)
{
	sample_begin(s);
	sample_put(s, sample_person("111", "Ashby", "Maureen", (Date){0}));
	sample_put(s, sample_person("222", "Ashby", "Neil", (Date){0}));
}

static Line with_system(System system)
{
	Line line = sample_organisation("RX1", "Physiotherapy", NULL, NULL);
	line.organisation.system = (WordByte)system;
	return line;
}

static void refer_to(Sample *s, const char *patient, const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.id = id, fact.patient = patient, fact.episode = id, fact.org = "RX1";
	fact.at = fact.recorded_at = soon;
	sample_put(s, line_of_fact(&fact));
	put(s, patient, NULL, 0, INSTANT_MAX);
}

static bool waits(Sample *s)
{
	bool waits;
	must(s->ledger.ops->due_waits(s->ledger.self, soon, &waits, &s->err), s);
	return waits;
}

static int64_t waiting(Sample *s)
{
	int64_t waiting;
	must(s->ledger.ops->due_waiting(s->ledger.self, soon, &waiting, &s->err), s);
	return waiting;
}

static bool mark_more(Sample *s, size_t limit)
{
	bool marked;
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->mark_more_due(s->ledger.self, limit, &marked, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
	return marked;
}

static size_t settled(Sample *s)
{
	TextList patients;
	must(s->ledger.ops->due_settled(s->ledger.self, soon, "", SIZE_MAX, &s->arena, &patients, &s->err), s);
	return patients.count;
}

/* With it changes what there is to ask of whoever was referred there: they wait from then on, and are marked a few at a
 * time. Another name changes nothing, nor does a system where nobody is. */
static void another_system_marks_those_who_were_referred(void **state)
{
	Sample s;
	two_patients(&s);
	sample_put(&s, sample_person("333", "Ashby", "Olive", (Date){0}));
	put(&s, "111", NULL, 0, INSTANT_MAX);
	put(&s, "222", NULL, 0, INSTANT_MAX);
	put(&s, "333", NULL, 0, INSTANT_MAX);
	sample_put(&s, with_system(SYSTEM_UNKNOWN));
	sample_put(&s, with_system(SYSTEM_OTHER));
	assert_false(waits(&s));
	refer_to(&s, "333", "f1");
	refer_to(&s, "222", "f2");
	sample_put(&s, with_system(SYSTEM_OTHER));
	assert_false(waits(&s));
	assert_int_equal(settled(&s), 3);
	sample_put(&s, with_system(SYSTEM_UNKNOWN));
	assert_true(waits(&s));
	assert_int_equal(waiting(&s), 2);
	assert_int_equal(settled(&s), 1);
	assert_int_equal(to_look_at(&s, soon).count, 0);
	assert_true(mark_more(&s, 1));
	assert_string_equal(to_look_at(&s, soon).items[0], "333");
	put(&s, "333", NULL, 0, INSTANT_MAX);
	assert_int_equal(waiting(&s), 1);
	assert_int_equal(settled(&s), 2);
	sample_put(&s, with_system(SYSTEM_OTHER)); /* meanwhile: all of them again */
	assert_int_equal(waiting(&s), 2);
	assert_true(mark_more(&s, 3));
	assert_int_equal(to_look_at(&s, soon).count, 2);
	assert_int_equal(waiting(&s), 2);
	assert_false(mark_more(&s, 3));
	put(&s, "222", NULL, 0, INSTANT_MAX);
	put(&s, "333", NULL, 0, INSTANT_MAX);
	assert_false(waits(&s));
	assert_int_equal(settled(&s), 3);
	sample_end(&s);
}

/* As a list tells it: what closes, and what it became, moves what is due there; where it is and what it is called does
 * not. */
static void one_that_closes_marks_those_who_were_referred(void **state)
{
	Sample s;
	Line line = sample_organisation("RX1", "Physiotherapy", NULL, NULL);
	two_patients(&s);
	sample_put(&s, line);
	refer_to(&s, "222", "f1");
	put(&s, "111", NULL, 0, INSTANT_MAX);
	for (int change = 0; change < 5; change++) {
		line.organisation.name = "Physiotherapy and Rehabilitation";
		line.organisation.phone = "0116 496 0000";
		if (change == 1)
			line.organisation.closed = (Date){2026, 11, 1};
		if (change == 2)
			line.organisation.successor = "RX2";
		if (change == 3)
			line.organisation.status = "closed";
		if (change == 4)
			line.organisation.status = "active";
		sample_put(&s, line);
		assert_int_equal(waits(&s), change > 0);
		while (mark_more(&s, 10))
			;
		put(&s, "222", NULL, 0, INSTANT_MAX);
	}
	sample_end(&s);
}

/* Who is marked anyhow is not noted any more. */
static void whoever_is_marked_with_everybody_is_not_noted(void **state)
{
	Sample s;
	two_patients(&s);
	sample_put(&s, with_system(SYSTEM_UNKNOWN));
	refer_to(&s, "222", "f1");
	sample_put(&s, with_system(SYSTEM_OTHER));
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->mark_all_due(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
	assert_false(mark_more(&s, 1));
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_system_marks_those_who_were_referred),
		cmocka_unit_test(one_that_closes_marks_those_who_were_referred),
		cmocka_unit_test(whoever_is_marked_with_everybody_is_not_noted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
