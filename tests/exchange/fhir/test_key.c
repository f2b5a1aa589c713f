/* Who is the same person: new names, no name, copies and versions, and records that their source gave up. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/fixture.h"

#define NUMBERED(id, number, more) \
	"{'resource':{'resourceType':'Patient','id':'" id "','identifier':[{'system':" \
	"'https://fhir.nhs.uk/Id/nhs-number','value':'" number "'}]" more "}}"
#define NAMED(family, given) ",'name':[{'use':'official','family':'" family "','given':['" given "']}]"
#define BORN ",'birthDate':'1945-07-14'"

static void know(Fixture *fixture, const char *family, const char *given)
{
	const Person known = {.nhs = NHS, .family = family, .given = given, .born = {1945, 7, 14}};
	tell_before(fixture, line_of_person(&known));
}

static void test_a_new_name(void **state)
{
	static const struct {
		const char *family, *given, *file; /* what the ledger has, and the names and birth date of the file */
		bool same;
		size_t noted;
	} cases[] = {
		{"Ashby", "Maureen",
		 ",'name':[{'family':'Okafor','given':['Maureen']},{'use':'old','family':'ASHBY','given':['Maureen']}]" BORN,
		 true, 1},
		{"Ashby", "Maureen",
		 ",'name':[{'family':'Okafor','given':['Maureen']},{'use':'maiden','family':'Ashby'}]" BORN, true, 1},
		{"Ashby", "Maureen",
		 ",'name':[{'family':'Okafor','given':['Maureen']},{'family':'Ashby','given':['Maureen'],"
		 "'period':{'end':'2020'}}]" BORN,
		 true, 1},
		{"Ashby", "Maureen",
		 ",'name':[{'family':'Okafor','given':['Maureen']},{'use':'anonymous','family':'Ashby'}]" BORN, false,
		 0},
		{"Ashby", "Maureen",
		 ",'name':[{'family':'Okafor','given':['Maureen']},{'use':'old','family':'Ashby','given':['Martin']}]" BORN,
		 false, 0},
		{"Ashby", "Maureen",
		 ",'name':[{'family':'Okafor','given':['Maureen']},{'use':'old','family':'Ashby','given':['Maureen']}]",
		 false, 0},
		{"Ashby", "Maureen",
		 ",'name':[{'family':'Okafor','given':['Maureen']},{'use':'old','family':'Ashby','given':['Maureen']}],"
		 "'birthDate':'1945-07-15'",
		 false, 0},
		{"O'Brien-Łukasz", "Anne Marie", NAMED("OBrien Lukasz", "AnneMarie") BORN, true, 1},
		{"O\u2019Brien", "Zoë", NAMED("OBRIEN", "Zoe") BORN, true, 1},
		{"Ashby", "Maureen", NAMED("ASHBY", "Maureen Ann") BORN, true, 0},
		{"Ashby", "Maureen", NAMED("Ashby", "Martin") BORN, false, 0},
		{"Ashby", "Maureen", NAMED("Okafor", "Maureen") BORN, false, 0},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		know(&fixture, cases[i].family, cases[i].given);
		const char *bundle =
			arena_print(&fixture.arena, BUNDLE(NUMBERED("p", "9990000018", "%s")), cases[i].file);
		const bool taken = import(&fixture, bundle);
		if (taken != cases[i].same ||
		    noted(&fixture, FHIR_NOTE_CORRECTED, "Patient", "has a new name") != cases[i].noted)
			fail_msg("%s %s:\n%s", cases[i].given, cases[i].family, cases[i].file);
		if (!taken) {
			assert_non_null(strstr(fixture.err.text, "find out whose it is."));
			assert_null(strstr(fixture.err.text, "--test-numbers"));
			continue;
		}
		assert_string_equal(person(&fixture, 0)->nhs, NHS);
		assert_true(import(&fixture, bundle));
		assert_int_equal(fixture.note_count, 0);
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

/* No other number stands in for one that is valid: the sentence says what to find out. */
/* One name alone is the same wherever it stands, and takes no given names away. */
static void test_one_name(void **state)
{
	static const struct {
		const char *known[2], *file, *then[2];
	} cases[] = {
		{{"Madonna", ""}, ",'name':[{'family':'MADONNA'}]" BORN, {"MADONNA", ""}},
		{{"Madonna", ""}, ",'name':[{'given':['Madonna']}]" BORN, {"", "Madonna"}},
		{{"", "Madonna"}, ",'name':[{'given':['Madonna']}]" BORN, {"", "Madonna"}},
		{{"", "Madonna"}, ",'name':[{'text':'Madonna'}]" BORN, {"Madonna", ""}},
		{{"Madonna", "Louise"}, ",'name':[{'text':'Madonna'}]" BORN, {"Madonna", "Louise"}},
		{{"Madonna", "Louise"}, ",'name':[{'given':['Madonna']}]" BORN, {"Madonna", "Louise"}},
		{{"Madonna", ""}, NAMED("Madonna", "Louise") BORN, {"Madonna", "Louise"}},
		{{"Ashby", ""}, ",'name':[{'family':'Okafor'},{'use':'old','family':'Ashby'}]" BORN, {"Okafor", ""}},
		{{"Ashby", "Mo"},
		 ",'name':[{'family':'Okafor'},{'use':'old','family':'Ashby'}]" BORN,
		 {"Okafor", "Mo"}},
		{{"", "Madonna"}, ",'name':[{'family':'Okafor'},{'use':'old','text':'Madonna'}]" BORN, {"Okafor", ""}},
		{{"Madonna", ""}, ",'name':[{'given':['Louise']}]" BORN, {NULL}},
		{{"Ashby", "Maureen"}, ",'name':[{'given':['Maureen']}]" BORN, {NULL}},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		know(&fixture, cases[i].known[0], cases[i].known[1]);
		const char *bundle = arena_print(&fixture.arena, BUNDLE(NUMBERED("p", NHS, "%s")), cases[i].file);
		assert_int_equal(import(&fixture, bundle), cases[i].then[0] != NULL);
		if (!cases[i].then[0])
			continue;
		assert_string_equal(person(&fixture, 0)->family, cases[i].then[0]);
		assert_string_equal(person(&fixture, 0)->given, cases[i].then[1]);
		assert_true(import(&fixture, bundle));
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

static void test_one_name_is_said_as_it_is(void **state)
{
	static const char *const names[] = {"{'given':['Madonna']}", "{'family':'Madonna'}", "{'text':'Madonna'}"};
	for (size_t i = 0; i < countof(names); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_false(import(&fixture,
				    arena_print(&fixture.arena,
						BUNDLE("{'resource':{'resourceType':'Patient','id':'p','name':[%s]}}"),
						names[i])));
		assert_true(text_starts(fixture.err.text, "Madonna has no NHS number in this file"));
	}
}

static void test_valid_numbers_that_are_no_key(void **state)
{
#define IDENTIFIER(number, more) "{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'" number "'" more "}"
	static const struct {
		const char *identifiers, *sentence;
	} cases[] = {
		{IDENTIFIER("9990000018", ",'period':{'end':'2020-01-01'}"),
		 "Ada Brown has the NHS number 999 000 0018, which no longer holds; find out which one does."},
		{IDENTIFIER("9990000018", ",'use':'old'"),
		 "Ada Brown has the NHS number 999 000 0018, which no longer holds; find out which one does."},
		{IDENTIFIER("9990000026", "") "," IDENTIFIER("9990000018", ""),
		 "Ada Brown has the NHS number 999 000 0018, and another that holds as well; find out which of them is "
		 "the patient's."},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const char *bundle = arena_print(&fixture.arena,
						 BUNDLE("{'resource':{'resourceType':'Patient','id':'p','identifier':"
							"[%s]" NAMED("Brown", "Ada Mary") "}}"),
						 cases[i].identifiers);
		assert_false(import(&fixture, bundle));
		assert_string_equal(fixture.err.text, cases[i].sentence);
		assert_int_equal(fixture.gather.count, 0);
	}
}

static void test_the_number_that_holds(void **state)
{
	static const char *const identifiers[] = {
		IDENTIFIER("9990000026", ",'period':{'end':'2020-01-01'}") "," IDENTIFIER("9990000018", ""),
		IDENTIFIER("9990000026", ",'use':'temp'") "," IDENTIFIER("9990000018", ",'use':'official'"),
		IDENTIFIER("1234567890", "") "," IDENTIFIER("9990000018", ""),
		IDENTIFIER("999 000 0018", "") "," IDENTIFIER("9990000018", ""),
	};
	for (size_t i = 0; i < countof(identifiers); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena,
							 BUNDLE("{'resource':{'resourceType':'Patient','id':'p',"
								"'identifier':[%s]" NAMED("Brown", "Ada") "}}"),
							 identifiers[i])));
		assert_string_equal(person(&fixture, 0)->nhs, "9990000018");
	}
}

