#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/memory_ledger.h"
#include "model/tell.h"

#define ASHBY "9990000018"
#define OKAFOR "9990000026"

/* One transaction over a small practice: C82001 (GP), RX1, two patients, an entry, an episode and a request. */
typedef struct Fixture {
	MemoryLedger memory;
	Teller teller;
	Arena arena;
	Error err;
	Told told;
} Fixture;

static bool tell_line(Fixture *fixture, Line line)
{
	return tell(&fixture->teller, &line, &fixture->arena, &fixture->told, &fixture->err);
}

static bool tell_organisation(Fixture *fixture, const char *code, Care care)
{
	Organisation organisation = {
		.code = code, .name = "Some service", .care = (WordByte)care, .system = SYSTEM_SYSTMONE,
		.mig = TRUTH_TRUE};
	return tell_line(fixture, line_of_organisation(&organisation));
}

static bool tell_person(Fixture *fixture, const char *nhs)
{
	Person person = {.nhs = nhs, .family = "Ashby", .given = "Maureen", .mobile = "07700900111"};
	return tell_line(fixture, line_of_person(&person));
}

static bool tell_entry(Fixture *fixture, const char *id, const char *patient, const char *org)
{
	Entry entry = {.id = id, .patient = patient, .org = org, .recorded = {50}, .category = CATEGORY_PROBLEM};
	return tell_line(fixture, line_of_entry(&entry));
}

static Fact new_fact(FactKind kind, const char *id, const char *patient)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.patient = patient;
	fact.at = (Instant){100};
	fact.recorded_at = (Instant){110};
	return fact;
}

static bool tell_fact(Fixture *fixture, Fact fact)
{
	return tell_line(fixture, line_of_fact(&fact));
}

static Fact opening(FactKind kind, const char *id, const char *patient, const char *episode, const char *org)
{
	Fact fact = new_fact(kind, id, patient);
	fact.episode = episode;
	fact.org = org;
	return fact;
}

static Fact about_episode(FactKind kind, const char *id, const char *patient, const char *episode)
{
	Fact fact = new_fact(kind, id, patient);
	fact.episode = episode;
	return fact;
}

static Fact voiding(const char *id, const char *patient, const char *what)
{
	Fact fact = new_fact(FACT_VOIDED, id, patient);
	fact.fact = what;
	fact.reason = "recorded in error";
	return fact;
}

static int set_up(void **state)
{
	Fixture *fixture = test_calloc(1, sizeof *fixture);
	fixture->teller =
	    (Teller){.ledger = memory_ledger(&fixture->memory), .now = {1000}, .source = SOURCE_LEDGER_LINES};
	bool ready = fixture->teller.ledger.ops->begin(&fixture->memory, NULL) &&
		     tell_organisation(fixture, "C82001", CARE_GP) && tell_organisation(fixture, "RX1", CARE_PLANNED) &&
		     tell_person(fixture, ASHBY) && tell_person(fixture, OKAFOR) &&
		     tell_entry(fixture, "e1", ASHBY, "C82001") &&
		     tell_fact(fixture, opening(FACT_REFERRED, "f1", ASHBY, "p1", "RX1"));
	*state = fixture;
	return ready ? 0 : -1;
}

static int tear_down(void **state)
{
	Fixture *fixture = *state;
	teller_done(&fixture->teller);
	memory_ledger_close(&fixture->memory);
	arena_free(&fixture->arena);
	test_free(fixture);
	return 0;
}

#define assert_refused(fixture, told, says)                                                                            \
	do {                                                                                                           \
		size_t lines_before_ = (fixture)->memory.now.line_count;                                               \
		assert_false(told);                                                                                    \
		if (!strstr((fixture)->err.text, says))                                                                \
			fail_msg("\"%s\" does not say \"%s\"", (fixture)->err.text, says);                             \
		assert_int_equal((fixture)->memory.now.line_count, lines_before_);                                     \
	} while (false)

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
}

