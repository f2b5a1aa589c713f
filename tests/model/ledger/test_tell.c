#include "base/date_zone.h"
#include "model/stage/tell_here.h"

static void test_fields_are_checked(void **state)
{
	Fixture *fixture = *state;
	Fact fact = opening(FACT_REFERRED, "f2", ASHBY, "p2", NULL);
	assert_refused(fixture, tell_fact(fixture, fact), "\"org\" is missing");
	fact = opening(FACT_REFERRED, "f2", ASHBY, "", "RX1");
	assert_refused(fixture, tell_fact(fixture, fact), "\"episode\" is empty");
	fact = opening(FACT_REFERRED, "f2\n", ASHBY, "p2", "RX1");
	assert_refused(fixture, tell_fact(fixture, fact), "\"id\" holds a control");
	fact = opening(FACT_REFERRED, "f2", ASHBY, "p2", "RX1");
	fact.note = "\xFF";
	assert_refused(fixture, tell_fact(fixture, fact), "\"note\" is not UTF-8");
	fact.note = NULL;
	fact.at = INSTANT_MAX;
	assert_refused(fixture, tell_fact(fixture, fact), "\"at\"");
	assert_refused(fixture, tell_organisation(fixture, "C82 001", CARE_GP), "\"code\" is not an organisation code");
	assert_refused(fixture, tell_organisation(fixture, "C82002", Care_COUNT_), "\"care\" has a value");
	assert_refused(fixture, tell_person(fixture, "1234567890"), "\"nhs\" is not an NHS number");
	assert_refused(fixture, tell_entry(fixture, "e\n", ASHBY, "RX1"), "\"id\" holds a control");
}

static void test_one_name_is_a_name(void **state)
{
	Fixture *fixture = *state;
	Person person = {.nhs = ASHBY, .family = "", .given = "Madonna"};
	assert_true(tell_line(fixture, line_of_person(&person)));
	person = (Person){.nhs = ASHBY, .family = "Devi", .given = ""};
	assert_true(tell_line(fixture, line_of_person(&person)));
	person.family = "";
	assert_false(tell_line(fixture, line_of_person(&person)));
	assert_string_equal(fixture->err.text,
			    "The fields \"family\" and \"given\" are empty; one of them must say something.");
	person.family = NULL;
	assert_false(tell_line(fixture, line_of_person(&person)));
	assert_string_equal(fixture->err.text,
			    "The field \"family\" is missing: a line of the kind \"patient\" needs it.");
}

static void test_nobody_is_born_in_the_future(void **state)
{
	Fixture *fixture = *state;
	Person person = {.nhs = ASHBY, .family = "Ashby", .given = "Maureen"};
	fixture->teller.now = (Instant){1795340460};
	Date today = zone_date(&(Zone){0}, fixture->teller.now);
	person.born = date_add_days(today, 2);
	assert_false(tell_line(fixture, line_of_person(&person)));
	assert_string_equal(fixture->err.text, "The field \"born\" is a day that has not come yet.");
	person.born = date_add_days(today, 1); /* where it is tomorrow already */
	assert_true(tell_line(fixture, line_of_person(&person)));
	person.born = today;
	assert_true(tell_line(fixture, line_of_person(&person)));
	person.born = (Date){1951, 13, 11};
	assert_false(tell_line(fixture, line_of_person(&person)));
	assert_string_equal(fixture->err.text, "The field \"born\" has a value it cannot have.");
}

