/* The first hour: what is missing, the local list as it is proposed, systems for many at once, a file looked at. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/lists/first_hour.h"
#include "ui/screens/home/home.h"
#include "ui/screens/lists/lists.h"
#include "ui/stage.h"

enum { COUNTY = 130, HOSPITALS = 20 };

/* A county of practices with its hospitals, of which nobody said anything yet. */
static void put_county(Stage *stage)
{
	stage_put(stage, (Organisation){.code = "C82001",
					.name = "SOUTH LEICESTERSHIRE MEDICAL GROUP",
					.care = CARE_GP,
					.commissioner = "04C",
					.town = "KIBWORTH",
					.postcode = "LE8 0LG"});
	for (int i = 0; i < COUNTY; i++)
		stage_put(stage, (Organisation){.code = arena_print(&stage->arena, "X%05d", i),
						.name = arena_print(&stage->arena, "SURGERY NUMBER %d", i),
						.care = CARE_GP,
						.commissioner = "04C",
						.town = i % 2 ? "OADBY" : "WIGSTON",
						.postcode = "LE2 5AA"});
	for (int i = 0; i < HOSPITALS; i++)
		stage_put(stage, (Organisation){.code = arena_print(&stage->arena, "T%02d", i),
						.name = arena_print(&stage->arena, "HOSPITAL %d NHS TRUST", i),
						.care = CARE_PLANNED,
						.type = "trust",
						.town = "LEICESTER",
						.postcode = "LE1 5WW"});
}

static Stage *county_open(void)
{
	Stage *stage = stage_open(ROLE_ADMINISTRATOR);
	put_county(stage);
	return stage;
}

static size_t allowed(Stage *stage)
{
	OnLists lists;
	size_t found = 0;
	stage_ok(stage, desk_on_lists(stage->desk, &stage->arena, &lists, &stage->err));
	for (size_t i = 0; i < lists.count; i++)
		found += lists.items[i].standing == STANDING_ALLOWED;
	return found;
}

static System system_of(Stage *stage, const char *code)
{
	const Organisation *organisation;
	stage_ok(stage, desk_organisation(stage->desk, code, &stage->arena, &organisation, &stage->err));
	return (System)organisation->system;
}

/* As a person counts: a word in quotes is as many keys as it has letters. None is typed here. */
static int count_keys(const char *keys)
{
	int count = *keys != '\0';
	for (; *keys; keys++)
		count += *keys == ' ';
	return count;
}

static void a_county_is_set_in_under_twenty_keys(void **state)
{
	static const char local[] = "enter ctrl-a ctrl-s", systems[] = "enter ctrl-a ctrl-s";
	Stage *stage = county_open();
	Drive drive = stage_drive(stage, &screen_first_hour, NULL, 24, 80);
	const size_t before = allowed(stage);
	drive_keys(&drive, "home down");
	drive_keys(&drive, local);
	assert_int_equal(allowed(stage), before + COUNTY + HOSPITALS);
	assert_string_equal(app_screen(drive.app)->name, "first_hour");
	assert_true(drive_shows(&drive, "150 organisations are allowed now."));
	drive_keys(&drive, systems); /* what is missing next is selected */
	assert_int_equal(system_of(stage, "X00001"), SYSTEM_SYSTMONE);
	assert_int_equal(system_of(stage, "C82001"), SYSTEM_SYSTMONE);
	assert_string_equal(app_screen(drive.app)->name, "first_hour");
	assert_true(drive_shows(&drive, "known of us and of all we allow"));
	assert_true(count_keys(local) + count_keys(systems) + 2 < 20);
	drive_close(&drive);
	stage_close(stage);
}

static void nobody_is_allowed_that_nobody_ticked(void **state)
{
	Stage *stage = county_open();
	Drive drive = stage_drive(stage, &screen_local_list, NULL, 24, 80);
	const int64_t head = desk_head(stage->desk);
	const size_t before = allowed(stage);
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Nothing is ticked"));
	drive_keys(&drive, "ctrl-a ctrl-a ctrl-s");
	assert_true(drive_shows(&drive, "Nothing is ticked"));
	drive_keys(&drive, "\"wigston\" ctrl-a space ctrl-a");
	assert_true(drive_shows(&drive, "65 of 150 ticked"));
	drive_keys(&drive, "space ctrl-u \"zzz\" ctrl-a");
	assert_true(drive_shows(&drive, "64 of 150 ticked")); /* half of 130, one of them taken away */
	assert_true(drive_shows(&drive, "Nothing matches"));
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "64 of 150 ticked") || drive_shows(&drive, "saved"));
	drive_keys(&drive, "n");
	assert_int_equal(desk_head(stage->desk), head);
	drive_keys(&drive, "ctrl-s");
	assert_int_equal(allowed(stage), before + 64);
	drive_close(&drive);
	stage_close(stage);
}

