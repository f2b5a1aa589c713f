#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/lists/lists.h"
#include "ui/action.h"
#include "ui/screens/sharing/inside.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY "9990000018"

static const void *ashby(Stage *stage)
{
	return stage_chart(stage, ASHBY);
}

/* The matrix, with the referral opened from it. */
static Drive refer_open(Stage *stage)
{
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	drive_keys(&drive, "r");
	assert_string_equal(app_screen(drive.app)->name, "refer");
	return drive;
}

static void close_both(Stage *stage, Drive *drive)
{
	drive_close(drive);
	stage_close(stage);
}

static void it_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "refer", &screen_matrix, ashby, "r");
	stage_golden(stage, "refer-found", &screen_matrix, ashby, "r \"univ hosp\"");
	stage_golden(stage, "refer-details", &screen_matrix, ashby, "r \"nottingham u\" enter \"Dermatology\" down");
	stage_close(stage);
}

static void put_many(Stage *stage, int count)
{
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err));
	for (int i = 0; i < count; i++) {
		const Organisation clinic = {.code = arena_print(&stage->arena, "Y%05d", i),
					     .name = arena_print(&stage->arena, "QUILL CLINIC NUMBER %d", i),
					     .care = CARE_PLANNED,
					     .system = SYSTEM_UNKNOWN,
					     .mig = TRUTH_FALSE,
					     .type = i == 0   ? "commissioner"
						     : i == 1 ? "trust"
							      : NULL,
					     .town = "QUILLBY"};
		Line line = line_of_organisation(&clinic);
		stage_ok(stage, stage->ledger.ops->append(stage->ledger.self, &line, SOURCE_ODS, &stage->err));
	}
	stage_ok(stage, stage->ledger.ops->commit(stage->ledger.self, &stage->err));
}

/* What does not fit is counted, a trust stands first, and no commissioner is offered. */
static void more_than_fit_are_counted(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	put_many(stage, 131);
	stage_golden(stage, "refer-cut", &screen_matrix, ashby, "r \"quill\"");
	stage_golden(stage, "refer-nothing", &screen_matrix, ashby, "r \"zzz\"");
	drive = refer_open(stage);
	drive_keys(&drive, "\"quill\"");
	assert_true(drive_shows(&drive, "100 of 130: type more. Quill Clinic Number 1,"));
	drive_keys(&drive, "space \"0\"");
	assert_true(drive_shows(&drive, "Nothing matches"));
	close_both(stage, &drive);
}

static void nobody_is_referred_to_their_own_practice(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	drive_keys(&drive, "\"c82001\"");
	assert_true(drive_shows(&drive, "registered there"));
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "The patient is registered there"));
	assert_true(drive_shows(&drive, "▌South Leicestershire")); /* still the list */
	drive_close(&drive);

	/* Of a restricted patient the practice is named nowhere: it looks like any other, and is refused at the end. */
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, "9990000212"), 24, 80);
	drive_keys(&drive, "r \"c82001\"");
	assert_false(drive_shows(&drive, "registered there"));
	drive_keys(&drive, "enter ctrl-s");
	assert_true(drive_shows(&drive, "Nobody is referred to their own practice"));
	close_both(stage, &drive);
}

static void where_nothing_is_to_be_asked_no_key_is_named(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	drive_keys(&drive, "\"rwe\" enter \"Diabetes\" enter ctrl-s");
	assert_true(drive_shows(&drive, "Referred to University Hospitals of Leicester NHS Trust. There is nothing"));
	assert_false(drive_shows(&drive, "Press a to ask"));
	close_both(stage, &drive);
}

