/* The zones of this machine, against what the C library says of each. */
#include "command/host_zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/macros.h"
#include "unit.h"

static const char *const names[] = {"Europe/London", "Europe/Dublin", "America/New_York", "Asia/Kolkata",
				    "Pacific/Apia",  "Africa/Tunis",  "Etc/UTC"};

static int32_t by_libc(int64_t seconds)
{
	const time_t at = (time_t)seconds;
	struct tm local;
	assert_non_null(localtime_r(&at, &local));
	return (int32_t)local.tm_gmtoff;
}

static int32_t by_table(const Zone *zone, int64_t seconds)
{
	int32_t offset = zone->first;
	for (size_t i = 0; i < zone->count && zone->changes[i].from.seconds <= seconds; i++)
		offset = zone->changes[i].offset;
	return offset;
}

static void holds_at(const Zone *zone, int64_t seconds)
{
	if (by_table(zone, seconds) != by_libc(seconds))
		fail_msg("%s at %lld: %d, not %d", zone->name, (long long)seconds, by_table(zone, seconds),
			 by_libc(seconds));
}

/* At both sides of each change, and every 16 days from 1900 to 2060. */
static void holds(const Zone *zone)
{
	enum { DAYS = 16 * 86400 };
	setenv("TZ", zone->name, 1);
	tzset();
	for (int64_t at = -2208988800; at < 2840140800; at += DAYS)
		holds_at(zone, at);
	for (size_t k = 0; k < zone->count; k++) {
		assert_true(k == 0 || zone->changes[k - 1].from.seconds < zone->changes[k].from.seconds);
		holds_at(zone, zone->changes[k].from.seconds - 1);
		holds_at(zone, zone->changes[k].from.seconds);
	}
	unsetenv("TZ");
	tzset();
}

static void zones_are_as_the_c_library_says(void **state)
{
	for (size_t i = 0; i < countof(names); i++) {
		Zone zone;
		Error err = {0};
		assert_true(host_zone(names[i], &zone, &err));
		assert_string_equal(zone.name, names[i]);
		holds(&zone);
	}
}

static size_t london(unsigned char *bytes, size_t size)
{
	FILE *file = fopen("/usr/share/zoneinfo/Europe/London", "re");
	assert_non_null(file);
	const size_t length = fread(bytes, 1, size, file);
	fclose(file);
	return length;
}

/* Whatever libc takes such a file for. */
static void is_as_libc_says(const char *folder, const unsigned char *bytes, size_t length)
{
	char path[64];
	Zone zone;
	Error err = {0};
	snprintf(path, sizeof path, "%s/Own", folder);
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	assert_true(host_zone("Own", &zone, &err));
	holds(&zone);
	assert_int_equal(unlink(path), 0);
}

/* A file that is cut, or not as RFC 8536 has it, is left to libc. */
static void what_a_broken_file_lists_is_not_taken(void **state)
{
	enum { FILE_MAX = 8192, HEADER = 44, TIME_COUNT = 32, TIMES_OF_1916 = HEADER + 8, BYTES = 16 };
	static const struct {
		size_t at; /* of the block with times of eight bytes */
		unsigned char bytes[BYTES];
		size_t length;
	} broken[] = {
		{TIMES_OF_1916, {0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff}, 8}, /* a first change in 2038, before the next */
		{TIME_COUNT, {0x7f, 0xff, 0xff, 0xff}, 4},
		{TIME_COUNT, {0xff, 0xff, 0xff, 0xff}, 4},
		{TIME_COUNT + 4, {0, 0, 0, 1}, 4}, /* one kind of time, where the changes name more */
	};
	unsigned char whole[FILE_MAX], bytes[FILE_MAX];
	char folder[] = "/tmp/sharedesk-zone-XXXXXX";
	const size_t size = london(whole, sizeof whole);
	size_t block = strlen("TZif");
	while (memcmp(whole + block, "TZif", strlen("TZif")) != 0)
		block++;
	assert_non_null(mkdtemp(folder));
	setenv("TZDIR", folder, 1);
	const size_t times = (size_t)(whole[block + TIME_COUNT + 2] << 8 | whole[block + TIME_COUNT + 3]);
	is_as_libc_says(folder, whole, size); /* whose remains in memory are not taken for what is cut off next */
	is_as_libc_says(folder, whole, block + HEADER + 8 * times);
	for (size_t i = 0; i < countof(broken); i++) {
		memcpy(bytes, whole, size);
		memcpy(bytes + block + broken[i].at, broken[i].bytes, broken[i].length);
		is_as_libc_says(folder, bytes, size);
	}
	unsetenv("TZDIR");
	assert_int_equal(rmdir(folder), 0);
}

static void the_rule_goes_on_where_the_file_ends(void **state)
{
	Zone zone;
	Error err = {0};
	assert_true(host_zone("Europe/London", &zone, &err));
	assert_true(zone.changes[zone.count - 1].from.seconds > 2824000000); /* July 2059 */
}

static void the_zone_of_the_process_stays(void **state)
{
	Zone zone;
	Error err = {0};
	setenv("TZ", "Asia/Kolkata", 1);
	tzset();
	assert_true(host_zone("Europe/London", &zone, &err));
	assert_string_equal(getenv("TZ"), "Asia/Kolkata");
	assert_int_equal(by_libc(0), 19800);
	unsetenv("TZ");
	tzset();
}

static void what_is_no_zone_is_said(void **state)
{
	static const char *const wrong[] = {"", "Europe/Nowhere", "Europe", "../zoneinfo/Europe/London", "tzdata.zi"};
	for (size_t i = 0; i < countof(wrong); i++) {
		Zone zone;
		Error err = {0};
		assert_false(host_zone(wrong[i], &zone, &err));
		assert_non_null(strstr(err.text, "install the package tzdata"));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zones_are_as_the_c_library_says),
		cmocka_unit_test(what_a_broken_file_lists_is_not_taken),
		cmocka_unit_test(the_rule_goes_on_where_the_file_ends),
		cmocka_unit_test(the_zone_of_the_process_stays),
		cmocka_unit_test(what_is_no_zone_is_said),
	};
	return cmocka_run_group_tests_name("command/host_zone", tests, NULL, NULL);
}
