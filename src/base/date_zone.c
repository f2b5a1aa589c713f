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

/* The first instant whose clock has reached this local time, counted in seconds from 1970-01-01T00:00:00 there. Where
 * the clock goes back over it, it comes twice: this is the first time. Where it leaps over it, this is the leap. */
static Instant zone_reaching(const Zone *zone, int64_t local)
{
	size_t period = zone_period(zone, (Instant){local - 2 * DAY});
	for (;; period++) {
		const int64_t start = zone_start(zone, period), reached = local - zone_offset(zone, period);
		const int64_t first = start > reached ? start : reached;
		if (first < zone_end(zone, period))
			return (Instant){first};
	}
}

/* The last instant whose clock has not reached it, also where it comes back before it. */
static Instant zone_before(const Zone *zone, int64_t local)
{
	size_t period = zone_period(zone, (Instant){local + 2 * DAY});
	for (;; period--) {
		const int64_t end = zone_end(zone, period), passed = local - zone_offset(zone, period);
		const int64_t last = (end < passed ? end : passed) - 1;
		if (last >= zone_start(zone, period))
			return (Instant){last};
	}
}

Instant zone_midnight(const Zone *zone, Date date)
{
	return zone_reaching(zone, date_days(date) * DAY);
}

Instant zone_end_of_day(const Zone *zone, Date date)
{
	return zone_before(zone, (date_days(date) + 1) * DAY);
}

void zone_times(const Zone *zone, Date date, int second, Instant *ret_first, Instant *ret_last)
{
	const int64_t local = date_days(date) * DAY + second;
	*ret_first = zone_reaching(zone, local);
	*ret_last = instant_later(*ret_first, zone_before(zone, local + 1));
}

static char *put_two(char *out, char before, int number)
{
	*out++ = before;
	*out++ = (char)('0' + number / 10);
	*out++ = (char)('0' + number % 10);
	return out;
}

/* Instants beyond the calendar are shown on its first or last day. Without printf: every line of a ledger has two. */
size_t instant_print(Instant at, char out[32])
{
	static const Zone utc;
	const LocalTime time = zone_local(&utc, at);
	char *end = out + date_print(time.date, out);
	end = put_two(put_two(put_two(end, 'T', time.hour), ':', time.minute), ':', time.second);
	*end++ = 'Z';
	*end = '\0';
	return (size_t)(end - out);
}
