/* A date of which perhaps no more is known than the month, or the year, or that it was. */
#pragma once

#include "base/date.h"

enum { PARTIAL_YEAR_UNKNOWN = -1 };

typedef struct PartialDate { /* {0}: there is none */
	int16_t year;	     /* 1–9999, or PARTIAL_YEAR_UNKNOWN: it was, nobody knows when */
	uint8_t month, day;  /* 0: not known; without a month there is no day */
} PartialDate;

/* In files: "YYYY-MM-DD", "YYYY-MM", "YYYY" or "unknown", and nothing else. */
bool partial_parse(const char *text, PartialDate *ret_date);
size_t partial_print(PartialDate date, char out[16]);
/* Staff: "14-Jul-1945", "Jul-1945", "1945", "date not known". */
size_t partial_print_staff(PartialDate date, char out[16]);

PartialDate partial_of_day(Date day);
bool partial_valid(PartialDate date); /* one that files can say; {0} is none */
bool partial_is_none(PartialDate date);
bool partial_is_unknown(PartialDate date);
bool partial_same(PartialDate a, PartialDate b);
/* A month says less than a day, a year less than a month, "unknown" less than a year; nothing says least. */
bool partial_says_less(PartialDate a, PartialDate b);

/* The days between which it lies, of a valid one; the whole calendar where it is not known. */
Date partial_first(PartialDate date);
Date partial_last(PartialDate date);
/* As exact as before: what is known of the first day so much later. */
PartialDate partial_add_days(PartialDate date, int64_t days);