static void test_nobody_has_died_in_the_future(void **state)
{
	Fixture *fixture = *state;
	Person person = {.nhs = ASHBY, .family = "Ashby", .given = "Maureen"};
	Date today = zone_date(&(Zone){0}, fixture->teller.now);
	Date late = date_add_days(today, 2), next = date_add_years(today, 1);
	PartialDate wrong[] = {{late.year, late.month, late.day}, {next.year, today.month, 0}, {next.year, 0, 0}};
	PartialDate right[] = {
		{today.year, today.month, today.day}, {today.year, today.month, 0}, {today.year, 0, 0}, {-1, 0, 0}};
	for (size_t i = 0; i < countof(wrong); i++) {
		person.died = wrong[i];
		assert_false(tell_line(fixture, line_of_person(&person)));
		assert_string_equal(fixture->err.text, "The field \"died\" is a date that has not come yet.");
	}
	for (size_t i = 0; i < countof(right); i++) {
		person.died = right[i];
		assert_true(tell_line(fixture, line_of_person(&person)));
	}
	person.died = (PartialDate){2020, 13, 0};
	assert_false(tell_line(fixture, line_of_person(&person)));
	assert_string_equal(fixture->err.text, "The field \"died\" has a value it cannot have.");
}

static void test_a_word_of_another_list_is_refused(void **state)
{
	Fixture *fixture = *state;
	Fact fact = about_episode(FACT_ANSWERED, "f2", ASHBY, "p1");
	fact.direction = DIRECTION_OUT;
	fact.answer = ANSWER_UNABLE; /* of a view permission, not of a question */
	assert_refused(fixture, tell_fact(fixture, fact), "\"answer\"");
	fact.answer = ANSWER_YES;
	assert_true(tell_fact(fixture, fact));
}

static void test_unknown_names_are_refused(void **state)
{
	Fixture *fixture = *state;
	Fact fact = new_fact(FACT_ENTRY_PRIVATE, "f2", ASHBY);
	fact.entry = "e9";
	assert_refused(fixture, tell_fact(fixture, fact), "\"entry\" names e9");
	assert_refused(fixture, tell_fact(fixture, about_episode(FACT_ENDED, "f2", ASHBY, "p9")),
		       "\"episode\" names p9");
	assert_refused(fixture, tell_fact(fixture, opening(FACT_REFERRED, "f2", ASHBY, "p2", "ZZZ")),
		       "\"org\" names ZZZ");
	assert_refused(fixture, tell_fact(fixture, about_episode(FACT_ENDED, "f2", "9434765919", "p1")),
		       "\"patient\" names");
	assert_refused(fixture, tell_fact(fixture, voiding("f2", ASHBY, "f9")), "\"fact\" names f9");
	fact = new_fact(FACT_CODE_ACCEPTED, "f2", ASHBY);
	fact.request = "p1"; /* an episode, not a request */
	assert_refused(fixture, tell_fact(fixture, fact), "\"request\" names p1");
	assert_refused(fixture, tell_entry(fixture, "e2", ASHBY, "ZZZ"), "\"org\" names ZZZ");
	assert_refused(fixture, tell_entry(fixture, "e2", "9434765919", "RX1"), "\"patient\" names");
}

/* Each is checked before any is told. */
static void test_what_is_told_together_is_checked(void **state)
{
	enum { LINES = 3 };
	static const char *const ids[LINES] = {"v1", "v2", "v3"};
	Fixture *fixture = *state;
	const Ledger *ledger = &fixture->teller.ledger;
	Line lines[LINES];
	int64_t before, after;
	Seal seal;
	for (int i = 0; i < LINES; i++) {
		Fact fact = new_fact(FACT_VIEWED, ids[i], i == 1 ? OKAFOR : ASHBY);
		fact.org = "RX1";
		lines[i] = line_of_fact(&fact);
	}
	assert_true(ledger->ops->head(ledger->self, &before, &seal, NULL));
	lines[LINES - 1].fact.patient = "9434765919";
	assert_refused(fixture, tell_together(&fixture->teller, lines, LINES, &fixture->err), "\"patient\" names");
	lines[LINES - 1].fact.patient = ASHBY;
	lines[LINES - 1].fact.org = "ZZZ";
	assert_refused(fixture, tell_together(&fixture->teller, lines, LINES, &fixture->err), "\"org\" names ZZZ");
	lines[LINES - 1].fact.org = "";
	assert_refused(fixture, tell_together(&fixture->teller, lines, LINES, &fixture->err), "\"org\" is empty");
	assert_true(ledger->ops->head(ledger->self, &after, &seal, NULL));
	assert_int_equal(after, before);
	lines[LINES - 1].fact.org = "C82001";
	assert_true(tell_together(&fixture->teller, lines, LINES, &fixture->err));
	for (int i = 0; i < LINES; i++) {
		assert_int_equal(lines[i].fact.seq, before + 1 + i);
		assert_int_equal(lines[i].fact.recorded_at.seconds, fixture->teller.now.seconds);
	}
}

