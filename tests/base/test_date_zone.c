#include "unit.h"

#include <string.h>

#include "base/date_zone.h"
#include "base/macros.h"

enum { HOUR = 3600 };

static Instant at(const char *text)
{
	Instant instant = {0};
	assert_true(instant_parse(text, &instant));
	return instant;
}

static Zone zone_of(int32_t first, size_t count, const char *const from[], const int32_t offsets[])
{
	Zone zone = {.first = first, .count = count};
	for (size_t i = 0; i < count; i++)
		zone.changes[i] = (ZoneChange){at(from[i]), offsets[i]};
	return zone;
}

static Zone london(void)
{
	static const char *const from[] = {"1847-12-01T00:01:15Z", "1968-02-18T02:00:00Z", "1971-10-31T02:00:00Z",
					   "2023-03-26T01:00:00Z", "2023-10-29T01:00:00Z", "2024-03-31T01:00:00Z",
					   "2024-10-27T01:00:00Z"};
	static const int32_t offsets[] = {0, HOUR, 0, HOUR, 0, HOUR, 0};
	return zone_of(-75, countof(from), from, offsets);
}

static void assert_local(const Zone *zone, const char *utc, const char *local)
{
	const LocalTime time = zone_local(zone, at(utc));
	char text[32], clock[8];
	Date date = zone_date(zone, at(utc));
	assert_int_equal(date_order(date, time.date), 0);
	date_print(time.date, text);
	time_print_staff(time, clock);
	strcat(text, " ");
	strcat(text, clock);
	assert_string_equal(text, local);
}

static void assert_day(const Zone *zone, const char *day, const char *first, const char *last)
{
	Date date = {0};
	char text[32];
	assert_true(date_parse(day, &date));
	instant_print(zone_midnight(zone, date), text);
	assert_string_equal(text, first);
	instant_print(zone_end_of_day(zone, date), text);
	assert_string_equal(text, last);
}

static void test_utc(void **state)
{
	const Zone utc = {0};
	assert_local(&utc, "2024-03-31T00:59:59Z", "2024-03-31 00:59");
	assert_local(&utc, "1969-12-31T23:59:59Z", "1969-12-31 23:59");
	assert_int_equal(zone_local(&utc, at("1969-12-31T23:59:58Z")).second, 58);
	assert_day(&utc, "2024-02-29", "2024-02-29T00:00:00Z", "2024-02-29T23:59:59Z");
	assert_int_equal(zone_date(&utc, INSTANT_MAX).year, 9999);
	assert_int_equal(zone_date(&utc, INSTANT_MIN).year, 1);
}

static void test_london_clock(void **state)
{
	const Zone zone = london();
	assert_local(&zone, "1847-12-01T00:01:14Z", "1847-11-30 23:59");
	assert_local(&zone, "1847-12-01T00:01:15Z", "1847-12-01 00:01");
	assert_local(&zone, "1970-01-01T00:00:00Z", "1970-01-01 01:00");
	assert_local(&zone, "2024-03-31T00:59:59Z", "2024-03-31 00:59");
	assert_local(&zone, "2024-03-31T01:00:00Z", "2024-03-31 02:00");
	assert_local(&zone, "2024-06-30T23:00:00Z", "2024-07-01 00:00");
	assert_local(&zone, "2024-10-27T00:59:59Z", "2024-10-27 01:59");
	assert_local(&zone, "2024-10-27T01:00:00Z", "2024-10-27 01:00");
	assert_local(&zone, "2030-07-01T00:00:00Z", "2030-07-01 00:00");
}

static void test_london_days(void **state)
{
	const Zone zone = london();
	assert_day(&zone, "2024-01-15", "2024-01-15T00:00:00Z", "2024-01-15T23:59:59Z");
	assert_day(&zone, "2024-03-31", "2024-03-31T00:00:00Z", "2024-03-31T22:59:59Z");
	assert_day(&zone, "2024-07-01", "2024-06-30T23:00:00Z", "2024-07-01T22:59:59Z");
	assert_day(&zone, "2024-10-27", "2024-10-26T23:00:00Z", "2024-10-27T23:59:59Z");
	assert_day(&zone, "2024-10-28", "2024-10-28T00:00:00Z", "2024-10-28T23:59:59Z");
	assert_day(&zone, "1840-01-01", "1840-01-01T00:01:15Z", "1840-01-02T00:01:14Z");
}

