/* The search of home. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/codes/codes.h"
#include "model/desk/find.h"
#include "model/people/people.h"
#include "ui/action.h"
#include "ui/screens/door/door.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/record/record.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY_MAUREEN "9990000018"
#define SMITH_ELDER "9990000085" /* Jane, born 14-Jul-1945 */

/* Who was served last is named below the empty search, and listed by one key; who is found anew takes their place. */
static void whom_one_served_last(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "tab");
	assert_true(drive_shows(&drive, "You have opened nobody here today."));
	drive_keys(&drive, "\"maureen\" enter esc");
	drive_keys(&drive, "\"singh\" enter esc esc");
	assert_true(drive_shows(&drive, "Tab Lately Singh G · Ashby M"));
	golden_check("home-lately", drive_canvas(&drive));
	drive_keys(&drive, "tab down");
	golden_check("home-lately-listed", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("home-lately-listed", drive_canvas(&drive));
	drive_size(&drive, 24, 80);
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "Tab Lately Ashby M · Singh G"));
	drive_keys(&drive, "tab esc");
	assert_true(drive_shows(&drive, "Tab Lately Ashby M"));
	drive_keys(&drive, "tab \"wal\"");
	assert_true(drive_shows(&drive, "WALKER"));
	drive_keys(&drive, "f9");
	assert_int_equal(desk_recent_count(stage->desk), 0);
	drive_close(&drive);
	stage_close(stage);
}

static void type_ahead(Drive *drive, const char *typed)
{
	for (; *typed; typed++)
		app_step(drive->app, (Key){.code = (KeyCode)*typed, .more = true});
}

/* Of keys that wait one behind the other the last is looked for, and Enter opens what they all say. */
static void keys_typed_ahead_are_looked_for_once(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	type_ahead(&drive, "sing");
	assert_true(app_is_late(drive.app));
	assert_false(drive_shows(&drive, "SINGH"));
	drive_keys(&drive, "h");
	assert_false(app_is_late(drive.app));
	assert_true(drive_shows(&drive, "SINGH"));
	drive_keys(&drive, "esc");
	type_ahead(&drive, "maureen");
	assert_true(app_is_late(drive.app));
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	drive_close(&drive);
	stage_close(stage);
}

static void what_cannot_be_right_is_said(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "home-no-number", NULL, NULL, "\"9990000019\"");
	stage_golden(stage, "home-no-date", NULL, NULL, "\"smith 31/2/1945\"");
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"1950 ashby\"");
	assert_true(drive_shows(&drive, "Nobody of that name was born in 1950. By name alone:"));
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	drive_close(&drive);
	stage_close(stage);
}

static const char *drawn(const Person *person, Arena *arena)
{
	const Found found = {.person = *person, .due = 2};
	Canvas canvas = {0};
	canvas_size(&canvas, 1, 100);
	home_draw_person(&found, 0, area_all(&canvas));

	const char *text = canvas_text(&canvas, arena);

	canvas_free(&canvas);
	return text;
}

static void a_row_says_who_has_died(void **state)
{
	static const struct {
		PartialDate died;
		const char *says;
	} cases[] = {
		{{0}, " 2 questions due\n"},
		{{2024, 4, 18}, " died 18-Apr-2024\n"},
		{{2024, 4, 0}, " died Apr-2024\n"},
		{{2024, 0, 0}, " died 2024\n"},
		{{.year = PARTIAL_YEAR_UNKNOWN}, " has died\n"},
	};
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++) {
		const Person person = {.nhs = ASHBY_MAUREEN, .family = "Ashby", .died = cases[i].died};
		assert_non_null(strstr(drawn(&person, &arena), cases[i].says));
	}
}

static void each_key_typed_narrows_what_is_found(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"a\"");
	assert_true(drive_shows(&drive, "ALI, Hodan"));
	drive_keys(&drive, "\"shby\"");
	assert_false(drive_shows(&drive, "ALI, Hodan"));
	assert_true(drive_shows(&drive, "ASHBY, Maureen (Mrs)"));
	drive_keys(&drive, "ctrl-u \"14/7/1945\"");
	assert_true(drive_shows(&drive, "SMITH, Jane (Mrs)"));
	drive_keys(&drive, "ctrl-u \"999 000 0018\"");
	assert_true(drive_shows(&drive, "ASHBY, Maureen (Mrs)"));
	drive_keys(&drive, "esc");
	assert_false(drive_shows(&drive, "ASHBY, Maureen (Mrs)"));
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

static void enter_opens_a_patient(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\" enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_keys(&drive, "esc");
	assert_string_equal(app_screen(drive.app)->name, "home");
	assert_true(drive_shows(&drive, "ashby m"));
	drive_keys(&drive, "f10 \"" STAGE_PIN "\" enter");
	assert_true(drive_shows(&drive, "ashby m"));
	drive_keys(&drive, "\"oka\""); /* the next patient: a new search */
	assert_true(drive_shows(&drive, "OKAFOR, Chidi (Mr)"));
	drive_close(&drive);
	stage_close(stage);
}

