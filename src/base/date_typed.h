/* Dates as a person types them. */
#pragma once

#include <stddef.h>

#include "base/date.h"

enum { TYPED_DATES = 2, TYPED_AGE = 125 /* nobody is older */ };

/* What a date can mean: one day, or of a year of two digits the latest such day not after today, then the one a century
 * before where somebody can be as old as that. */
typedef struct TypedDates {
	Date dates[TYPED_DATES];
	size_t count;
} TypedDates;

/* 14-Jul-1945, 14/7/1945, 14.07.1945, 14 July 1945, 14071945, 19450714, 1945-07-14, 14/7/45, 140745; and as it is said:
 * the 14th of July 1945, July 14th '45, Saturday 14 July 1945. Day before month, but where the month is in letters or
 * the year stands first. */
bool date_parse_meant(const char *text, Date today, TypedDates *ret_dates);
bool date_parse_typed(const char *text, Date today, Date *ret_date); /* the likeliest of them */

/* "July 1945", "7/1945": all of that month. */
bool date_parse_month(const char *text, Date *ret_first, Date *ret_last);
/* It has a day, a month and a whole year, and there is no such day, or it is still to come. */
bool date_typed_is_none(const char *text, Date today);

/* As programs write dates into lists: 14/07/1945, 14-Jul-1945, 14 Jul 1945, 1945-07-14, 19450714, midnight after it or
 * not. Day before month, always, and the year with four digits. */
bool date_parse_listed(const char *text, Date *ret_date);
