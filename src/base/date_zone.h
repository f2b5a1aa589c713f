/* Local time of one place: a Zone is its offsets, as a table made by the host from the system's time zone database
 * (Europe/London unless the setting says otherwise); the model gets it as a value. */
#pragma once

#include "base/date.h"

typedef struct ZoneChange {
	Instant from;	/* from this instant on … */
	int32_t offset; /* … local time is UTC plus this many seconds */
} ZoneChange;

enum { ZONE_CHANGES_MAX = 512 };

typedef struct Zone {  /* {0} is UTC */
	char name[64]; /* "Europe/London" */
	int32_t first; /* offset before the first change */
	size_t count;
	ZoneChange changes[ZONE_CHANGES_MAX]; /* ascending */
} Zone;

LocalTime zone_local(const Zone *zone, Instant at);
Date zone_date(const Zone *zone, Instant at);
Instant zone_midnight(const Zone *zone, Date date);   /* the first instant of that local day */
Instant zone_end_of_day(const Zone *zone, Date date); /* its last second: the safe side of W3 */
/* A second of the local day, 0 to 86399. Where the clock goes back over it there are two; else first and last are one,
 * and where the clock leaps over it, the leap. */
void zone_times(const Zone *zone, Date date, int second, Instant *ret_first, Instant *ret_last);

/* RFC 3339, always with Z, years 0001–9999; what instant_parse reads. */
size_t instant_print(Instant at, char out[32]);
