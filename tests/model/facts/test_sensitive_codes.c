#include "model/facts/sensitive_codes.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"

static void the_codes_that_came_with_the_program(void **state)
{
	scoped(arena_free) Arena arena = {0};
	SensitiveList list;
	sensitive_begin(&list, &arena);
	assert_true(sensitive_code_count > 0);
	assert_int_equal(list.count, sensitive_code_count);
	for (size_t i = 0; i < sensitive_code_count; i++) {
		const SensitiveCode *code = &sensitive_codes[i];
		assert_true(sensitive_code_right((CodeSystem)code->system, code->code, NULL));
		assert_true(*code->category && *code->term);
		assert_true(sensitive_has(&list, "http://snomed.info/sct", code->code));
	}
}

static void which_codes_are_on_a_list(void **state)
{
	static const struct {
		const char *system, *code;
		bool on;
	} cases[] = {
		{"http://snomed.info/sct", "76272004", true},
		{"http://snomed.info/sct|http://snomed.info/sct/83821000000107", "76272004", true},
		{"snomed", "76272004", true},
		{NULL, "76272004", true},
		{"", "76272004", true},
		{"urn:somebody", "76272004", true},
		{"http://read.info/readv2", "76272004", false},
		{"http://snomed.info/sct", "76272005", false},
		{"http://snomed.info/sct", NULL, false},
		{"http://snomed.info/sct", "", false},
		{"http://read.info/readv2", "A94..", true},
		{"http://read.info/readv2", "A94", true},
		{"http://read.info/readv2", "A94..00", true},
		{"http://read.info/readv2", "A941.", false},
		{"http://read.info/ctv3", "A94..", false},
		{NULL, "A94..", true},
		{NULL, "A94..00000000", false},
		{NULL, "7627200476272004762720047627200476272004", false},
	};
	scoped(arena_free) Arena arena = {0};
	SensitiveList list;
	sensitive_begin(&list, &arena);
	sensitive_add(&list, CODE_SYSTEM_READ2, "A94..");
	sensitive_add(&list, CODE_SYSTEM_READ2, "A94");
	assert_int_equal(list.count, sensitive_code_count + 1);
	for (size_t i = 0; i < countof(cases); i++)
		if (sensitive_has(&list, cases[i].system, cases[i].code) != cases[i].on)
			fail_msg("case %zu: %s %s", i, text_or(cases[i].system, "no system"),
				 text_or(cases[i].code, ""));
}

static void a_mistyped_code_is_refused(void **state)
{
	static const struct {
		CodeSystem system;
		const char *code, *part;
	} cases[] = {
		{CODE_SYSTEM_SNOMED, "76272014", "check digit"},
		{CODE_SYSTEM_SNOMED, "72672004", "check digit"},
		{CODE_SYSTEM_SNOMED, "7627200", "check digit"},
		{CODE_SYSTEM_SNOMED, "12345", "6 to 18"},
		{CODE_SYSTEM_SNOMED, "1234567890123456789", "6 to 18"},
		{CODE_SYSTEM_SNOMED, "7627200x", "figures"},
		{CODE_SYSTEM_READ2, "", "Read code"},
		{CODE_SYSTEM_READ2, "A94..000", "Read code"},
		{CODE_SYSTEM_CTV3, "X 4", "Read code"},
		{CODE_SYSTEM_CTV3, ".A94", "Read code"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Error err = {0};
		if (sensitive_code_right(cases[i].system, cases[i].code, &err) || !strstr(err.text, cases[i].part))
			fail_msg("case %zu said: %s", i, err.text);
	}
	assert_true(sensitive_code_right(CODE_SYSTEM_CTV3, "XaaVL", NULL));
	assert_true(sensitive_code_right(CODE_SYSTEM_SNOMED, "827241000000103", NULL));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_codes_that_came_with_the_program),
		cmocka_unit_test(which_codes_are_on_a_list),
		cmocka_unit_test(a_mistyped_code_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
