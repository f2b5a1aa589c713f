#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/screens/home/home.h"
#include "ui/screens/people/people.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY "9990000018"
#define NEIL "9990000026"
#define GRANT "9990000212" /* restricted */

static Stage *stage;
static Drive drive;

static void open_page(Role role, const char *nhs)
{
	stage = stage_open(role);
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, nhs), 24, 80);
	drive_keys(&drive, "f8");
}

static void close_both(void)
{
	drive_close(&drive);
	stage_close(stage);
}

static const Chart *chart(void)
{
	return app_screen(drive.app)->chart(app_state(drive.app));
}

static const void *ashby(Stage *self)
{
	return stage_chart(self, ASHBY);
}

static const void *neil(Stage *self)
{
	return stage_chart(self, NEIL);
}

static const void *grant(Stage *self)
{
	return stage_chart(self, GRANT);
}

static void it_is_as_pictured(void **state)
{
	stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "registration", &screen_matrix, ashby, "f8");
	stage_close(stage);
	stage = stage_open(ROLE_CLINICIAN);
	stage_golden(stage, "registration-clinician", &screen_matrix, grant, "f8 down down down down");
	stage_golden(stage, "registration-other", &screen_matrix, ashby,
		     "f8 down down down down \"9990000026\" ctrl-s");
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY), 24, 80);
	drive_keys(&drive, "f8 down down down down \"9990000026\" ctrl-s ctrl-s");
	golden_check("registration-one", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("registration-one", drive_canvas(&drive));
	drive_close(&drive);
	stage_golden(stage, "matrix-goes-on", &screen_matrix, neil, NULL);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"ashby\" down");
	golden_check("home-goes-on", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("home-goes-on", drive_canvas(&drive));
	close_both();
}

static void moved_away_and_back(void **state)
{
	open_page(ROLE_RECEPTIONIST, ASHBY);
	assert_ptr_equal(app_screen(drive.app), &screen_registration);
	drive_keys(&drive, "right ctrl-s");
	assert_true(drive_shows(&drive, "Moved away: the registration has ended."));
	assert_true(drive_shows(&drive, "Registered nowhere"));
	assert_null(chart()->now.home);
	drive_keys(&drive, "right ctrl-s");
	assert_true(drive_shows(&drive, "Registered here."));
	assert_string_equal(chart()->now.home->org, STAGE_PRACTICE);
	drive_keys(&drive, "esc u ctrl-s");
	assert_null(chart()->now.home);
	close_both();
}

static void the_day_is_asked(void **state)
{
	open_page(ROLE_RECEPTIONIST, ASHBY);
	drive_keys(&drive, "right down ctrl-u \"13/6/2024\" ctrl-s");
	assert_true(drive_shows(&drive, "That day has not come yet"));
	drive_keys(&drive, "ctrl-u \"31/6/2024\" ctrl-s");
	assert_true(drive_shows(&drive, "The day is no date"));
	drive_keys(&drive, "ctrl-u \"1/6/2024\" down \"ZZ9\" ctrl-s");
	assert_true(drive_shows(&drive, "no practice ZZ9"));
	assert_non_null(chart()->now.home);
	drive_keys(&drive, "ctrl-u ctrl-s");
	assert_null(chart()->now.home);
	close_both();
}

static void nothing_is_told_by_enter_or_by_halves(void **state)
{
	open_page(ROLE_CLINICIAN, ASHBY);
	const int64_t head = desk_head(stage->desk);
	drive_keys(&drive, "enter enter enter enter enter enter enter");
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Nothing was changed here."));
	drive_keys(&drive, "up space enter enter"); /* something is changed now */
	assert_true(drive_shows(&drive, "Ctrl-S saves."));
	assert_int_equal(desk_head(stage->desk), head);
	drive_keys(&drive, "\"9990000026\" ctrl-s");
	assert_true(drive_shows(&drive, "Change one thing at a time"));
	assert_int_equal(desk_head(stage->desk), head);
	close_both();
}

static void restricted_and_lifted(void **state)
{
	open_page(ROLE_PRIVACY_OFFICER, ASHBY);
	drive_keys(&drive, "space ctrl-s");
	assert_true(chart()->restricted);
	assert_true(drive_shows(&drive, "where they are registered is not shown"));
	assert_false(drive_shows(&drive, "South Leicestershire Medical Group since"));
	drive_keys(&drive, "space ctrl-s");
	assert_false(chart()->restricted);
	assert_true(drive_shows(&drive, "Not restricted any more."));
	close_both();
}

/* Whose number it is stands there before it is said; another number is shown anew. */
static void one_person_takes_two_saves(void **state)
{
	open_page(ROLE_PRIVACY_OFFICER, ASHBY);
	const int64_t head = desk_head(stage->desk);
	drive_keys(&drive, "down \"9990000026\" ctrl-s");
	assert_true(drive_shows(&drive, "ASHBY, Neil"));
	drive_keys(&drive, "ctrl-u \"9990000034\" ctrl-s");
	assert_true(drive_shows(&drive, "ASHWORTH, Peter"));
	assert_int_equal(desk_head(stage->desk), head);
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Also known as 999 000 0034"));
	close_both();
}

static void a_receptionist_registers_alone(void **state)
{
	open_page(ROLE_RECEPTIONIST, ASHBY);
	assert_true(drive_shows(&drive, "Moved on"));
	assert_false(drive_shows(&drive, "Restricted") || drive_shows(&drive, "One person with"));
	close_both();
	open_page(ROLE_PRIVACY_OFFICER, ASHBY);
	assert_true(drive_shows(&drive, "Restricted") && drive_shows(&drive, "One person with"));
	assert_false(drive_shows(&drive, "Moved on"));
	close_both();
}

static void not_in_the_past(void **state)
{
	open_page(ROLE_RECEPTIONIST, ASHBY);
	drive_keys(&drive, "esc [ f8");
	assert_ptr_equal(app_screen(drive.app), &screen_matrix);
	assert_true(drive_shows(&drive, "This is the past"));
	close_both();
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_as_pictured),
		cmocka_unit_test(moved_away_and_back),
		cmocka_unit_test(the_day_is_asked),
		cmocka_unit_test(nothing_is_told_by_enter_or_by_halves),
		cmocka_unit_test(restricted_and_lifted),
		cmocka_unit_test(one_person_takes_two_saves),
		cmocka_unit_test(a_receptionist_registers_alone),
		cmocka_unit_test(not_in_the_past),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
