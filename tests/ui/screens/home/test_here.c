#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "model/lists/lists.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"
#include "ui/stage.h"

/* The clock stands at 10:41. Two have no time; Zainab Hussain came, or will not. */
static const Expected morning[] = {
	{"9990000190", 9 * 60, "Dr Shah"},	     /* Taylor */
	{"9990000123", 10 * 60 + 20, "Dr Shah"},     /* Hussain */
	{"9990000158", 10 * 60 + 40, "Nurse Okoye"}, /* Singh */
	{"9990000018", 10 * 60 + 50, "Dr Shah"},     /* Ashby Maureen */
	{"9990000220", 11 * 60, "Nurse Okoye"},	     /* Fletcher, who has died */
	{"9990000212", 11 * 60 + 10, "Dr Shah"},     /* Grant */
	{"9990000115", EXPECTED_ANY_TIME, NULL},     /* Walker Amelia */
	{"9990000239", EXPECTED_ANY_TIME, NULL},     /* Evans */
};

static void load(Stage *stage, const Expected *rows, size_t count)
{
	ExpectedLoaded loaded;
	stage_ok(stage, desk_load_expected(stage->desk, rows, count, &stage->arena, &loaded, &stage->err));
}

static Stage *open_here(Role role)
{
	Stage *stage = stage_open(role);
	load(stage, morning, countof(morning));
	return stage;
}

static void here_is_as_pictured(void **state)
{
	Stage *stage = open_here(ROLE_RECEPTIONIST);
	stage_golden(stage, "home-here", NULL, NULL, NULL);
	stage_golden(stage, "here", &screen_here, NULL, NULL);
	stage_close(stage);
}

static void below_them_it_says_that_it_counts(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	stage_people(stage, 1500);
	load(stage, morning, countof(morning));
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "Due today … counting"));
	stage_wait(stage, &drive, 40);
	assert_true(drive_shows(&drive, "Due today ─"));
	drive_close(&drive);
	stage_close(stage);
}

/* Enter, who speaks, what sharing means: then the first question stands there. */
static void three_keys_to_the_first_question(void **state)
{
	Stage *stage = open_here(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "ask");
	assert_true(drive_shows(&drive, "SINGH, Gurpreet (Mr)"));
	drive_keys(&drive, "p enter");
	assert_true(drive_shows(&drive, "Share Out"));
	assert_true(drive_shows(&drive, "y Yes"));
	drive_keys(&drive, "esc");
	drive_close(&drive);
	stage_close(stage);
}

/* Nothing is recorded by these keys, and Esc goes back to where one came from; what was saved leads to the patient. */
static void esc_from_the_ask_goes_home(void **state)
{
	Stage *stage = open_here(ROLE_NURSE);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "enter esc");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_true(drive_shows(&drive, "▌ 2 10:40  Singh G"));
	drive_keys(&drive, "enter p enter y esc d");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_reads(&drive, "enter p enter y y enter n ctrl-s");
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_keys(&drive, "w esc"); /* and from there nothing is passed any more */
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_close(&drive);
	stage_close(stage);
}

static void who_is_next_goes_with_the_time(void **state)
{
	static const Expected two[] = {{"9990000123", 10 * 60 + 29, NULL}, {"9990000158", 10 * 60 + 40, NULL}};
	Stage *stage = stage_open(ROLE_CLINICIAN);
	load(stage, two, countof(two));
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "▌ 1 10:29  Hussain Z"));
	stage_wait(stage, &drive, 3 * 60);
	assert_true(drive_shows(&drive, "▌ 1 10:29  Hussain Z"));
	stage_wait(stage, &drive, 60);
	assert_true(drive_shows(&drive, "▌ 2 10:40  Singh G"));
	drive_keys(&drive, "up"); /* chosen by hand, it stays */
	stage_wait(stage, &drive, 60);
	assert_true(drive_shows(&drive, "▌ 1 10:29  Hussain Z"));
	drive_close(&drive);
	stage_close(stage);
}

static bool selected(Drive *drive, const char *name)
{
	return drive_shows(drive, arena_print(&drive->arena, "▌ %s", name));
}

