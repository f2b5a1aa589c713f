/* The calendar arithmetic is Howard Hinnant's ("chrono-Compatible Low-Level Date Algorithms"). */
#include "base/date.h"

#include <string.h>

#include "base/text.h"

enum { DAY = 86400, HOUR = 3600, MINUTE = 60, YEAR_LAST = 9999, DAYS_FIRST = -719162, DAYS_LAST = 2932896 };

static const char *const date_months[] = {"January", "February", "March",     "April",	 "May",	     "June",
					  "July",    "August",	 "September", "October", "November", "December"};

/* instants */

/* Stops at the ends, so that "for ever" plus an hour is for ever. */
Instant instant_add(Instant at, int64_t seconds)
{
	if (seconds > 0 && at.seconds > INT64_MAX - seconds)
		return INSTANT_MAX;
	if (seconds < 0 && at.seconds < INT64_MIN - seconds)
		return INSTANT_MIN;
	return (Instant){at.seconds + seconds};
}

/* Reads exactly n digits and steps over them. */
static bool read_digits(const char **text, size_t n, int *ret_value)
{
	int value = 0;
	for (size_t i = 0; i < n; i++) {
		const char c = (*text)[i];
		if (c < '0' || c > '9')
			return false;
		value = value * 10 + (c - '0');
	}
	*text += n;
	*ret_value = value;
	return true;
}

static bool read_one_of(const char **text, const char *set)
{
	if (**text == '\0' || !strchr(set, **text))
		return false;
	++*text;
	return true;
}

static bool date_make(int year, int month, int day, Date *ret_date)
{
	if (year < 1 || year > YEAR_LAST || month < 1 || month > 12 || day < 1 || day > 31)
		return false;

	const Date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};

	if (!date_valid(date))
		return false;
	*ret_date = date;
	return true;
}

static bool read_date(const char **text, const char *dash, Date *ret_date)
{
	int year, month, day;
	return read_digits(text, 4, &year) && (!*dash || read_one_of(text, dash)) && read_digits(text, 2, &month) &&
	       (!*dash || read_one_of(text, dash)) && read_digits(text, 2, &day) &&
	       date_make(year, month, day, ret_date);
}

