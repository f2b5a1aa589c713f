/* Questions while another desk tells something: all are answered from the state that the first one saw. */
#include "sample.h"

#include "base/macros.h"
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

/* What no rule and no sentence about a decision reads: it may be missing from a brief record. */
static bool is_unread(const Field *field)
{
	static const char *const unread[] = {"capacity", "reason",   "language", "script",  "note",	   "from",
					     "service",	 "mobile",   "email",	 "prefers", "online",	   "code",
					     "on",	 "postcode", "received", "kiosk",   "interpreter", "system",
					     "flag",	 "title",    "died",	 "gender",  "text"};
	for (size_t i = 0; i < countof(unread); i++)
		if (strcmp(unread[i], field->name) == 0)
			return true;
	return false;
}

static void assert_same_but_unread(Line brief, Line whole)
{
	for (size_t f = 0; f < brief.kind->count; f++)
		if (!line_has(&brief, &brief.kind->fields[f]) && is_unread(&brief.kind->fields[f]))
			line_copy_field(&brief, &whole, &brief.kind->fields[f]);
	assert_true(line_same(&brief, &whole));
}

/* The patient and an entry of theirs, with every field. */
static void tell_record(Sample *sample, const char *nhs)
{
	Line person = sample_line(line_kind_of(LINE_PERSON), 1, &sample->arena);
	Line entry = sample_line(line_kind_of(LINE_ENTRY), 1, &sample->arena);
	person.person.nhs = entry.entry.patient = nhs;
	sample_put(sample, person);
	sample_put(sample, entry);
}

/* Of every kind a line with every field. */
static void test_a_brief_record_has_what_a_decision_reads(void **state)
{
	static const char nhs[] = "9990000042";
	Sample sample;
	Brief brief;
	FactList facts;
	EntryList entries;
	const Person *person;
	sample_begin(&sample);
	const LedgerOps *ops = sample.ledger.ops;
	tell_record(&sample, nhs);
	for (FactKind kind = 1; kind < FactKind_COUNT_; kind++) {
		Line line = sample_line(line_kind_of_fact(kind), (int)kind, &sample.arena);
		if (line_field_find(line.kind, "patient"))
			line.fact.patient = nhs;
		sample_put(&sample, line);
	}
	must(ops->brief(sample.ledger.self, nhs, INSTANT_MAX, &sample.arena, &brief, &sample.err), &sample);
	must(ops->person(sample.ledger.self, nhs, &sample.arena, &person, &sample.err), &sample);
	must(ops->facts(sample.ledger.self, nhs, &sample.arena, &facts, &sample.err), &sample);
	must(ops->entries(sample.ledger.self, nhs, &sample.arena, &entries, &sample.err), &sample);
	assert_same_but_unread(line_of_person(brief.person), line_of_person(person));
	assert_int_equal(brief.facts.count, facts.count);
	assert_true(facts.count > 30);
	for (size_t i = 0; i < facts.count; i++) {
		assert_int_equal(brief.facts.items[i].seq, facts.items[i].seq);
		assert_same_but_unread(line_of_fact(&brief.facts.items[i]), line_of_fact(&facts.items[i]));
	}
	assert_int_equal(brief.entries.count, entries.count);
	assert_int_equal(entries.count, 1);
	assert_same_but_unread(line_of_entry(&brief.entries.items[0]), line_of_entry(&entries.items[0]));
	must(ops->brief(sample.ledger.self, "9990000034", INSTANT_MAX, &sample.arena, &brief, &sample.err), &sample);
	assert_null(brief.person);
	sample_end(&sample);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_are_answered_from_one_state),
		cmocka_unit_test(test_a_brief_record_has_what_a_decision_reads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
