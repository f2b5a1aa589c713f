#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/choices/choices.h"
#include "model/lists/lists.h"
#include "model/passing/passing.h"
#include "ui/screens/home/home.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define NEIL "9990000026"

enum { DAY = 24 * 60 * 60 };

static const char *registration(Stage *stage, const char *nhs)
{
	FactList facts;
	stage_ok(stage, stage->ledger.ops->facts(stage->ledger.self, nhs, &stage->arena, &facts, &stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_REGISTERED && text_is(facts.items[i].org, STAGE_PRACTICE))
			return facts.items[i].episode;
	fail_msg("%s is not registered here", nhs);
	return NULL;
}

static const Speaker by_telephone = {.who = WHO_PATIENT, .how = HOW_PHONE};

static void say(Stage *stage, const char *nhs, Direction direction)
{
	Chart *chart = stage_chart(stage, nhs);
	const GivenAnswer no = {registration(stage, nhs), direction, ANSWER_NO};
	stage_ok(stage, desk_answer(stage->desk, chart, &by_telephone, &no, 1, &stage->err));
	desk_close_chart(stage->desk, chart);
}

static void choose(Stage *stage, const char *nhs)
{
	Chart *chart = stage_chart(stage, nhs);
	stage_ok(stage, desk_mig(stage->desk, chart, MIG_DISSENT, &by_telephone, &stage->err));
	stage_ok(stage, desk_scr(stage->desk, chart, SCR_ADDITIONAL, &by_telephone, &stage->err));
	desk_close_chart(stage->desk, chart);
}

/* Four answers of two patients, the oldest of three days ago. */
static Stage *stage_answered(void)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	say(stage, NEIL, DIRECTION_OUT);
	stage->clock.now.seconds += 2 * (int64_t)DAY;
	say(stage, MAUREEN, DIRECTION_IN);
	stage->clock.now.seconds += DAY;
	choose(stage, MAUREEN);
	return stage;
}

static void the_list_is_as_pictured(void **state)
{
	Stage *stage = stage_answered();
	stage_golden(stage, "home-pass-on", NULL, NULL, NULL);
	stage_golden(stage, "pass-on", &screen_pass_on, NULL, NULL);
	stage_golden(stage, "pass-on-marked", &screen_pass_on, NULL, "down * down down");
	stage_close(stage);
}

static void ticked_the_list_is_empty_and_undone_it_is_not(void **state)
{
	Stage *stage = stage_answered();
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f7");
	assert_string_equal(app_screen(drive.app)->name, "pass-on");
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Nothing is marked"));
	drive_keys(&drive, "space * ctrl-s");
	assert_true(drive_shows(&drive, "Recorded: 4 passed on, of 2 patients. u takes them back one by one."));
	assert_true(drive_shows(&drive, "Nothing waits to be passed on."));
	drive_keys(&drive, "u ctrl-s");
	assert_true(drive_shows(&drive, "Taken back: passed on, 3 answers."));
	assert_true(drive_shows(&drive, "To pass on: 3"));
	drive_keys(&drive, "u ctrl-s");
	assert_true(drive_shows(&drive, "Taken back: passed on."));
	assert_true(drive_shows(&drive, "To pass on: 4"));
	drive_keys(&drive, "u");
	assert_true(drive_shows(&drive, "nothing to take back here"));
	drive_keys(&drive, "esc");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

/* Marked is not recorded: leaving asks. */
static void a_mark_is_not_lost_without_asking(void **state)
{
	Stage *stage = stage_answered();
	Drive drive = stage_drive(stage, &screen_pass_on, NULL, 24, 80);
	drive_keys(&drive, "space esc");
	assert_true(drive_shows(&drive, "[x] Ashby N"));
	assert_string_equal(app_screen(drive.app)->name, "pass-on");
	drive_keys(&drive, "esc up space esc");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_close(&drive);
	stage_close(stage);
}

/* Passed on at another desk meanwhile: it leaves the list by itself, and is not recorded twice. */
static void another_desk_ticks_the_same(void **state)
{
	Stage *stage = stage_answered();
	Drive drive = stage_drive(stage, &screen_pass_on, NULL, 24, 80);
	PassingList list;
	Chart *chart = NULL;
	drive_keys(&drive, "space");
	stage_ok(stage, desk_passing(stage->desk, NEIL, SIZE_MAX, &stage->arena, &list, &stage->err));
	stage_ok(stage, desk_sign_in(stage->other, "Nurse Okoye", STAGE_PASSPHRASE, &stage->err));
	stage_ok(stage, desk_passing_chart(stage->other, NEIL, &chart, &stage->err));
	stage_ok(stage, desk_pass_on(stage->other, chart, &list.lines[0].fact, 1, &stage->err));
	desk_close_chart(stage->other, chart);
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "does not wait any more"));
	stage_wait(stage, &drive, 2);
	assert_true(drive_shows(&drive, "To pass on: 3"));
	assert_false(drive_shows(&drive, "Ashby N"));
	drive_close(&drive);
	stage_close(stage);
}