/* "HH:MM:SS" with an optional fraction, which is cut. */
static bool read_clock(const char **text, int *ret_seconds)
{
	int hour, minute, second, digit;
	if (!read_digits(text, 2, &hour) || !read_one_of(text, ":") || !read_digits(text, 2, &minute) ||
	    !read_one_of(text, ":") || !read_digits(text, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	if (read_one_of(text, ".")) {
		if (!read_digits(text, 1, &digit))
			return false;
		while (read_digits(text, 1, &digit))
			continue;
	}
	*ret_seconds = hour * HOUR + minute * MINUTE + (second == 60 ? 59 : second);
	return true;
}

static bool read_offset(const char **text, int *ret_seconds)
{
	int hour, minute;
	*ret_seconds = 0;
	if (read_one_of(text, "Zz"))
		return true;

	const int sign = **text == '-' ? -1 : 1;

	if (!read_one_of(text, "+-") || !read_digits(text, 2, &hour) || !read_one_of(text, ":") ||
	    !read_digits(text, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*ret_seconds = sign * (hour * HOUR + minute * MINUTE);
	return true;
}

static bool instant_in_calendar(int64_t seconds)
{
	return seconds >= (int64_t)DAYS_FIRST * DAY && seconds < ((int64_t)DAYS_LAST + 1) * DAY;
}

bool instant_parse(const char *text, Instant *ret_at)
{
	Date date;
	int clock, offset;
	if (!text || !read_date(&text, "-", &date) || !read_one_of(&text, "Tt ") || !read_clock(&text, &clock) ||
	    !read_offset(&text, &offset) || *text)
		return false;

	const int64_t seconds = date_days(date) * DAY + clock - offset;

	if (!instant_in_calendar(seconds))
		return false;
	*ret_at = (Instant){seconds};
	return true;
}

/* dates */

bool date_parse(const char *text, Date *ret_date)
{
	Date date;
	if (!text || !read_date(&text, "-", &date) || *text)
		return false;
	*ret_date = date;
	return true;
}

bool date_parse_compact(const char *text, Date *ret_date)
{
	Date date;
	if (!text || !read_date(&text, "", &date) || *text)
		return false;
	*ret_date = date;
	return true;
}

bool date_valid(Date date)
{
	static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (date.year < 1 || date.year > YEAR_LAST || date.month < 1 || date.month > 12 || date.day < 1)
		return false;

	const bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);

	return date.day <= lengths[date.month - 1] + (leap && date.month == 2);
}

bool date_is_none(Date date)
{
	return date.year == 0 && date.month == 0 && date.day == 0;
}

int date_order(Date a, Date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

int64_t date_days(Date date)
{
	/* Years begin in March, so that the leap day is the last of its year. */
	const int64_t year = date.year - (date.month <= 2);
	const int64_t era = (year >= 0 ? year : year - 399) / 400;
	const int64_t year_of_era = year - era * 400;
	const int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
	const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

/* Days beyond the calendar become its first or last day. */
Date date_from_days(int64_t days)
{
	days = days < DAYS_FIRST ? DAYS_FIRST : days > DAYS_LAST ? DAYS_LAST : days;
	days += 719468;

	const int64_t era = days / 146097; /* from the year 1 on, days since 0000-03-01 are never negative */
	const int64_t day_of_era = days - era * 146097;
	const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	const int64_t march_month = (5 * day_of_year + 2) / 153;
	const int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;

	return (Date){
		.year = (int16_t)(year_of_era + era * 400 + (month <= 2)),
		.month = (uint8_t)month,
		.day = (uint8_t)(day_of_year - (153 * march_month + 2) / 5 + 1),
	};
}

Date date_add_days(Date date, int64_t days)
{
	const int64_t most = DAYS_LAST - (int64_t)DAYS_FIRST;
	return date_from_days(date_days(date) + (days > most ? most : days < -most ? -most : days));
}

Date date_add_years(Date date, int years)
{
	const int64_t year = (int64_t)date.year + years;
	date.year = (int16_t)(year < 1 ? 1 : year > YEAR_LAST ? YEAR_LAST : year);
	if (!date_valid(date) && date.month == 2 && date.day == 29) {
		date.month = 3;
		date.day = 1;
	}
	return date;
}

int date_age(Date born, Date on)
{
	if (date_is_none(born) || date_order(on, born) < 0)
		return -1;

	const int years = on.year - born.year;

	return date_order(on, date_add_years(born, years)) < 0 ? years - 1 : years;
}

static size_t print_nothing(char *out)
{
	out[0] = '\0';
	return 0;
}

static char *put_digits(char *out, int number, int digits)
{
	for (int i = digits - 1; i >= 0; i--, number /= 10)
		out[i] = (char)('0' + number % 10);
	return out + digits;
}

/* Without printf: it stands in most lines of a file. */
size_t date_print(Date date, char out[16])
{
	if (!date_valid(date))
		return print_nothing(out);
	char *end = put_digits(out, date.year, 4);
	*end++ = '-';
	end = put_digits(end, date.month, 2);
	*end++ = '-';
	end = put_digits(end, date.day, 2);
	*end = '\0';
	return (size_t)(end - out);
}

size_t date_print_staff(Date date, char out[16])
{
	if (!date_valid(date))
		return print_nothing(out);
	return text_print(out, 16, "%02d-%.3s-%04d", date.day, date_months[date.month - 1], date.year);
}

size_t date_print_short(Date date, char out[16])
{
	if (!date_valid(date))
		return print_nothing(out);
	return text_print(out, 16, "%02d-%.3s", date.day, date_months[date.month - 1]);
}

size_t date_print_patient(Date date, char out[32])
{
	if (!date_valid(date))
		return print_nothing(out);
	return text_print(out, 32, "%d %s %d", date.day, date_months[date.month - 1], date.year);
}

size_t time_print_staff(LocalTime time, char out[8])
{
	return text_print(out, 8, "%02d:%02d", time.hour, time.minute);
}

size_t time_print_patient(LocalTime time, char out[16])
{
	const int hour = time.hour % 12 == 0 ? 12 : time.hour % 12;
	const char *const half = time.hour < 12 ? "am" : "pm";
	if (time.minute == 0 && time.hour % 12 == 0)
		return text_copy(out, 16, time.hour == 0 ? "midnight" : "midday");
	if (time.minute == 0)
		return text_print(out, 16, "%d%s", hour, half);
	return text_print(out, 16, "%d:%02d%s", hour, time.minute, half);
}
