#include "unit.h"

#include "base/date_typed.h"
#include "base/macros.h"

static const Date typed_today = {2024, 3, 1};

static void test_forms(void **state)
{
	static const struct {
		const char *text, *date;
	} cases[] = {
		{"14-Jul-1945", "1945-07-14"},	 {"14/7/1945", "1945-07-14"},	   {"14.07.1945", "1945-07-14"},
		{"14 July 1945", "1945-07-14"},	 {"14071945", "1945-07-14"},	   {"1945-07-14", "1945-07-14"},
		{"14/7/45", "1945-07-14"},	 {" 14/7/1945 ", "1945-07-14"},	   {"14-JUL-1945", "1945-07-14"},
		{"14 jul 1945", "1945-07-14"},	 {"14jul1945", "1945-07-14"},	   {"4 Sept 1945", "1945-09-04"},
		{"14 - 7 - 1945", "1945-07-14"}, {"14 7 1945", "1945-07-14"},	   {"14  July  1945", "1945-07-14"},
		{"04/05/06", "2006-05-04"},	 {"1/3/24", "2024-03-01"},	   {"2/3/24", "1924-03-02"},
		{"31-Dec-99", "1999-12-31"},	 {"1/1/00", "2000-01-01"},	   {"29/2/24", "2024-02-29"},
		{"29/2/00", "2000-02-29"},	 {"29-Feb-2000", "2000-02-29"},	   {"1 may 2030", "2030-05-01"},
		{"19450714", "1945-07-14"},	 {"20011210", "2001-12-10"},	   {"31 December 9999", "9999-12-31"},
		{"01012000", "2000-01-01"},	 {"140745", "1945-07-14"},	   {"010324", "2024-03-01"},
		{"020324", "1924-03-02"},	 {"14th July 1945", "1945-07-14"}, {"1st Jan 2000", "2000-01-01"},
		{"2ND-feb-45", "1945-02-02"},	 {"14th/7/1945", "1945-07-14"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		Date date = {0};
		char text[16];
		if (!date_parse_typed(cases[i].text, typed_today, &date))
			fail_msg("refused: %s", cases[i].text);
		date_print(date, text);
		assert_string_equal(text, cases[i].date);
	}
}

/* As people say it. */
static void test_said(void **state)
{
	static const char *const said[] = {
		"July 14 1945", "July 14th, 1945",	 "the 14th of July 1945",  "14th July, 1945", "14 July '45",
		"14 july ’45",	"Saturday 14 July 1945", "Sat, 14th of July 1945", "1945 July 14",    "1945/7/14",
		"1945.07.14",	"the fourteenth",
	};
	for (size_t i = 0; i + 1 < countof(said); i++) {
		Date date = {0};
		if (!date_parse_typed(said[i], typed_today, &date) || date_order(date, (Date){1945, 7, 14}) != 0)
			fail_msg("refused: %s", said[i]);
	}
	assert_false(date_parse_typed(said[countof(said) - 1], typed_today, &(Date){0}));
}

static void test_month(void **state)
{
	static const struct {
		const char *text;
		Date first, last;
	} months[] = {
		{"July 1945", {1945, 7, 1}, {1945, 7, 31}},    {"7/1945", {1945, 7, 1}, {1945, 7, 31}},
		{"feb 2024", {2024, 2, 1}, {2024, 2, 29}},     {"Feb. 2023", {2023, 2, 1}, {2023, 2, 28}},
		{"of June 1945", {1945, 6, 1}, {1945, 6, 30}},
	};
	static const char *const none[] = {"13/1945", "July", "1945", "July 45", "14 July 1945", "1945 July", ""};
	for (size_t i = 0; i < countof(months); i++) {
		Date first, last;
		assert_true(date_parse_month(months[i].text, &first, &last));
		assert_int_equal(date_order(first, months[i].first), 0);
		assert_int_equal(date_order(last, months[i].last), 0);
	}
	for (size_t i = 0; i < countof(none); i++)
		if (date_parse_month(none[i], &(Date){0}, &(Date){0}))
			fail_msg("taken: %s", none[i]);
}

static void test_no_such_day(void **state)
{
	static const char *const none[] = {"31/2/1990", "7/14/1945",  "31-Feb-1990", "30th of February 1990",
					   "0/7/1945",	"1945-02-30", "2/3/2024",    "1/1/2030"};
	static const char *const other[] = {"14/7/1945", "14/7", "14/7/1", "14/7/194", "1945", "", "ashby", "1/3/24"};
	for (size_t i = 0; i < countof(none); i++)
		if (!date_typed_is_none(none[i], typed_today))
			fail_msg("is a day: %s", none[i]);
	for (size_t i = 0; i < countof(other); i++)
		if (date_typed_is_none(other[i], typed_today))
			fail_msg("is none: %s", other[i]);
}

static const char *const refused[] = {"",
				      " ",
				      "14",
				      "14/7",
				      "14/7/",
				      "14/7/945",
				      "14/7/5",
				      "14/7/19455",
				      "7/14/1945",
				      "31/4/1945",
				      "29/2/1900",
				      "29/2/23",
				      "31/2/45",
				      "0/7/1945",
				      "14/0/1945",
				      "14/13/1945",
				      "14/7-1945",
				      "14-7 1945",
				      "14//7//1945",
				      "14/Ju/1945",
				      "14 Julys 1945",
				      "14 Juli 1945",
				      "14 Mai 1945",
				      "140045",
				      "310245",
				      "14t July 1945",
				      "14thJuly",
				      "14 th July 1945",
				      "1407945",
				      "32011945",
				      "14131945",
				      "19451407",
				      "18990714",
				      "1945-07-14x",
				      "14/7/1945x",
				      "x14/7/1945",
				      "14/7/1945 14",
				      "14/7/0000",
				      "-14/7/1945",
				      "14/-7/1945",
				      "114/7/1945",
				      "14/007/1945",
				      "14\t7\t1945",
				      "14/7/1945\n",
				      "yesterday",
				      "1945-02-30",
				      "14 Jul y 1945",
				      "147 1945",
				      "14.7.1945.",
				      "1945"};

static void test_refusals(void **state)
{
	Date date = {1234, 5, 6};
	for (size_t i = 0; i < countof(refused); i++)
		if (date_parse_typed(refused[i], typed_today, &date))
			fail_msg("taken: %s", refused[i]);
	assert_false(date_parse_typed(NULL, typed_today, &date));
	assert_int_equal(date.year, 1234);
}

static void test_two_digit_years_look_back(void **state)
{
	Date date = {0};
	for (int year = 0; year < 100; year++) {
		char text[9] = {'1', '5', '/', '0', '6', '/', (char)('0' + year / 10), (char)('0' + year % 10), '\0'};
		assert_true(date_parse_typed(text, typed_today, &date));
		assert_int_equal(date.year % 100, year);
		assert_true(date_order(date, typed_today) <= 0);
		assert_true(date_order(date_add_years(date, 100), typed_today) > 0);
	}
	assert_true(date_parse_typed("29/2/00", (Date){2150, 1, 1}, &date)); /* 2100 has none */
	assert_int_equal(date.year, 2000);
	assert_false(date_parse_typed("14/7/45", (Date){0}, &date)); /* without a today, nothing is past */
	assert_true(date_parse_typed("14/7/1945", (Date){0}, &date));
}

static void test_what_two_digits_can_mean(void **state)
{
	static const struct {
		const char *text;
		size_t count;
		int first, second;
	} cases[] = {
		{"5/3/21", 2, 2021, 1921},  {"050321", 2, 2021, 1921},	{"5/3/1921", 1, 1921, 0},
		{"05031921", 1, 1921, 0},   {"1921-03-05", 1, 1921, 0}, {"2/3/24", 1, 1924, 0}, /* 1824: nobody */
		{"14 July 45", 1, 1945, 0}, {"29/2/00", 1, 2000, 0},				/* 1900 had none */
		{"29/2/24", 2, 2024, 1924},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		TypedDates dates = {0};
		assert_true(date_parse_meant(cases[i].text, typed_today, &dates));
		assert_int_equal(dates.count, cases[i].count);
		assert_int_equal(dates.dates[0].year, cases[i].first);
		assert_int_equal(dates.dates[1].year, cases[i].second);
	}
}

/* What the desk shows can be typed back. */
static void test_shown_days_can_be_typed(void **state)
{
	for (int64_t days = -62091; days < 84371; days++) {
		const Date date = date_from_days(days);
		Date back = {0};
		char staff[16], patient[32];
		date_print_staff(date, staff);
		date_print_patient(date, patient);
		assert_true(date_parse_typed(staff, typed_today, &back));
		assert_int_equal(date_order(back, date), 0);
		assert_true(date_parse_typed(patient, typed_today, &back));
		assert_int_equal(date_order(back, date), 0);
	}
}

static void test_of_lists(void **state)
{
	static const struct {
		const char *text, *date; /* NULL: refused */
	} cases[] = {
		{"14/07/1945", "1945-07-14"},
		{"14-Jul-1945", "1945-07-14"},
		{"14 Jul 1945", "1945-07-14"},
		{"14.7.1945", "1945-07-14"},
		{"1945-07-14", "1945-07-14"},
		{"19450714", "1945-07-14"},
		{"29/02/2000", "2000-02-29"},
		{"14/07/1945 00:00", "1945-07-14"},
		{"1945-07-14T00:00:00", "1945-07-14"},
		{"1945-07-14 00:00:00.000", "1945-07-14"},
		{"14/07/1945 09:30", NULL},
		{"1945-07-14T00:30:00", NULL},
		{"07/14/1945", NULL},
		{"29/02/1900", NULL},
		{"29-Feb-2023", NULL},
		{"14/07/45", NULL},
		{"14/07/00", NULL},
		{"14071945", NULL},
		{"19450230", NULL},
		{"1945-14-07", NULL},
		{"14/07", NULL},
		{"1945", NULL},
		{"16632", NULL},
		{"14/07/1945x", NULL},
		{"", NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Date date = {0};
		char text[16];
		const bool read = date_parse_listed(cases[i].text, &date);
		if (read != (cases[i].date != NULL))
			fail_msg("%s: %d", cases[i].text, read);
		date_print(date, text);
		if (read)
			assert_string_equal(text, cases[i].date);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_of_lists),
		cmocka_unit_test(test_two_digit_years_look_back),
		cmocka_unit_test(test_what_two_digits_can_mean),
		cmocka_unit_test(test_said),
		cmocka_unit_test(test_month),
		cmocka_unit_test(test_no_such_day),
		cmocka_unit_test(test_shown_days_can_be_typed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
