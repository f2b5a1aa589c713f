/* Dates as people type them, and as lists have them: day before month, always. What could be meant in two ways is
 * refused. */
#include "base/date_typed.h"

#include <string.h>

#include "base/date_parts.h"
#include "base/text.h"

static size_t count_digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* Steps over n digits, which are there. */
static int take_number(const char **text, size_t n)
{
	int value = 0;
	for (; n > 0; n--)
		value = value * 10 + (*(*text)++ - '0');
	return value;
}

/* What stands between two parts: one of - / . with or without spaces, or spaces, or nothing beside a month in letters.
 */
static char take_separator(const char **text)
{
	char separator = **text == ' ' ? ' ' : '\0';
	*text += strspn(*text, " ");
	if (**text && strchr("-/.", **text)) {
		separator = *(*text)++;
		*text += strspn(*text, " ");
	}
	return separator;
}

static bool make_date(int year, int month, int day, Date *ret_date)
{
	const Date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
	if (!date_valid(date))
		return false;
	*ret_date = date;
	return true;
}

/* Two digits of a year: the latest such days that are not after today. The centuries go by one at a time, because
 * 29 February is not in all of them. */
static bool make_past_dates(int year, int month, int day, Date today, TypedDates *ret_dates)
{
	Date date;
	for (int full = today.year / 100 * 100 + year; full > 0 && ret_dates->count < TYPED_DATES; full -= 100) {
		const bool lived = ret_dates->count == 0 || full + TYPED_AGE >= today.year;
		if (lived && make_date(full, month, day, &date) && date_order(date, today) <= 0)
			ret_dates->dates[ret_dates->count++] = date;
	}
	return ret_dates->count > 0;
}

static bool make_one(int year, int month, int day, TypedDates *ret_dates)
{
	ret_dates->count = make_date(year, month, day, &ret_dates->dates[0]);
	return ret_dates->count > 0;
}

/* "14 July 1945" and its like; `text` goes to what follows. */
static bool take_day_first(const char **text, Date today, TypedDates *ret_dates)
{
	const size_t day_digits = count_digits(*text);
	if (day_digits < 1 || day_digits > 2)
		return false;

	const int day = take_number(text, day_digits);
	date_pass_ordinal(text);

	const char separator = take_separator(text);
	const size_t month_digits = count_digits(*text);

	if (month_digits > 2 || (month_digits > 0 && separator == '\0'))
		return false;

	const int month = month_digits > 0 ? take_number(text, month_digits) : date_take_month(text);

	if (month == 0 || take_separator(text) != separator)
		return false;

	const size_t year_digits = count_digits(*text);

	if (year_digits == 4)
		return make_one(take_number(text, 4), month, day, ret_dates);
	return year_digits == 2 && make_past_dates(take_number(text, 2), month, day, today, ret_dates);
}

/* 14071945, 140745, and 19450714: day first, that is of the thirteenth century or of none. */
static bool take_run_together(const char **text, size_t year_digits, Date today, TypedDates *ret_dates)
{
	enum { YEARS_FROM = 1900 };
	char compact[9];
	Date date;
	text_print(compact, sizeof compact, "%.8s", *text);
	const bool year_first = year_digits == 4 && date_parse_compact(compact, &date) && date.year >= YEARS_FROM;
	const int day = take_number(text, 2), month = take_number(text, 2), year = take_number(text, year_digits);
	if (year_first)
		return make_one(date.year, date.month, date.day, ret_dates);
	return year_digits == 4 ? make_one(year, month, day, ret_dates)
				: make_past_dates(year, month, day, today, ret_dates);
}

static bool take_year_first(const char **text, TypedDates *ret_dates)
{
	char iso[11];
	*text += text_print(iso, sizeof iso, "%.10s", *text);
	ret_dates->count = date_parse(iso, &ret_dates->dates[0]);
	return ret_dates->count > 0;
}

/* As it is said, or with the year first: in letters, or in an order that cannot be mistaken. */
static bool read_said(const char *text, Date today, TypedDates *ret_dates)
{
	DateParts said;
	*ret_dates = (TypedDates){0};
	if (!date_read_parts(text, &said) || !said.has_day || !(said.named || said.year_first))
		return false;
	return said.year_digits == 4 ? make_one(said.year, said.month, said.day, ret_dates)
				     : make_past_dates(said.year, said.month, said.day, today, ret_dates);
}

static bool read_written(const char *text, Date today, TypedDates *ret_dates)
{
	bool read;
	*ret_dates = (TypedDates){0};
	text += strspn(text, " ");
	switch (count_digits(text)) {
	case 8: read = take_run_together(&text, 4, today, ret_dates); break;
	case 6: read = take_run_together(&text, 2, today, ret_dates); break;
	case 4: read = take_year_first(&text, ret_dates); break;
	default: read = take_day_first(&text, today, ret_dates); break;
	}
	return read && !text[strspn(text, " ")];
}

bool date_parse_meant(const char *text, Date today, TypedDates *ret_dates)
{
	TypedDates dates;
	if (!text || !(read_written(text, today, &dates) || read_said(text, today, &dates)))
		return false;
	*ret_dates = dates;
	return true;
}

bool date_parse_month(const char *text, Date *ret_first, Date *ret_last)
{
	DateParts said;
	Date first, last;
	if (!date_read_parts(text, &said) || said.has_day || !make_date(said.year, said.month, 1, &first) ||
	    !(make_date(said.year, said.month, 31, &last) || make_date(said.year, said.month, 30, &last) ||
	      make_date(said.year, said.month, 29, &last) || make_date(said.year, said.month, 28, &last)))
		return false;
	*ret_first = first;
	*ret_last = last;
	return true;
}

bool date_typed_is_none(const char *text, Date today)
{
	TypedDates dates;
	DateParts said;
	if (date_parse_meant(text, today, &dates))
		return date_order(dates.dates[0], today) > 0;
	return date_read_parts(text, &said) && said.has_day;
}

bool date_parse_typed(const char *text, Date today, Date *ret_date)
{
	TypedDates dates;
	if (!date_parse_meant(text, today, &dates))
		return false;
	*ret_date = dates.dates[0];
	return true;
}

/* " 00:00", "T00:00:00", " 00:00:00.000": the time of a day in a program that has no days. */
static void pass_midnight(const char **text)
{
	if (text_starts(*text, "T00:") || text_starts(*text, " 00:"))
		*text += 1 + strspn(*text + 1, "0:.");
}

bool date_parse_listed(const char *text, Date *ret_date)
{
	char compact[9];
	TypedDates dates = {0};
	bool read;
	switch (count_digits(text)) {
	case 8:
		text += text_print(compact, sizeof compact, "%.8s", text);
		read = date_parse_compact(compact, &dates.dates[0]);
		break;
	case 4: read = take_year_first(&text, &dates); break;
	default: read = take_day_first(&text, (Date){0}, &dates); break;
	}
	pass_midnight(&text);
	if (!read || *text)
		return false;
	*ret_date = dates.dates[0];
	return true;
}