/* Eight keys and a service: from the matrix to the ledger and back, with the new row selected. */
static void a_referral_takes_eight_keys_and_a_service(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	const Chart *chart;
	const Episode *made = NULL;
	drive_keys(&drive, "\"kibw phy\"");
	assert_true(drive_shows(&drive, "▌Kibworth Physiotherapy"));
	drive_keys(&drive, "enter \"Physiotherapy, hip\" enter ctrl-s");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_true(drive_shows(&drive, "Referred to Kibworth Physiotherapy. Press a to ask."));
	assert_true(drive_shows(&drive, "▌Physiotherapy, hip"));
	chart = app_screen(drive.app)->chart(app_state(drive.app));
	for (size_t i = 0; i < chart->matrix.count; i++) {
		if (text_is(chart->matrix.rows[i].service, "Physiotherapy, hip"))
			made = chart->matrix.rows[i].episode;
	}
	assert_non_null(made);
	assert_string_equal(made->org, "local-physio-kibworth");
	assert_string_equal(made->opening->by, "Priya S");
	assert_true(made->open);
	drive_keys(&drive, "u ctrl-s");
	assert_true(drive_shows(&drive, "Taken back: referred to"));
	assert_false(drive_shows(&drive, "Physiotherapy, hip"));
	close_both(stage, &drive);
}

static size_t rows_of(const Drive *drive)
{
	const Chart *chart = app_screen(drive->app)->chart(app_state(drive->app));
	return chart->matrix.count;
}

/* The same once more is a slip, or another course of care: it is asked which. */
static void a_second_one_for_the_same_is_asked_about(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	const size_t before = rows_of(&drive);
	drive_keys(&drive, "r \"kibw phy\" enter \"Hip\" ctrl-s r \"kibw phy\" enter \"hip\" ctrl-s");
	assert_true(drive_shows(&drive, "Refer to Kibworth Physiotherapy again?"));
	drive_keys(&drive, "esc");
	assert_string_equal(app_screen(drive.app)->name, "refer");
	drive_keys(&drive, "enter"); /* by the last line too */
	assert_true(drive_shows(&drive, "Refer to Kibworth Physiotherapy again?"));
	drive_keys(&drive, "ctrl-s");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_int_equal(rows_of(&drive), before + 2);
	drive_keys(&drive, "r \"kibw phy\" enter \"Elbow\" ctrl-s"); /* for something else nothing is asked */
	assert_int_equal(rows_of(&drive), before + 3);
	close_both(stage, &drive);
}

static void each_key_typed_narrows_what_is_found(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	assert_true(drive_shows(&drive, "Enter Go on"));
	drive_keys(&drive, "\"ref\""); /* by code */
	assert_true(drive_shows(&drive, "▌Royal Cornwall Hospitals"));
	assert_true(drive_shows(&drive, "needs a code"));
	drive_keys(&drive, "ctrl-u \"truro\""); /* by town */
	assert_true(drive_shows(&drive, "▌Royal Cornwall Hospitals"));
	drive_keys(&drive, "ctrl-u \"leicestershire part\"");
	assert_true(drive_shows(&drive, "on the local list"));
	drive_keys(&drive, "ctrl-u \"zzz\"");
	assert_true(drive_shows(&drive, "Nothing matches"));
	drive_keys(&drive, "enter"); /* chooses nothing */
	assert_true(drive_shows(&drive, "Refer to"));
	close_both(stage, &drive);
}

static void closed_ones_cannot_be_chosen(void **state)
{
	Stage *stage = stage_open(ROLE_ADMINISTRATOR);
	const Organisation closed = {
		.code = "RXX",
		.name = "CLOSED COTTAGE HOSPITAL",
		.care = CARE_PLANNED,
		.system = SYSTEM_SYSTMONE,
		.mig = TRUTH_FALSE,
		.status = "closed",
	};
	const char *code = NULL;
	Drive drive;
	stage_ok(stage, desk_add_organisation(stage->desk, &closed, &stage->arena, &code, &stage->err));
	desk_sign_out(stage->desk);
	stage_ok(stage, desk_sign_in_demo(stage->desk, ROLE_RECEPTIONIST, &stage->err));
	drive = refer_open(stage);
	drive_keys(&drive, "\"cottage\"");
	assert_true(drive_shows(&drive, "closed"));
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "is closed: choose the organisation that took its place."));
	assert_true(drive_shows(&drive, "Refer to"));
	close_both(stage, &drive);
}