static void systems_are_said_part_by_part(void **state)
{
	Stage *stage = county_open();
	Drive drive = stage_drive(stage, &screen_local_list, NULL, 24, 80);
	drive_keys(&drive, "ctrl-a ctrl-s");
	drive_close(&drive);
	drive = stage_drive(stage, &screen_systems, NULL, 24, 80);
	drive_keys(&drive, "\"t0\" ctrl-a right ctrl-s");
	assert_true(drive_shows(&drive, "Said of 10 organisations: EMIS."));
	assert_int_equal(system_of(stage, "T01"), SYSTEM_EMIS);
	assert_int_equal(system_of(stage, "X00001"), SYSTEM_UNKNOWN);
	drive_keys(&drive, "ctrl-a left left ctrl-s");
	assert_int_equal(system_of(stage, "X00001"), SYSTEM_OTHER);
	drive_close(&drive);
	stage_close(stage);
}

static void others_do_not_see_it(void **state)
{
	static const Screen *const screens[] = {&screen_first_hour, &screen_local_list, &screen_systems};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	for (size_t i = 0; i < countof(screens); i++) {
		Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
		assert_false(app_open(drive.app, screens[i], NULL));
		assert_string_equal(app_screen(drive.app)->name, "home");
		assert_true(drive_shows(&drive, "receptionist may not"));
		drive_close(&drive);
	}
	stage_close(stage);
}

static void each_line_leads_to_where_it_is_done(void **state)
{
	static const char *const names[FIRST_STEPS] = {
		[FIRST_LISTS] = "import",      [FIRST_LOCAL] = "local_list",   [FIRST_SYSTEMS] = "systems",
		[FIRST_PATIENTS] = "import",   [FIRST_STAFF] = "staff",	       [FIRST_BACKUP] = "first_hour",
		[FIRST_SENDER] = "first_hour", [FIRST_LANGUAGES] = "settings", [FIRST_NOTICE] = "settings",
		[FIRST_SCR] = "settings",
	};
	Stage *stage = county_open();
	for (size_t i = 0; i < FIRST_STEPS; i++) {
		Drive drive = stage_drive(stage, &screen_first_hour, NULL, 24, 80);
		drive_keys(&drive, "home");
		for (size_t down = 0; down < i; down++)
			drive_keys(&drive, "down");
		drive_keys(&drive, "enter");
		assert_string_equal(app_screen(drive.app)->name, names[i]);
		drive_close(&drive);
	}
	stage_close(stage);
}

/* --- a file --- */

static struct {
	int looked, taken;
	const char *refusal; /* NULL: it can be read */
	bool right;
} file;

static bool read_here(void *self, const char *path, const ImportSeen *take, Arena *arena, ImportSeen *ret_seen,
		      Error *err)
{
	static const char *const rows[] = {
		"line 7, Date of birth: has a year of two digits.",
		"line 9, NHS number: is no NHS number: its check digit is wrong.",
	};
	static const char *const notes[] = {"Patient 9990000018 is registered here and not in the list: moved away?"};
	file.looked += !take;
	file.taken += take != NULL;
	if (file.refusal)
		return fail(err, ERROR_INPUT, "%s", file.refusal);
	*ret_seen = (ImportSeen){
		.right = file.right,
		.said = file.right
				? "patients.csv: patients: 12 new, 3 changed (postcode 2, mobile 1), 80 the same; 12 "
				  "registered here. Columns left: Usual GP.\n"
				: "2 lines of this list are not right: line 7, Date of birth, and line 9, NHS number.",
		.rows = file.right ? notes : rows,
		.count = file.right ? countof(notes) : countof(rows),
	};
	return true;
}

