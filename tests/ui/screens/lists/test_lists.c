/* Standing lists, whom to ask again, figures, and organisations whose system nobody said. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/lists/lists.h"
#include "ui/screens/home/home.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

typedef struct Office {
	Stage *stage;
	Drive drive;
} Office;

static Office office_open(Role role, const Screen *screen)
{
	Office office = {.stage = stage_open(role)};
	office.drive = stage_drive(office.stage, screen, NULL, 24, 80);
	return office;
}

static void office_close(Office *office)
{
	drive_close(&office->drive);
	stage_close(office->stage);
}

static Standing standing_of(Office *office, const char *org)
{
	Standing standing = 0;
	stage_ok(office->stage, desk_standing(office->stage->desk, org, &standing, &office->stage->err));
	return standing;
}

/* The Stop Smoking Service has closed, and Kibworth Physiotherapy does its work. */
static void close_stop_smoking(Stage *stage)
{
	const Organisation *known;
	Organisation closed;
	stage_ok(stage, desk_sign_in_demo(stage->desk, ROLE_ADMINISTRATOR, &stage->err));
	stage_ok(stage, desk_organisation(stage->desk, "local-stop-smoking", &stage->arena, &known, &stage->err));
	closed = *known;
	closed.closed = (Date){2024, 5, 31};
	closed.successor = "local-physio-kibworth";
	stage_ok(stage, desk_put_organisation(stage->desk, &closed, &stage->err));
	stage_ok(stage, desk_sign_in_demo(stage->desk, ROLE_RECEPTIONIST, &stage->err));
}

static void the_lists_are_changed(void **state)
{
	Office office = office_open(ROLE_PRIVACY_OFFICER, &screen_standings);
	assert_true(drive_shows(&office.drive, "04-Apr-2022, said by Helen Marsh"));
	drive_keys(&office.drive, "home down down space ctrl-s"); /* by name: after East Midlands and Kibworth */
	assert_int_equal(standing_of(&office, "RT5"), STANDING_PROHIBITED);
	assert_non_null(strstr(drive_row(&office.drive, 7), "▌ Leicestershire Partnership")); /* the last, prohibited */
	assert_true(drive_shows(&office.drive, "prohibited 12-Jun-2024, said by Helen Marsh"));
	drive_keys(&office.drive, "space ctrl-s");
	assert_int_equal(standing_of(&office, "RT5"), STANDING_ALLOWED);
	drive_keys(&office.drive, "delete ctrl-s");
	assert_int_equal(standing_of(&office, "RT5"), STANDING_VERIFY);
	assert_false(drive_shows(&office.drive, "Leicestershire Partnership NHS T…"));
	drive_keys(&office.drive, "+ \"cornwall\" ctrl-x");
	assert_int_equal(standing_of(&office, "REF"), STANDING_PROHIBITED);
	drive_keys(&office.drive, "+ \"derbyshire comm\" enter ctrl-s");
	assert_int_equal(standing_of(&office, "RY8"), STANDING_ALLOWED);
	assert_true(drive_shows(&office.drive, "is allowed now"));
	assert_true(drive_shows(&office.drive, "SystmOne: Setup, Users & Policy, Share In Rules."));
	/* the new one, in its place */
	assert_non_null(strstr(drive_row(&office.drive, 1), "▌ Derbyshire Community Health"));
	office_close(&office);
}

static void others_only_look(void **state)
{
	Office office = office_open(ROLE_RECEPTIONIST, &screen_standings);
	const int64_t head = desk_head(office.stage->desk);
	drive_keys(&office.drive, "space delete +");
	assert_true(drive_shows(&office.drive, "Only the privacy officer or an administrator"));
	assert_int_equal(desk_head(office.stage->desk), head);
	drive_keys(&office.drive, "enter");
	assert_string_equal(app_screen(office.drive.app)->name, "organisation");
	office_close(&office);
}