static void test_nobody_is_born_in_the_future(void **state)
{
	Fixture *fixture = *state;
	Person person = {.nhs = ASHBY, .family = "Ashby", .given = "Maureen"};
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

static void test_directory_lines_replace(void **state)
{
	Fixture *fixture = *state;
	size_t lines = fixture->memory.now.line_count;
	assert_true(tell_person(fixture, ASHBY));
	assert_int_equal(fixture->told, TOLD_KNOWN);
	assert_true(tell_entry(fixture, "e1", ASHBY, "C82001"));
	assert_int_equal(fixture->told, TOLD_KNOWN);
	assert_int_equal(fixture->memory.now.line_count, lines);
	assert_true(tell_entry(fixture, "e1", ASHBY, "RX1"));
	assert_int_equal(fixture->told, TOLD_REPLACED);
	assert_true(tell_person(fixture, "9434765919"));
	assert_int_equal(fixture->told, TOLD_NEW);
}

static const Person *person_on_file(Fixture *fixture, const char *nhs)
{
	const Person *person;
	assert_true(fixture->teller.ledger.ops->person(&fixture->memory, nhs, &fixture->arena, &person, NULL));
	return person;
}

static void test_contact_changes_the_file(void **state)
{
	Fixture *fixture = *state;
	Fact fact = new_fact(FACT_CONTACT, "f2", ASHBY);
	fact.mobile = "";
	fact.email = "mo@example.org";
	fact.online = TRUTH_TRUE;
	fact.prefers = PREFERS_EMAIL;
	assert_true(tell_fact(fixture, fact));
	const Person *person = person_on_file(fixture, ASHBY);
	assert_null(person->mobile);
	assert_string_equal(person->email, "mo@example.org");
	assert_int_equal(person->online, TRUTH_TRUE);
	assert_int_equal(person->prefers, PREFERS_EMAIL);
	assert_string_equal(person->family, "Ashby");

	size_t lines = fixture->memory.now.line_count;
	fact.id = "f3"; /* the same once more: a fact, but nothing changes on file */
	assert_true(tell_fact(fixture, fact));
	assert_int_equal(fixture->memory.now.line_count, lines + 1);
}

static void test_restricted_changes_the_file(void **state)
{
	Fixture *fixture = *state;
	Fact fact = new_fact(FACT_RESTRICTED, "f2", ASHBY);
	fact.on = TRUTH_TRUE;
	assert_true(tell_fact(fixture, fact));
	assert_int_equal(person_on_file(fixture, ASHBY)->restricted, TRUTH_TRUE);
	assert_string_equal(person_on_file(fixture, ASHBY)->mobile, "07700900111");
}

static const Organisation *organisation_on_file(Fixture *fixture, const char *code)
{
	const Organisation *organisation;
	assert_true(
	    fixture->teller.ledger.ops->organisation(&fixture->memory, code, &fixture->arena, &organisation, NULL));
	return organisation;
}

static bool import_organisation(Fixture *fixture, const char *name)
{
	Organisation organisation = {
		.code = "RX1", .name = name, .care = CARE_URGENT, .system = SYSTEM_UNKNOWN, .mig = TRUTH_FALSE};
	fixture->teller.source = SOURCE_ODS;
	bool told = tell_line(fixture, line_of_organisation(&organisation));
	fixture->teller.source = SOURCE_LEDGER_LINES;
	return told;
}

static void test_an_import_keeps_what_no_list_says(void **state)
{
	Fixture *fixture = *state;
	Organisation before = *organisation_on_file(fixture, "RX1");
	before.phone = "0115 000 0000";
	before.closed = (Date){2020, 1, 1};
	assert_true(tell_line(fixture, line_of_organisation(&before)));
	assert_true(import_organisation(fixture, "Nottingham"));
	const Organisation *organisation = organisation_on_file(fixture, "RX1");
	assert_string_equal(organisation->name, "Nottingham");
	assert_string_equal(organisation->phone, "0115 000 0000");
	assert_int_equal(organisation->system, SYSTEM_SYSTMONE);
	assert_int_equal(organisation->mig, TRUTH_TRUE);
	assert_int_equal(organisation->care, CARE_URGENT);
	assert_true(date_is_none(organisation->closed)); /* the list is the one to say */
}

/* Two sources that disagree about a name would else take turns, and no second import would ever change nothing. */
static void test_a_record_never_renames_a_listed_organisation(void **state)
{
	Fixture *fixture = *state;
	Organisation told = *organisation_on_file(fixture, "RX1");
	const char *before = told.name;
	told.name = "As a record calls it";
	told.town = "NOTTINGHAM";
	fixture->teller.source = SOURCE_FHIR;
	assert_true(tell_line(fixture, line_of_organisation(&told)));
	assert_string_equal(organisation_on_file(fixture, "RX1")->name, before);
	assert_string_equal(organisation_on_file(fixture, "RX1")->town, "NOTTINGHAM"); /* what was not known is filled in */
}

static void test_an_import_keeps_what_staff_set_by_hand(void **state)
{
	Fixture *fixture = *state;
	Organisation by_hand = *organisation_on_file(fixture, "RX1");
	by_hand.care = CARE_GP;
	by_hand.mig = TRUTH_FALSE;
	fixture->teller.source = SOURCE_DESK;
	assert_true(tell_line(fixture, line_of_organisation(&by_hand)));
	assert_true(import_organisation(fixture, "Nottingham"));
	assert_int_equal(fixture->told, TOLD_REPLACED);
	assert_int_equal(organisation_on_file(fixture, "RX1")->care, CARE_GP);
	assert_int_equal(organisation_on_file(fixture, "RX1")->mig, TRUTH_FALSE);
	assert_true(import_organisation(fixture, "Nottingham"));
	assert_int_equal(fixture->told, TOLD_KNOWN);
}

/* In a file, a name may come after the line that uses it; the order of the lines stays that of the file. */
static void test_names_may_follow(void **state)
{
	Fixture *fixture = *state;
	fixture->teller.names_follow = true;
	fixture->teller.place = 1;
	assert_true(tell_fact(fixture, about_episode(FACT_ENDED, "f2", OKAFOR, "p2")));
	assert_true(tell_fact(fixture, voiding("f3", OKAFOR, "f4")));
	assert_true(tell_fact(fixture, opening(FACT_REGISTERED, "f4", OKAFOR, "p2", "C82009")));
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

/* A long name is not cut where it is remembered: it is asked for each time. */
static void test_long_names(void **state)
{
	Fixture *fixture = *state;
	char id[2 * KNOWN_ID_MAX + 1], other[sizeof id];
	memset(id, 'e', sizeof id - 1);
	id[sizeof id - 1] = '\0';
	memcpy(other, id, sizeof id);
	other[sizeof id - 2] = 'x';
	assert_true(tell_fact(fixture, opening(FACT_REFERRED, "f2", ASHBY, id, "RX1")));
	assert_true(tell_fact(fixture, about_episode(FACT_ENDED, "f3", ASHBY, id)));
	assert_refused(fixture, tell_fact(fixture, about_episode(FACT_ENDED, "f4", ASHBY, other)), "\"episode\" names");
}

/* --- Files told a second time --- */

static void begin_file(Fixture *fixture)
{
	Ledger ledger = fixture->teller.ledger;
	teller_done(&fixture->teller);
	fixture->teller = (Teller){
		.ledger = ledger, .now = {1000}, .source = SOURCE_LEDGER_LINES, .names_follow = true};
}

static int64_t lines_so_far(Fixture *fixture)
{
	int64_t seq = 0;
	Seal seal;
	assert_true(fixture->teller.ledger.ops->head(&fixture->memory, &seq, &seal, &fixture->err));
	return seq;
}

static Person ashby(const char *mobile)
{
	return (Person){.nhs = ASHBY, .family = "Ashby", .given = "Maureen", .mobile = mobile};
}

static void tell_file_of_a_past(Fixture *fixture)
{
	Person first = ashby("07700900333"), last = ashby("07700900444");
	Fact contact = new_fact(FACT_CONTACT, "c1", ASHBY);
	contact.mobile = "";
	begin_file(fixture);
	assert_true(tell_line(fixture, line_of_person(&first)));
	assert_true(tell_fact(fixture, contact));
	assert_true(tell_line(fixture, line_of_person(&last)));
	assert_true(teller_finish(&fixture->teller, &fixture->err));
}

static void test_a_file_that_holds_a_past_changes_nothing_twice(void **state)
{
	Fixture *fixture = *state;
	tell_file_of_a_past(fixture);
	assert_int_equal(fixture->teller.replaced, 1); /* one line, as the file leaves things */
	assert_string_equal(person_on_file(fixture, ASHBY)->mobile, "07700900444");
	int64_t before = lines_so_far(fixture);
	tell_file_of_a_past(fixture);
	assert_int_equal(lines_so_far(fixture), before);
	assert_int_equal(fixture->teller.replaced, 0);
}

static void test_a_known_contact_still_changes_what_its_file_says(void **state)
{
	Fixture *fixture = *state;
	Fact contact = new_fact(FACT_CONTACT, "c1", ASHBY);
	contact.mobile = "";
	for (int i = 0; i < 2; i++) {
		Person told = ashby("07700900333");
		begin_file(fixture);
		assert_true(tell_line(fixture, line_of_person(&told)));
		assert_true(tell_fact(fixture, contact));
		assert_true(teller_finish(&fixture->teller, &fixture->err));
		assert_null(person_on_file(fixture, ASHBY)->mobile);
	}
	assert_int_equal(fixture->teller.replaced, 0);
}

static void test_a_practice_may_become_one_further_up_its_file(void **state)
{
	Fixture *fixture = *state;
	begin_file(fixture);
	assert_true(tell_organisation(fixture, "RX1", CARE_GP));
	assert_true(tell_fact(fixture, opening(FACT_REGISTERED, "r1", OKAFOR, "reg", "RX1")));
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_int_equal(organisation_on_file(fixture, "RX1")->care, CARE_GP);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_fields_are_checked),
	    TEST(test_nobody_is_born_in_the_future),
	    TEST(test_a_word_of_another_list_is_refused),
	    TEST(test_unknown_names_are_refused),
	    TEST(test_names_of_another_patient_are_refused),
	    TEST(test_an_opened_identifier_stays_what_it_is),
	    TEST(test_registration_only_at_a_practice),
	    TEST(test_a_void_is_not_voided),
	    TEST(test_void_of_a_standing_has_no_patient),
	    TEST(test_a_fact_dated_after_its_recording_is_kept),
	    TEST(test_a_known_fact_is_passed_over),
	    TEST(test_id_and_recorded_at_are_made),
	    TEST(test_directory_lines_replace),
	    TEST(test_contact_changes_the_file),
	    TEST(test_restricted_changes_the_file),
	    TEST(test_an_import_keeps_what_no_list_says),
	    TEST(test_a_record_never_renames_a_listed_organisation),
	    TEST(test_an_import_keeps_what_staff_set_by_hand),
	    TEST(test_names_may_follow),
	    TEST(test_names_that_follow_are_checked_too),
	    TEST(test_every_failure_of_the_store_is_told),
	    TEST(test_long_names),
	    TEST(test_a_file_that_holds_a_past_changes_nothing_twice),
	    TEST(test_a_known_contact_still_changes_what_its_file_says),
	    TEST(test_a_practice_may_become_one_further_up_its_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
