/* What lines change in the directory, and files that are told a second time. */
#include "model/stage/tell_here.h"

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
	fact.language = "Polish";
	fact.interpreter = TRUTH_TRUE;
	fact.preferred = "Mo";
	fact.postcode = "";
	assert_true(tell_fact(fixture, fact));
	const Person *person = person_on_file(fixture, ASHBY);
	assert_null(person->mobile);
	assert_string_equal(person->email, "mo@example.org");
	assert_int_equal(person->online, TRUTH_TRUE);
	assert_string_equal(person->language, "Polish");
	assert_int_equal(person->interpreter, TRUTH_TRUE);
	assert_string_equal(person->preferred, "Mo");
	assert_null(person->postcode);
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

/* In a file an empty text takes something off; of two names it is one of somebody who has one alone. */
static void test_one_name_stays_one(void **state)
{
	static const char *const names[][2] = {{"", "Madonna"}, {"Devi", ""}};
	Fixture *fixture = *state;
	fixture->teller.source = SOURCE_FHIR;
	for (size_t i = 0; i < countof(names); i++) {
		Person person = {.nhs = ASHBY, .family = names[i][0], .given = names[i][1], .mobile = ""};
		assert_true(tell_line(fixture, line_of_person(&person)));
		assert_string_equal(person_on_file(fixture, ASHBY)->family, names[i][0]);
		assert_string_equal(person_on_file(fixture, ASHBY)->given, names[i][1]);
		assert_null(person_on_file(fixture, ASHBY)->mobile);
	}
}

static PartialDate death_after(Fixture *fixture, LineSource source, PartialDate died)
{
	Person person = {.nhs = ASHBY, .family = "Ashby", .given = "Maureen", .died = died};
	fixture->teller.source = source;
	assert_true(tell_line(fixture, line_of_person(&person)));
	return person_on_file(fixture, ASHBY)->died;
}

/* A file of others that says less changes nothing; ledger lines say what there is. */
static void test_a_death_is_not_made_vaguer(void **state)
{
	static const PartialDate known[] = {{.year = PARTIAL_YEAR_UNKNOWN}, {1969, 0, 0}, {1969, 3, 0}, {1969, 3, 1}};
	static const PartialDate other = {1969, 2, 28};
	Fixture *fixture = *state;
	for (size_t i = 0; i < countof(known); i++) {
		assert_true(partial_same(death_after(fixture, SOURCE_FHIR, known[i]), known[i]));
		for (size_t j = 0; j < i; j++)
			assert_true(partial_same(death_after(fixture, SOURCE_FHIR, known[j]), known[i]));
		assert_true(partial_same(death_after(fixture, SOURCE_FHIR, (PartialDate){0}), known[i]));
	}
	assert_true(partial_same(death_after(fixture, SOURCE_FHIR, other), other));
	for (size_t i = 0; i < countof(known); i++)
		assert_true(partial_same(death_after(fixture, SOURCE_LEDGER_LINES, known[i]), known[i]));
	assert_true(partial_is_none(death_after(fixture, SOURCE_LEDGER_LINES, (PartialDate){0})));
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
	/* what was not known is filled in */
	assert_string_equal(organisation_on_file(fixture, "RX1")->town, "NOTTINGHAM");
}

static void test_an_import_keeps_what_staff_set_by_hand(void **state)
{
	static const WordByte said[] = {TRUTH_TRUE, TRUTH_FALSE, 0};
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
	for (size_t i = 0; i < countof(said); i++) { /* whatever a list says of it */
		by_hand.scr = said[i];
		fixture->teller.source = SOURCE_DESK;
		assert_true(tell_line(fixture, line_of_organisation(&by_hand)));
		assert_true(import_organisation(fixture, "Nottingham"));
		assert_int_equal(organisation_on_file(fixture, "RX1")->scr, said[i]);
		Organisation list = *organisation_on_file(fixture, "RX1");
		list.scr = said[i] == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
		fixture->teller.source = SOURCE_ODS;
		assert_true(tell_line(fixture, line_of_organisation(&list)));
		assert_int_equal(organisation_on_file(fixture, "RX1")->scr, said[i]);
	}
}