static void test_names_of_another_patient_are_refused(void **state)
{
	Fixture *fixture = *state;
	Fact fact = new_fact(FACT_ENTRY_PRIVATE, "f2", OKAFOR);
	fact.entry = "e1";
	/* Twice: the second time the name stands in the teller's memory. */
	for (int i = 0; i < 2; i++) {
		assert_refused(fixture, tell_fact(fixture, fact), "not of this patient");
		assert_refused(fixture, tell_fact(fixture, about_episode(FACT_ENDED, "f2", OKAFOR, "p1")),
			       "not of this patient");
		assert_refused(fixture, tell_fact(fixture, voiding("f2", OKAFOR, "f1")), "not of this patient");
	}
	assert_refused(fixture, tell_fact(fixture, voiding("f2", NULL, "f1")), "not of this patient");
	assert_refused(fixture, tell_entry(fixture, "e1", OKAFOR, "C82001"), "another patient");
}

static void test_an_opened_identifier_stays_what_it_is(void **state)
{
	Fixture *fixture = *state;
	assert_refused(fixture, tell_fact(fixture, opening(FACT_REFERRED, "f2", OKAFOR, "p1", "RX1")),
		       "another patient");
	assert_refused(fixture, tell_fact(fixture, opening(FACT_REFERRED, "f2", ASHBY, "p1", "C82001")),
		       "another organisation (RX1)");
	assert_true(tell_organisation(fixture, "RX1", CARE_GP));
	assert_refused(fixture, tell_fact(fixture, opening(FACT_REGISTERED, "f2", ASHBY, "p1", "RX1")),
		       "as \"referred\"");
	/* The same again has no effect (A8), and is kept. */
	assert_true(tell_fact(fixture, opening(FACT_REFERRED, "f2", ASHBY, "p1", "RX1")));
	assert_int_equal(fixture->told, TOLD_NEW);
}

static void test_registration_only_at_a_practice(void **state)
{
	Fixture *fixture = *state;
	Fact fact = opening(FACT_REGISTERED, "f2", ASHBY, "p2", "RX1");
	assert_refused(fixture, tell_fact(fixture, fact), "not a GP practice");
	assert_true(tell_organisation(fixture, "RX1", CARE_GP));
	assert_int_equal(fixture->told, TOLD_REPLACED);
	assert_true(tell_fact(fixture, fact));
}

static void test_a_void_is_not_voided(void **state)
{
	Fixture *fixture = *state;
	assert_true(tell_fact(fixture, voiding("f2", ASHBY, "f1")));
	assert_refused(fixture, tell_fact(fixture, voiding("f3", ASHBY, "f2")), "cannot be voided");
}

static void test_void_of_a_standing_has_no_patient(void **state)
{
	Fixture *fixture = *state;
	Fact fact = new_fact(FACT_STANDING, "s1", NULL);
	fact.practice = "C82001";
	fact.org = "RX1";
	fact.standing = STANDING_ALLOWED;
	assert_true(tell_fact(fixture, fact));
	assert_refused(fixture, tell_fact(fixture, voiding("f3", ASHBY, "s1")), "not of this patient");
	assert_true(tell_fact(fixture, voiding("f3", NULL, "s1")));
}