static void test_a_patient_without_a_name(void **state)
{
	static const struct {
		const char *born;
		bool known, taken;
	} cases[] = {
		{"", true, true},
		{BORN, true, true},
		{",'birthDate':'1945-07-15'", true, false},
		{BORN, false, false},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		if (cases[i].known)
			know(&fixture, "Ashby", "Maureen");
		assert_int_equal(import(&fixture, arena_print(&fixture.arena, BUNDLE(NUMBERED("p", "9990000018", "%s")),
							      cases[i].born)),
				 cases[i].taken);
		if (!cases[i].taken)
			continue;
		assert_string_equal(person(&fixture, 0)->family, "Ashby");
		assert_string_equal(person(&fixture, 0)->given, "Maureen");
		assert_int_equal(
			noted(&fixture, FHIR_NOTE_WARNING, "Patient", "has no name in this file: the desk's stays"), 1);
	}
}

/* --- Copies and versions --- */

#define VERSION(meta, more) NUMBERED("p", "9990000018", NAMED("Ashby", "Maureen") BORN ",'meta':{" meta "}" more)
#define MOBILE(number) ",'telecom':[{'system':'phone','use':'mobile','value':'" number "'}]"
#define NOTED_OF_BOTH ",{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-02-01'," ABOUT "}}"

