#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/fixture.h"
#include "exchange/fhir/json.h"
#include "model/facts/nhs_number.h"

#define PERSON(id, nhs, family, given, born) \
	"{'resource':{'resourceType':'Patient','id':'" id "','identifier':[{'system':" \
	"'https://fhir.nhs.uk/Id/nhs-number','value':'" nhs "'}],'name':[{'family':'" family "','given':['" given \
	"']}],'birthDate':'" born "'}}"

static void test_everything_on_file(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		BUNDLE("{'resource':{'resourceType':'Patient','id':'p','meta':{'security':[{'code':'R'}]},"
		       "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'999 000 0018'}],"
		       "'name':[{'use':'old','family':'Wrong','given':['Wrong']},{'use':'usual','family':'Ashby','given':['Mo']},"
		       "{'use':'official','family':'Ashby','given':['Maureen','Ann'],'prefix':['Mrs']}],"
		       "'telecom':[{'system':'phone','use':'home','value':'0116 496 0000'},"
		       "{'system':'phone','use':'mobile','value':'07700 900111'},{'system':'email','value':'mo@example.org'}],"
		       "'gender':'female','birthDate':'1945-07-14','deceasedDateTime':'2023-03-02T10:00:00+00:00',"
		       "'address':[{'use':'temp','postalCode':'LE2 2BB'},{'use':'home','postalCode':'LE1 1AA'}],"
		       "'extension':[{'url':'https://fhir.hl7.org.uk/Extension-UKCore-NHSCommunication','extension':["
		       "{'url':'language','valueCodeableConcept':{'coding':[{'code':'gu'}]}},"
		       "{'url':'interpreterRequired','valueBoolean':true}]}]}}")));
	const Person *p = person(&fixture, 0);
	assert_string_equal(p->nhs, "9990000018");
	assert_string_equal(p->family, "Ashby");
	assert_string_equal(p->given, "Maureen Ann");
	assert_string_equal(p->preferred, "Mo");
	assert_string_equal(p->title, "Mrs");
	assert_string_equal(p->mobile, "07700900111");
	assert_string_equal(p->email, "mo@example.org");
	assert_string_equal(p->gender, "female");
	assert_string_equal(p->postcode, "LE1 1AA");
	assert_string_equal(p->language, "gu");
	assert_int_equal(p->interpreter, TRUTH_TRUE);
	assert_int_equal(p->restricted, TRUTH_TRUE);
	assert_int_equal(date_order(p->born, (Date){1945, 7, 14}), 0);
	assert_int_equal(partial_same(p->died, (PartialDate){2023, 3, 2}), true);
	assert_int_equal(fixture.summary.patients, 1);
	assert_int_equal(fixture.summary.test_numbers, 0);
}

static void test_a_patient_alone(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(
		import(&fixture,
		       "{'resourceType':'Patient','id':'9990000018','meta':{'security':[{'code':'R'}]},'identifier':["
		       "{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}],"
		       "'name':[{'use':'usual','family':'Ashby','given':['Maureen']}],'generalPractitioner':[{'type':"
		       "'Organization','identifier':{'system':'" ODS "','value':'C82001'}}]}"));
	assert_string_equal(person(&fixture, 0)->family, "Ashby");
	assert_int_equal(person(&fixture, 0)->restricted, TRUTH_TRUE);
	assert_string_equal(fact(&fixture, "registered", 0)->org, "C82001");
	assert_int_equal(gather_count(&fixture.gather, "patient"), 1);
	assert_int_equal(gather_count(&fixture.gather, "entry"), 0);
}

