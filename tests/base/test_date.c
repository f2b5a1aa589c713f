#include "unit.h"

#include "base/date_zone.h"
#include "base/macros.h"

static Date day(int year, int month, int date)
{
	return (Date){(int16_t)year, (uint8_t)month, (uint8_t)date};
}

static void assert_date(Date date, int year, int month, int day_of_month)
{
	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, day_of_month);
}

/* The calendar again, counted on the fingers. */
static Date next_day(Date date)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	const int leap = date.year % 400 == 0 || (date.year % 4 == 0 && date.year % 100 != 0);
	if (date.day < lengths[date.month - 1] + (date.month == 2 ? leap : 0))
		return day(date.year, date.month, date.day + 1);
	return date.month < 12 ? day(date.year, date.month + 1, 1) : day(date.year + 1, 1, 1);
}

static void test_every_day_round_trips(void **state)
{
	Date date = {1800, 1, 1};
	int64_t days = date_days(date);
	char text[16];
	assert_int_equal(days, -62091);
	for (; date.year <= 2200; date = next_day(date), days++) {
		Date back = {0};
		assert_true(date_valid(date));
		assert_int_equal(date_days(date), days);
		assert_int_equal(date_order(date_from_days(days), date), 0);
		assert_int_equal(date_print(date, text), 10);
		assert_true(date_parse(text, &back));
		assert_int_equal(date_order(back, date), 0);
		assert_int_equal(date_order(date_add_days(date, 1), next_day(date)), 0);
		assert_true(date_order(date, next_day(date)) < 0);
	}
	assert_int_equal(days, 84371);
}

static void test_ends_of_the_calendar(void **state)
{
	assert_int_equal(date_days(day(1970, 1, 1)), 0);
	assert_int_equal(date_days(day(1, 1, 1)), -719162);
	assert_int_equal(date_days(day(9999, 12, 31)), 2932896);
	assert_date(date_from_days(-719162), 1, 1, 1);
	assert_date(date_from_days(2932896), 9999, 12, 31);
	assert_date(date_from_days(INT64_MIN), 1, 1, 1);
	assert_date(date_from_days(INT64_MAX), 9999, 12, 31);
	assert_date(date_add_days(day(2024, 1, 1), INT64_MAX), 9999, 12, 31);
	assert_date(date_add_days(day(2024, 1, 1), INT64_MIN), 1, 1, 1);
	assert_date(date_add_years(day(2024, 5, 6), 100000), 9999, 5, 6);
	assert_date(date_add_years(day(2024, 5, 6), -100000), 1, 5, 6);
}

static void test_valid(void **state)
{
	static const Date invalid[] = {
		{0, 0, 0},    {2023, 2, 29}, {1900, 2, 29}, {2024, 4, 31}, {2024, 0, 1}, {2024, 13, 1},
		{2024, 1, 0}, {2024, 1, 32}, {0, 1, 1},	    {10000, 1, 1}, {-1, 1, 1},
	};
	char text[32] = "x";
	assert_true(date_valid(day(2000, 2, 29)));
	assert_true(date_valid(day(2024, 2, 29)));
	assert_true(date_is_none((Date){0}));
	assert_false(date_is_none(day(1, 1, 1)));
	for (size_t i = 0; i < countof(invalid); i++) {
		assert_false(date_valid(invalid[i]));
		assert_int_equal(date_print(invalid[i], text), 0);
		assert_int_equal(date_print_staff(invalid[i], text), 0);
		assert_int_equal(date_print_short(invalid[i], text), 0);
		assert_int_equal(date_print_patient(invalid[i], text), 0);
		assert_string_equal(text, "");
	}
}