static void test_the_newest_version(void **state)
{
	static const struct {
		const char *older, *newer;
	} cases[] = {
		{VERSION("'versionId':'9'", MOBILE("07700900111")), VERSION("'versionId':'10'", MOBILE("07700900222"))},
		{VERSION("'lastUpdated':'2020-01-01T00:00:00Z'", MOBILE("07700900111")),
		 VERSION("'lastUpdated':'2020-01-01T01:00:00Z'", MOBILE("07700900222"))},
		{VERSION("'versionId':'a'", MOBILE("07700900111")),
		 VERSION("'versionId':'1','lastUpdated':'2020-01-01'", MOBILE("07700900222"))},
		{NUMBERED("q", "9990000018", NAMED("Ashby", "Maureen") MOBILE("07700900111")),
		 VERSION("'lastUpdated':'2020-01-01'", MOBILE("07700900222"))},
		{NUMBERED("p", "", NAMED("Ashby", "Maureen") MOBILE("07700900111")),
		 VERSION("'lastUpdated':'2020-01-01'", MOBILE("07700900222"))},
		{NUMBERED("q", "9990000018", NAMED("Ashby", "Maureen") BORN),
		 NUMBERED("p", "9990000018",
			  ",'name':[{'family':'Okafor','given':['Maureen']},{'use':'old','family':'Ashby'}]" BORN
			  ",'meta':{'versionId':'2'}" MOBILE("07700900222"))},
		{VERSION("'versionId':'1'", MOBILE("07700900111")),
		 NUMBERED("p", "9990000018",
			  NAMED("Okafor", "Maureen") BORN ",'meta':{'versionId':'2'}" MOBILE("07700900222"))},
		{VERSION("'versionId':'1'", MOBILE("07700900111")),
		 NUMBERED("p", "9990000018", BORN ",'meta':{'versionId':'2'}" MOBILE("07700900222"))},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Gather first = {0};
		for (int order = 0; order < 2; order++) {
			scoped(close_fixture) Fixture fixture;
			open_fixture(&fixture);
			assert_true(import(&fixture, arena_print(&fixture.arena, BUNDLE("%s,%s" NOTED_OF_BOTH),
								 order ? cases[i].older : cases[i].newer,
								 order ? cases[i].newer : cases[i].older)));
			assert_int_equal(gather_count(&fixture.gather, "patient"), 1);
			assert_int_equal(gather_count(&fixture.gather, "entry"), 1);
			assert_string_equal(person(&fixture, 0)->mobile, "07700900222");
			assert_int_equal(fixture.summary.repeated, 1);
			if (order)
				assert_true(gather_same(&first, &fixture.gather));
			else {
				first = fixture.gather;
				fixture.gather = (Gather){0};
			}
		}
		gather_free(&first);
	}
}