static void test_odd_names(void **state)
{
	static const struct {
		const char *name, *family, *given;
	} cases[] = {
		{"{'text':'Ada Mary Brown'}", "Brown", "Ada Mary"},
		{"{'text':'Sukarno'}", "Sukarno", ""},
		{"{'family':'Sukarno'}", "Sukarno", ""},
		{"{'given':['Ada']}", "", "Ada"},
		{"{'family':'Łukasz-Øre','given':['Zoë']}", "Łukasz-Øre", "Zoë"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		scoped(arena_free) Arena arena = {0};
		open_fixture(&fixture);
		assert_true(import_with_test_numbers(&fixture,
						     arena_print(&arena,
								 "{'resourceType':'Bundle','entry':[{'resource':"
								 "{'resourceType':'Patient','id':'p','name':[%s]}}]}",
								 cases[i].name)));
		assert_string_equal(person(&fixture, 0)->family, cases[i].family);
		assert_string_equal(person(&fixture, 0)->given, cases[i].given);
	}
}

static void test_numbers_that_are_no_key(void **state)
{
	static const struct {
		const char *number, *sentence;
	} cases[] = {
		{"1234567890", "Ada Brown has no valid NHS number (123 456 7890 fails its check digit); import with "
			       "--test-numbers to give a 999 number."},
		{"12345", "Ada Brown has no valid NHS number (12345 is not ten digits)"},
		{"3333333333", "Ada Brown has no valid NHS number (333 333 3333 is one digit ten times)"},
		{"", "Ada Brown has no NHS number in this file"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		scoped(arena_free) Arena arena = {0};
		const char *bundle = arena_print(
			&arena,
			"{'resourceType':'Bundle','entry':[{'resource':{'resourceType':"
			"'Patient','id':'p','identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'%s'}],"
			"'name':[{'family':'Brown','given':['Ada','Mary']}]}}]}",
			cases[i].number);
		open_fixture(&fixture);
		assert_false(import(&fixture, bundle));
		assert_int_equal(fixture.err.kind, ERROR_REFUSED);
		if (!text_starts(fixture.err.text, cases[i].sentence))
			fail_msg("%s", fixture.err.text);
		assert_int_equal(fixture.gather.count, 0);

		assert_true(import_with_test_numbers(&fixture, bundle));
		assert_true(text_starts(person(&fixture, 0)->nhs, "999"));
		assert_true(nhs_number_valid(person(&fixture, 0)->nhs));
		assert_int_equal(fixture.summary.test_numbers, 1);
	}
}

static void test_a_number_somebody_else_holds(void **state)
{
	static const char *const others[] = {
		BUNDLE(PERSON("2", "9990000018", "Okafor", "Maureen", "1945-07-14")),
		BUNDLE(PERSON("2", "9990000018", "Ashby", "Martin", "1945-07-14")),
		BUNDLE(PERSON("2", "9990000018", "Ashby", "Maureen", "1945-07-15")),
	};
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, BUNDLE(PERSON("1", "9990000018", "Ashby", "Maureen", "1945-07-14"))));
	for (size_t i = 0; i < countof(others); i++) {
		assert_false(import(&fixture, others[i]));
		assert_non_null(strstr(fixture.err.text,
				       "999 000 0018, which someone with another name or birth date already holds; "
				       "find out whose it is."));
		assert_null(strstr(fixture.err.text, "--test-numbers"));
		assert_true(import_with_test_numbers(&fixture, others[i]));
		assert_string_not_equal(person(&fixture, 0)->nhs, "9990000018");
	}
	/* Written another way it is the same person. */
	assert_true(import(&fixture, BUNDLE(PERSON("3", "9990000018", "ASHBY", "Maureen Ann", "1945-07-14"))));
	assert_string_equal(person(&fixture, 0)->given, "Maureen Ann");
}

static void test_two_in_one_file_with_one_number(void **state)
{
	static const char two[] = BUNDLE(PERSON("1", "9990000018", "Ashby", "Maureen", "1945-07-14") "," PERSON(
		"2", "9990000018", "Okafor", "Ben", "1990-01-01"));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_false(import(&fixture, two));
	assert_non_null(strstr(fixture.err.text, "Ben Okafor"));
	assert_true(import_with_test_numbers(&fixture, two));
	assert_string_equal(person(&fixture, 0)->nhs, "9990000018");
	assert_string_not_equal(person(&fixture, 1)->nhs, "9990000018");
}

