#include "model/facts/pass_on.h"

#include "unit.h"

#include "base/text.h"
#include "model/facts/sensitive_codes.h"

static void the_table_that_came_with_the_program(void **state)
{
	const struct {
		CodeSystem system;
		size_t at;
	} codes[] = {{CODE_SYSTEM_READ2, offsetof(PassOnRow, read2)},
		     {CODE_SYSTEM_CTV3, offsetof(PassOnRow, ctv3)},
		     {CODE_SYSTEM_SNOMED, offsetof(PassOnRow, snomed)}};
	assert_true(pass_on_row_count > 0);
	for (size_t i = 0; i < pass_on_row_count; i++) {
		const PassOnRow *row = &pass_on_rows[i];
		assert_true(row->answer && row->system && row->where && row->confirmed);
		for (size_t j = 0; j < countof(codes); j++) {
			const char *code = *(const char *const *)((const char *)row + codes[j].at);
			assert_true(!code || sensitive_code_right(codes[j].system, code, NULL));
		}
	}
}

/* PRACTICE §4, written out by hand, and what of it nobody confirmed. */
static void each_answer_and_its_code(void **state)
{
	static const struct {
		PassOnAnswer answer;
		System home;
		const char *code;
		bool confirmed;
	} cases[] = {
		{PASS_ON_SHARE, SYSTEM_SYSTMONE, NULL, true},
		{PASS_ON_SHARE, SYSTEM_EMIS, NULL, true},
		{PASS_ON_CHOICE, SYSTEM_SYSTMONE, NULL, true},
		{PASS_ON_LOCAL_VIEW_NO, SYSTEM_SYSTMONE, "CTV3 XaKRw, SNOMED CT 416409005", true},
		{PASS_ON_LOCAL_VIEW_NO, SYSTEM_EMIS, "Read v2 93C1., SNOMED CT 416409005", true},
		{PASS_ON_LOCAL_VIEW_YES, SYSTEM_SYSTMONE, "CTV3 XaKRv, SNOMED CT 417528008", false},
		{PASS_ON_LOCAL_VIEW_YES, SYSTEM_EMIS, "Read v2 93C0., SNOMED CT 417528008", true},
		{PASS_ON_SCR_CORE, SYSTEM_EMIS, "Read v2 9Ndm., SNOMED CT 773031000000109", true},
		{PASS_ON_SCR_ADDITIONAL, SYSTEM_EMIS, "Read v2 9Ndn.", false},
		{PASS_ON_SCR_NONE, SYSTEM_SYSTMONE, "CTV3 XaXj6, SNOMED CT 777441000000102", true},
		{PASS_ON_SCR_NONE, SYSTEM_EMIS, "Read v2 9Ndo., SNOMED CT 777441000000102", true},
		{PASS_ON_RESEARCH_OUT, SYSTEM_SYSTMONE, "CTV3 XaZ89, SNOMED CT 827241000000103", false},
		{PASS_ON_RESEARCH_IN, SYSTEM_EMIS, "Read v2 9Nu1., SNOMED CT 827261000000102", false},
		{PASS_ON_ENTRY_PRIVATE, SYSTEM_EMIS, NULL, true},
		{PASS_ON_ENTRY_OPEN, SYSTEM_SYSTMONE, NULL, true},
	};
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++) {
		const PassOnRow *ways[PASS_ON_WAYS];
		assert_int_equal(pass_on_ways(&(PassOnTable){0}, cases[i].answer, cases[i].home, ways), 1);
		const char *code = pass_on_code(ways[0], &arena);
		if (!text_is(code, cases[i].code) || (ways[0]->confirmed == TRUTH_TRUE) != cases[i].confirmed)
			fail_msg("%s: %s", words_text(&pass_on_words, cases[i].answer), text_or(code, "no code"));
	}
}

static size_t ways_of(const PassOnTable *table, PassOnAnswer answer, System home)
{
	const PassOnRow *ways[PASS_ON_WAYS];
	return pass_on_ways(table, answer, home, ways);
}

static void where_the_system_is_not_known_both_ways_are_shown(void **state)
{
	const PassOnTable none = {0};
	assert_int_equal(ways_of(&none, PASS_ON_SCR_NONE, SYSTEM_UNKNOWN), 2);
	assert_int_equal(ways_of(&none, PASS_ON_SCR_NONE, System_NOT_GIVEN_), 2);
	assert_int_equal(ways_of(&none, PASS_ON_SCR_NONE, SYSTEM_OTHER), 2);
	/* EMIS has no place for it, and nothing is to be entered there. */
	assert_int_equal(ways_of(&none, PASS_ON_CHOICE, SYSTEM_EMIS), 0);
	assert_int_equal(ways_of(&none, PASS_ON_PLANNED_OUT, SYSTEM_UNKNOWN), 0);
}

static void a_site_says_it_answer_by_answer(void **state)
{
	const PassOnRow rows[] = {
		{PASS_ON_SCR_NONE, PASSED_TO_SPINE, "the summary care application", NULL, NULL, NULL, TRUTH_TRUE},
		{PASS_ON_SCR_NONE, PASSED_TO_EMIS, "a code", "9Ndo.", NULL, NULL, TRUTH_FALSE},
		{PASS_ON_SHARE, PASSED_TO_EMIS, NULL, NULL, NULL, NULL, TRUTH_TRUE},
		{PASS_ON_PLANNED_OUT, PASSED_TO_OTHER, "the county's portal", NULL, NULL, NULL, TRUTH_TRUE},
	};
	scoped(arena_free) Arena arena = {0};
	const PassOnRow *ways[PASS_ON_WAYS];
	const char *kept = pass_on_write(rows, countof(rows), &arena);
	const PassOnTable table = pass_on_read(kept, &arena);
	assert_int_equal(table.site_count, countof(rows));
	assert_string_equal(pass_on_write(table.site, table.site_count, &arena), kept);
	assert_int_equal(pass_on_ways(&table, PASS_ON_SCR_NONE, SYSTEM_EMIS, ways), 2);
	assert_string_equal(ways[0]->where, "the summary care application");
	assert_int_equal(ways[1]->confirmed, TRUTH_FALSE);
	assert_int_equal(ways_of(&table, PASS_ON_SCR_NONE, SYSTEM_SYSTMONE), 1); /* the Spine alone */
	assert_int_equal(ways_of(&table, PASS_ON_SHARE, SYSTEM_EMIS), 0);	 /* nothing to enter, it says */
	assert_int_equal(ways_of(&table, PASS_ON_PLANNED_OUT, SYSTEM_OTHER), 1);
	assert_int_equal(ways_of(&table, PASS_ON_PLANNED_OUT, SYSTEM_EMIS), 0);
	assert_int_equal(ways_of(&table, PASS_ON_LOCAL_VIEW_NO, SYSTEM_EMIS), 1); /* as it came with the program */
}

static void what_is_no_row_is_passed_over(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_int_equal(pass_on_read(NULL, &arena).site_count, 0);
	assert_int_equal(pass_on_read("", &arena).site_count, 0);
	assert_int_equal(pass_on_read("share\temis\tthere\n\nscr-none\tmars\ta\tb\tc\td\tyes\n", &arena).site_count, 0);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_that_came_with_the_program),
		cmocka_unit_test(each_answer_and_its_code),
		cmocka_unit_test(where_the_system_is_not_known_both_ways_are_shown),
		cmocka_unit_test(a_site_says_it_answer_by_answer),
		cmocka_unit_test(what_is_no_row_is_passed_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
