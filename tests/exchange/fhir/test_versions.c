/* Which of several versions is what is said, what has no date, and what a file says that it lacks (FORMATS §3). */
#include "unit.h"

#include "base/text.h"
#include "exchange/fhir/fixture.h"

/* --- Versions and errors --- */

/* What is said of an encounter is what its newest version says. */
static void test_the_newest_version_of_an_encounter_says_who_recorded(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		RECORD(THING("Encounter", "e", ",'meta':{'versionId':'2'},'serviceProvider':" REFERENCE("Organization/hos")) "," THING(
			"Encounter", "e",
			",'meta':{'versionId':'1'},'serviceProvider':" REFERENCE(
				"Organization/gp")) "," THING("Observation", "o",
							      ",'issued':'2020-06-01','encounter':" REFERENCE(
								      "Encounter/e")))));
	assert_string_equal(entry(&fixture, 0)->org, "RWE");
}

static void test_the_newest_version_is_what_is_said(void **state)
{
	static const struct {
		const char *resources, *text; /* NULL: nothing */
	} cases[] = {
		{THING("Condition", "a", DATED ",'code':{'text':'old'},'meta':{'versionId':'9'}") "," THING(
			 "Condition", "a", DATED ",'code':{'text':'new'},'meta':{'versionId':'10'}"),
		 "new"},
		{THING("Condition", "a", DATED ",'code':{'text':'new'},'meta':{'lastUpdated':'2021-01-01'}") "," THING(
			 "Condition", "a",
			 DATED ",'code':{'text':'old'},'meta':{'lastUpdated':'2020-01-01','versionId':'7'}"),
		 "new"},
		{THING("Condition", "a", DATED ",'code':{'text':'old'},'meta':{'versionId':'1'}") "," THING(
			 "Condition", "a", DATED ",'verificationStatus':'entered-in-error','meta':{'versionId':'2'}"),
		 NULL},
		{THING("Condition", "a", DATED ",'verificationStatus':'entered-in-error','meta':{'versionId':'1'}") "," THING(
			 "Condition", "a", DATED ",'code':{'text':'new'},'meta':{'versionId':'2'}"),
		 "new"},
		{THING("Condition", "a", DATED ",'code':{'text':'one'}") "," THING(
			 "Condition", "a", DATED ",'verificationStatus':'entered-in-error'"),
		 NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena, RECORD("%s"), cases[i].resources)));
		assert_int_equal(gather_count(&fixture.gather, "entry"), cases[i].text != NULL);
		if (cases[i].text)
			assert_string_equal(entry(&fixture, 0)->text, cases[i].text);
		else
			assert_int_equal(noted(&fixture, FHIR_NOTE_CORRECTED, "Condition", NULL), 1);
	}
}

static void test_entered_in_error_later_hides_what_was_taken(void **state)
{
	static const char in_error[] = RECORD(PROBLEM("a", ",'verificationStatus':'entered-in-error'"));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(PROBLEM("a", ""))));
	const char *id = arena_text(&fixture.arena, entry(&fixture, 0)->id);
	assert_true(import(&fixture, in_error));
	assert_string_equal(fact(&fixture, "entry-private", 0)->entry, id);
	assert_string_equal(fact(&fixture, "entry-private", 0)->note, "Entered in error at its source");
	assert_int_equal(noted(&fixture, FHIR_NOTE_CORRECTED, "Condition", NULL), 1);
	assert_true(import(&fixture, in_error));
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

/* --- Dates --- */

