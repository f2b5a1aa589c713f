/* The table of a time zone, from the file that the system's database has of it (TZif, RFC 8536): its changes one by
 * one, and a rule for what comes after them, which libc reads; that is asked every four weeks, each change found by
 * halving. (No rule has two changes within a month. libc can be asked about the whole file too, at half the cost of a
 * start.) */
#include "command/host_zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/text.h"

enum { STEP_SECONDS = 28 * 24 * 60 * 60, FILE_MAX = 64 * 1024, RULE_MAX = 256 };

static const int64_t first_second = -2208988800; /* 1900-01-01T00:00:00Z */
static const int64_t last_second = 2840140800;	 /* 2060-01-01T00:00:00Z */

static void add_change(Zone *zone, int64_t at, int32_t offset)
{
	const int32_t before = zone->count > 0 ? zone->changes[zone->count - 1].offset : zone->first;
	if (at <= first_second)
		zone->first = offset;
	else if (offset != before && at <= last_second && zone->count < ZONE_CHANGES_MAX)
		zone->changes[zone->count++] = (ZoneChange){{at}, offset};
}

/* --- The rule --- */

static int32_t offset_at(int64_t seconds)
{
	time_t at = (time_t)seconds;
	struct tm local;
	return localtime_r(&at, &local) ? (int32_t)local.tm_gmtoff : 0;
}

/* The first second of (from, to] that has the offset of `to`, where there is one change between. */
static int64_t change_between(int64_t from, int64_t to)
{
	int32_t before = offset_at(from);
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;
		if (offset_at(middle) == before)
			from = middle;
		else
			to = middle;
	}
	return to;
}

/* As the rule that libc has been set to goes on from `from`. */
static void follow_rule(Zone *zone, int64_t from)
{
	int32_t offset = offset_at(from);
	add_change(zone, from, offset);
	for (int64_t at = from; at < last_second; at += STEP_SECONDS) {
		const int32_t after = offset_at(at + STEP_SECONDS);
		if (after != offset)
			add_change(zone, change_between(at, at + STEP_SECONDS), after);
		offset = after;
	}
}

static void with_rule(const char *rule, Zone *zone, int64_t from)
{
	const char *set = getenv("TZ");
	char *before = set ? strdup(set) : NULL;
	setenv("TZ", rule, 1);
	tzset();
	follow_rule(zone, from);
	if (before)
		setenv("TZ", before, 1);
	else
		unsetenv("TZ");
	tzset();
	free(before);
}

/* --- The file --- */

/* What a file still has to say. */
typedef struct Rest {
	const unsigned char *at;
	size_t left;
} Rest;

/* NULL where there are not so many bytes. */
static const unsigned char *take(Rest *rest, size_t n)
{
	const unsigned char *at = rest->at;
	if (n > rest->left)
		return NULL;
	rest->at += n;
	rest->left -= n;
	return at;
}

static uint64_t number(const unsigned char *bytes, int count)
{
	uint64_t value = 0;
	for (int i = 0; i < count; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* How many there are of each, in the order of the header. */
typedef struct Counts {
	uint32_t universal, standard, leaps, times, types, letters;
} Counts;

static bool read_counts(Rest *rest, Counts *ret_counts)
{
	enum { MAGIC = 4, VERSION = 4, COUNTS = 20, SIZE = 44, MANY = 64 * 1024 };
	const unsigned char *head = take(rest, SIZE);
	uint32_t counts[6];
	if (!head || memcmp(head, "TZif", MAGIC) != 0 || head[VERSION] < '2')
		return false;
	for (int i = 0; i < 6; i++) {
		counts[i] = (uint32_t)number(head + COUNTS + 4 * i, 4);
		if (counts[i] > MANY)
			return false;
	}
	*ret_counts = (Counts){counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
	return true;
}

/* What stands behind the types; `wide` is the size of a time. */
static size_t behind_types(Counts counts, size_t wide)
{
	return counts.letters + counts.leaps * (wide + 4) + counts.standard + counts.universal;
}

/* The same is said twice, for readers of 32 and of 64 bits: the second counts. No practice counts leap seconds. */
static bool read_changes(Rest *rest, Zone *zone, int64_t *ret_last)
{
	enum { TYPE = 6 };
	Counts counts;
	if (!read_counts(rest, &counts) ||
	    !take(rest, counts.times * 5 + counts.types * TYPE + behind_types(counts, 4)) ||
	    !read_counts(rest, &counts) || counts.types == 0 || counts.leaps > 0)
		return false;
	const unsigned char *times = take(rest, counts.times * 8), *kinds = take(rest, counts.times);
	const unsigned char *types = take(rest, counts.types * TYPE);
	if (!times || !kinds || !types || !take(rest, behind_types(counts, 8)))
		return false;
	*ret_last = first_second;
	zone->first = (int32_t)number(types, 4);
	for (uint32_t i = 0; i < counts.times; i++) {
		const int64_t at = (int64_t)number(times + 8 * i, 8);
		if (kinds[i] >= counts.types)
			return false;
		add_change(zone, at, (int32_t)number(types + TYPE * kinds[i], 4));
		*ret_last = at > first_second ? at : first_second;
	}
	return true;
}

/* The last line; empty where nothing changes any more. */
static bool read_rule(Rest *rest, char rule[RULE_MAX])
{
	if (rest->left < 2 || rest->at[0] != '\n' || rest->at[rest->left - 1] != '\n' || rest->left - 2 >= RULE_MAX)
		return false;
	memcpy(rule, rest->at + 1, rest->left - 2);
	rule[rest->left - 2] = '\0';
	return true;
}

static bool fill(Rest rest, Zone *zone)
{
	char rule[RULE_MAX];
	int64_t last;
	if (!read_changes(&rest, zone, &last) || !read_rule(&rest, rule))
		return false;
	if (rule[0] != '\0' && last < last_second)
		with_rule(rule, zone, last);
	return true;
}

/* The bytes of the file; 0 where there is none. */
static size_t load(const char *name, unsigned char *bytes, size_t size)
{
	char path[256];
	struct stat status;
	const char *folder = text_or(getenv("TZDIR"), "/usr/share/zoneinfo");
	text_print(path, sizeof path, "%s/%s", folder, name);
	FILE *file =
		!strstr(name, "..") && stat(path, &status) == 0 && S_ISREG(status.st_mode) ? fopen(path, "re") : NULL;
	if (!file)
		return 0;
	const size_t length = fread(bytes, 1, size, file);
	fclose(file);
	return length;
}

bool host_zone(const char *name, Zone *ret_zone, Error *err)
{
	unsigned char bytes[FILE_MAX];
	Zone zone = {0};
	text_copy(zone.name, sizeof zone.name, name);
	if (!fill((Rest){bytes, load(name, bytes, sizeof bytes)}, &zone))
		return fail(err, ERROR_SYSTEM, "The time zone %s is not on this machine: install the package tzdata.",
			    name);
	*ret_zone = zone;
	return true;
}