/* The ledger's name is that of the older version: the newer one is the new name. */
static void test_a_new_name_by_its_versions(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	know(&fixture, "Ashby", "Maureen");
	assert_true(import(&fixture,
			   BUNDLE(VERSION("'versionId':'1'", "") "," NUMBERED(
				   "p", "9990000018", NAMED("Okafor", "Maureen") BORN ",'meta':{'versionId':'2'}"))));
	assert_string_equal(person(&fixture, 0)->family, "Okafor");
	assert_int_equal(noted(&fixture, FHIR_NOTE_CORRECTED, "Patient", "has a new name"), 1);
}

/* What hides a patient on an older version hides them still. */
static void test_a_label_of_an_older_version(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, BUNDLE(VERSION("'versionId':'1','security':[{'code':'R'}]",
						    "") "," VERSION("'versionId':'2'", ""))));
	assert_int_equal(person(&fixture, 0)->restricted, TRUTH_TRUE);
}

/* Two people who share an id are two, and what names the id names neither. */
static void test_two_people_of_one_id(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, BUNDLE(NUMBERED("p", "9990000018", NAMED("Ashby", "Maureen")) "," NUMBERED(
					     "p", "9990000026", NAMED("Okafor", "Ben")))));
	assert_int_equal(gather_count(&fixture.gather, "patient"), 2);
}

/* --- The order of the entries says nothing --- */

#define HOSPITAL_VERSION(name, meta) \
	"{'resource':{'resourceType':'Organization','id':'hos','meta':{" meta "},'identifier':[{'system':'" ODS \
	"','value':'RWE'}],'name':'" name "'}}"
#define DOCTOR(code) \
	",'generalPractitioner':[{'type':'Organization','identifier':{'system':'" ODS "','value':'" code \
	"'},'display':'Dr " code "'}]"

/* One person in versions and copies, one organisation in versions, and one entry that names both. */
static const char *const resources[] = {
	"{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-02-01'," ABOUT
	",'asserter':{'identifier':{'system':'" ODS "','value':'rwe'},'display':'A hospital'}}}",
	VERSION("'versionId':'9'", DOCTOR("C82001")),
	VERSION("'versionId':'10'", MOBILE("07700900111")),
	VERSION("'versionId':'10'", MOBILE("07700900222") DOCTOR("c81001 ")),
	VERSION("'lastUpdated':'2020-01-01T00:00:00Z'", DOCTOR("C83001")),
	VERSION("'lastUpdated':'2020-01-01T00:00:00Z','security':[{'code':'R'}]", ""),
	NUMBERED("q", "9990000018", NAMED("Ashby", "Maureen")),
	NUMBERED("q", "9990000018", NAMED("Ashby", "Maureen") ",'meta':{'lastUpdated':'2021'}" DOCTOR("C84001")),
	NUMBERED("p", "9990000018", BORN ",'meta':{'lastUpdated':'2022'}"),
	HOSPITAL_VERSION("Leicester", "'versionId':'1'"),
	HOSPITAL_VERSION("University Hospitals", "'versionId':'2'"),
	HOSPITAL_VERSION("Hospitals", "'versionId':'2'"),
};

