#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018" /* Gujarati, an interpreter, "Mo", 07700900111 */
#define CHIDI "9990000042"   /* 07700900113, chidi.okafor@example.org, sms */
#define KEMI "9990000212"    /* restricted; 07700900127 */

static const Person *on_file(Stage *stage, const char *nhs)
{
	const Person *person;
	stage_ok(stage, stage->ledger.ops->person(stage->ledger.self, nhs, &stage->arena, &person, &stage->err));
	return person;
}

static const Fact *latest(Stage *stage, const char *nhs)
{
	FactList facts;
	stage_ok(stage, stage->ledger.ops->facts(stage->ledger.self, nhs, &stage->arena, &facts, &stage->err));
	return &facts.items[facts.count - 1];
}

static Drive open_contact(Stage *stage, const char *nhs)
{
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, nhs), 24, 80);
	drive_keys(&drive, "h");
	return drive;
}

static void golden(const char *name, const char *nhs, const char *keys)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}};
	for (size_t i = 0; i < countof(sizes); i++) {
		Stage *stage = stage_open(ROLE_RECEPTIONIST);
		Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, nhs), sizes[i][0], sizes[i][1]);
		drive_keys(&drive, keys);
		golden_check(name, drive_canvas(&drive));
		drive_close(&drive);
		stage_close(stage);
	}
}

static void it_shows_what_is_on_file(void **state)
{
	golden("contact", MAUREEN, "h");
	golden("contact-changed", CHIDI, "h ctrl-u \"07700 900222\" down down right ctrl-s h down");
	golden("contact-refused", CHIDI, "h down ctrl-u \"ann@@example.com\" ctrl-s");
	golden("contact-restricted", KEMI, "h");
}

/* Only what was changed, in one fact with who told it. */
static void what_was_changed_is_recorded(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = open_contact(stage, MAUREEN);
	drive_keys(&drive, "down down right down left down ctrl-u \"pl\" down left ctrl-s");
	assert_true(drive_shows(&drive, "The contact details are recorded. u takes it back."));
	const Fact *fact = latest(stage, MAUREEN);
	assert_int_equal(fact->kind, FACT_CONTACT);
	assert_string_equal(fact->by, "Priya S");
	assert_null(fact->mobile);
	assert_null(fact->email);
	assert_null(fact->preferred);
	assert_null(fact->postcode);
	assert_int_equal(fact->prefers, PREFERS_SMS);
	assert_int_equal(fact->online, TRUTH_TRUE);
	assert_string_equal(fact->language, "pl");
	assert_int_equal(fact->interpreter, TRUTH_FALSE);
	drive_keys(&drive, "h");
	assert_true(drive_shows(&drive, "Polish"));
	drive_keys(&drive, "esc u ctrl-s");
	assert_string_equal(on_file(stage, MAUREEN)->language, "Gujarati");
	assert_int_equal(on_file(stage, MAUREEN)->interpreter, TRUTH_TRUE);
	drive_close(&drive);
	stage_close(stage);
}

static void what_is_emptied_goes_off_the_file(void **state)
{
	Stage *stage = stage_open(ROLE_NURSE);
	Drive drive = open_contact(stage, CHIDI);
	drive_keys(&drive, "ctrl-u down ctrl-u up up ctrl-u \"le1 5ww\" ctrl-s 5");
	assert_null(on_file(stage, CHIDI)->mobile);
	assert_null(on_file(stage, CHIDI)->email);
	assert_string_equal(on_file(stage, CHIDI)->postcode, "LE1 5WW");
	assert_true(drive_shows(&drive, "no mobile number any more"));
	drive_close(&drive);
	stage_close(stage);
}

/* What no message can reach is refused in words; nothing is recorded, and what was typed stands. */
static void what_cannot_be_reached_is_refused(void **state)
{
	static const char *const typed[][2] = {
		{"ctrl-u \"N/A\"", "That is not a UK mobile number"},
		{"ctrl-u \"0116 252 0000\"", "That is not a UK mobile number"},
		{"ctrl-u \"07700900111 07700900112\"", "That is not a UK mobile number"},
		{"down \"ann@@example.com\"", "That is not an e-mail address"},
		{"up ctrl-u \"Leicester\"", "That is not a UK postcode"},
		{"down down down down down right", "Interpreter: what was said once stays said"},
		{"", "Nothing was changed"},
	};
	for (size_t i = 0; i < countof(typed); i++) {
		Stage *stage = stage_open(ROLE_CLINICIAN);
		Drive drive = open_contact(stage, MAUREEN);
		drive_keys(&drive, typed[i][0]);
		drive_keys(&drive, "ctrl-s");
		assert_true(drive_shows(&drive, typed[i][1]));
		assert_int_not_equal(latest(stage, MAUREEN)->kind, FACT_CONTACT);
		assert_true(drive_shows(&drive, "Contact details"));
		drive_close(&drive);
		stage_close(stage);
	}
}