static Stage *stage_with_file(bool right)
{
	memset(&file, 0, sizeof file);
	file.right = right;
	return stage_open_importing(ROLE_ADMINISTRATOR, (Importing){.read = read_here});
}

static void a_file_is_looked_at_and_then_taken(void **state)
{
	Stage *stage = stage_with_file(true);
	Drive drive = stage_drive(stage, &screen_import, NULL, 24, 80);
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Look at a file first"));
	drive_keys(&drive, "\"~/patients.csv\" enter");
	assert_int_equal(file.looked, 1);
	assert_true(drive_shows(&drive, "Ctrl-S takes it"));
	assert_true(drive_shows(&drive, "12 new, 3 changed"));
	drive_keys(&drive, "enter backspace"); /* another name: what was seen is not of it */
	assert_false(drive_shows(&drive, "12 new"));
	drive_keys(&drive, "ctrl-s");
	assert_int_equal(file.taken, 0);
	drive_keys(&drive, "\"v\" enter ctrl-s");
	assert_int_equal(file.taken, 1);
	assert_true(drive_shows(&drive, "The file is taken."));
	drive_keys(&drive, "ctrl-s");
	assert_int_equal(file.taken, 1);
	drive_close(&drive);
	stage_close(stage);
}

static void what_is_not_right_is_listed_and_not_taken(void **state)
{
	Stage *stage = stage_with_file(false);
	Drive drive = stage_drive(stage, &screen_import, NULL, 24, 80);
	drive_keys(&drive, "\"~/patients.csv\" enter ctrl-s");
	assert_int_equal(file.taken, 0);
	assert_true(drive_shows(&drive, "line 9, NHS number"));
	assert_true(drive_shows(&drive, "Nothing of this file can be taken"));
	file.refusal = "The file is a picture.";
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "The file is a picture."));
	assert_false(drive_shows(&drive, "line 9"));
	drive_close(&drive);
	stage_close(stage);
}

static void a_receptionist_comes_to_todays_list_and_sees_no_other(void **state)
{
	memset(&file, 0, sizeof file);
	file.right = true;
	Stage *stage = stage_open_importing(ROLE_RECEPTIONIST, (Importing){.read = read_here});
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "ctrl-p \"today's list\" enter");
	assert_ptr_equal(app_screen(drive.app), &screen_import);
	assert_true(drive_shows(&drive, "Today's list, as the appointment system"));
	assert_false(drive_shows(&drive, "national lists"));
	golden_check("import-today", drive_canvas(&drive));
	drive_keys(&drive, "\"~/today.csv\" enter ctrl-s");
	assert_int_equal(file.taken, 1);
	drive_close(&drive);
	stage_close(stage);
}

/* --- pictures --- */

static void they_are_as_pictured(void **state)
{
	Stage *stage = county_open();
	stage_golden(stage, "first-hour", &screen_first_hour, NULL, NULL);
	stage_golden(stage, "local-list", &screen_local_list, NULL, "\"wigs\" ctrl-a ctrl-u down down");
	stage_ok(stage, desk_put_standing(stage->desk, "T01", STANDING_ALLOWED, &stage->err));
	stage_golden(stage, "systems", &screen_systems, NULL, "down space right");
	stage_close(stage);
	stage = stage_with_file(true);
	stage_golden(stage, "import", &screen_import, NULL, NULL);
	stage_golden(stage, "import-seen", &screen_import, NULL, "\"~/patients.csv\" enter");
	stage_close(stage);
	stage = stage_with_file(false);
	stage_golden(stage, "import-refused", &screen_import, NULL, "\"~/patients.csv\" enter");
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_county_is_set_in_under_twenty_keys),
		cmocka_unit_test(nobody_is_allowed_that_nobody_ticked),
		cmocka_unit_test(systems_are_said_part_by_part),
		cmocka_unit_test(others_do_not_see_it),
		cmocka_unit_test(each_line_leads_to_where_it_is_done),
		cmocka_unit_test(a_file_is_looked_at_and_then_taken),
		cmocka_unit_test(what_is_not_right_is_listed_and_not_taken),
		cmocka_unit_test(a_receptionist_comes_to_todays_list_and_sees_no_other),
		cmocka_unit_test(they_are_as_pictured),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
