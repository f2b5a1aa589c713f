#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/screens/home/home.h"
#include "ui/screens/people/people.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define NEW "9990000999"

static Stage *stage;
static Drive drive;

static void open_as(Role role)
{
	stage = stage_open(role);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
}

static void close_both(void)
{
	drive_close(&drive);
	stage_close(stage);
}

static const Person *on_file(const char *nhs)
{
	const Person *person;
	stage_ok(stage, stage->ledger.ops->person(stage->ledger.self, nhs, &stage->arena, &person, &stage->err));
	return person;
}

static const Screen *shown(void)
{
	return app_screen(drive.app);
}

static const void *typed_name(Stage *self)
{
	return "NOVAK, Jana";
}

static void it_is_as_pictured(void **state)
{
	stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "add-patient", &screen_add_patient, typed_name, NULL);
	stage_golden(stage, "add-patient-alike", &screen_add_patient, typed_name,
		     "\"" NEW "\" tab ctrl-u \"ashby\" tab ctrl-u \"maureen\" tab \"11/2/1951\" ctrl-s");
	stage_golden(stage, "add-patient-held", &screen_add_patient, typed_name,
		     "\"9990000018\" tab tab tab \"3/2/1980\" ctrl-s");
	stage_close(stage);
}

/* From the empty search to the matrix of somebody new: F2, the number, two fields on, the date, and Ctrl-S. */
static void a_search_that_finds_nobody_adds(void **state)
{
	open_as(ROLE_RECEPTIONIST);
	drive_keys(&drive, "\"novak, jana\"");
	assert_true(drive_shows(&drive, "Nobody found by that: F2 adds them."));
	drive_keys(&drive, "f2");
	assert_ptr_equal(shown(), &screen_add_patient);
	assert_true(drive_shows(&drive, "Novak"));
	drive_keys(&drive, "\"" NEW "\" tab tab tab \"3/2/1980\" ctrl-s");
	assert_ptr_equal(shown(), &screen_matrix);
	assert_true(drive_shows(&drive, "NOVAK, Jana"));
	assert_true(drive_shows(&drive, "registered"));
	assert_true(drive_shows(&drive, "Added, NHS No. 999 000 0999. Press r to refer, a to ask."));
	assert_string_equal(on_file(NEW)->family, "Novak");
	drive_keys(&drive, "esc \"z\"");
	assert_ptr_equal(shown(), &screen_home); /* and the next letter begins a new search */
	assert_true(drive_shows(&drive, "Find a patient z "));
	close_both();
}

static void what_cannot_be_asked_is_not_offered(void **state)
{
	open_as(ROLE_RECEPTIONIST);
	stage_put(stage, (Organisation){.code = "C82001", .name = "Meadow", .care = CARE_GP, .system = SYSTEM_OTHER});
	drive_keys(&drive, "\"novak, jana\" f2 \"" NEW "\" tab tab tab \"3/2/1980\" ctrl-s");
	assert_ptr_equal(shown(), &screen_matrix);
	assert_true(drive_shows(&drive, "Added, NHS No. 999 000 0999. Press r to refer."));
	close_both();
}

static void what_was_typed_is_in_its_field(void **state)
{
	open_as(ROLE_NURSE);
	drive_keys(&drive, "\"999 000 0999\" f2");
	assert_true(drive_shows(&drive, "999 000 0999"));
	drive_keys(&drive,
		   "\"Novak\" tab \"Jana\" tab \"3 Feb 1980\" ctrl-s"); /* the first empty field has the focus */
	assert_ptr_equal(shown(), &screen_matrix);
	close_both();
	open_as(ROLE_CLINICIAN);
	drive_keys(&drive, "\"3/2/1980\" f2");
	assert_true(drive_shows(&drive, "03-Feb-1980"));
	close_both();
}