static void a_patients_own_page(void **state)
{
	Stage *stage = stage_answered();
	Drive small = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 12, 40);
	drive_keys(&small, "f7");
	golden_check("pass-on-patient", drive_canvas(&small));
	drive_close(&small);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	drive_keys(&drive, "f7");
	assert_string_equal(app_screen(drive.app)->name, "pass-on");
	golden_check("pass-on-patient", drive_canvas(&drive));
	drive_keys(&drive, "space ctrl-s");
	assert_true(drive_shows(&drive, "Recorded: 1 passed on. u takes it back."));
	assert_true(drive_shows(&drive, "To pass on: 2"));
	drive_keys(&drive, "esc u ctrl-s"); /* on the patient's page it is the last act too */
	assert_true(drive_shows(&drive, "Taken back: passed on."));
	drive_close(&drive);
	stage_close(stage);
}

static void where_the_system_is_not_known(void **state)
{
	Stage *stage = stage_answered();
	const Organisation *known = NULL;
	stage_ok(stage, desk_sign_in(stage->other, "Sam Reed", STAGE_PASSPHRASE, &stage->err));
	stage_ok(stage, desk_organisation(stage->other, STAGE_PRACTICE, &stage->arena, &known, &stage->err));
	Organisation practice = *known;
	practice.system = SYSTEM_UNKNOWN;
	stage_ok(stage, desk_put_organisation(stage->other, &practice, &stage->err));
	stage_golden(stage, "pass-on-unknown", &screen_pass_on, NULL, "down down");
	stage_close(stage);
}

static bool take_sheet(void *self, const PrintJob *job, Error *err)
{
	const Sheet *sheet = job->sheet;
	assert_string_equal(sheet->name, "to-pass-on");
	*(size_t *)self += sheet->count;
	return true;
}

static size_t exports_of(Stage *stage)
{
	FactList facts;
	size_t count = 0;
	stage_ok(stage, stage->ledger.ops->facts(stage->ledger.self, NULL, &stage->arena, &facts, &stage->err));
	for (size_t i = 0; i < facts.count; i++)
		count += facts.items[i].kind == FACT_EXPORTED;
	return count;
}

static void that_it_left_is_a_fact_once_it_did(void **state)
{
	size_t blocks = 0;
	Stage *stage = stage_open_printing(ROLE_RECEPTIONIST, (Printing){.print = take_sheet, .self = &blocks});
	say(stage, NEIL, DIRECTION_OUT);
	const size_t before = exports_of(stage);
	Drive drive = stage_drive(stage, &screen_pass_on, NULL, 24, 80);
	drive_keys(&drive, "f3 ctrl-s");
	assert_true(drive_shows(&drive, "writes no files"));
	assert_int_equal(exports_of(stage), before);
	/* The name stays in its field: what is typed next reaches no list. */
	drive_keys(&drive, "\"march list\" ctrl-s");
	assert_true(drive_shows(&drive, "march list"));
	assert_int_equal(exports_of(stage), before);
	drive_keys(&drive, "esc f5");
	assert_true(drive_shows(&drive, "The list has gone to the printer."));
	assert_true(blocks > 3);
	assert_int_equal(exports_of(stage), before + 1);
	drive_close(&drive);
	stage_close(stage);
}

static void who_sees_no_patients_passes_nothing_on(void **state)
{
	for (Role role = ROLE_PRIVACY_OFFICER; role <= ROLE_ADMINISTRATOR; role++) {
		Stage *stage = stage_open(role);
		Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
		drive_keys(&drive, "f7");
		assert_string_equal(app_screen(drive.app)->name, "home");
		assert_true(drive_shows(&drive, "may not pass on"));
		drive_close(&drive);
		stage_close(stage);
	}
}

static void the_figures_say_what_waits(void **state)
{
	Stage *stage = stage_answered();
	desk_sign_out(stage->desk);
	stage_ok(stage, desk_sign_in(stage->desk, "Sam Reed", STAGE_PASSPHRASE, &stage->err));
	Drive drive = stage_drive(stage, &screen_figures, NULL, 24, 80);
	assert_true(drive_shows(&drive, "Not yet passed on: 4, the oldest 3 days."));
	drive_keys(&drive, "]");
	assert_true(drive_shows(&drive, "This is the present month"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_is_as_pictured),
		cmocka_unit_test(ticked_the_list_is_empty_and_undone_it_is_not),
		cmocka_unit_test(a_mark_is_not_lost_without_asking),
		cmocka_unit_test(another_desk_ticks_the_same),
		cmocka_unit_test(a_patients_own_page),
		cmocka_unit_test(where_the_system_is_not_known),
		cmocka_unit_test(that_it_left_is_a_fact_once_it_did),
		cmocka_unit_test(who_sees_no_patients_passes_nothing_on),
		cmocka_unit_test(the_figures_say_what_waits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