/* As from a desk whose clock was set back: its export must be taken again. */
static void test_a_fact_dated_after_its_recording_is_kept(void **state)
{
	Fixture *fixture = *state;
	Fact fact = about_episode(FACT_ENDED, "f2", ASHBY, "p1");
	fact.recorded_at = (Instant){5};
	assert_true(tell_fact(fixture, fact));
	fact.id = NULL;
	fact.at = (Instant){5000};
	fact.recorded_at = INSTANT_MIN;
	assert_true(tell_fact(fixture, fact));
	assert_int_equal(memory_ledger_line(&fixture->memory, 8)->line.fact.recorded_at.seconds, 1000);
}

static void test_a_known_fact_is_passed_over(void **state)
{
	Fixture *fixture = *state;
	size_t lines = fixture->memory.now.line_count;
	Fact fact = opening(FACT_REFERRED, "f1", ASHBY, "p1", "RX1");
	assert_true(tell_fact(fixture, fact));
	assert_int_equal(fixture->told, TOLD_KNOWN);
	assert_int_equal(fixture->memory.now.line_count, lines);
	fact.service = "Physiotherapy";
	assert_refused(fixture, tell_fact(fixture, fact), "\"id\" is f1");
	fact.service = NULL;
	fact.recorded_at = (Instant){111};
	assert_refused(fixture, tell_fact(fixture, fact), "\"id\" is f1");
}

static void test_id_and_recorded_at_are_made(void **state)
{
	Fixture *fixture = *state;
	Fact fact = about_episode(FACT_ENDED, NULL, ASHBY, "p1");
	fact.recorded_at = INSTANT_MIN;
	Line line = line_of_fact(&fact), again = line;
	assert_true(tell(&fixture->teller, &line, &fixture->arena, &fixture->told, NULL));
	assert_int_equal(line.fact.recorded_at.seconds, 1000);
	assert_int_equal(strlen(line.fact.id), 33);
	assert_int_equal(line.fact.seq, 7);
	fixture->teller.now = (Instant){2000};
	assert_true(tell(&fixture->teller, &again, &fixture->arena, &fixture->told, NULL));
	assert_int_equal(fixture->told, TOLD_KNOWN);
	assert_string_equal(again.fact.id, line.fact.id);
	assert_int_equal(again.fact.recorded_at.seconds, 1000);
	assert_int_equal(again.fact.seq, 7);
	fact.note = "another";
	assert_true(tell_fact(fixture, fact));
	assert_int_equal(fixture->told, TOLD_NEW);
}

static void test_names_may_follow(void **state)
{
	Fixture *fixture = *state;
	fixture->teller.names_follow = true;
	fixture->teller.place = 1;
	char practice[] = "C82009";
	assert_true(tell_fact(fixture, about_episode(FACT_ENDED, "f2", OKAFOR, "p2")));
	assert_true(tell_fact(fixture, voiding("f3", OKAFOR, "f4")));
	assert_true(tell_fact(fixture, opening(FACT_REGISTERED, "f4", OKAFOR, "p2", practice)));
	memset(practice, 'x', strlen(practice)); /* a line lives until it was told */
	assert_refused(fixture, teller_finish(&fixture->teller, &fixture->err),
		       "line 1: The field \"org\" names C82009");
	assert_true(tell_organisation(fixture, "C82009", CARE_GP));
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_string_equal(memory_ledger_line(&fixture->memory, 7)->line.fact.id, "f2");
}

static void test_names_that_follow_are_checked_too(void **state)
{
	Fixture *fixture = *state;
	fixture->teller.names_follow = true;
	fixture->teller.place = 12;
	assert_true(tell_fact(fixture, about_episode(FACT_ENDED, "f2", ASHBY, "p2")));
	fixture->teller.place = 13;
	assert_true(tell_fact(fixture, opening(FACT_REFERRED, "f3", OKAFOR, "p2", "RX1")));
	assert_refused(fixture, teller_finish(&fixture->teller, &fixture->err),
		       "line 12: The field \"episode\" names p2, which is not of this patient");
}

static void test_a_file_without_lines_names_none(void **state)
{
	Fixture *fixture = *state;
	fixture->teller.names_follow = true;
	assert_true(tell_fact(fixture, about_episode(FACT_ENDED, "f2", ASHBY, "p2")));
	assert_false(teller_finish(&fixture->teller, &fixture->err));
	assert_true(text_starts(fixture->err.text, "The field \"episode\" names p2"));
}

