/* Days and moments. Structs, so that they cannot be mixed up. Nothing here reads a clock.
 *
 * Instant: whole seconds since 1970-01-01T00:00:00Z (leap seconds not counted), any sign.
 * Date: a day of the proleptic Gregorian calendar, years 1–9999.
 * LocalTime: what calendar and clock of one place show at an instant (date_zone.h). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Instant {
	int64_t seconds;
} Instant;

typedef struct Date { /* {0} is "no date" */
	int16_t year;
	uint8_t month, day; /* 1–12, 1–31 */
} Date;

typedef struct LocalTime {
	Date date;
	uint8_t hour, minute, second;
} LocalTime;

#define INSTANT_MIN ((Instant){INT64_MIN})
#define INSTANT_MAX ((Instant){INT64_MAX})

/* Here, as a decision is made of little else. */

static inline int instant_order(Instant a, Instant b) /* <0, 0, >0 */
{
	return (a.seconds > b.seconds) - (a.seconds < b.seconds);
}

static inline bool instant_before(Instant a, Instant b)
{
	return a.seconds < b.seconds;
}

static inline Instant instant_later(Instant a, Instant b)
{
	return a.seconds < b.seconds ? b : a;
}

Instant instant_add(Instant at, int64_t seconds);

/* RFC 3339 ("2024-03-01T09:00:00Z"); offsets are normalised, fractions cut, 'T'/'t'/' ' and 'Z'/'z' accepted, second 60
 * taken as 59. */
bool instant_parse(const char *text, Instant *ret_at);

bool date_parse(const char *text, Date *ret_date);	   /* "YYYY-MM-DD" only */
bool date_parse_compact(const char *text, Date *ret_date); /* "YYYYMMDD", as in ODS files */
size_t date_print(Date date, char out[16]);		   /* "YYYY-MM-DD" */
bool date_valid(Date date);
bool date_is_none(Date date);
int date_order(Date a, Date b);
int64_t date_days(Date date); /* days since 1970-01-01 */
Date date_from_days(int64_t days);
Date date_add_days(Date date, int64_t days);
/* 29 February becomes 1 March where there is none: the day someone born then comes of age in England. */
Date date_add_years(Date date, int years);
int date_age(Date born, Date on); /* whole years; −1 if not yet born */

/* Staff: "14-Jul-1945", "09:41" (24 h). Patients: "14 July 1945", "2:30pm", "midday", "midnight" (NHS content guide).
 */
size_t date_print_staff(Date date, char out[16]);
size_t date_print_short(Date date, char out[16]); /* "22-Nov" */
size_t date_print_patient(Date date, char out[32]);
size_t time_print_staff(LocalTime time, char out[8]);
size_t time_print_patient(LocalTime time, char out[16]);