/* Namesakes born on one day, told apart by the source only; the same file again gives each the same number again. */
static void test_test_numbers_are_stable(void **state)
{
	static const char two[] = BUNDLE(PERSON("a", "1234567890", "Ashby", "Jo", "2001-01-01") "," PERSON(
		"b", "1234567890", "Ashby", "Jo", "2001-01-01"));
	char first[2][11];
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import_with_test_numbers(&fixture, two));
	for (size_t i = 0; i < 2; i++)
		text_copy(first[i], sizeof first[i], person(&fixture, i)->nhs);
	assert_string_not_equal(first[0], first[1]);
	assert_true(import_with_test_numbers(&fixture, two));
	assert_string_equal(person(&fixture, 0)->nhs, first[0]);
	assert_string_equal(person(&fixture, 1)->nhs, first[1]);
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

/* The number that the source's identifier leads to may be taken by somebody real. */
static void test_test_numbers_avoid_who_is_there(void **state)
{
	static const char jo[] = BUNDLE(PERSON("a", "1234567890", "Ashby", "Jo", "2001-01-01"));
	char first[11];
	scoped(close_fixture) Fixture alone, crowded;
	scoped(arena_free) Arena arena = {0};
	open_fixture(&alone);
	open_fixture(&crowded);
	assert_true(import_with_test_numbers(&alone, jo));
	text_copy(first, sizeof first, person(&alone, 0)->nhs);
	assert_true(import(
		&crowded,
		arena_print(
			&arena,
			"{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient',"
			"'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'%s'}],'name':[{'family':'Other',"
			"'given':['One']}]}}]}",
			first)));
	for (int round = 0; round < 2; round++) {
		assert_true(import_with_test_numbers(&crowded, jo));
		assert_string_not_equal(person(&crowded, 0)->nhs, first);
		assert_int_equal(crowded.gather.known, round);
	}
}

/* Two ids of a source that lead to one test number. */
static bool find_clash(char first[16], char second[16])
{
	enum { IDS = 20000 };
	static char numbers[IDS][11];
	for (unsigned i = 0; i < IDS; i++) {
		text_print(second, 16, "%u", i);
		const NhsNumber number = nhs_number_test(NAME_HASH("Patient", second), 0);
		text_copy(numbers[i], sizeof numbers[i], number.digits);
		for (unsigned j = 0; j < i; j++)
			if (memcmp(numbers[i], numbers[j], 11) == 0) {
				text_print(first, 16, "%u", j);
				return true;
			}
	}
	return false;
}

/* Namesakes of one birthday whose identifiers lead to one number are still two people. */
static void test_clashing_test_numbers(void **state)
{
	char first[16], second[16];
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(find_clash(first, second));
	const char *file = arena_print(&fixture.arena,
				       BUNDLE(PERSON("%s", "1234567890", "Ashby", "Jo", "2001-01-01") "," PERSON(
					       "%s", "1234567890", "Ashby", "Jo", "2001-01-01")),
				       first, second);
	for (int round = 0; round < 2; round++) {
		assert_true(import_with_test_numbers(&fixture, file));
		assert_string_not_equal(person(&fixture, 0)->nhs, person(&fixture, 1)->nhs);
		assert_int_equal(fixture.gather.known, round ? fixture.gather.count : 0);
	}
}