static void test_a_file_tells_nothing_that_is_to_come(void **state)
{
	Fixture *fixture = *state;
	const Instant soon = instant_add(fixture->teller.now, 24 * 60 * 60), late = instant_add(soon, 1);
	Fact fact = about_episode(FACT_ENDED, "f2", ASHBY, "p1");
	fact.at = late;
	assert_true(tell_fact(fixture, fact)); /* no file, or an older program */
	fixture->teller.names_follow = true;
	assert_true(tell_fact(fixture, fact)); /* stands already */
	assert_int_equal(fixture->told, TOLD_KNOWN);
	fact.id = "f3";
	assert_refused(fixture, tell_fact(fixture, fact), "\"at\" is more than a day from now: have it corrected");
	fact.at = soon;
	assert_true(tell_fact(fixture, fact));
	fact.id = "f4";
	fact.recorded_at = late;
	assert_refused(fixture, tell_fact(fixture, fact), "\"recorded_at\" is more than a day from now");
	fact.recorded_at = soon;
	assert_true(tell_fact(fixture, fact));
}

static void test_a_text_of_a_file_has_an_end(void **state)
{
	enum { MOST = 1000, PROSE = 10000 };
	Fixture *fixture = *state;
	char text[PROSE + 2] = "";
	memset(text, 'x', PROSE + 1);
	Person person = {.nhs = OKAFOR, .family = text + PROSE - MOST, .given = "A"};
	assert_true(tell_line(fixture, line_of_person(&person))); /* no file: an old ledger may have it */
	fixture->teller.names_follow = true;
	assert_true(tell_line(fixture, line_of_person(&person))); /* stands already */
	person.given = person.family;
	assert_refused(fixture, tell_line(fixture, line_of_person(&person)),
		       "\"family\" is longer than 1000 characters: have it shortened");
	Fact fact = about_episode(FACT_ENDED, "f2", ASHBY, "p1");
	fact.note = text;
	assert_refused(fixture, tell_fact(fixture, fact), "\"note\" is longer than 10000 characters");
	fact.note = text + 1;
	assert_true(tell_fact(fixture, fact));
	fact = about_episode(FACT_ENDED, "f3", ASHBY, "p1");
	fact.by = text + PROSE + 1 - MOST;
	assert_true(tell_fact(fixture, fact));
}

/* Whatever call of the store fails, tell says so, and after a rollback nothing is there. */
static void test_every_failure_of_the_store_is_told(void **state)
{
	Fixture *fixture = *state;
	Ledger ledger = fixture->teller.ledger;
	assert_true(ledger.ops->commit(ledger.self, NULL));
	const size_t lines = fixture->memory.now.line_count;
	bool told = false;
	for (int64_t n = 1; !told; n++) {
		Fact fact = new_fact(FACT_CONTACT, NULL, ASHBY);
		fact.email = "mo@example.org";
		teller_done(&fixture->teller);
		fixture->teller = (Teller){.ledger = ledger, .now = {1000}, .source = SOURCE_DESK};
		fixture->memory.fail_at = 0;
		assert_true(ledger.ops->begin(ledger.self, NULL));
		fixture->memory.fail_at = fixture->memory.calls + n;
		told = tell_fact(fixture, fact);
		if (told) {
			assert_int_equal(n, 6); /* fact, patient, append, patient, append */
			break;
		}
		assert_int_equal(fixture->err.kind, ERROR_STORE);
		ledger.ops->rollback(ledger.self);
		assert_int_equal(fixture->memory.now.line_count, lines);
	}
	assert_int_equal(fixture->memory.now.line_count, lines + 2);
}

static int64_t calls_for(Fixture *fixture, Fact fact)
{
	int64_t before = fixture->memory.calls;
	assert_true(tell_fact(fixture, fact));
	return fixture->memory.calls - before;
}