/* Whatever Esc left, what is typed next is a new search. */
static void a_letter_after_esc_begins_anew(void **state)
{
	static const char *const ways[] = {"enter esc", "f1 esc", "ctrl-p esc", "esc"};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	for (size_t i = 0; i < countof(ways); i++) {
		Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
		drive_keys(&drive, "\"jane smith\""); /* Enter asks for the date of birth */
		drive_keys(&drive, ways[i]);
		drive_keys(&drive, "\"oka\"");
		assert_true(drive_shows(&drive, "OKAFOR, Chidi (Mr)"));
		drive_close(&drive);
	}
	stage_close(stage);
}

static void who_is_identified_is_not_asked_again(void **state)
{
	static const char *const typed[] = {"\"999 000 0085\"", "\"14/7/1945\"", "\"smith 14/7/45\""};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	for (size_t i = 0; i < countof(typed); i++) {
		Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
		drive_keys(&drive, typed[i]);
		assert_false(drive_shows(&drive, "ask for the date of birth"));
		assert_false(drive_shows(&drive, "same name"));
		drive_keys(&drive, "enter");
		assert_string_equal(app_screen(drive.app)->name, "matrix");
		drive_close(&drive);
	}
	stage_close(stage);
}

static void two_digits_of_a_year_are_of_either_century(void **state)
{
	const Person elder = {.nhs = "9990000999", .family = "Smith", .given = "Jane", .born = {1916, 3, 5}};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	Line line = line_of_person(&elder);
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err) &&
				stage->ledger.ops->append(stage->ledger.self, &line, SOURCE_DESK, &stage->err) &&
				stage->ledger.ops->commit(stage->ledger.self, &stage->err));
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"smith jane\" down down enter \"5/3/16\" enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_close(&drive);
	stage_close(stage);
}

static void the_same_name_asks_for_the_date_of_birth(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"jane smith\"");
	assert_true(drive_shows(&drive, "same name"));
	drive_keys(&drive, "enter");
	golden_check("home-date-of-birth", drive_canvas(&drive));
	assert_string_equal(app_screen(drive.app)->name, "home");
	stage_wait(stage, &drive, 40); /* the clock goes on under the question */
	drive_keys(&drive, "\"soon\" enter");
	assert_true(drive_shows(&drive, "That is not a date"));
	drive_keys(&drive, "ctrl-u \"15/7/1945\" enter");
	assert_true(drive_shows(&drive, "not the date of birth on file"));
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_keys(&drive, "enter esc");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_keys(&drive, "enter \"14/7/1945\" enter");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_close(&drive);
	stage_close(stage);
}

/* An address, telephone or practice of a restricted patient is nowhere; nor is there a word that tells why. */
static void a_restricted_patient_shows_no_address(void **state)
{
	static const char *const words[] = {"LE8", "0770", "@", "estrict", "ensitive", "rotected"};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Fact fact = FACT_NONE;
	Drive drive;
	fact.kind = FACT_RESTRICTED;
	fact.patient = ASHBY_MAUREEN;
	fact.on = TRUTH_TRUE;
	stage_tell(stage, fact);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby m\"");
	assert_true(drive_shows(&drive, "ASHBY, Maureen (Mrs)"));
	for (size_t i = 0; i < countof(words); i++)
		assert_false(drive_shows(&drive, words[i]));
	drive_close(&drive);
	stage_close(stage);
}

/* Those whose name is only like it stand behind those who have it, and that is said. */
static void names_like_it_stand_below(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	const NewPatient jayne = {.nhs = "9990006008", .family = "Smith", .given = "Jayne", .born = "3/2/1951"};
	char nhs[11];
	assert_true(desk_add_patient(stage->desk, &jayne, nhs, NULL));
	stage_golden(stage, "home-found-and-alike", NULL, NULL, "\"smith jayne\"");
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_like_it_stand_below),
		cmocka_unit_test(whom_one_served_last),
		cmocka_unit_test(keys_typed_ahead_are_looked_for_once),
		cmocka_unit_test(what_cannot_be_right_is_said),
		cmocka_unit_test(a_row_says_who_has_died),
		cmocka_unit_test(each_key_typed_narrows_what_is_found),
		cmocka_unit_test(enter_opens_a_patient),
		cmocka_unit_test(a_letter_after_esc_begins_anew),
		cmocka_unit_test(who_is_identified_is_not_asked_again),
		cmocka_unit_test(two_digits_of_a_year_are_of_either_century),
		cmocka_unit_test(the_same_name_asks_for_the_date_of_birth),
		cmocka_unit_test(a_restricted_patient_shows_no_address),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
