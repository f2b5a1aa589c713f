/* The table of a time zone: the changes that its file lists (TZif, RFC 8536), and beyond them what libc says of its
 * rule, by four-weekly probes: each change found where the year before has it, else by halving. Once several have come
 * so, the next is looked for there alone, for libc reads the rule anew for each second asked about. */
#include "command/host_zone.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/macros.h"
#include "base/text.h"

enum { DAY = 24 * 60 * 60, WEEK = 7 * DAY, YEAR = 52 * WEEK, STEP_SECONDS = 4 * WEEK };
enum { REGULAR = 20 /* changes in a row that came as a year before: ten years */, FILE_MAX = 16384 };

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

static bool came_as_before(const ZoneChange *change)
{
	const int64_t later = change->from.seconds - change[-2].from.seconds - YEAR;
	return change->offset == change[-2].offset && (later == 0 || later == WEEK);
}

/* The next, where ten years came as the year before and so does this. */
static bool add_regular(Zone *zone)
{
	if (zone->count < REGULAR + 2)
		return false;
	for (size_t i = zone->count - REGULAR; i < zone->count; i++)
		if (!came_as_before(&zone->changes[i]))
			return false;
	const ZoneChange *last = &zone->changes[zone->count - 1];
	const int64_t next = change_as_before(zone, last->from.seconds, last_probe, last->offset, last[-1].offset);
	if (next)
		add_change(zone, next, last[-1].offset);
	return next != 0;
}

/* What comes after `from`, where the last of those that are there has come. */
static void probe(Zone *zone, int64_t from)
{
	int32_t offset = offset_at(from);
	for (int64_t at = from; at < last_probe && zone->count < ZONE_CHANGES_MAX;) {
		if (add_regular(zone)) {
			at = zone->changes[zone->count - 1].from.seconds;
			offset = zone->changes[zone->count - 1].offset;
			continue;
		}
		const int32_t after = offset_at(at + STEP_SECONDS);
		if (after != offset) {
			const int64_t known = change_as_before(zone, at, at + STEP_SECONDS, offset, after);
			add_change(zone, known ? known : change_between(at, at + STEP_SECONDS, offset), after);
		}
		offset = after;
		at += STEP_SECONDS;
	}
}

/* --- the file of a zone --- */

static int64_t number_at(const uint8_t *bytes, size_t width)
{
	uint64_t number = bytes[0] & 0x80 ? UINT64_MAX : 0;
	for (size_t i = 0; i < width; i++)
		number = number << 8 | bytes[i];
	return (int64_t)number;
}

/* A header and what it counts (RFC 8536, 3.1 and 3.2). */
typedef struct Block {
	const uint8_t *times, *kinds, *offsets, *end;
	size_t width; /* of a time, bytes */
	size_t time_count, kind_count, leap_count;
} Block;

static const char magic[] = "TZif";

static bool block_at(const uint8_t *bytes, size_t size, size_t width, Block *ret_block)
{
	enum { UT, STANDARD, LEAPS, TIMES, KINDS, LETTERS, COUNTS };
	enum { HEADER = 44, FIRST_COUNT = 20, KIND_BYTES = 6 };
	size_t counts[COUNTS];
	if (size < HEADER || memcmp(bytes, magic, strlen(magic)) != 0)
		return false;
	for (size_t i = 0; i < COUNTS; i++) {
		counts[i] = (size_t)number_at(bytes + FIRST_COUNT + 4 * i, 4);
		if (counts[i] > FILE_MAX)
			return false;
	}
	const size_t length = HEADER + counts[TIMES] * (width + 1) + counts[KINDS] * KIND_BYTES + counts[LETTERS] +
			      counts[LEAPS] * (width + 4) + counts[STANDARD] + counts[UT];
	if (length > size)
		return false;
	*ret_block = (Block){
		.times = bytes + HEADER,
		.kinds = bytes + HEADER + counts[TIMES] * width,
		.offsets = bytes + HEADER + counts[TIMES] * (width + 1),
		.end = bytes + length,
		.width = width,
		.time_count = counts[TIMES],
		.kind_count = counts[KINDS],
		.leap_count = counts[LEAPS],
	};
	return true;
}

/* False where a change is none, or they are out of order. */
static bool take_changes(const Block *block, Zone *zone)
{
	enum { KIND_BYTES = 6 };
	int32_t offset = zone->first;
	int64_t before = INT64_MIN;
	for (size_t i = 0; i < block->time_count; i++) {
		const int64_t at = number_at(block->times + i * block->width, block->width);
		const size_t kind = block->kinds[i];
		if (at < before || kind >= block->kind_count)
			return false;
		const int32_t after = (int32_t)number_at(block->offsets + kind * KIND_BYTES, 4);
		before = at;
		if (at > last_probe || zone->count == ZONE_CHANGES_MAX)
			return true;
		if (at > first_probe && after != offset)
			add_change(zone, at, after);
		offset = at > first_probe ? after : offset;
	}
	return true;
}

/* Of what a file holds in times of eight bytes; one that does not, or counts leap seconds, is left to libc. */
static void fill(Zone *zone, const uint8_t *bytes, size_t size)
{
	Block old, block;
	zone->first = offset_at(first_probe);
	if (block_at(bytes, size, 4, &old) && block_at(old.end, size - (size_t)(old.end - bytes), 8, &block) &&
	    block.leap_count == 0 && !take_changes(&block, zone))
		zone->count = 0;
	probe(zone, zone->count > 0 ? zone->changes[zone->count - 1].from.seconds : first_probe);
}

/* libc takes an unknown name for UTC without a word, so the file is looked for first. */
static size_t read_file(const char *name, uint8_t bytes[FILE_MAX])
{
	char path[256];
	text_print(path, sizeof path, "%s/%s", text_or(getenv("TZDIR"), "/usr/share/zoneinfo"), name);
	FILE *file = strstr(name, "..") ? NULL : fopen(path, "re");
	const size_t size = file ? fread(bytes, 1, FILE_MAX, file) : 0;
	if (file)
		fclose(file);
	return size >= strlen(magic) && memcmp(bytes, magic, strlen(magic)) == 0 ? size : 0;
}

bool host_zone(const char *name, Zone *ret_zone, Error *err)
{
	uint8_t bytes[FILE_MAX];
	const size_t size = read_file(name, bytes);
	if (size == 0)
		return fail(err, ERROR_SYSTEM, "The time zone %s is not on this machine: install the package tzdata.",
			    name);
	const char *set = getenv("TZ");
	char *before = set ? strdup(set) : NULL;
	Zone zone = {0};
	text_copy(zone.name, sizeof zone.name, name);
	setenv("TZ", name, 1);
	tzset();
	fill(&zone, bytes, size);
	if (before)
		setenv("TZ", before, 1);
	else
		unsetenv("TZ");
	tzset();
	free(before);
	*ret_zone = zone;
	return true;
}