static void test_what_has_no_date(void **state)
{
	static const char undated[] =
		RECORD(THING("AllergyIntolerance", "a", ",'code':{'text':'Penicillin'}") "," THING(
			"Condition", "c", ",'recordedDate':'10/01/2020'") "," THING("MedicationRequest", "m",
										    ",'authoredOn':'2020-02-30'"));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	for (int round = 0; round < 2; round++) {
		assert_true(import_at(&fixture, undated, false, instant_add(fixture_now, round * 1000)));
		assert_int_equal(gather_count(&fixture.gather, "entry"), 2);
		assert_same_instant(entry(&fixture, 0)->recorded, "2023-11-14T22:13:20Z");
		assert_int_equal(noted(&fixture, FHIR_NOTE_LEFT_OUT, "Condition", NULL), 1);
	}
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

/* Two of one id without a date, which differ by their code: each is found again. */
static void test_copies_without_a_date_are_found_again(void **state)
{
	static const char undated[] =
		RECORD(THING("AllergyIntolerance", "a", ",'code':{'text':'Penicillin'}") "," THING(
			"AllergyIntolerance", "a", ",'code':{'text':'Latex'}"));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	for (int round = 0; round < 2; round++) {
		assert_true(import_at(&fixture, undated, false, instant_add(fixture_now, round * 1000)));
		assert_int_equal(gather_count(&fixture.gather, "entry"), 2);
	}
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

/* Two of one id and the same words, of which one alone has a date: it keeps its name, and the other is never taken for
 * it, in whatever order they are read. */
static void test_a_copy_without_a_date_takes_nothing_from_one_with(void **state)
{
	for (int text = 0; text < 8; text++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const char *file = arena_print(&fixture.arena,
					       RECORD(THING("Condition", "c", ",'code':{'text':'%d'}") "," THING(
						       "Condition", "c", DATED ",'code':{'text':'%d'}")),
					       text, text);
		for (int round = 0; round < 2; round++) {
			assert_true(import_at(&fixture, file, false, instant_add(fixture_now, round * 1000)));
			assert_int_equal(gather_count(&fixture.gather, "entry"), 1);
			assert_int_equal(noted(&fixture, FHIR_NOTE_LEFT_OUT, "Condition", NULL), 1);
		}
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

static void test_about_somebody_else(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		RECORD(PROBLEM("a", "") ",{'resource':{'resourceType':'Condition','id':'b','recordedDate':'2020','subject':" REFERENCE(
			"Patient/other") "}},"
					 "{'resource':{'resourceType':'Condition','id':'c','recordedDate':'2020','subject':" REFERENCE(
						 "urn:uuid:1") "}}")));
	assert_int_equal(gather_count(&fixture.gather, "entry"), 1);
	assert_int_equal(noted(&fixture, FHIR_NOTE_LEFT_OUT, "Condition", NULL), 2);
}

/* --- What is not there --- */

static void test_what_a_file_says_is_missing(void **state)
{
	static const struct {
		const char *bundle, *type;
	} cases[] = {
		{"{'resourceType':'Bundle','type':'searchset','link':[{'relation':'self','url':'a'},{'relation':'next','url':'b'}],'entry':[" PATIENT(
			 "") "]}",
		 "Bundle"},
		{"{'resourceType':'Bundle','type':'searchset','total':99,'entry':[" PATIENT("") "]}", "Bundle"},
		{BUNDLE(PATIENT("") "," NO_SUBJECT(
			 "List", "l",
			 ",'extension':[{'url':'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1','valueCode':'confidential-items'}]")),
		 "List"},
		{BUNDLE(PATIENT("") "," NO_SUBJECT("OperationOutcome", "o",
						   ",'issue':[{'severity':'error','code':'incomplete'}]")),
		 "OperationOutcome"},
		{"{'resourceType':'Bundle','type':'searchset','total':1,'entry':[" PATIENT("") "]}", NULL},
		{BUNDLE(PATIENT("") "," NO_SUBJECT("OperationOutcome", "o", ",'issue':[{'severity':'information'}]")),
		 NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, cases[i].bundle));
		assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, cases[i].type, NULL), cases[i].type != NULL);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_newest_version_is_what_is_said),
		cmocka_unit_test(test_the_newest_version_of_an_encounter_says_who_recorded),
		cmocka_unit_test(test_entered_in_error_later_hides_what_was_taken),
		cmocka_unit_test(test_what_has_no_date),
		cmocka_unit_test(test_copies_without_a_date_are_found_again),
		cmocka_unit_test(test_a_copy_without_a_date_takes_nothing_from_one_with),
		cmocka_unit_test(test_about_somebody_else),
		cmocka_unit_test(test_what_a_file_says_is_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
