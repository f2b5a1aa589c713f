#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/facts/nhs_number.h"

static void test_valid_numbers(void **state)
{
	static const char *const valid[] = {
		"9434765919", "9000000009", "9000000017", "9000000025",
		"4857773457", "9912003888", "9990000018", "9990000050",
	};
	for (size_t i = 0; i < countof(valid); i++)
		assert_true(nhs_number_valid(valid[i]));
}

static void test_invalid_numbers(void **state)
{
	static const char *const invalid[] = {
		"",	     "9991234567",  "1234567890",   "3333333333", "9999999999", "0000000000",
		"943476591", "94347659190", "943 476 5919", "943476591A", "9434765918",
	};
	for (size_t i = 0; i < countof(invalid); i++)
		assert_false(nhs_number_valid(invalid[i]));
	assert_false(nhs_number_valid(NULL));
}

/* Every wrong last digit and every swap of two unlike neighbours is caught: what modulus 11 is for. */
static void test_every_slip_of_one_digit_is_caught(void **state)
{
	for (size_t at = 0; at < 10; at++) {
		char slip[] = "9434765919";
		for (char digit = '0'; digit <= '9'; digit++) {
			slip[at] = digit;
			assert_int_equal(nhs_number_valid(slip), digit == "9434765919"[at]);
		}
	}
}

static void test_typed(void **state)
{
	static const char *const typed[] = {
		"9434765919",
		"943 476 5919",
		"943-476-5919",
		" 943/476.5919 ",
		"943\xC2\xA0"
		"476\xC2\xA0"
		"5919",
		"943\xE2\x80\x93"
		"476\xE2\x80\x93"
		"5919",
		"9 4 3 4 7 6 5 9 1 9",
	};
	for (size_t i = 0; i < countof(typed); i++) {
		NhsNumber number = {0};
		assert_true(nhs_number_parse(typed[i], &number, NULL));
		assert_string_equal(number.digits, "9434765919");
	}
}

static void test_what_is_wrong_with_it(void **state)
{
	static const struct {
		const char *typed, *says;
	} cases[] = {
		{"", "Type the ten digits"},	     {"  ", "Type the ten digits"},
		{"943 476 591", "only 9"},	     {"943 476 5919 1", "this one has 11"},
		{"943 476 591O", "no letters"},	     {"QQ 12 34 56 C", "National Insurance"},
		{"qq123456c", "National Insurance"}, {"943 476 5918", "does not fit"},
		{"333 333 3333", "does not fit"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		NhsNumber number = {"untouched"};
		Error err = {0};
		assert_false(nhs_number_parse(cases[i].typed, &number, &err));
		assert_non_null(strstr(err.text, cases[i].says));
		assert_string_equal(number.digits, "untouched");
	}
	assert_false(nhs_number_parse(NULL, &(NhsNumber){0}, NULL));
}

static void test_test_numbers(void **state)
{
	for (uint64_t seed = 0; seed < 2000; seed += 37) {
		NhsNumber first = nhs_number_test(seed, 0), again = nhs_number_test(seed, 0);
		assert_string_equal(first.digits, again.digits);
		for (unsigned attempt = 0; attempt < 4; attempt++) {
			NhsNumber number = nhs_number_test(seed, attempt);
			assert_true(nhs_number_valid(number.digits));
			assert_true(text_starts(number.digits, "999"));
			assert_true(attempt == 0 || strcmp(number.digits, first.digits) != 0);
		}
	}
	assert_true(nhs_number_valid(nhs_number_test(999999, 3).digits));
	assert_true(nhs_number_valid(nhs_number_test(UINT64_MAX, 0).digits));
}

static void test_print(void **state)
{
	char out[16];
	assert_int_equal(nhs_number_print("9434765919", out), 12);
	assert_string_equal(out, "943 476 5919");
	nhs_number_print("12", out);
	assert_string_equal(out, "12");
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(nhs_number_text("9434765919", &arena), "943 476 5919");
	assert_string_equal(nhs_number_text("a number of another hospital", &arena), "a number of another hospital");
	assert_string_equal(nhs_number_text("ABCDEFGHIJ", &arena), "ABCDEFGHIJ");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid_numbers),
		cmocka_unit_test(test_invalid_numbers),
		cmocka_unit_test(test_every_slip_of_one_digit_is_caught),
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_what_is_wrong_with_it),
		cmocka_unit_test(test_test_numbers),
		cmocka_unit_test(test_print),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