static const char *in_order(Arena *arena, const size_t *order, size_t count)
{
	Text out = {.arena = arena};
	text_add(&out, "{'resourceType':'Bundle','entry':[");
	for (size_t i = 0; i < count; i++)
		text_add_print(&out, "%s%s", i ? "," : "", resources[order[i]]);
	text_add(&out, "]}");
	return text_done(&out);
}

static void test_the_order_of_entries_says_nothing(void **state)
{
	const size_t rounds = unit_full() ? 50000 : 1000;
	uint64_t dice = unit_seed();
	for (size_t round = 0; round < rounds; round++) {
		scoped(close_fixture) Fixture fixture, shuffled;
		size_t order[countof(resources)] = {0, 1}, count = 2;
		open_fixture(&fixture);
		open_fixture(&shuffled);
		for (size_t i = count; i < countof(resources); i++)
			if (dice_below(&dice, 3) == 0)
				order[count++] = i;
		const char *file = in_order(&fixture.arena, order, count);
		assert_true(import(&fixture, file));
		dice_shuffle(&dice, order, count);
		const char *other = in_order(&fixture.arena, order, count);
		assert_true(import(&shuffled, other));
		if (!gather_same(&fixture.gather, &shuffled.gather) || fixture.note_count != shuffled.note_count)
			fail_msg("round %zu:\n%s\n%s", round, file, other);
	}
}

/* --- Records that their source gave up --- */

static void test_records_given_up(void **state)
{
	static const struct {
		const char *more, *why;
	} cases[] = {
		{",'active':false", "is no longer active at the source"},
		{",'active':true", NULL},
		{",'link':[{'type':'replaced-by','other':{'reference':'Patient/x'}}]",
		 "was replaced by another record"},
		{",'link':[{'type':'replaced-by','other':{'identifier':{'system':'https://fhir.nhs.uk/Id/nhs-number',"
		 "'value':'9990000026'}}}]",
		 "was replaced by another record: 999 000 0026"},
		{",'link':[{'type':'seealso','other':{'reference':'Patient/x'}}]", "has another record"},
		{",'link':[{'type':'replaces','other':{'reference':'Patient/x'}}]", NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture,
				   arena_print(&fixture.arena,
					       BUNDLE(NUMBERED("p", "9990000018", NAMED("Ashby", "Maureen") "%s")),
					       cases[i].more)));
		assert_int_equal(fixture.note_count, cases[i].why != NULL);
		if (cases[i].why)
			assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", cases[i].why), 1);
	}
}

static void test_replaced_by_one_of_the_file(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		BUNDLE(NUMBERED(
			"p", "9990000018",
			NAMED("Ashby", "Maureen") ",'link':[{'type':'replaced-by','other':"
						  "{'reference':'Patient/x'}}]") "," NUMBERED("x", "9990000026",
											      NAMED("Ashby",
												    "Maureen")))));
	assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", "was replaced by another record: 999 000 0026"),
			 1);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_new_name),
		cmocka_unit_test(test_one_name),
		cmocka_unit_test(test_one_name_is_said_as_it_is),
		cmocka_unit_test(test_valid_numbers_that_are_no_key),
		cmocka_unit_test(test_the_number_that_holds),
		cmocka_unit_test(test_a_patient_without_a_name),
		cmocka_unit_test(test_the_newest_version),
		cmocka_unit_test(test_a_new_name_by_its_versions),
		cmocka_unit_test(test_a_label_of_an_older_version),
		cmocka_unit_test(test_two_people_of_one_id),
		cmocka_unit_test(test_the_order_of_entries_says_nothing),
		cmocka_unit_test(test_records_given_up),
		cmocka_unit_test(test_replaced_by_one_of_the_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
