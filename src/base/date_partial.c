#include "base/date_partial.h"

#include <string.h>

#include "base/text.h"

static const char unknown[] = "unknown";

/* The parts after the year become the first of their kind where they are not known. */
Date partial_first(PartialDate date)
{
	if (partial_is_unknown(date))
		return (Date){1, 1, 1};
	return (Date){date.year, date.month ? date.month : 1, date.day ? date.day : 1};
}

Date partial_last(PartialDate date)
{
	if (partial_is_unknown(date))
		return (Date){9999, 12, 31};

	Date last = {date.year, date.month ? date.month : 12, date.day ? date.day : 31};
	while (!date.day && !date_valid(last))
		last.day--;
	return last;
}

PartialDate partial_of_day(Date day)
{
	return (PartialDate){day.year, day.month, day.day};
}

bool partial_is_none(PartialDate date)
{
	return partial_same(date, (PartialDate){0});
}

bool partial_is_unknown(PartialDate date)
{
	return date.year == PARTIAL_YEAR_UNKNOWN;
}

bool partial_valid(PartialDate date)
{
	if (partial_is_unknown(date) || !date.month)
		return !date.month && !date.day && (partial_is_unknown(date) || date_valid(partial_first(date)));
	return date_valid(partial_first(date));
}

bool partial_same(PartialDate a, PartialDate b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static int exactness(PartialDate date)
{
	return !partial_is_none(date) + (date.year > 0) + (date.month > 0) + (date.day > 0);
}

bool partial_says_less(PartialDate a, PartialDate b)
{
	return exactness(a) < exactness(b);
}

/* A month is read as its first day, a year as its first month: what then stands there must be a date. */
bool partial_parse(const char *text, PartialDate *ret_date)
{
	static const char first[] = "0000-01-01";
	const size_t length = strlen(text_or(text, ""));
	char day[sizeof first];
	Date date;
	if (text_is(text, unknown)) {
		*ret_date = (PartialDate){.year = PARTIAL_YEAR_UNKNOWN};
		return true;
	}
	if (length != strlen("YYYY") && length != strlen("YYYY-MM") && length != strlen("YYYY-MM-DD"))
		return false;
	text_print(day, sizeof day, "%s%s", text, first + length);
	if (!date_parse(day, &date))
		return false;
	*ret_date = (PartialDate){
		.year = date.year,
		.month = length > strlen("YYYY") ? date.month : 0,
		.day = length > strlen("YYYY-MM") ? date.day : 0,
	};
	return true;
}

/* What is not known stands behind in files and before for staff. */
size_t partial_print(PartialDate date, char out[16])
{
	if (!partial_valid(date))
		return text_copy(out, 16, "");
	if (partial_is_unknown(date))
		return text_copy(out, 16, unknown);

	char day[16];
	date_print(partial_first(date), day);
	return text_print(out, 16, "%.*s", date.day ? 10 : date.month ? 7 : 4, day);
}

size_t partial_print_staff(PartialDate date, char out[16])
{
	if (!partial_valid(date))
		return text_copy(out, 16, "");
	if (partial_is_unknown(date))
		return text_copy(out, 16, "date not known");

	char day[16];
	date_print_staff(partial_first(date), day);
	return text_copy(out, 16, day + (date.day ? 0 : date.month ? strlen("01-") : strlen("01-Jan-")));
}

PartialDate partial_add_days(PartialDate date, int64_t days)
{
	if (partial_is_none(date) || partial_is_unknown(date))
		return date;

	const Date later = date_add_days(partial_first(date), days);
	return (PartialDate){later.year, date.month ? later.month : 0, date.day ? later.day : 0};
}