/* What ledger lines said stays under a list that does not say it; they themselves say how things stand. */
static void test_an_import_that_does_not_say_scr_keeps_it(void **state)
{
	Fixture *fixture = *state;
	Organisation told = *organisation_on_file(fixture, "RX1");
	told.scr = TRUTH_TRUE;
	fixture->teller.source = SOURCE_LEDGER_LINES;
	assert_true(tell_line(fixture, line_of_organisation(&told)));
	assert_true(import_organisation(fixture, "Nottingham"));
	assert_int_equal(organisation_on_file(fixture, "RX1")->scr, TRUTH_TRUE);
	told.scr = 0;
	told.name = "As a record calls it";
	fixture->teller.source = SOURCE_FHIR;
	assert_true(tell_line(fixture, line_of_organisation(&told)));
	assert_int_equal(organisation_on_file(fixture, "RX1")->scr, TRUTH_TRUE);
	fixture->teller.source = SOURCE_LEDGER_LINES;
	assert_true(tell_line(fixture, line_of_organisation(&told)));
	assert_int_equal(organisation_on_file(fixture, "RX1")->scr, 0);
	told.scr = TRUTH_TRUE; /* a patient's record makes nobody a viewer */
	fixture->teller.source = SOURCE_FHIR;
	assert_true(tell_line(fixture, line_of_organisation(&told)));
	assert_int_equal(organisation_on_file(fixture, "RX1")->scr, 0);
}

/* Who recorded an entry sees it whatever hides it. */
static void test_a_record_does_not_say_who_recorded_a_known_entry(void **state)
{
	Fixture *fixture = *state;
	const Entry *entry;
	fixture->teller.source = SOURCE_FHIR;
	assert_true(tell_entry(fixture, "e1", ASHBY, "RX1"));
	assert_true(fixture->teller.ledger.ops->entry(&fixture->memory, "e1", &fixture->arena, &entry, &fixture->err));
	assert_string_equal(entry->org, "C82001");
}

/* An earlier day would put it before an answer. */
static void test_a_record_does_not_date_a_known_entry_back(void **state)
{
	Fixture *fixture = *state;
	const Ledger *ledger = &fixture->teller.ledger;
	const Entry *entry;
	fixture->teller.source = SOURCE_FHIR;
	assert_true(ledger->ops->entry(&fixture->memory, "e1", &fixture->arena, &entry, &fixture->err));
	const Instant first = entry->recorded;
	Entry changed = *entry;
	Told told;
	for (int days = -1; days <= 1; days++) {
		changed.recorded = (Instant){first.seconds + days * 86400};
		Line line = line_of_entry(&changed);
		assert_true(tell(&fixture->teller, &line, &fixture->arena, &told, &fixture->err));
		assert_true(ledger->ops->entry(&fixture->memory, "e1", &fixture->arena, &entry, &fixture->err));
		assert_int_equal(entry->recorded.seconds, first.seconds + (days > 0 ? 86400 : 0));
	}
}

/* In a file, a name may come after the line that uses it; the order of the lines stays that of the file. */
/* --- Files told a second time --- */

