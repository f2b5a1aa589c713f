/* Dates as people type them, and as lists have them: day before month, always. What could be meant in two ways is
 * refused. */
#include "base/date_typed.h"

#include <string.h>

#include "base/macros.h"
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

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* A month by its name or at least its first three letters, in any case; 0 for any other word. */
static int take_month_name(const char **text)
{
	static const char *const names[] = {"january", "february", "march",	"april",   "may",      "june",
					    "july",    "august",   "september", "october", "november", "december"};
	size_t n = 0;
	while (is_letter((*text)[n]))
		n++;
	for (size_t i = 0; n >= 3 && i < countof(names); i++) {
		size_t same = 0;
		while (same < n && lower((*text)[same]) == names[i][same])
			same++;
		if (same == n) {
			*text += n;
			return (int)i + 1;
		}
	}
	return 0;
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

/* 1st, 2nd, 3rd, 4th: whichever of them stands behind the day. */
static void pass_ordinal(const char **text)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	for (size_t i = 0; i < countof(endings); i++) {
		if (lower((*text)[0]) == endings[i][0] && lower((*text)[1]) == endings[i][1] &&
		    !is_letter((*text)[2])) {
			*text += 2;
			return;
		}
	}
}

/* "14 July 1945" and its like; `text` goes to what follows. */
static bool take_day_first(const char **text, Date today, TypedDates *ret_dates)
{
	const size_t day_digits = count_digits(*text);
	if (day_digits < 1 || day_digits > 2)
		return false;

	const int day = take_number(text, day_digits);
	pass_ordinal(text);

	const char separator = take_separator(text);
	const size_t month_digits = count_digits(*text);

	if (month_digits > 2 || (month_digits > 0 && separator == '\0'))
		return false;

	const int month = month_digits > 0 ? take_number(text, month_digits) : take_month_name(text);

	if (month == 0 || take_separator(text) != separator)
		return false;

	const size_t year_digits = count_digits(*text);

	if (year_digits == 4)
		return make_one(take_number(text, 4), month, day, ret_dates);
	return year_digits == 2 && make_past_dates(take_number(text, 2), month, day, today, ret_dates);
}

/* 14071945, 140745 */
static bool take_run_together(const char **text, size_t year_digits, Date today, TypedDates *ret_dates)
{
	const int day = take_number(text, 2), month = take_number(text, 2), year = take_number(text, year_digits);
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

bool date_parse_meant(const char *text, Date today, TypedDates *ret_dates)
{
	TypedDates dates = {0};
	bool read;
	if (!text)
		return false;
	text += strspn(text, " ");
	switch (count_digits(text)) {
	case 8: read = take_run_together(&text, 4, today, &dates); break;
	case 6: read = take_run_together(&text, 2, today, &dates); break;
	case 4: read = take_year_first(&text, &dates); break;
	default: read = take_day_first(&text, today, &dates); break;
	}
	if (!read || text[strspn(text, " ")])
		return false;
	*ret_dates = dates;
	return true;
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