static void nothing_is_told_before_it_is_right(void **state)
{
	static const struct {
		const char *keys, *said;
	} table[] = {
		{"ctrl-s", "Without an NHS number nobody is added"},
		{"\"9990000998\" ctrl-s", "its last digit does not fit"},
		{"\"" NEW "\" tab tab tab \"31/2/1980\" ctrl-s", "date of birth is no date"},
		{"\"" NEW "\" tab tab tab \"3/2/2080\" ctrl-s", "has not come yet"},
		{"\"" NEW "\" tab tab tab \"3/2/1980\" tab tab tab tab tab \"n/a\" ctrl-s", "not a UK mobile number"},
		{"\"" NEW "\" tab tab tab \"3/2/1980\" up up up up enter", "Ctrl-S adds the patient"}, /* never Enter */
	};
	for (size_t i = 0; i < countof(table); i++) {
		open_as(ROLE_RECEPTIONIST);
		drive_keys(&drive, "\"novak, jana\" f2");
		const int64_t head = desk_head(stage->desk);
		drive_keys(&drive, table[i].keys);
		if (!drive_shows(&drive, table[i].said))
			fail_msg("%s: %s", table[i].keys, drive_text(&drive));
		assert_ptr_equal(shown(), &screen_add_patient);
		assert_int_equal(desk_head(stage->desk), head);
		close_both();
	}
}

static void who_may_be_the_same_is_shown_first(void **state)
{
	open_as(ROLE_RECEPTIONIST);
	drive_keys(&drive, "\"ashby, maureen\" f2 \"" NEW "\" tab tab tab \"11/2/1951\" ctrl-s");
	assert_null(on_file(NEW));
	assert_true(drive_shows(&drive, "Is it one of these?"));
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "Add a patient"));
	drive_keys(&drive, "ctrl-s ctrl-s"); /* somebody else */
	assert_non_null(on_file(NEW));
	assert_ptr_equal(shown(), &screen_matrix);
	assert_true(drive_shows(&drive, "999 000 0999"));
	close_both();

	open_as(ROLE_RECEPTIONIST);
	drive_keys(&drive, "\"ashby, maureen\" f2 \"" NEW "\" tab tab tab \"11/2/1951\" ctrl-s enter");
	assert_ptr_equal(shown(), &screen_matrix); /* the one on file */
	assert_true(drive_shows(&drive, "999 000 0018"));
	assert_null(on_file(NEW));
	close_both();
}

static void a_number_that_is_held_opens_its_holder(void **state)
{
	open_as(ROLE_RECEPTIONIST);
	drive_keys(&drive, "\"novak, jana\" f2 \"9990000018\" tab tab tab \"3/2/1980\" ctrl-s");
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "The number is theirs"));
	drive_keys(&drive, "enter");
	assert_ptr_equal(shown(), &screen_matrix);
	close_both();
}

static void typed_text_is_not_lost(void **state)
{
	open_as(ROLE_RECEPTIONIST);
	drive_keys(&drive, "\"novak\" f2 \"999\" esc");
	assert_ptr_equal(shown(), &screen_add_patient); /* asked first */
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "Novak"));
	close_both();
}

static void who_is_offered_it(void **state)
{
	open_as(ROLE_PRIVACY_OFFICER);
	drive_keys(&drive, "\"zz\"");
	assert_true(drive_shows(&drive, "Nobody found by that."));
	drive_keys(&drive, "f2");
	assert_ptr_equal(shown(), &screen_home);
	close_both();
	open_as(ROLE_ADMINISTRATOR);
	drive_keys(&drive, "f2");
	assert_ptr_equal(shown(), &screen_home);
	assert_true(drive_shows(&drive, "adds patients"));
	close_both();
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_as_pictured),
		cmocka_unit_test(a_search_that_finds_nobody_adds),
		cmocka_unit_test(what_cannot_be_asked_is_not_offered),
		cmocka_unit_test(what_was_typed_is_in_its_field),
		cmocka_unit_test(nothing_is_told_before_it_is_right),
		cmocka_unit_test(who_may_be_the_same_is_shown_first),
		cmocka_unit_test(a_number_that_is_held_opens_its_holder),
		cmocka_unit_test(typed_text_is_not_lost),
		cmocka_unit_test(who_is_offered_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
