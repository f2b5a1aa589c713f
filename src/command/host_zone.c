/* The table of a time zone, read off the system's database through libc: four-weekly probes, each change found where
 * the rule of the year before has it, else by halving. Once several have come so, the next is looked for there alone:
 * beyond what the database lists libc reads the rule anew for each second asked about. (Europe/London has had at most
 * two changes a year, never two within a month.) */
#include "command/host_zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

enum { STEP_SECONDS = 28 * 24 * 60 * 60, REGULAR = 20 /* changes in a row that came as a year before: ten years */ };

static const int64_t first_probe = -2208988800; /* 1900-01-01T00:00:00Z */
static const int64_t last_probe = 2840140800; /* 2060-01-01T00:00:00Z: libc reads the rule anew for each later second */

static int32_t offset_at(int64_t seconds)
{
	time_t at = (time_t)seconds;
	struct tm local;
	return localtime_r(&at, &local) ? (int32_t)local.tm_gmtoff : 0;
}

/* As a year ago, on the same day of the week: 0 where it was not so. */
static int64_t change_as_before(const Zone *zone, int64_t from, int64_t to, int32_t before, int32_t after)
{
	enum { DAY = 24 * 60 * 60, YEAR = 364 * DAY, WEEK = 7 * DAY };
	if (zone->count < 2)
		return 0;
	const int64_t then = zone->changes[zone->count - 2].from.seconds + YEAR;
	for (int64_t at = then; at <= then + WEEK; at += WEEK)
		if (at > from && at <= to && offset_at(at - 1) == before && offset_at(at) == after)
			return at;
	return 0;
}

/* The first second of (from, to] that has the offset of `to`, where there is one change between. */
static int64_t change_between(int64_t from, int64_t to, int32_t before)
{
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;
		if (offset_at(middle) == before)
			from = middle;
		else
			to = middle;
	}
	return to;
}

static void add_change(Zone *zone, int64_t from, int32_t offset)
{
	zone->changes[zone->count++] = (ZoneChange){{from}, offset};
}

/* The next, where ten years came as the year before and so does this. */
static bool add_regular(Zone *zone, int regular)
{
	if (regular < REGULAR)
		return false;
	const ZoneChange *last = &zone->changes[zone->count - 1];
	const int64_t next = change_as_before(zone, last->from.seconds, last_probe, last->offset, last[-1].offset);
	if (next)
		add_change(zone, next, last[-1].offset);
	return next != 0;
}

static void fill(Zone *zone)
{
	int32_t offset = offset_at(first_probe);
	int regular = 0;
	zone->first = offset;
	for (int64_t at = first_probe; at < last_probe && zone->count < ZONE_CHANGES_MAX;) {
		if (add_regular(zone, regular)) {
			at = zone->changes[zone->count - 1].from.seconds;
			offset = zone->changes[zone->count - 1].offset;
			continue;
		}
		const int32_t after = offset_at(at + STEP_SECONDS);
		regular = regular < REGULAR ? regular : 0;
		if (after != offset) {
			const int64_t known = change_as_before(zone, at, at + STEP_SECONDS, offset, after);
			regular = known ? regular + 1 : 0;
			add_change(zone, known ? known : change_between(at, at + STEP_SECONDS, offset), after);
		}
		offset = after;
		at += STEP_SECONDS;
	}
}

/* libc takes an unknown name for UTC without a word, so the database is looked at first. */
static bool known(const char *name)
{
	static const char magic[] = "TZif"; /* RFC 8536 */
	char path[256], head[sizeof magic] = "";
	text_print(path, sizeof path, "%s/%s", text_or(getenv("TZDIR"), "/usr/share/zoneinfo"), name);
	FILE *file = strstr(name, "..") ? NULL : fopen(path, "re");
	const size_t read = file ? fread(head, 1, sizeof head - 1, file) : 0;
	if (file)
		fclose(file);
	return read == strlen(magic) && text_is(head, magic);
}

bool host_zone(const char *name, Zone *ret_zone, Error *err)
{
	if (!known(name))
		return fail(err, ERROR_SYSTEM, "The time zone %s is not on this machine: install the package tzdata.",
			    name);
	const char *set = getenv("TZ");
	char *before = set ? strdup(set) : NULL;
	Zone zone = {0};
	text_copy(zone.name, sizeof zone.name, name);
	setenv("TZ", name, 1);
	tzset();
	fill(&zone);
	if (before)
		setenv("TZ", before, 1);
	else
		unsetenv("TZ");
	tzset();
	free(before);
	*ret_zone = zone;
	return true;
}
