#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/json.h"
#include "exchange/gather.h"

/* London in 2020: summer time from 29 March to 25 October. */
static const Zone london = {.name = "Europe/London", .count = 2, .changes = {{{1585443600}, 3600}, {{1603587600}, 0}}};

static bool span_of(const char *text, const Zone *zone, FhirSpan *ret_span)
{
	json_t *value = json_pack("{s:s}", "at", text);
	const bool read = fhir_span(value, "at", zone, ret_span);
	json_decref(value);
	return read;
}

static void test_spans(void **state)
{
	static const struct {
		const char *text, *first, *last;
	} cases[] = {
		{"2020-09-07T10:02:40.163+01:00", "2020-09-07T09:02:40Z", "2020-09-07T09:02:40Z"},
		{"2020-09-07T10:02:40+0100", "2020-09-07T09:02:40Z", "2020-09-07T09:02:40Z"},
		{"2020-09-07T10:02:40.5-05", "2020-09-07T15:02:40Z", "2020-09-07T15:02:40Z"},
		{"2020-09-07T10:02Z", "2020-09-07T10:02:00Z", "2020-09-07T10:02:00Z"},
		{"2020-07-24T13:40:21", "2020-07-24T12:40:21Z", "2020-07-24T12:40:21Z"},
		{"2020-07-24T13:40", "2020-07-24T12:40:00Z", "2020-07-24T12:40:00Z"},
		{"2020-01-24T13:40:21.163", "2020-01-24T13:40:21Z", "2020-01-24T13:40:21Z"},
		{"2020-10-25T01:30:00", "2020-10-25T00:30:00Z", "2020-10-25T01:30:00Z"},
		{"2020-03-29T01:30:00", "2020-03-29T01:00:00Z", "2020-03-29T01:00:00Z"},
		{"2020-09-01", "2020-08-31T23:00:00Z", "2020-09-01T22:59:59Z"},
		{"2020-01-15", "2020-01-15T00:00:00Z", "2020-01-15T23:59:59Z"},
		{"2020-03-29", "2020-03-29T00:00:00Z", "2020-03-29T22:59:59Z"},
		{"2020-02", "2020-02-01T00:00:00Z", "2020-02-29T23:59:59Z"},
		{"2020-07", "2020-06-30T23:00:00Z", "2020-07-31T22:59:59Z"},
		{"2019-12", "2019-12-01T00:00:00Z", "2019-12-31T23:59:59Z"},
		{"2019", "2019-01-01T00:00:00Z", "2019-12-31T23:59:59Z"},
	};
	static const char *const wrong[] = {"",
					    "20",
					    "2020-13",
					    "2020-02-30",
					    "2020-9-1",
					    "yesterday",
					    "2020-09-01T10",
					    "10/01/2020",
					    "2020-09-01T24:00:00",
					    "2020-09-01T10:02:40+1",
					    "2020-02-30T10:02:40",
					    "2020-09-01T10:02:40Zulu"};
	FhirSpan span;

	for (size_t i = 0; i < countof(cases); i++) {
		char first[32], last[32];
		if (!span_of(cases[i].text, &london, &span))
			fail_msg("%s", cases[i].text);
		instant_print(span.first, first);
		instant_print(span.last, last);
		assert_string_equal(first, cases[i].first);
		assert_string_equal(last, cases[i].last);
	}
	for (size_t i = 0; i < countof(wrong); i++)
		assert_false(span_of(wrong[i], &london, &span));
	assert_true(span_of("2020-09-01", NULL, &span));
	assert_int_equal(span.last.seconds - span.first.seconds, 86399);
}

static void test_paths(void **state)
{
	scoped(arena_free) Arena arena = {0};
	json_t *root = json_loads(
		quoted(&arena, "{'a':[{'b':{'c':'one'}},{'b':{'c':'two'}}],'empty':'','on':true,'n':7}"), 0, NULL);
	assert_string_equal(fhir_text(root, "a.b.c"), "one");
	assert_null(fhir_text(root, "a.x.c"));
	assert_null(fhir_text(root, "a.b.c.d"));
	assert_null(fhir_text(root, "empty"));
	assert_null(fhir_text(root, "n"));
	assert_null(fhir_text(NULL, "a"));
	assert_true(fhir_true(root, "on"));
	assert_false(fhir_true(root, "n"));
	assert_int_equal(fhir_count(fhir_list(root, "a")), 2);
	assert_int_equal(fhir_count(fhir_list(root, "on")), 1);
	assert_int_equal(fhir_count(fhir_list(root, "none")), 0);
	assert_string_equal(fhir_text(fhir_item(fhir_list(root, "a"), 1), "b.c"), "two");
	json_decref(root);
}

static void add_word(void *self, const json_t *value)
{
	text_add_print(self, "%s ", json_string_value(value));
}

static void test_every_value_at_a_path(void **state)
{
	static const struct {
		const char *path, *words;
	} cases[] = {{"a.b", "1 2 3 4 "}, {"a.c.d", "5 6 "}, {"e", "7 "}, {"a.x", ""}, {"e.x", ""}, {"x", ""}};
	scoped(arena_free) Arena arena = {0};
	json_t *root = json_loads(
		quoted(&arena,
		       "{'a':[{'b':['1','2']},{'b':'3','c':{'d':'5'}},{},{'b':['4'],'c':[{'d':['6']}]}],'e':'7'}"),
		0, NULL);
	for (size_t i = 0; i < countof(cases); i++) {
		Text words = {.arena = &arena};
		fhir_each(root, cases[i].path, add_word, &words);
		assert_string_equal(text_done(&words), cases[i].words);
	}
	json_decref(root);
}

static void test_identifiers_extensions_labels(void **state)
{
	scoped(arena_free) Arena arena = {0};
	json_t *root = json_loads(
		quoted(&arena,
		       "{'identifier':[{'system':'s','use':'old','value':'1'},{'system':'t','value':'2'},{'system':'s','value':'3'}],"
		       "'extension':[{'url':'http://x/Extension-Y-DateRecorded-1','valueDateTime':'2020'}],"
		       "'meta':{'security':[{'code':'N'},{'system':'http://hl7.org/fhir/v3/ActCode','code':'NOPAT'}]},"
		       "'category':[{'coding':[{'code':'a'},{'code':'b'}]},{'coding':[{'system':'s','code':'c'}]}]}"),
		0, NULL);
	assert_string_equal(fhir_identifier(root, "s"), "3");
	assert_null(fhir_identifier(root, "u"));
	assert_string_equal(fhir_text(fhir_extension(root, "DateRecorded"), "valueDateTime"), "2020");
	assert_null(fhir_extension(root, "Other"));
	assert_false(fhir_confidential(root));
	assert_true(fhir_coded(fhir_list(root, "category"), NULL, "c"));
	assert_false(fhir_coded(fhir_list(root, "category"), NULL, "d"));
	assert_true(fhir_coded(fhir_list(root, "category"), "s", "c"));
	assert_false(fhir_coded(fhir_list(root, "category"), "t", "c"));
	assert_false(fhir_coded(fhir_list(root, "category"), "s", "a"));
	assert_string_equal(fhir_text(fhir_find(fhir_list(root, "identifier"), "system", "s"), "value"), "1");
	assert_string_equal(fhir_text(fhir_find(fhir_list(root, "identifier"), "use", NULL), "value"), "2");
	assert_null(fhir_find(fhir_list(root, "identifier"), "system", "u"));
	json_decref(root);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_every_value_at_a_path),
		cmocka_unit_test(test_identifiers_extensions_labels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