/* Each day begins where the one before ends, and each instant lies in its own day. */
static void test_days_join(void **state)
{
	const Zone zone = london();
	for (Date date = {1840, 1, 1}; date.year < 2030; date = date_add_days(date, 1)) {
		const Instant first = zone_midnight(&zone, date), last = zone_end_of_day(&zone, date);
		const LocalTime time = zone_local(&zone, first);
		assert_int_equal(zone_midnight(&zone, date_add_days(date, 1)).seconds, last.seconds + 1);
		assert_int_equal(date_order(time.date, date), 0);
		assert_int_equal(date_order(zone_date(&zone, last), date), 0);
		if (date.year > 1847 || date.month < 11) {
			assert_int_equal(time.hour, 0);
			assert_int_equal(time.minute, 0);
		}
	}
}

/* São Paulo, 4 November 2018: the clock leapt from 00:00 to 01:00. */
static void test_midnight_that_does_not_exist(void **state)
{
	static const char *const from[] = {"2018-11-04T03:00:00Z"};
	static const int32_t offsets[] = {-2 * HOUR};
	const Zone zone = zone_of(-3 * HOUR, countof(from), from, offsets);
	assert_day(&zone, "2018-11-03", "2018-11-03T03:00:00Z", "2018-11-04T02:59:59Z");
	assert_day(&zone, "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T01:59:59Z");
	assert_int_equal(zone_local(&zone, at("2018-11-04T03:00:00Z")).hour, 1);
}

/* Havana, 3 November 2024: at 01:00 back to 00:00, so that midnight comes twice. */
static void test_midnight_that_comes_twice(void **state)
{
	static const char *const from[] = {"2024-11-03T05:00:00Z"};
	static const int32_t offsets[] = {-5 * HOUR};
	const Zone zone = zone_of(-4 * HOUR, countof(from), from, offsets);
	assert_day(&zone, "2024-11-02", "2024-11-02T04:00:00Z", "2024-11-03T03:59:59Z");
	assert_day(&zone, "2024-11-03", "2024-11-03T04:00:00Z", "2024-11-04T04:59:59Z");
}

/* São Paulo, 18 February 2018: at midnight back to 23:00; the day before has two last hours.
 * St John's, 7 November 2010: at 00:01 back to 23:01; the new day begins, stops and begins again. */
static void test_clock_goes_back_over_midnight(void **state)
{
	static const char *const sao_paulo_from[] = {"2018-02-18T02:00:00Z"}, *const st_johns_from[] = {
										      "2010-11-07T02:31:00Z"};
	static const int32_t sao_paulo_offsets[] = {-3 * HOUR}, st_johns_offsets[] = {-3 * HOUR - HOUR / 2};
	const Zone sao_paulo = zone_of(-2 * HOUR, 1, sao_paulo_from, sao_paulo_offsets);
	const Zone st_johns = zone_of(-2 * HOUR - HOUR / 2, 1, st_johns_from, st_johns_offsets);
	assert_day(&sao_paulo, "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T02:59:59Z");
	assert_day(&sao_paulo, "2018-02-18", "2018-02-18T03:00:00Z", "2018-02-19T02:59:59Z");
	assert_day(&st_johns, "2010-11-06", "2010-11-06T02:30:00Z", "2010-11-07T03:29:59Z");
	assert_day(&st_johns, "2010-11-07", "2010-11-07T02:30:00Z", "2010-11-08T03:29:59Z");
}

/* Samoa had no 30 December 2011: the day is over as it begins. */
static void test_day_that_does_not_exist(void **state)
{
	static const char *const from[] = {"2011-12-30T10:00:00Z"};
	static const int32_t offsets[] = {14 * HOUR};
	const Zone zone = zone_of(-10 * HOUR, countof(from), from, offsets);
	assert_day(&zone, "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T09:59:59Z");
	assert_day(&zone, "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T09:59:59Z");
	assert_day(&zone, "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T09:59:59Z");
}

static void test_full_table(void **state)
{
	Zone zone = {.first = 0, .count = ZONE_CHANGES_MAX};
	for (size_t i = 0; i < ZONE_CHANGES_MAX; i++)
		zone.changes[i] = (ZoneChange){{(int64_t)i * 1000000}, (int32_t)(i % 2 ? 0 : HOUR)};
	for (size_t i = 0; i < ZONE_CHANGES_MAX; i++) {
		const LocalTime time = zone_local(&zone, zone.changes[i].from);
		const LocalTime plain =
			zone_local(&(const Zone){0}, instant_add(zone.changes[i].from, zone.changes[i].offset));
		assert_memory_equal(&time.date, &plain.date, sizeof time.date);
		assert_int_equal(time.hour, plain.hour);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utc),
		cmocka_unit_test(test_london_clock),
		cmocka_unit_test(test_london_days),
		cmocka_unit_test(test_days_join),
		cmocka_unit_test(test_midnight_that_does_not_exist),
		cmocka_unit_test(test_midnight_that_comes_twice),
		cmocka_unit_test(test_clock_goes_back_over_midnight),
		cmocka_unit_test(test_day_that_does_not_exist),
		cmocka_unit_test(test_full_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
