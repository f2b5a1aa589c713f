/* The columns of a list of who comes today, by their headings (list_header.h). Source: PRACTICE §1. */
#pragma once

#include "exchange/list_header.h"

typedef enum TodayColumn {
	TODAY_NHS,
	TODAY_TIME,
	TODAY_DATE,
	TODAY_CLINICIAN, /* the first of these three that says something */
	TODAY_HOLDER,
	TODAY_CLINIC,
	TodayColumn_COUNT_
} TodayColumn;

extern const ListColumns today_columns; /* by TodayColumn */

/* A number alone is enough, but a line with more is rather that of the headings than "NHS" in a report's name. */
bool today_header_find(const char *text, size_t length, Arena *arena, ListHeader *header);

typedef enum TodaySign { TODAY_NO_SIGN, TODAY_NUMBERS_ALONE, TODAY_MORE_COLUMNS, TODAY_TIMES } TodaySign;

/* How far text that begins so is such a list, by its headings. */
TodaySign today_columns_sign(const char *bytes, size_t length);
