/* The order of the lines, sinks that refuse, files. */
#include "unit.h"

#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "exchange/fhir/fixture.h"
#include "exchange/files.h"

static const char small[] = BUNDLE(PATIENT(
	MANAGED) "," GP ",{'resource':{'resourceType':'Condition','id':'2','recordedDate':'2020-02-01'," ABOUT "}}");

static void test_order_of_lines(void **state)
{
	static const char *const kinds[] = {"organisation", "organisation", "patient",	     "registered",
					    "entry",	    "entry",	    "entry-private", "referred"};
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(
		import(&fixture,
		       BUNDLE("{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01',"
			      "'meta':{'security':[{'code':'R'}]}," ABOUT
			      "}},{'resource':{'resourceType':'ReferralRequest','id':'2','status':"
			      "'active','authoredOn':'2023-11-01','recipient':[{'reference':'Organization/hos'}]," ABOUT
			      "}}," HOSPITAL "," GP "," PATIENT(MANAGED))));
	assert_int_equal(fixture.gather.count, countof(kinds));
	for (size_t i = 0; i < countof(kinds); i++)
		assert_string_equal(fixture.gather.lines[i].kind->name, kinds[i]);
}

static void test_a_sink_that_refuses(void **state)
{
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather gather = {.refuse_at = 3};
	const char *bytes = quoted(&arena, small);
	const Sink sink = gather_sink(&gather);
	const FhirOptions options = {.now = fixture_now};
	FhirSummary summary = {.entries = 9};
	Error err = {0};
	assert_false(read_bundle(bytes, &options, &sink, &summary, &err));
	assert_non_null(strstr(err.text, "registered fact-registered-"));
	assert_non_null(strstr(err.text, "The sink is full."));
	assert_int_equal(summary.entries, 9);
}

static void test_files(void **state)
{
	scoped(gather_free) Gather gather = {0};
	scoped(arena_free) Arena arena = {0};
	const char *bytes = arena_print(&arena, "\xEF\xBB\xBF%s", quoted(&arena, small));
	const Sink sink = gather_sink(&gather);
	const FhirOptions options = {.now = fixture_now};
	FhirSummary summary;
	TestFile file;
	Error err = {0};
	test_file_open(&file, bytes, strlen(bytes));
	assert_true(fhir_read(&file.source, &options, &sink, &summary, &err));
	assert_int_equal(summary.entries, 1);
	test_file_done(&file);

	test_file_open(&file, "[]", 2);
	assert_int_equal(ftruncate(file.fd, (off_t)SOURCE_WHOLE_MAX + 1), 0);
	assert_false(fhir_read(&file.source, &options, &sink, &summary, &err));
	assert_non_null(strstr(err.text, "64 MiB"));
	test_file_done(&file);
}

/* A resource is given back before its lines are told: texts, codes and organisations that only it names. */
static void test_texts_outlive_resources(void **state)
{
	enum { COUNT = 200 };
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather gather = {0};
	Text out = {.arena = &arena};
	const Sink sink = gather_sink(&gather);
	const FhirOptions options = {.now = fixture_now};
	FhirSummary summary;
	Error err = {0};
	text_add(&out, "{'resourceType':'Bundle','entry':[" PATIENT(""));
	for (int i = 0; i < COUNT; i++)
		text_add_print(&out,
			       ",{'resource':{'resourceType':'Observation','id':'%d','issued':'2020-06-01'," ABOUT ","
			       "'contained':[{'resourceType':'Organization','id':'o','name':'Hospital of place %d',"
			       "'type':[{'text':'The type of %d'}]}],'performer':[{'reference':'#o'}],"
			       "'code':{'coding':[{'system':'urn:system:of:%d','code':'the-code-of-%d'}],"
			       "'text':'What was seen by %d'}}}",
			       i, i, i, i, i, i);
	text_add(&out, "]}");
	assert_true(read_bundle(quoted(&arena, text_done(&out)), &options, &sink, &summary, &err));
	for (size_t i = 0; i < COUNT; i++) {
		const Entry *entry = &gather_nth(&gather, "entry", i)->entry;
		const Organisation *org = &gather_find(&gather, "organisation", entry->org)->organisation;
		assert_string_equal(entry->text, arena_print(&arena, "What was seen by %zu", i));
		assert_string_equal(entry->code, arena_print(&arena, "the-code-of-%zu", i));
		assert_string_equal(entry->system, arena_print(&arena, "urn:system:of:%zu", i));
		assert_string_equal(org->name, arena_print(&arena, "Hospital of place %zu", i));
		assert_string_equal(org->type, arena_print(&arena, "The type of %zu", i));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order_of_lines),
		cmocka_unit_test(test_a_sink_that_refuses),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_texts_outlive_resources),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