static void test_parse(void **state)
{
	static const char *const refused[] = {"",	    "2024-2-03",   "2024-02-30",  "2023-02-29",
					      "2024/02/03", "2024-02-03 ", " 2024-02-03", "20240203",
					      "0000-01-01", "2024-13-01",  "2024-00-01",  "2024-01-00",
					      "+024-01-01", "2024-02",	   "10000-01-01"};
	static const char *const refused_compact[] = {"", "2024-02-03", "20240230", "2024020", "202402033", "2024020a"};
	Date date = {1234, 5, 6};
	for (size_t i = 0; i < countof(refused); i++)
		assert_false(date_parse(refused[i], &date));
	for (size_t i = 0; i < countof(refused_compact); i++)
		assert_false(date_parse_compact(refused_compact[i], &date));
	assert_false(date_parse(NULL, &date));
	assert_false(date_parse_compact(NULL, &date));
	assert_date(date, 1234, 5, 6);
	assert_true(date_parse_compact("20240229", &date));
	assert_date(date, 2024, 2, 29);
	assert_true(date_parse("0001-01-01", &date));
	assert_date(date, 1, 1, 1);
}

static void test_years_and_ages(void **state)
{
	const Date leap = {2008, 2, 29}, born = {1945, 7, 14};
	assert_date(date_add_years(leap, 16), 2024, 2, 29);
	assert_date(date_add_years(leap, 18), 2026, 3, 1);
	assert_date(date_add_years(leap, -8), 2000, 2, 29);
	assert_date(date_add_years(leap, -108), 1900, 3, 1);
	assert_int_equal(date_age(leap, day(2024, 2, 28)), 15);
	assert_int_equal(date_age(leap, day(2024, 2, 29)), 16);
	assert_int_equal(date_age(leap, day(2026, 2, 28)), 17);
	assert_int_equal(date_age(leap, day(2026, 3, 1)), 18);
	assert_int_equal(date_age(born, day(2024, 7, 13)), 78);
	assert_int_equal(date_age(born, day(2024, 7, 14)), 79);
	assert_int_equal(date_age(born, born), 0);
	assert_int_equal(date_age(born, day(1945, 7, 13)), -1);
	assert_int_equal(date_age((Date){0}, born), -1);
}