/* A long name is not cut where it is remembered: it is asked for each time, as others are not. */
static void test_long_names(void **state)
{
	Fixture *fixture = *state;
	char id[2 * KNOWN_ID_MAX + 1], other[sizeof id];
	memset(id, 'e', sizeof id - 1);
	id[sizeof id - 1] = '\0';
	memcpy(other, id, sizeof id);
	other[sizeof id - 2] = 'x';
	assert_true(tell_fact(fixture, opening(FACT_REFERRED, "f2", ASHBY, id, "RX1")));
	int64_t calls = calls_for(fixture, about_episode(FACT_ENDED, "f3", ASHBY, id));
	assert_int_equal(calls_for(fixture, about_episode(FACT_ENDED, "f5", ASHBY, "p1")), calls - 1);
	assert_true(tell_fact(fixture, opening(FACT_REFERRED, "f6", ASHBY, "p6", "RX1")));
	assert_int_equal(calls_for(fixture, about_episode(FACT_ENDED, "f7", ASHBY, "p6")), calls - 1);
	assert_refused(fixture, tell_fact(fixture, about_episode(FACT_ENDED, "f4", ASHBY, other)), "\"episode\" names");
}

/* Whatever of the ledger cannot be read or written: the line is not told. */
static void test_a_ledger_that_fails_is_told_nothing(void **state)
{
	Fixture *fixture = *state;
	Fact fact = opening(FACT_REFERRED, "f9", ASHBY, "p9", "RX1"), error = voiding("f10", ASHBY, "f9");
	Person person = {.nhs = ASHBY, .family = "Other", .given = "Name"};
	Organisation organisation = {
		.code = "RX1", .name = "Other", .care = CARE_PLANNED, .system = SYSTEM_EMIS, .mig = TRUTH_FALSE};
	Entry entry = {.id = "e1", .patient = ASHBY, .org = "C82001", .recorded = {60}, .category = CATEGORY_PROBLEM};
	Line lines[] = {line_of_fact(&fact), line_of_person(&person), line_of_organisation(&organisation),
			line_of_entry(&entry), line_of_fact(&error)};
	for (size_t i = 0; i < countof(lines); i++) {
		int failed = -1;
		for (bool told = false; !told; failed++) {
			size_t before = fixture->memory.now.line_count;
			fixture->memory.fail_at = fixture->memory.calls + 2 + failed;
			told = tell_line(fixture, lines[i]);
			assert_int_equal(told, fixture->memory.calls < fixture->memory.fail_at);
			assert_int_equal(fixture->memory.now.line_count, before + told);
			assert_true(told || fixture->err.kind == ERROR_STORE);
		}
		assert_in_range(failed, 2, 20); /* what stands, append */
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(test_fields_are_checked),
		TEST(test_a_ledger_that_fails_is_told_nothing),
		TEST(test_one_name_is_a_name),
		TEST(test_nobody_is_born_in_the_future),
		TEST(test_nobody_has_died_in_the_future),
		TEST(test_a_word_of_another_list_is_refused),
		TEST(test_unknown_names_are_refused),
		TEST(test_what_is_told_together_is_checked),
		TEST(test_names_of_another_patient_are_refused),
		TEST(test_an_opened_identifier_stays_what_it_is),
		TEST(test_registration_only_at_a_practice),
		TEST(test_a_void_is_not_voided),
		TEST(test_void_of_a_standing_has_no_patient),
		TEST(test_a_fact_dated_after_its_recording_is_kept),
		TEST(test_a_known_fact_is_passed_over),
		TEST(test_id_and_recorded_at_are_made),
		TEST(test_names_may_follow),
		TEST(test_names_that_follow_are_checked_too),
		TEST(test_a_file_without_lines_names_none),
		TEST(test_a_file_tells_nothing_that_is_to_come),
		TEST(test_a_text_of_a_file_has_an_end),
		TEST(test_every_failure_of_the_store_is_told),
		TEST(test_long_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