static void those_of_a_closed_one_are_asked_again(void **state)
{
	Office office = {.stage = stage_open(ROLE_RECEPTIONIST)};
	close_stop_smoking(office.stage);
	office.drive = stage_drive(office.stage, &screen_reask, NULL, 24, 80);
	assert_true(drive_shows(&office.drive, "closed 31-May-2024, now Kibw"));
	golden_check("reask", drive_canvas(&office.drive));
	drive_keys(&office.drive, "enter");
	assert_string_equal(app_screen(office.drive.app)->name, "matrix");
	/* the referral to the successor, to be asked */
	assert_true(drive_shows(&office.drive, "▌Physiotherapy, knee"));
	drive_keys(&office.drive, "esc");
	assert_string_equal(app_screen(office.drive.app)->name, "reask");
	drive_size(&office.drive, 12, 40);
	golden_check("reask", drive_canvas(&office.drive));
	office_close(&office);
	office = office_open(ROLE_RECEPTIONIST, &screen_reask);
	assert_true(drive_shows(&office.drive, "Nobody is in the care of an organisation that closed."));
	office_close(&office);
}

static const void *ashby(Stage *stage)
{
	return stage_chart(stage, "9990000018");
}

/* From the patient's own page: by one key, with what is known of the successor, and the questions next. */
static void care_goes_on_at_the_successor(void **state)
{
	Office office = {.stage = stage_open(ROLE_RECEPTIONIST)};
	const Chart *chart;
	size_t due;
	close_stop_smoking(office.stage);
	stage_golden(office.stage, "matrix-successor", &screen_matrix, ashby, "home down down down R");
	office.drive = stage_drive(office.stage, &screen_matrix, ashby(office.stage), 24, 80);
	chart = app_screen(office.drive.app)->chart(app_state(office.drive.app));
	due = chart->matrix.due;
	drive_keys(&office.drive, "home R");
	assert_true(drive_shows(&office.drive, "The patient is registered at"));
	drive_keys(&office.drive, "down R");
	assert_true(drive_shows(&office.drive, "Kibworth Physiotherapy is open"));
	assert_false(drive_shows(&office.drive, "has closed"));
	drive_keys(&office.drive, "down down");
	assert_true(drive_shows(&office.drive, "▌Stop smoking service"));
	assert_true(drive_shows(&office.drive, "has closed: R refers to Kibworth Physiotherapy."));
	drive_keys(&office.drive, "R enter esc"); /* Enter alone confirms nothing */
	assert_true(drive_shows(&office.drive, "▌Stop smoking service      "));
	drive_keys(&office.drive, "R ctrl-s");
	assert_true(drive_shows(&office.drive, "Referred to Kibworth Physiotherapy. Press a to ask."));
	assert_true(drive_shows(&office.drive, "▌Stop smoking service             referred today    ?  ?"));
	assert_int_equal(chart->matrix.due, due + 1);
	drive_keys(&office.drive, "enter");
	assert_string_equal(app_screen(office.drive.app)->name, "ask");
	drive_keys(&office.drive, "esc u ctrl-s");
	assert_int_equal(chart->matrix.due, due);
	assert_true(drive_shows(&office.drive, "Taken back"));
	drive_close(&office.drive);
	stage_ok(office.stage, desk_sign_in_demo(office.stage->desk, ROLE_PRIVACY_OFFICER, &office.stage->err));
	office.drive = stage_drive(office.stage, &screen_matrix, ashby(office.stage), 24, 80);
	drive_keys(&office.drive, "home down down down R");
	assert_true(drive_shows(&office.drive, "privacy officer may not"));
	office_close(&office);
}

static void figures_go_from_month_to_month(void **state)
{
	Office office = office_open(ROLE_ADMINISTRATOR, &screen_figures);
	assert_true(drive_shows(&office.drive, "Figures, Jun-2024"));
	drive_keys(&office.drive, "down down down");
	assert_true(drive_shows(&office.drive, "telephone 2."));
	drive_keys(&office.drive, "s");
	assert_false(drive_shows(&office.drive, "telephone"));
	drive_keys(&office.drive, "s ]");
	assert_true(drive_shows(&office.drive, "This is the present month"));
	drive_keys(&office.drive, "[ ]");
	assert_true(drive_shows(&office.drive, "Figures, Jun-2024"));
	drive_keys(&office.drive, "[ [ [ [ [ [");
	assert_true(drive_shows(&office.drive, "Figures, Dec-2023"));
	drive_keys(&office.drive, "s");
	assert_true(drive_shows(&office.drive, "small numbers hidden"));
	drive_keys(&office.drive, "f3 ctrl-s");
	assert_true(drive_shows(&office.drive, "This desk writes no files"));
	office_close(&office);
}