/* A mobile number that staff put on file decides where codes go: no file changes it. */
static void test_what_staff_set_stays(void **state)
{
	static const char file[] =
		BUNDLE("{'resource':{'resourceType':'Patient','id':'p','meta':{'security':[{'code':'R'}]},"
		       "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}],"
		       "'name':[{'family':'Ashby','given':['Maureen']}],'address':[{'postalCode':'LE1 1AA'}],"
		       "'communication':[{'language':{'coding':[{'code':'gu'}],'text':'Gujarati'}}],"
		       "'telecom':[{'system':'phone','use':'mobile','value':'07700 900111'}]}}");
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, file));

	scoped(arena_free) Arena arena = {0};
	Fact contact = FACT_NONE, open = FACT_NONE;
	contact.kind = FACT_CONTACT;
	open.kind = FACT_RESTRICTED;
	contact.at = open.at = fixture_now;
	contact.patient = open.patient = "9990000018";
	contact.mobile = "07700 900222";
	contact.language = "Polish";
	contact.postcode = "LE8 0HD";
	open.on = TRUTH_FALSE;
	tell_before(&fixture, line_of_fact(&contact));
	tell_before(&fixture, line_of_fact(&open));

	assert_true(import(&fixture, file));
	const Person *present;
	assert_true(fixture.ledger.ops->person(fixture.ledger.self, "9990000018", &arena, &present, &fixture.err));
	assert_string_equal(present->mobile, "07700 900222");
	assert_string_equal(present->language, "Polish");
	assert_string_equal(present->postcode, "LE8 0HD");
	assert_int_equal(present->restricted, TRUTH_FALSE);
}

/* A restriction stays until a person lifts it, who is told where the source has none any more. */
static void test_a_restriction_that_went_is_named(void **state)
{
#define LABELLED(labels) \
	BUNDLE("{'resource':{'resourceType':'Patient','id':'p'," labels \
	       "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}]," \
	       "'name':[{'family':'Ashby','given':['Maureen']}]}}")
	static const struct {
		const char *file;
		size_t said;
	} cases[] = {
		{LABELLED("'meta':{'security':[{'code':'U'}]},"), 0}, /* not restricted here yet */
		{LABELLED("'meta':{'security':[{'code':'R'}]},"), 0},
		{LABELLED(""), 0}, /* no label says nothing */
		{LABELLED("'meta':{'security':[{'code':'NOPAT'}]},"), 0},
		{LABELLED("'meta':{'security':[{'code':'N'},{'code':'V'}]},"), 0},
		{LABELLED("'meta':{'security':[{'code':'U'}]},"), 1},
		{LABELLED("'meta':{'security':{'code':'N'}},"), 1},
	};
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		const Person *present;
		fixture.note_count = 0;
		assert_true(import(&fixture, cases[i].file));
		assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient",
				       "is restricted here and not at the source: lift it where that is right"),
				 cases[i].said);
		assert_true(
			fixture.ledger.ops->person(fixture.ledger.self, "9990000018", &arena, &present, &fixture.err));
		assert_int_equal(present->restricted == TRUTH_TRUE, i > 0);
	}
#undef LABELLED
}

/* By the code that the desk's languages go by, however the file writes it. */
static void test_which_language_they_speak(void **state)
{
#define NHS_SPOKEN(concept) \
	"'extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication','extension':[" \
	"{'url':'language','valueCodeableConcept':" concept "}]}]"
#define CODED(code) "{'coding':[{'system':'https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage','code':'" code "'"
	static const struct {
		const char *says, *language;
	} cases[] = {
		{NHS_SPOKEN(CODED("pl") ",'display':'Polish'}]}"), "pl"},
		{NHS_SPOKEN(CODED("GU") "}]}"), "gu"},
		{NHS_SPOKEN(CODED("gu-IN") "}]}"), "gu"},
		{NHS_SPOKEN(CODED("ti") ",'display':'Tigrinya'}]}"), "ti"},
		{NHS_SPOKEN(CODED("q4") ",'display':'British Sign Language'}]}"), "bsl"},
		{NHS_SPOKEN(CODED("q5") ",'display':'Makaton'}]}"), "Makaton"},
		{NHS_SPOKEN("{'text':'Polish'}"), "pl"},
		{NHS_SPOKEN("{'text':'Anglo-Romani'}"), "Anglo-Romani"},
		{"'communication':[{'language':" CODED("fr") "}]}},{'preferred':true,'language':" CODED(
			 "so-SO") "}]}}]",
		 "so"},
		{"'communication':[{'language':" CODED("fr") "}]}}]", "fr"},
		{"'communication':[{'language':{'text':'Gujarati'},'preferred':true}]", "gu"},
		{"'communication':[{'language':{}}]", NULL},
		{"'communication':[]", NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(
			&fixture,
			arena_print(
				&fixture.arena,
				BUNDLE("{'resource':{'resourceType':'Patient','id':'p','identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}],"
				       "'name':[{'family':'Ashby','given':['Maureen']}],%s}}"),
				cases[i].says)));
		if (!text_is(person(&fixture, 0)->language, cases[i].language))
			fail_msg("%s: %s", cases[i].says, text_or(person(&fixture, 0)->language, "none"));
	}
#undef CODED
#undef NHS_SPOKEN
}

