/* Codes of organisations, and who wrote a resource down. */
#include "unit.h"

#include "base/text.h"
#include "exchange/fhir/fixture.h"

#define CONDITION(author) \
	"{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-02-01'," ABOUT ",'asserter':" author "}}"

/* Every place from which a code is read. */
static void test_codes_as_they_are_meant(void **state)
{
	static const char *const authors[] = {
		"{'reference':'Organization/hos'}",
		"{'reference':'Organization?identifier=" ODS "| rwe'}",
		"{'type':'Organization','identifier':{'system':'" ODS "','value':'rwe '}}",
		"{'identifier':{'system':'" ODS "','value':'\\tRwe\\n'}}",
	};
	for (size_t i = 0; i < countof(authors); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(
			import(&fixture, arena_print(&fixture.arena,
						     BUNDLE(PATIENT("") "," ORGANISATION("hos", " rwe ", "Leicester",
											 "Trust") "," CONDITION("%s")),
						     authors[i])));
		assert_string_equal(entry(&fixture, 0)->org, "RWE");
		assert_int_equal(gather_count(&fixture.gather, "organisation"), 1);
		assert_string_equal(gather_find(&fixture.gather, "organisation", "RWE")->organisation.name,
				    "Leicester");
	}
}

static void test_a_practice_by_its_code(void **state)
{
	static const char *const codes[] = {"C82001", "c82001", " C82001 "};
	for (size_t i = 0; i < countof(codes); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture,
				   arena_print(&fixture.arena,
					       BUNDLE(PATIENT(",'generalPractitioner':[{'type':'Organization',"
							      "'identifier':{'system':'" ODS "','value':'%s'}}]")),
					       codes[i])));
		assert_string_equal(fact(&fixture, "registered", 0)->org, "C82001");
	}
}

/* A code made from a name is what it was made: it is of no list. */
static void test_codes_of_names_stay(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, BUNDLE(PATIENT("") "," CONDITION("{'identifier':{'system':'" ODS
								      "','value':'local-hospice-0123abcd'}}"))));
	assert_string_equal(entry(&fixture, 0)->org, "local-hospice-0123abcd");
}

/* Two versions of one organisation: the newest says its name, wherever it stands. */
static void test_the_newest_organisation(void **state)
{
#define VERSION(name, version) \
	"{'resource':{'resourceType':'Organization','id':'hos','meta':{'versionId':'" version \
	"'},'identifier':[{'system':'" ODS "','value':'RWE'}],'name':'" name "'}}"
	static const char *const orders[] = {
		VERSION("Old", "9") "," VERSION("New", "10"),
		VERSION("New", "10") "," VERSION("Old", "9"),
	};
	for (size_t i = 0; i < countof(orders); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena,
							 BUNDLE(PATIENT("") ",%s," CONDITION(
								 "{'identifier':{'system':'" ODS "','value':'RWE'}}")),
							 orders[i])));
		assert_string_equal(gather_find(&fixture.gather, "organisation", "RWE")->organisation.name, "New");
	}
}

/* References call one organisation this and that. */
static void test_names_of_references(void **state)
{
#define CALLED(id, name, code) \
	"{'resource':{'resourceType':'Condition','id':'" id "','recordedDate':'2020-02-01'," ABOUT \
	",'asserter':{'type':'Organization','display':'" name "'" code "}}}"
#define WITH_CODE ",'identifier':{'system':'" ODS "','value':'RWE'}"
	static const char *const orders[][2] = {
		{CALLED("1", "Leicester", WITH_CODE) "," CALLED("2", "A hospital", WITH_CODE), "A hospital"},
		{CALLED("2", "A hospital", WITH_CODE) "," CALLED("1", "Leicester", WITH_CODE), "A hospital"},
		{CALLED("1", "The hospice", "") "," CALLED("2", "The Hospice", ""), "The Hospice"},
		{CALLED("2", "The Hospice", "") "," CALLED("1", "The hospice", ""), "The Hospice"},
	};
	for (size_t i = 0; i < countof(orders); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena, BUNDLE(PATIENT("") ",%s"), orders[i][0])));
		assert_int_equal(gather_count(&fixture.gather, "organisation"), 1);
		assert_string_equal(gather_nth(&fixture.gather, "organisation", 0)->organisation.name, orders[i][1]);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes_as_they_are_meant), cmocka_unit_test(test_a_practice_by_its_code),
		cmocka_unit_test(test_codes_of_names_stay),	cmocka_unit_test(test_the_newest_organisation),
		cmocka_unit_test(test_names_of_references),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
