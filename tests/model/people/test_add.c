#include "model/people/people.h"

#include "base/text.h"
#include "model/desk/find.h"

#define BEGIN_AS ROLE_RECEPTIONIST
#include "model/stage/at_practice.h"

#define NEW "9990000069"
#define OTHER "9990000077"

static const NewPatient jane = {.nhs = "999 000 0069", .family = "Novak", .given = "Jana", .born = "3 Feb 1980"};

static bool add(NewPatient patient)
{
	char nhs[11];
	return desk_add_patient(practice.desk, &patient, nhs, &practice.err);
}

static const Person *person(const char *nhs)
{
	const Person *found;
	ok(practice.ledger.ops->person(practice.ledger.self, nhs, &practice.arena, &found, &practice.err));
	return found;
}

static FactList facts(const char *nhs)
{
	FactList list;
	ok(practice.ledger.ops->facts(practice.ledger.self, nhs, &practice.arena, &list, &practice.err));
	return list;
}

static void is_told_as_a_patient_and_a_registration(void **state)
{
	char nhs[11] = "";
	NewPatient patient = jane;
	patient.title = "Ms", patient.gender = "female", patient.postcode = "le8 0aa", patient.language = "Polish";
	patient.interpreter = TRUTH_TRUE;
	ok(desk_add_patient(practice.desk, &patient, nhs, &practice.err));
	assert_string_equal(nhs, NEW);
	const Person *told = person(NEW);
	assert_string_equal(told->family, "Novak");
	assert_string_equal(told->given, "Jana");
	assert_string_equal(told->title, "Ms");
	assert_string_equal(told->gender, "female");
	assert_string_equal(told->postcode, "LE8 0AA");
	assert_string_equal(told->language, "pl");
	assert_int_equal(told->interpreter, TRUTH_TRUE);
	assert_int_equal(date_order(told->born, (Date){1980, 2, 3}), 0);
	assert_null(told->preferred);
	assert_int_equal(facts(NEW).count, 1);
	assert_int_equal(facts(NEW).items[0].kind, FACT_REGISTERED);
	assert_string_equal(facts(NEW).items[0].org, "C82001");
	assert_string_equal(facts(NEW).items[0].by, "Priya S");
	Chart *chart = practice_chart(&practice, NEW, (Date){0});
	assert_true(desk_registered_here(practice.desk, chart));
	desk_close_chart(practice.desk, chart);
}

static void of_elsewhere_is_on_file_alone(void **state)
{
	NewPatient patient = jane;
	patient.elsewhere = true;
	ok(add(patient));
	assert_non_null(person(NEW));
	assert_int_equal(facts(NEW).count, 0);
}

/* A code that goes to a number given a moment ago is warned of, and no list changes it later. */
static void how_to_reach_them_is_a_fact(void **state)
{
	NewPatient patient = jane;
	patient.mobile = "+44 (0)7700 900111", patient.email = " jana@example.com ";
	ok(add(patient));
	assert_string_equal(person(NEW)->mobile, "07700900111");
	assert_string_equal(person(NEW)->email, "jana@example.com");
	assert_int_equal(facts(NEW).count, 2);
	const Fact *contact = &facts(NEW).items[1];
	const Person *before;
	assert_int_equal(contact->kind, FACT_CONTACT);
	assert_string_equal(contact->mobile, "07700900111");
	ok(practice.ledger.ops->person_at(practice.ledger.self, NEW, contact->seq - 1, &practice.arena, &before,
					  &practice.err));
	assert_null(before->mobile);
}

static void one_name_is_enough(void **state)
{
	NewPatient patient = jane;
	patient.family = " ", patient.given = "Madonna";
	ok(add(patient));
	assert_string_equal(person(NEW)->family, "");
	assert_string_equal(person_filed_name(person(NEW)), "Madonna");
}

static void what_cannot_be_is_refused_in_words(void **state)
{
	const struct {
		NewPatient patient;
		const char *said;
	} table[] = {
		{{.family = "A", .born = "3/2/1980"}, "NHS App"},
		{{.nhs = " ", .family = "A", .born = "3/2/1980"}, "PDS trace"},
		{{.nhs = "9990000068", .family = "A", .born = "3/2/1980"}, "check"},
		{{.nhs = "999000006", .family = "A", .born = "3/2/1980"}, "ten"},
		{{.nhs = NEW, .born = "3/2/1980"}, "name is missing"},
		{{.nhs = NEW, .family = " ", .given = "-", .born = "3/2/1980"}, "name is missing"},
		{{.nhs = NEW, .family = "A"}, "date of birth is missing"},
		{{.nhs = NEW, .family = "A", .born = "31/2/1980"}, "no date"},
		{{.nhs = NEW, .family = "A", .born = "29 Feb 2023"}, "no date"},
		{{.nhs = NEW, .family = "A", .born = "23/11/2026"}, "has not come"},
		{{.nhs = NEW, .family = "A", .born = "14/7/45"}, "four digits"},
		{{.nhs = NEW, .family = "A", .born = "14/7/1845"}, "as old as that"},
		{{.nhs = NEW, .family = "A", .born = "3/2/1980", .mobile = "N/A"}, "mobile"},
		{{.nhs = NEW, .family = "A", .born = "3/2/1980", .mobile = "01455 123456"}, "mobile"},
		{{.nhs = NEW, .family = "A", .born = "3/2/1980", .email = "ann@@example.com"}, "e-mail"},
	};
	const int64_t head = desk_head(practice.desk);
	for (size_t i = 0; i < countof(table); i++) {
		Alike alike;
		refused(desk_look_alike(practice.desk, &table[i].patient, &practice.arena, &alike, &practice.err),
			table[i].said);
		refused(add(table[i].patient), table[i].said);
	}
	assert_int_equal(desk_head(practice.desk), head);
	ok(add((NewPatient){.nhs = NEW, .family = "A", .born = "22/11/2026"})); /* born today */
}