/* A narrow window shows one question and names the key for the other; a wide one shows both. */
static void figures_of_a_narrow_window_are_turned(void **state)
{
	Office office = office_open(ROLE_ADMINISTRATOR, &screen_figures);
	assert_false(drive_shows(&office.drive, "o Out/In"));
	drive_keys(&office.drive, "o");
	assert_true(drive_shows(&office.drive, "Both questions are shown: the window is wide enough."));
	drive_size(&office.drive, 24, 60);
	assert_true(drive_shows(&office.drive, "Share Out"));
	assert_false(drive_shows(&office.drive, "Share In"));
	assert_true(drive_shows(&office.drive, "o Out/In"));
	drive_keys(&office.drive, "o");
	assert_false(drive_shows(&office.drive, "Share Out"));
	assert_true(drive_shows(&office.drive, "Share In"));
	office_close(&office);
}

/* Until all were looked at it says so, and leaves no file with figures that are not all. */
static void figures_say_that_they_are_counted(void **state)
{
	Office office = office_open(ROLE_ADMINISTRATOR, &screen_figures);
	const Ledger *ledger = &office.stage->ledger;
	assert_false(drive_shows(&office.drive, "still counting"));
	stage_ok(office.stage, ledger->ops->begin(ledger->self, &office.stage->err));
	stage_ok(office.stage, ledger->ops->mark_all_due(ledger->self, &office.stage->err));
	stage_ok(office.stage, ledger->ops->commit(ledger->self, &office.stage->err));
	drive_keys(&office.drive, "[ [ [ [ [ [ [ [ [ [ [ [");
	assert_true(drive_shows(&office.drive, "Figures, Jun-2023, still counting"));
	assert_true(drive_shows(&office.drive, "  Still counting."));
	drive_keys(&office.drive, "f3");
	assert_true(drive_shows(&office.drive, "Still counting: wait"));
	drive_wait(&office.drive, 1);
	assert_false(drive_shows(&office.drive, "still counting"));
	assert_true(drive_shows(&office.drive, "Nobody was referred or registered."));
	office_close(&office);
}

static void systems_that_nobody_said_are_listed(void **state)
{
	Office office = office_open(ROLE_RECEPTIONIST, &screen_organisations);
	drive_keys(&office.drive, "ctrl-y");
	assert_true(drive_shows(&office.drive, "Nottingham University Hospitals"));
	assert_false(drive_shows(&office.drive, "Royal Cornwall"));
	drive_keys(&office.drive, "\"zzz\"");
	assert_true(drive_shows(&office.drive, "Nothing matches"));
	drive_keys(&office.drive, "ctrl-u ctrl-y");
	assert_true(drive_shows(&office.drive, "Royal Cornwall"));
	office_close(&office);
}

static void the_lists_are_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_PRIVACY_OFFICER);
	stage_golden(stage, "standings", &screen_standings, NULL, NULL);
	stage_golden(stage, "standing-add", &screen_standings, NULL, "+ \"hospital\"");
	stage_golden(stage, "figures", &screen_figures, NULL, NULL);
	stage_golden(stage, "organisations-unknown", &screen_organisations, NULL, "ctrl-y");
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lists_are_changed),
		cmocka_unit_test(others_only_look),
		cmocka_unit_test(those_of_a_closed_one_are_asked_again),
		cmocka_unit_test(care_goes_on_at_the_successor),
		cmocka_unit_test(figures_go_from_month_to_month),
		cmocka_unit_test(figures_of_a_narrow_window_are_turned),
		cmocka_unit_test(figures_say_that_they_are_counted),
		cmocka_unit_test(systems_that_nobody_said_are_listed),
		cmocka_unit_test(the_lists_are_as_pictured),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