/* One that is on no list: the desk offers the request by itself, with its row selected. */
static void a_code_is_offered(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	drive_keys(&drive, "\"ref\" enter \"Fracture clinic\" enter ctrl-s");
	assert_true(drive_shows(&drive, "They need a code: q opens"));
	drive_keys(&drive, "q ctrl-s");
	assert_string_equal(app_screen(drive.app)->name, "request");
	assert_true(drive_shows(&drive, "Fracture clinic"));
	drive_close(&drive);
	stage_close(stage);
}

/* One that the practice has prohibited: no request is offered, and q says why there is none. */
static void a_prohibited_one_is_offered_no_code(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Fact fact = FACT_NONE;
	fact.kind = FACT_STANDING;
	fact.practice = STAGE_PRACTICE;
	fact.org = "REF";
	fact.standing = STANDING_PROHIBITED;
	fact.id = "prohibits";
	stage_tell(stage, fact);

	Drive drive = refer_open(stage);

	drive_keys(&drive, "\"ref\" enter \"Fracture clinic\" enter ctrl-s");
	assert_true(drive_shows(&drive, "The practice shares nothing"));
	assert_false(drive_shows(&drive, "q opens"));
	drive_keys(&drive, "q");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_true(drive_shows(&drive, "They are on the practice's prohibited list: no code opens that."));
	drive_close(&drive);
	stage_close(stage);
}

/* Where the shared system is not known, it can be said here; then the questions reach it. */
static void an_unknown_system_is_told(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	const Organisation *told = NULL;
	drive_keys(&drive, "\"nottingham univ\"");
	assert_true(drive_shows(&drive, "system not known"));
	drive_keys(&drive, "enter \"Dermatology\" enter s enter ctrl-s");
	assert_true(drive_shows(&drive, "Referred to Nottingham University Hospitals"));
	stage_ok(stage, desk_organisation(stage->desk, "RX1", &stage->arena, &told, &stage->err));
	assert_int_equal(told->system, SYSTEM_SYSTMONE);
	close_both(stage, &drive);
}

/* Esc chooses another organisation and keeps what was typed; leaving altogether asks first. */
static void typed_text_is_not_lost(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	const int64_t head = desk_head(stage->desk);
	drive_keys(&drive, "\"kibworth phy\" enter \"Hip\" esc");
	assert_true(drive_shows(&drive, "▌Kibworth Physiotherapy"));
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "Hip"));
	drive_keys(&drive, "esc esc");
	assert_true(drive_shows(&drive, "Leave without saving?"));
	drive_keys(&drive, "d");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_int_equal(desk_head(stage->desk), head);
	close_both(stage, &drive);
}

static void only_administrators_add_by_hand(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = refer_open(stage);
	drive_keys(&drive, "ctrl-n");
	assert_true(drive_shows(&drive, "Only an administrator adds an organisation"));
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Choose an organisation first"));
	close_both(stage, &drive);
}

static void the_keys_stand(void **state)
{
	char fault[200];
	const char *found = keymap_fault(&screen_refer.keymap, &action_global, fault, sizeof fault);
	if (found)
		fail_msg("%s", found);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_as_pictured),
		cmocka_unit_test(more_than_fit_are_counted),
		cmocka_unit_test(nobody_is_referred_to_their_own_practice),
		cmocka_unit_test(where_nothing_is_to_be_asked_no_key_is_named),
		cmocka_unit_test(a_referral_takes_eight_keys_and_a_service),
		cmocka_unit_test(a_second_one_for_the_same_is_asked_about),
		cmocka_unit_test(each_key_typed_narrows_what_is_found),
		cmocka_unit_test(closed_ones_cannot_be_chosen),
		cmocka_unit_test(a_code_is_offered),
		cmocka_unit_test(a_prohibited_one_is_offered_no_code),
		cmocka_unit_test(an_unknown_system_is_told),
		cmocka_unit_test(typed_text_is_not_lost),
		cmocka_unit_test(only_administrators_add_by_hand),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests_name("ui/screen_refer", tests, NULL, NULL);
}
