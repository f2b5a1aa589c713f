/* Local time by a table of changes. Period i of a zone lasts from change i − 1 (or for ever before) until change i (or
 * for ever after). */
#include "base/date_zone.h"

#include "base/text.h"

enum { DAY = 86400, HOUR = 3600, MINUTE = 60 };

static size_t zone_period(const Zone *zone, Instant at)
{
	size_t low = 0, high = zone->count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (instant_before(at, zone->changes[middle].from))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static int32_t zone_offset(const Zone *zone, size_t period)
{
	return period == 0 ? zone->first : zone->changes[period - 1].offset;
}

static int64_t zone_start(const Zone *zone, size_t period)
{
	return period == 0 ? INT64_MIN : zone->changes[period - 1].from.seconds;
}

static int64_t zone_end(const Zone *zone, size_t period)
{
	return period == zone->count ? INT64_MAX : zone->changes[period].from.seconds;
}

LocalTime zone_local(const Zone *zone, Instant at)
{
	const int64_t local = instant_add(at, zone_offset(zone, zone_period(zone, at))).seconds;
	const int64_t days = local / DAY - (local % DAY < 0);
	const int second = (int)(local % DAY + (local % DAY < 0 ? DAY : 0));
	return (LocalTime){
		.date = date_from_days(days),
		.hour = (uint8_t)(second / HOUR),
		.minute = (uint8_t)(second / MINUTE % 60),
		.second = (uint8_t)(second % MINUTE),
	};
}

Date zone_date(const Zone *zone, Instant at)
{
	return zone_local(zone, at).date;
}

/* The first instant whose local time has reached the day. Where the clock goes back over midnight the day begins twice:
 * this is the first time. Where it leaps over midnight, or over the whole day, this is the leap. */
Instant zone_midnight(const Zone *zone, Date date)
{
	const int64_t midnight = date_days(date) * DAY;
	size_t period = zone_period(zone, (Instant){midnight - 2 * DAY});
	for (;; period++) {
		const int64_t start = zone_start(zone, period), reached = midnight - zone_offset(zone, period);
		const int64_t first = start > reached ? start : reached;
		if (first < zone_end(zone, period))
			return (Instant){first};
	}
}

/* The last instant whose local time has not passed the day, also where the day comes back after its end. */
Instant zone_end_of_day(const Zone *zone, Date date)
{
	const int64_t midnight = (date_days(date) + 1) * DAY;
	size_t period = zone_period(zone, (Instant){midnight + 2 * DAY});
	for (;; period--) {
		const int64_t end = zone_end(zone, period), passed = midnight - zone_offset(zone, period);
		const int64_t last = (end < passed ? end : passed) - 1;
		if (last >= zone_start(zone, period))
			return (Instant){last};
	}
}

/* Instants beyond the calendar are shown on its first or last day. */
size_t instant_print(Instant at, char out[32])
{
	static const Zone utc;
	const LocalTime time = zone_local(&utc, at);
	return text_print(out, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", time.date.year, time.date.month, time.date.day,
			  time.hour, time.minute, time.second);
}