static void test_instants_print_and_parse(void **state)
{
	static const struct {
		const char *text, *printed;
		int64_t seconds;
	} cases[] = {
		{"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 0},
		{"2024-03-01T09:00:00Z", "2024-03-01T09:00:00Z", 1709283600},
		{"2024-03-01t09:00:00z", "2024-03-01T09:00:00Z", 1709283600},
		{"2024-03-01 09:00:00Z", "2024-03-01T09:00:00Z", 1709283600},
		{"2024-03-01T10:30:00+01:30", "2024-03-01T09:00:00Z", 1709283600},
		{"2024-02-29T23:00:00-10:00", "2024-03-01T09:00:00Z", 1709283600},
		{"2024-03-01T09:00:00-00:00", "2024-03-01T09:00:00Z", 1709283600},
		{"2024-03-01T09:00:00.999999999999Z", "2024-03-01T09:00:00Z", 1709283600},
		{"2024-03-01T09:00:00.5+00:00", "2024-03-01T09:00:00Z", 1709283600},
		{"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", 1483228799},
		{"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1},
		{"1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z", -2208988800},
		{"1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59Z", -1},
		{"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", -62135596800},
		{"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", 253402300799},
	};
	char out[32];

	for (size_t i = 0; i < countof(cases); i++) {
		Instant at = {12345};
		assert_true(instant_parse(cases[i].text, &at));
		assert_int_equal(at.seconds, cases[i].seconds);
		assert_int_equal(instant_print(at, out), 20);
		assert_string_equal(out, cases[i].printed);
	}
	instant_print(INSTANT_MAX, out);
	assert_memory_equal(out, "9999-12-31T", 11);
	instant_print(INSTANT_MIN, out);
	assert_memory_equal(out, "0001-01-01T", 11);
}

static void test_instants_refused(void **state)
{
	static const char *const refused[] = {"",
					      "2024-03-01",
					      "2024-03-01T09:00:00",
					      "2024-03-01T09:00Z",
					      "2024-03-01T09:00:00z ",
					      " 2024-03-01T09:00:00Z",
					      "2024-03-01T24:00:00Z",
					      "2024-03-01T09:60:00Z",
					      "2024-03-01T09:00:61Z",
					      "2024-02-30T09:00:00Z",
					      "2024-03-01T09:00:00.Z",
					      "2024-03-01T09:00:00,5Z",
					      "2024-03-01T09:00:00+1:00",
					      "2024-03-01T09:00:00+0100",
					      "2024-03-01T09:00:00+24:00",
					      "2024-03-01T09:00:00+01:60",
					      "2024-03-01T09:00:00+01:00Z",
					      "2024-03-01  09:00:00Z",
					      "2024-3-01T09:00:00Z",
					      "24-03-01T09:00:00Z",
					      "0000-12-31T23:59:59Z",
					      "0001-01-01T00:00:00+00:01",
					      "9999-12-31T23:59:59-00:01",
					      "2024-03-01T9:00:00Z",
					      "2024-03-01T-9:00:00Z",
					      "20240301T090000Z"};
	Instant at = {12345};
	for (size_t i = 0; i < countof(refused); i++)
		if (instant_parse(refused[i], &at))
			fail_msg("taken: %s", refused[i]);
	assert_false(instant_parse(NULL, &at));
	assert_int_equal(at.seconds, 12345);
}

static void test_instants_order_and_add(void **state)
{
	const Instant early = {-5}, late = {7};
	assert_true(instant_order(early, late) < 0);
	assert_true(instant_order(late, early) > 0);
	assert_int_equal(instant_order(late, late), 0);
	assert_true(instant_order(INSTANT_MIN, INSTANT_MAX) < 0);
	assert_true(instant_before(early, late));
	assert_false(instant_before(late, late));
	assert_int_equal(instant_later(early, late).seconds, 7);
	assert_int_equal(instant_later(late, early).seconds, 7);
	assert_int_equal(instant_add(early, 12).seconds, 7);
	assert_int_equal(instant_add(INSTANT_MAX, 1).seconds, INT64_MAX);
	assert_int_equal(instant_add(INSTANT_MIN, -1).seconds, INT64_MIN);
	assert_int_equal(instant_add(early, INT64_MIN).seconds, INT64_MIN);
	assert_int_equal(instant_add(INSTANT_MAX, INT64_MIN).seconds, -1);
}

static void test_words_for_days(void **state)
{
	char text[32];
	assert_int_equal(date_print_staff(day(1945, 7, 4), text), 11);
	assert_string_equal(text, "04-Jul-1945");
	date_print_short(day(2024, 11, 22), text);
	assert_string_equal(text, "22-Nov");
	date_print_patient(day(1945, 7, 4), text);
	assert_string_equal(text, "4 July 1945");
	date_print_patient(day(2024, 9, 30), text);
	assert_string_equal(text, "30 September 2024");
}

static void test_words_for_times(void **state)
{
	static const struct {
		uint8_t hour, minute;
		const char *staff, *patient;
	} cases[] = {
		{0, 0, "00:00", "midnight"},  {0, 1, "00:01", "12:01am"},   {9, 0, "09:00", "9am"},
		{9, 41, "09:41", "9:41am"},   {11, 59, "11:59", "11:59am"}, {12, 0, "12:00", "midday"},
		{12, 30, "12:30", "12:30pm"}, {13, 0, "13:00", "1pm"},	    {14, 30, "14:30", "2:30pm"},
		{23, 5, "23:05", "11:05pm"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		const LocalTime time = {.hour = cases[i].hour, .minute = cases[i].minute, .second = 59};
		char staff[8], patient[16];
		time_print_staff(time, staff);
		time_print_patient(time, patient);
		assert_string_equal(staff, cases[i].staff);
		assert_string_equal(patient, cases[i].patient);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day_round_trips),
		cmocka_unit_test(test_ends_of_the_calendar),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_years_and_ages),
		cmocka_unit_test(test_instants_print_and_parse),
		cmocka_unit_test(test_instants_refused),
		cmocka_unit_test(test_instants_order_and_add),
		cmocka_unit_test(test_words_for_days),
		cmocka_unit_test(test_words_for_times),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