static void test_refused_files(void **state)
{
	static const struct {
		const char *bundle, *sentence;
	} cases[] = {
		{"{'resourceType':'Bundle'}", "holds no patient"},
		{BUNDLE("{'resource':{'resourceType':'Organization','id':'o'}}"), "holds no patient"},
		{BUNDLE("{'resource':{'resourceType':'Patient','id':'p7'}}"), "The patient p7 has no name"},
		{BUNDLE(PERSON("1", "9990000018", "Ashby", "Mo", "1945-07-14") "," PERSON(
			 "3", "9990000026", "Okafor", "Ben",
			 "1950-01-01") ",{'resource':{'resourceType':'Observation',"
				       "'id':'ob1','subject':{'reference':'Patient/2'},'issued':'2020-01-01T00:00:00Z'}}"),
		 "Observation ob1 is about Patient/2, who is not in this file"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_false(import_with_test_numbers(&fixture, cases[i].bundle));
		assert_non_null(strstr(fixture.err.text, cases[i].sentence));
		assert_int_equal(fixture.gather.count, 0);
	}
}

/* Each call to the ledger that can fail does: the reading fails, and gives nothing half. */
static void test_a_ledger_that_fails(void **state)
{
	static const char file[] = BUNDLE(
		"{'resource':{'resourceType':'Patient','id':'p','identifier':[{'system':"
		"'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}],'name':[{'family':'Ashby','given':['Mo']}],"
		"'generalPractitioner':[{'identifier':{'system':'https://fhir.nhs.uk/Id/ods-organization-code','value':'C82001'}}]}}");
	scoped(close_fixture) Fixture fixture;
	scoped(arena_free) Arena arena = {0};
	open_fixture(&fixture);
	assert_true(import(&fixture, file));

	const FhirOptions options = {.now = fixture_now, .ledger = &fixture.ledger};
	const char *bytes = quoted(&arena, file);
	size_t failures = 0;
	for (int64_t n = 1;; n++) {
		scoped(gather_free) Gather gather = {0};
		const Sink sink = gather_sink(&gather);
		Error err = {0};
		fixture.memory.fail_at = fixture.memory.calls + n;
		if (read_bundle(bytes, &options, &sink, &fixture.summary, &err))
			break;
		assert_int_equal(gather.count, 0);
		assert_true(err.text[0] != '\0');
		failures++;
	}
	fixture.memory.fail_at = 0;
	assert_true(failures >= 4);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_on_file),
		cmocka_unit_test(test_a_patient_alone),
		cmocka_unit_test(test_odd_names),
		cmocka_unit_test(test_numbers_that_are_no_key),
		cmocka_unit_test(test_a_number_somebody_else_holds),
		cmocka_unit_test(test_two_in_one_file_with_one_number),
		cmocka_unit_test(test_test_numbers_are_stable),
		cmocka_unit_test(test_test_numbers_avoid_who_is_there),
		cmocka_unit_test(test_clashing_test_numbers),
		cmocka_unit_test(test_what_staff_set_stays),
		cmocka_unit_test(test_a_restriction_that_went_is_named),
		cmocka_unit_test(test_which_language_they_speak),
		cmocka_unit_test(test_refused_files),
		cmocka_unit_test(test_a_ledger_that_fails),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