static void who_holds_the_number_is_said(void **state)
{
	NewPatient patient = jane;
	Alike alike;
	patient.nhs = ASHBY_NEIL;
	ok(desk_look_alike(practice.desk, &patient, &practice.arena, &alike, &practice.err));
	assert_string_equal(alike.holder->given, "Neil");
	assert_int_equal(alike.others.count, 0);
	refused(add(patient), "Neil Ashby is on file with the NHS number 999 000 0026 already");
	patient.others = 9; /* no confirming helps there */
	refused(add(patient), "already");
}

static size_t alike_as(const char *family, const char *given, const char *born)
{
	Alike alike;
	NewPatient patient = {.nhs = NEW, .family = family, .given = given, .born = born};
	ok(desk_look_alike(practice.desk, &patient, &practice.arena, &alike, &practice.err));
	assert_null(alike.holder);
	return alike.others.count;
}

static void somebody_of_the_name_and_birth_date_is_shown_first(void **state)
{
	assert_int_equal(alike_as("Smith", "Jane", "14/7/1945"), 1);
	assert_int_equal(alike_as("SMITH", "Jane Mary", "14/7/1945"), 1);
	assert_int_equal(alike_as("Jane", "Smith", "14/7/1945"), 1);
	assert_int_equal(alike_as("Smith", "", "14/7/1945"), 1);
	assert_int_equal(alike_as("Smith", "Joan", "14/7/1945"), 0);
	assert_int_equal(alike_as("Smith", "Jane", "16/7/1945"), 0);

	NewPatient patient = {.nhs = NEW, .family = "smith", .given = "jane", .born = "14/7/1945"};
	refused(add(patient), "Jane Smith, born on the same day, is on file already");
	patient.others = 1;
	ok(add(patient));
	NewPatient third = {.nhs = OTHER, .family = "Smith", .given = "Jane", .born = "14/7/1945", .others = 1};
	refused(add(third), "somebody else"); /* another desk added one since */
	third.others = 2;
	ok(add(third));
}

static void who_may_add(void **state)
{
	static const struct {
		Role role;
		const char *nhs;
	} table[] = {
		{ROLE_RECEPTIONIST, "9990000069"},  {ROLE_NURSE, "9990000077"},
		{ROLE_CLINICIAN, "9990000085"},	    {ROLE_PRIVACY_OFFICER, "9990000093"},
		{ROLE_ADMINISTRATOR, "9990000107"},
	};
	for (size_t i = 0; i < countof(table); i++) {
		NewPatient patient = {.nhs = table[i].nhs, .family = "Only", .given = table[i].nhs, .born = "1/1/2000"};
		Alike alike;
		const bool may = table[i].role <= ROLE_CLINICIAN;
		practice_sign_in(&practice, table[i].role);
		assert_int_equal(desk_look_alike(practice.desk, &patient, &practice.arena, &alike, &practice.err), may);
		assert_int_equal(add(patient), may);
		assert_int_equal(person(table[i].nhs) != NULL, may);
	}
	desk_sign_out(practice.desk);
	assert_false(add(jane));
}

static void all_of_it_or_nothing(void **state)
{
	NewPatient patient = jane;
	patient.mobile = "07700 900111";
	for (int calls = 1; calls < 100; calls++) {
		practice.memory.fail_at = practice.memory.calls + calls;
		const bool added = add(patient);
		practice.memory.fail_at = 0;
		if (added) {
			assert_true(calls > 3);
			return;
		}
		assert_null(person(NEW));
	}
	fail_msg("nobody was added");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(is_told_as_a_patient_and_a_registration, set_up, tear_down),
		cmocka_unit_test_setup_teardown(of_elsewhere_is_on_file_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(how_to_reach_them_is_a_fact, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_name_is_enough, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_is_refused_in_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_holds_the_number_is_said, set_up, tear_down),
		cmocka_unit_test_setup_teardown(somebody_of_the_name_and_birth_date_is_shown_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_may_add, set_up, tear_down),
		cmocka_unit_test_setup_teardown(all_of_it_or_nothing, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