/* Neither number nor address is read off the screen of a restricted patient; both can be set right all the same. */
static void a_restricted_patient_is_set_right_unread(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = open_contact(stage, KEMI);
	assert_false(drive_shows(&drive, "07700"));
	drive_keys(&drive, "down down down down \"Polish\" ctrl-s");
	assert_string_equal(on_file(stage, KEMI)->mobile, "07700900127");
	drive_keys(&drive, "h \"-\" up \"le80hd\" ctrl-s");
	assert_null(on_file(stage, KEMI)->mobile);
	assert_string_equal(on_file(stage, KEMI)->postcode, "LE8 0HD");
	drive_close(&drive);
	stage_close(stage);
}

/* Another desk has changed something meanwhile: who types here records what they changed, and nothing else. */
static void what_another_desk_changed_stays(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = open_contact(stage, MAUREEN);
	drive_keys(&drive, "down \"mo@example.com\"");
	Fact told = FACT_NONE;
	told.kind = FACT_CONTACT;
	told.patient = MAUREEN;
	told.mobile = "07700900333";
	stage_tell(stage, told);
	stage_wait(stage, &drive, 2);
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Meanwhile a file, 10:41:"));
	assert_true(drive_shows(&drive, "07700900333")); /* how it stands now, and what was typed */
	assert_true(drive_shows(&drive, "mo@example.com"));
	assert_string_not_equal(text_or(on_file(stage, MAUREEN)->email, ""), "mo@example.com");
	drive_keys(&drive, "ctrl-s");
	assert_string_equal(on_file(stage, MAUREEN)->mobile, "07700900333");
	assert_string_equal(on_file(stage, MAUREEN)->email, "mo@example.com");
	drive_close(&drive);
	stage_close(stage);
}

/* A name typed by whoever looks elsewhere, with its Enter, comes to the last field and records nothing. */
static void enter_alone_records_nothing(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = open_contact(stage, MAUREEN);
	drive_keys(&drive, "up ctrl-u \"le1 5ww\" enter");
	assert_int_not_equal(latest(stage, MAUREEN)->kind, FACT_CONTACT);
	drive_keys(&drive, "ctrl-s");
	assert_string_equal(on_file(stage, MAUREEN)->postcode, "LE1 5WW");
	drive_close(&drive);
	stage_close(stage);
}

/* By the words that people have for it. */
static void the_palette_finds_it(void **state)
{
	static const char *const found[][2] = {
		{"\"telephone\"", "Contact"}, {"\"interpreter\"", "Contact"}, {"\"postcode\"", "Contact"},
		{"\"phone\"", "How asked"},   {"\"video\"", "How asked"},
	};
	for (size_t i = 0; i < countof(found); i++) {
		Stage *stage = stage_open(ROLE_RECEPTIONIST);
		Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
		drive_keys(&drive, "ctrl-p");
		drive_keys(&drive, found[i][0]);
		assert_true(drive_shows(&drive, found[i][1]));
		drive_close(&drive);
		stage_close(stage);
	}
}

static void nothing_is_changed_in_the_past(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	drive_keys(&drive, "[ h");
	assert_true(drive_shows(&drive, "This is the past"));
	drive_keys(&drive, "4 h");
	assert_false(drive_shows(&drive, "Contact details"));
	drive_keys(&drive, "] h");
	assert_true(drive_shows(&drive, "Contact details"));
	drive_keys(&drive, "esc 5 h");
	assert_true(drive_shows(&drive, "Contact details"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_shows_what_is_on_file),
		cmocka_unit_test(what_was_changed_is_recorded),
		cmocka_unit_test(what_is_emptied_goes_off_the_file),
		cmocka_unit_test(what_cannot_be_reached_is_refused),
		cmocka_unit_test(a_restricted_patient_is_set_right_unread),
		cmocka_unit_test(what_another_desk_changed_stays),
		cmocka_unit_test(enter_alone_records_nothing),
		cmocka_unit_test(the_palette_finds_it),
		cmocka_unit_test(nothing_is_changed_in_the_past),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