static void the_keys_pass_the_rule_by(void **state)
{
	Stage *stage = open_here(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "down down");
	assert_true(selected(&drive, "4        Walker A"));
	drive_keys(&drive, "down");
	assert_true(selected(&drive, "5 4 more, nothing due"));
	drive_keys(&drive, "down");
	assert_true(selected(&drive, "6 Questions to ask"));
	drive_keys(&drive, "up");
	assert_true(selected(&drive, "5 4 more, nothing due"));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "here");
	assert_true(selected(&drive, "10:40  Singh G"));
	drive_keys(&drive, "home enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix"); /* Taylor, of whom nothing is due */
	drive_keys(&drive, "esc esc \"smi\"");
	assert_false(drive_shows(&drive, "Here today"));
	drive_keys(&drive, "esc f12");
	assert_string_equal(app_screen(drive.app)->name, "here");
	drive_close(&drive);
	stage_close(stage);
}

/* Of many, those before the next give way; at 40 by 12 all the more. */
static void the_next_is_always_in_sight(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Expected rows[] = {{"9990000123", 8 * 60, NULL},
			   {"9990000115", 9 * 60, NULL},
			   {"9990000018", 9 * 60 + 10, NULL},
			   {"9990000158", 12 * 60, NULL},
			   {"9990000069", 13 * 60, NULL}};
	load(stage, rows, countof(rows));
	Drive drive = stage_drive(stage, NULL, NULL, 12, 40);
	assert_true(drive_shows(&drive, "▌2 12:00  Singh G"));
	assert_false(drive_shows(&drive, "08:00"));
	drive_close(&drive);
	stage_close(stage);
}

static void what_another_desk_takes_in_is_seen(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(drive_shows(&drive, "Here today"));
	drive_keys(&drive, "f12");
	assert_true(drive_shows(&drive, "There is no list of today"));
	ExpectedLoaded loaded;
	stage_ok(stage, desk_sign_in_demo(stage->other, ROLE_ADMINISTRATOR, &stage->err));
	stage_ok(stage, desk_load_expected(stage->other, morning, 1, &stage->arena, &loaded, &stage->err));
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "Here today: none of 1 has questions due"));
	assert_true(drive_shows(&drive, "All 1 of them"));
	drive_close(&drive);
	stage_close(stage);
}

/* Whoever comes into sight is named. */
static void a_long_list_names_who_is_in_sight(void **state)
{
	enum { MANY = 120 };
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Expected rows[MANY];
	stage_people(stage, MANY);
	for (unsigned i = 0; i < MANY; i++)
		rows[i] = (Expected){arena_text(&stage->arena, nhs_number_test(100000 + i, 0).digits), (int)i, NULL};
	load(stage, rows, MANY);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "1 enter");
	assert_string_equal(app_screen(drive.app)->name, "here");
	assert_true(drive_shows(&drive, "00:05  Zeta5 Z"));
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, "01:59  Zeta119 Z"));
	assert_true(drive_shows(&drive, "Zeta119 Z, 01:59, NHS No. "));
	assert_false(drive_shows(&drive, "  9991"));
	drive_keys(&drive, "pageup pageup up");
	assert_false(drive_shows(&drive, "  9991"));
	drive_size(&drive, 60, 100);
	stage_wait(stage, &drive, 1);
	assert_false(drive_shows(&drive, "  9991"));
	drive_close(&drive);
	stage_close(stage);
}

static void those_of_the_same_name_are_asked_for(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.patient = "9990000085";
	fact.episode = "smith-referred";
	fact.org = "RT5";
	fact.service = "Podiatry";
	stage_tell(stage, fact);
	load(stage, &(Expected){"9990000085", 11 * 60, NULL}, 1);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "▌ 1 11:00  Smith J"));
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "There is more than one Jane Smith here"));
	drive_keys(&drive, "\"14/7/1945\" enter");
	assert_string_equal(app_screen(drive.app)->name, "ask");
	drive_keys(&drive, "esc");
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(here_is_as_pictured),
		cmocka_unit_test(below_them_it_says_that_it_counts),
		cmocka_unit_test(three_keys_to_the_first_question),
		cmocka_unit_test(esc_from_the_ask_goes_home),
		cmocka_unit_test(who_is_next_goes_with_the_time),
		cmocka_unit_test(the_keys_pass_the_rule_by),
		cmocka_unit_test(the_next_is_always_in_sight),
		cmocka_unit_test(what_another_desk_takes_in_is_seen),
		cmocka_unit_test(a_long_list_names_who_is_in_sight),
		cmocka_unit_test(those_of_the_same_name_are_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
