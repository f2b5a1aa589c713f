/* Questions while another desk tells something: all are answered from the state that the first one saw. */
#include "sample.h"

#include "model/readings/inquiry.h"

static const Zone utc = {0};

static Line private_mark(const char *id, const char *patient, const char *entry)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_PRIVATE;
	fact.id = id;
	fact.patient = patient;
	fact.entry = entry;
	fact.at = fact.recorded_at = (Instant){1700000000};
	return line_of_fact(&fact);
}

static Line entry_of(const char *id, const char *patient)
{
	Entry entry = {
		.id = id, .patient = patient, .org = "C82001", .recorded = {1600000000}, .category = CATEGORY_PROBLEM};
	return line_of_entry(&entry);
}

static void tell_practice(Sample *sample)
{
	sample_put(sample, sample_organisation("C82001", "The Practice", NULL, NULL));
	sample_put(sample, sample_organisation("RX1", "Nursing", NULL, NULL));
	sample_put(sample, sample_person("9990000018", "Ashby", "Maureen", (Date){1951, 2, 11}));
	sample_put(sample, sample_person("9990000026", "Ashby", "John", (Date){1951, 2, 11}));
	sample_put(sample, entry_of("n1", "9990000018"));
	sample_put(sample, entry_of("n2", "9990000026"));
}

static Reason reason_for(Inquirer *inquirer, const char *patient, const char *entry)
{
	scoped(arena_free) Arena arena = {0};
	Inquiry inquiry = {
		.patient = patient, .org = "RX1", .entry = entry, .at = INSTANT_MIN, .known_at = INSTANT_MIN};
	Reply reply = {0};
	Error err = {0};
	if (!inquire(inquirer, &inquiry, &arena, &reply, &err))
		fail_msg("%s", err.text);
	return reply.decision.reason;
}

static void assert_private(bool expected, Inquirer *inquirer)
{
	assert_int_equal(reason_for(inquirer, "9990000018", "n1") == REASON_PRIVATE, expected);
	assert_int_equal(reason_for(inquirer, "9990000026", "n2") == REASON_PRIVATE, expected);
}

static void test_all_are_answered_from_one_state(void **state)
{
	Sample sample;
	Store *other;
	sample_begin(&sample);
	tell_practice(&sample);
	must(store_open(sample.path, STORE_OPEN, &other, &sample.err), &sample);
	Ledger ledger = store_ledger(other);
	for (int told = 0; told < 2; told++) {
		Inquirer inquirer = {.ledger = ledger, .zone = &utc, .now = {1800000000}};
		must(ledger.ops->read_begin(ledger.self, &sample.err), &sample);
		assert_int_equal(reason_for(&inquirer, "9990000018", "n1") == REASON_PRIVATE, told);
		if (!told) { /* about a patient who was asked about, and one who was not yet */
			sample_put(&sample, private_mark("f1", "9990000018", "n1"));
			sample_put(&sample, private_mark("f2", "9990000026", "n2"));
		}
		assert_private(told, &inquirer);
		inquirer_done(&inquirer);
		ledger.ops->read_end(ledger.self);
	}
	store_close(other);
	sample_end(&sample);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_are_answered_from_one_state)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