static void begin_file(Fixture *fixture)
{
	Ledger ledger = fixture->teller.ledger;
	teller_done(&fixture->teller);
	fixture->teller =
		(Teller){.ledger = ledger, .now = {1000}, .source = SOURCE_LEDGER_LINES, .names_follow = true};
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

static void test_a_held_line_that_cannot_be_told_fails_its_file(void **state)
{
	Fixture *fixture = *state;
	Person told = ashby("07700900333");
	begin_file(fixture);
	fixture->teller.place = 7;
	assert_true(tell_line(fixture, line_of_person(&told)));
	for (int call = 1; call <= 2; call++) { /* what stands, append */
		fixture->memory.fail_at = fixture->memory.calls + call;
		assert_false(teller_finish(&fixture->teller, &fixture->err));
		assert_true(text_starts(fixture->err.text, "line 7: "));
	}
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_string_equal(person_on_file(fixture, ASHBY)->mobile, "07700900333");
}

static void test_a_held_line_of_a_file_without_lines_names_none(void **state)
{
	Fixture *fixture = *state;
	Person told = ashby("07700900333");
	begin_file(fixture);
	assert_true(tell_line(fixture, line_of_person(&told)));
	fixture->memory.fail_at = fixture->memory.calls + 1;
	assert_false(teller_finish(&fixture->teller, &fixture->err));
	assert_true(text_starts(fixture->err.text, "Call "));
}

/* What the ledger did not know before is told line by line, so that an empty one gets the past that the file holds. */
static void test_the_past_of_somebody_new_is_told_line_by_line(void **state)
{
	Fixture *fixture = *state;
	Person person = {.nhs = "9990000034", .family = "Hale", .given = "Tom", .mobile = "07700900333"};
	begin_file(fixture);
	int64_t before = lines_so_far(fixture);
	assert_true(tell_line(fixture, line_of_person(&person)));
	person.mobile = "07700900444";
	assert_true(tell_line(fixture, line_of_person(&person)));
	assert_int_equal(lines_so_far(fixture), before + 2);
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_int_equal(lines_so_far(fixture), before + 2);
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

/* It was known before the file, whatever of the file stands after it by now. */
static void test_a_patient_whom_a_contact_changed_is_held_all_the_same(void **state)
{
	Fixture *fixture = *state;
	Fact contact = new_fact(FACT_CONTACT, "c1", ASHBY);
	Person first = ashby("07700900333"), last = ashby("07700900444");
	contact.mobile = "07700900555";
	begin_file(fixture);
	assert_true(tell_fact(fixture, contact));
	const int64_t before = lines_so_far(fixture);
	assert_true(tell_line(fixture, line_of_person(&first)));
	assert_true(tell_line(fixture, line_of_person(&last)));
	assert_int_equal(lines_so_far(fixture), before);
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_int_equal(lines_so_far(fixture), before + 1);
	assert_string_equal(person_on_file(fixture, ASHBY)->mobile, "07700900444");
}

static void test_a_practice_may_become_one_further_up_its_file(void **state)
{
	Fixture *fixture = *state;
	begin_file(fixture);
	assert_true(tell_fact(fixture, opening(FACT_REFERRED, "r0", OKAFOR, "ref", "RX1"))); /* no practice, till now */
	assert_true(tell_organisation(fixture, "RX1", CARE_GP));
	assert_true(tell_fact(fixture, opening(FACT_REGISTERED, "r1", OKAFOR, "reg", "RX1")));
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_int_equal(organisation_on_file(fixture, "RX1")->care, CARE_GP);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* An entry of another's record is no sign that the practice's own was brought; before set-up it may be its own. */
static void test_a_file_that_brings_the_record_is_noted(void **state)
{
	Fixture *fixture = *state;
	const LedgerOps *ops = fixture->teller.ledger.ops;
	const char *brought;
	assert_true(ops->put_setting(&fixture->memory, "practice", "C82001", NULL));
	fixture->teller.brings = false;
	assert_true(tell_entry(fixture, "e8", ASHBY, "RX1"));
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_true(ops->setting(&fixture->memory, BROUGHT_SETTING, &fixture->arena, &brought, NULL));
	assert_null(brought);
	assert_true(tell_entry(fixture, "e1", ASHBY, "C82001")); /* known: it is here all the same */
	fixture->teller.now = (Instant){777};
	assert_true(teller_finish(&fixture->teller, &fixture->err));
	assert_true(ops->setting(&fixture->memory, BROUGHT_SETTING, &fixture->arena, &brought, NULL));
	assert_string_equal(brought, "777");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(test_directory_lines_replace),
		TEST(test_one_name_stays_one),
		TEST(test_a_record_does_not_say_who_recorded_a_known_entry),
		TEST(test_a_record_does_not_date_a_known_entry_back),
		TEST(test_a_death_is_not_made_vaguer),
		TEST(test_contact_changes_the_file),
		TEST(test_restricted_changes_the_file),
		TEST(test_an_import_keeps_what_no_list_says),
		TEST(test_a_record_never_renames_a_listed_organisation),
		TEST(test_an_import_keeps_what_staff_set_by_hand),
		TEST(test_an_import_that_does_not_say_scr_keeps_it),
		TEST(test_a_file_that_holds_a_past_changes_nothing_twice),
		TEST(test_a_held_line_that_cannot_be_told_fails_its_file),
		TEST(test_a_held_line_of_a_file_without_lines_names_none),
		TEST(test_the_past_of_somebody_new_is_told_line_by_line),
		TEST(test_a_known_contact_still_changes_what_its_file_says),
		TEST(test_a_patient_whom_a_contact_changed_is_held_all_the_same),
		TEST(test_a_practice_may_become_one_further_up_its_file),
		TEST(test_a_file_that_brings_the_record_is_noted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
