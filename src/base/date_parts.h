/* What a date is made of, as somebody says it: "the 14th of July, 1945", "July 14 '45", "1945 July 14". */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct DateParts {
	int day, month, year; /* not checked: there may be no such day */
	size_t year_digits;   /* 2 or 4 */
	bool has_day;	      /* else a month was said */
	bool named;	      /* the month by its name */
	bool year_first;
} DateParts;

/* A month by its name or at least its first three letters, in any case; 0 for any other word. Steps over it. */
int date_take_month(const char **text);
/* Steps over the st, nd, rd or th behind a day. */
void date_pass_ordinal(const char **text);

/* Day, month and year, or month and year, in any order in which the year does not stand in the middle; weekday, "the",
 * "of" and commas do not matter. False for anything else. */
bool date_read_parts(const char *text, DateParts *ret_parts);
