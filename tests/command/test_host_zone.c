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
static void zones_are_as_the_c_library_says(void **state)
{
	enum { DAYS = 16 * 86400 };
	for (size_t i = 0; i < countof(names); i++) {
		Zone zone;
		Error err = {0};
		assert_true(host_zone(names[i], &zone, &err));
		assert_string_equal(zone.name, names[i]);
		setenv("TZ", names[i], 1);
		tzset();
		for (int64_t at = -2208988800; at < 2840140800; at += DAYS)
			holds_at(&zone, at);
		for (size_t k = 0; k < zone.count; k++) {
			holds_at(&zone, zone.changes[k].from.seconds - 1);
			holds_at(&zone, zone.changes[k].from.seconds);
		}
		unsetenv("TZ");
		tzset();
	}
}

/* Wherever a file is cut, the changes that are read of it come one after the other. */
static void a_file_that_is_cut_gives_no_change_out_of_order(void **state)
{
	enum { STEP = 31, FILE_MAX = 8192 };
	unsigned char bytes[FILE_MAX];
	char folder[] = "/tmp/sharedesk-zone-XXXXXX", path[64];
	FILE *file = fopen("/usr/share/zoneinfo/Europe/London", "re");
	assert_non_null(file);
	const size_t size = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/Cut", folder);
	setenv("TZDIR", folder, 1);
	for (size_t length = 4; length < size; length += STEP) {
		Zone zone;
		Error err = {0};
		file = fopen(path, "we");
		assert_int_equal(fwrite(bytes, 1, length, file), length);
		assert_int_equal(fclose(file), 0);
		assert_true(host_zone("Cut", &zone, &err));
		for (size_t i = 1; i < zone.count; i++)
			assert_true(zone.changes[i - 1].from.seconds < zone.changes[i].from.seconds);
	}
	unsetenv("TZDIR");
	assert_int_equal(unlink(path), 0);
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
		cmocka_unit_test(a_file_that_is_cut_gives_no_change_out_of_order),
		cmocka_unit_test(the_rule_goes_on_where_the_file_ends),
		cmocka_unit_test(the_zone_of_the_process_stays),
		cmocka_unit_test(what_is_no_zone_is_said),
	};
	return cmocka_run_group_tests_name("command/host_zone", tests, NULL, NULL);
}
