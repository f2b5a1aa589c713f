#include "unit.h"

#include <string.h>

#include "base/date_partial.h"
#include "base/macros.h"

static const PartialDate unknown = {.year = PARTIAL_YEAR_UNKNOWN};

static void test_what_is_read_is_printed(void **state)
{
	static const struct {
		const char *text, *staff, *first, *last;
	} cases[] = {
		{"2020-07-14", "14-Jul-2020", "2020-07-14", "2020-07-14"},
		{"2020-02-29", "29-Feb-2020", "2020-02-29", "2020-02-29"},
		{"2020-07", "Jul-2020", "2020-07-01", "2020-07-31"},
		{"2020-02", "Feb-2020", "2020-02-01", "2020-02-29"},
		{"2021-02", "Feb-2021", "2021-02-01", "2021-02-28"},
		{"2020", "2020", "2020-01-01", "2020-12-31"},
		{"0001", "0001", "0001-01-01", "0001-12-31"},
		{"9999-12", "Dec-9999", "9999-12-01", "9999-12-31"},
		{"unknown", "date not known", "0001-01-01", "9999-12-31"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		PartialDate date = {0};
		char text[16];
		assert_true(partial_parse(cases[i].text, &date));
		assert_true(partial_valid(date));
		assert_false(partial_is_none(date));
		assert_int_equal(partial_print(date, text), strlen(cases[i].text));
		assert_string_equal(text, cases[i].text);
		assert_int_equal(partial_print_staff(date, text), strlen(cases[i].staff));
		assert_string_equal(text, cases[i].staff);
		date_print(partial_first(date), text);
		assert_string_equal(text, cases[i].first);
		date_print(partial_last(date), text);
		assert_string_equal(text, cases[i].last);
	}
}

static void test_nothing_else_is_read(void **state)
{
	static const char *const wrong[] = {
		"",
		"0000",
		"0000-01",
		"20",
		"202",
		"2020-",
		"2020-7",
		"2020-07-",
		"2020-13",
		"2020-00",
		"2020-07-00",
		"2020-07-32",
		"2021-02-29",
		"2020-7-",
		"2020 07",
		"2020-07-1",
		"2020-07-011",
		"Unknown",
		"unknown ",
		" 2020",
		"-1",
		"20200714",
		"2020-07-14T09:00:00Z",
	};
	for (size_t i = 0; i < countof(wrong); i++) {
		PartialDate date = {1, 2, 3};
		if (partial_parse(wrong[i], &date))
			fail_msg("read: \"%s\"", wrong[i]);
		assert_true(partial_same(date, (PartialDate){1, 2, 3}));
	}
	assert_false(partial_parse(NULL, &(PartialDate){0}));
}

static void test_what_is_none_is_not_printed(void **state)
{
	static const PartialDate wrong[] = {{0},	{2020, 0, 1}, {2020, 13, 0}, {2021, 2, 29}, {0, 7, 0},
					    {0, 7, 14}, {-1, 7, 0},   {-1, 0, 1},    {-2, 0, 0}};
	for (size_t i = 0; i < countof(wrong); i++) {
		char text[16] = "x";
		assert_false(partial_valid(wrong[i]));
		assert_int_equal(partial_print(wrong[i], text), 0);
		assert_string_equal(text, "");
		assert_int_equal(partial_print_staff(wrong[i], text), 0);
		assert_string_equal(text, "");
	}
	assert_true(partial_is_none((PartialDate){0}));
	assert_false(partial_is_none(unknown));
	assert_true(partial_is_unknown(unknown));
	assert_false(partial_is_unknown((PartialDate){0}));
}

static void test_what_says_less(void **state)
{
	static const PartialDate dates[] = {
		{0}, {.year = PARTIAL_YEAR_UNKNOWN}, {2020, 0, 0}, {1999, 12, 0}, {2020, 1, 1}};
	for (size_t i = 0; i < countof(dates); i++)
		for (size_t j = 0; j < countof(dates); j++) {
			assert_int_equal(partial_says_less(dates[i], dates[j]), i < j);
			assert_int_equal(partial_same(dates[i], dates[j]), i == j);
		}
	assert_false(partial_says_less((PartialDate){2020, 0, 0}, (PartialDate){2021, 0, 0}));
}

static void test_later_it_is_as_exact(void **state)
{
	const PartialDate day = partial_of_day((Date){2020, 7, 14});
	assert_true(partial_same(day, (PartialDate){2020, 7, 14}));
	assert_true(partial_same(partial_add_days(day, 18), (PartialDate){2020, 8, 1}));
	assert_true(partial_same(partial_add_days((PartialDate){2020, 7, 0}, 31), (PartialDate){2020, 8, 0}));
	assert_true(partial_same(partial_add_days((PartialDate){2020, 0, 0}, -1), (PartialDate){2019, 0, 0}));
	assert_true(partial_same(partial_add_days(unknown, 31), unknown));
	assert_true(partial_is_none(partial_add_days((PartialDate){0}, 31)));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_read_is_printed),	    cmocka_unit_test(test_nothing_else_is_read),
		cmocka_unit_test(test_what_is_none_is_not_printed), cmocka_unit_test(test_what_says_less),
		cmocka_unit_test(test_later_it_is_as_exact),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
