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

/* 14-Jul-1945, 14/7/1945, 14.07.1945, 14 July 1945, 14th July 1945, 14071945, 1945-07-14, 14/7/45, 140745. Day before
 * month, always. */
bool date_parse_meant(const char *text, Date today, TypedDates *ret_dates);
bool date_parse_typed(const char *text, Date today, Date *ret_date); /* the likeliest of them */

/* As programs write dates into lists: 14/07/1945, 14-Jul-1945, 14 Jul 1945, 1945-07-14, 19450714, midnight after it or
 * not. Day before month, always, and the year with four digits. */
bool date_parse_listed(const char *text, Date *ret_date);
