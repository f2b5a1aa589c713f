#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/lists/lists.h"
#include "ui/action.h"
#include "ui/screens/record/record.h"
#include "ui/screens/sharing/inside.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY "9990000018"
#define OKAFOR "9990000042"

static const void *ashby(Stage *stage)
{
	return stage_chart(stage, ASHBY);
}

static const void *okafor(Stage *stage)
{
	return stage_chart(stage, OKAFOR);
}

static void golden_wide(Stage *stage, const char *name, const char *nhs)
{
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, nhs), 60, 200);
	drive_canvas(&drive);
	drive_wait(&drive, 1); /* it hears of its size by drawing */
	golden_check(name, drive_canvas(&drive));
	drive_size(&drive, 43, 132);
	golden_check(name, drive_canvas(&drive));
	drive_close(&drive);
}

static void the_matrix_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "matrix", &screen_matrix, ashby, NULL);
	golden_wide(stage, "matrix", ASHBY);
	stage_golden(stage, "matrix-code", &screen_matrix, okafor, "home down");
	stage_golden(stage, "matrix-discharge", &screen_matrix, ashby, "x");
	stage_golden(stage, "matrix-held", &screen_matrix, ashby, "k");
	stage_golden(stage, "matrix-past", &screen_matrix, ashby, "[ [ [ [ [");
	stage_golden(stage, "why", &screen_matrix, ashby, "home down down down w");
	stage_close(stage);
}

/* Nothing is counted of a record that is not here. */
static void of_a_record_elsewhere_nothing_is_counted(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_elsewhere(stage);
	stage_golden(stage, "matrix-elsewhere", &screen_matrix, ashby, "home down down");
	golden_wide(stage, "matrix-elsewhere", ASHBY);
	stage_close(stage);
}

static const MatrixRow *row_of(Drive *drive, const char *episode)
{
	const Chart *chart = app_screen(drive->app)->chart(app_state(drive->app));
	for (size_t i = 0; i < chart->matrix.count; i++) {
		if (text_is(chart->matrix.rows[i].episode->id, episode))
			return &chart->matrix.rows[i];
	}
	return NULL;
}

static void select_row(Drive *drive, const char *shown)
{
	drive_keys(drive, "home");
	for (int i = 0; i < 20 && !drive_shows(drive, shown); i++)
		drive_keys(drive, "down");
	assert_true(drive_shows(drive, shown));
}

/* The row that waits for an answer is selected when the patient is opened: Enter asks. */
static void it_opens_on_what_is_due(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	assert_true(drive_shows(&drive, "▌Physiotherapy, knee"));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "ask");
	drive_close(&drive);
	stage_close(stage);
}

/* Going to look at the record, or to ask, leaves the row where the hand was. */
static void the_row_is_kept(void **state)
{
	static const char *const ways[] = {"2 1", "3 1", "4 1", "2 3 4 1", "q esc", "r esc", "g esc", "w esc"};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	select_row(&drive, "▌Royal Cornwall");
	for (size_t i = 0; i < countof(ways); i++) {
		drive_keys(&drive, ways[i]);
		assert_string_equal(app_screen(drive.app)->name, "matrix");
		if (!drive_shows(&drive, "▌Royal Cornwall"))
			fail_msg("after %s another row is selected", ways[i]);
	}
	select_row(&drive, "▌Physiotherapy, knee");
	drive_keys(&drive, "a esc"); /* Royal Cornwall was to be asked too, and needs a code */
	assert_true(drive_shows(&drive, "▌Physiotherapy, knee"));
	drive_close(&drive);
	stage_close(stage);
}

/* Tab, Right and back, from page to page, round and round. */
static void the_pages_are_turned(void **state)
{
	static const struct {
		const char *key, *page;
	} turns[] = {{"tab", "record"},	  {"right", "requests"},    {"tab", "choices"},	 {"tab", "history"},
		     {"right", "matrix"}, {"shift-tab", "history"}, {"left", "choices"}, {"left", "requests"},
		     {"left", "record"},  {"left", "matrix"}};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	assert_true(drive_shows(&drive, "1 Sharing  2 Record  3 Requests  4 Choices  5 History"));
	for (size_t i = 0; i < countof(turns); i++) {
		drive_keys(&drive, turns[i].key);
		assert_string_equal(app_screen(drive.app)->name, turns[i].page);
	}
	drive_close(&drive);
	stage_close(stage);
}

static void a_discharge_is_cancelled_and_undone(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	drive_keys(&drive, "x enter"); /* Enter alone confirms nothing */
	assert_true(row_of(&drive, "demo-knee")->episode->open);
	drive_keys(&drive, "esc x ctrl-s");
	assert_false(row_of(&drive, "demo-knee")->episode->open);
	assert_true(drive_shows(&drive, "Discharged: the share has ended."));
	assert_true(drive_shows(&drive, "▌Physiotherapy, knee")); /* still selected, further down */
	drive_keys(&drive, "x");
	assert_true(drive_shows(&drive, "has ended already"));
	drive_keys(&drive, "X ctrl-s");
	assert_true(row_of(&drive, "demo-knee")->episode->open);
	assert_true(row_of(&drive, "demo-knee")->questions_due);
	drive_keys(&drive, "u ctrl-s");
	assert_false(row_of(&drive, "demo-knee")->episode->open);
	drive_keys(&drive, "u ctrl-s");
	assert_true(row_of(&drive, "demo-knee")->episode->open);
	assert_true(drive_shows(&drive, "Taken back"));
	drive_close(&drive);
	stage_close(stage);
}

static void an_agreement_is_ended(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	drive_keys(&drive, "c");
	assert_true(drive_shows(&drive, "Nothing was answered here yet: a asks."));
	assert_int_equal(row_of(&drive, "demo-nursing")->in, CELL_YES);
	select_row(&drive, "▌Community nursing");
	drive_keys(&drive, "c e ctrl-s");
	assert_int_equal(row_of(&drive, "demo-nursing")->in, CELL_NOT_ASKED);
	assert_true(row_of(&drive, "demo-nursing")->episode->open);
	drive_close(&drive);
	stage_close(stage);
}

static void each_key_that_is_refused_says_why(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	drive_keys(&drive, "home x");
	assert_true(drive_shows(&drive, "A registration ends when"));
	drive_keys(&drive, "X");
	assert_true(drive_shows(&drive, "nothing to re-open"));
	drive_keys(&drive, "q");
	assert_true(drive_shows(&drive, "need no code"));
	drive_keys(&drive, "]");
	assert_true(drive_shows(&drive, "This is the present."));
	drive_keys(&drive, "end c");
	assert_true(drive_shows(&drive, "a new referral asks again"));
	drive_close(&drive);
	stage_close(stage);
}

/* A privacy officer sees every chart and changes none. */
static void a_privacy_officer_changes_nothing(void **state)
{
	Stage *stage = stage_open(ROLE_PRIVACY_OFFICER);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	for (const char *keys = "arxoiec"; *keys; keys++) {
		const char name[] = {*keys, '\0'};
		drive_keys(&drive, name);
		assert_string_equal(app_screen(drive.app)->name, "matrix");
	}
	drive_keys(&drive, "a");
	assert_true(drive_shows(&drive, "privacy officer may not"));
	assert_null(strstr(drive_row(&drive, -1), "Discharge"));
	drive_close(&drive);
	stage_close(stage);
}

static void the_past_is_read_only(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	const Chart *chart = app_screen(drive.app)->chart(app_state(drive.app));
	const int64_t head = desk_head(stage->desk);
	Instant last;
	drive_keys(&drive, "[");
	assert_true(drive_shows(&drive, "As it was on 12-Jun-2024 09:55. Referred to Kibworth Physiotherapy"));
	last = chart->past;
	drive_keys(&drive, "[ [ [");
	assert_true(instant_before(chart->past, last));
	assert_true(drive_shows(&drive, "As it was on"));
	for (const char *keys = "arxoieqcu"; *keys; keys++) {
		const char name[] = {*keys, '\0'};
		drive_keys(&drive, name);
		assert_string_equal(app_screen(drive.app)->name, "matrix");
		assert_false(drive_shows(&drive, "Taken back"));
	}
	drive_keys(&drive, "r");
	assert_true(drive_shows(&drive, "nothing can be changed"));
	assert_int_equal(desk_head(stage->desk), head);
	drive_keys(&drive, "] ] ] ]");
	assert_true(drive_shows(&drive, "This is the present again."));
	assert_true(instant_order(chart->past, INSTANT_MIN) == 0);
	assert_false(drive_shows(&drive, "As it was on"));
	for (int i = 0; i < 40; i++)
		drive_keys(&drive, "[");
	assert_true(drive_shows(&drive, "Nothing is known of this patient before that."));
	drive_close(&drive);
	stage_close(stage);
}

static void tabs_hand_the_chart_on(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	const size_t depth = app_depth(drive.app);
	const Chart *chart = app_screen(drive.app)->chart(app_state(drive.app));
	const Screen *matrix = app_screen(drive.app);
	for (size_t tab = 0; matrix->tabs[tab]; tab++) {
		const char key[] = {(char)('1' + tab), '\0'};
		drive_keys(&drive, key);
		assert_int_equal(app_screen(drive.app)->tab, tab);
		assert_int_equal(app_depth(drive.app), depth);
		assert_ptr_equal(app_screen(drive.app)->chart(app_state(drive.app)), chart);
	}
	drive_keys(&drive, "1 1");
	assert_ptr_equal(app_screen(drive.app), matrix);
	drive_close(&drive);
	stage_close(stage);
}

/* Another desk's fact appears by itself; the selection stays where it was. */
static void what_another_desk_tells_is_seen(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.id = "elsewhere-1";
	fact.by = "Nurse Okoye";
	fact.patient = ASHBY;
	fact.episode = "elsewhere";
	fact.org = "RX1";
	fact.service = "Dermatology";
	stage_tell(stage, fact);
	drive_keys(&drive, "x"); /* also with a dialog open */
	stage_wait(stage, &drive, 2);
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "Dermatology"));
	assert_true(drive_shows(&drive, "▌Physiotherapy, knee"));
	drive_close(&drive);
	stage_close(stage);
}

static void codes_count_down(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, okafor(stage), 24, 80);
	assert_true(drive_shows(&drive, "code sent, 6 min left"));
	stage_wait(stage, &drive, 2 * 60 + 1);
	assert_true(drive_shows(&drive, "code sent, 3 min left"));
	drive_keys(&drive, "down"); /* else the desk locks itself */
	stage_wait(stage, &drive, 4 * 60);
	assert_true(drive_shows(&drive, "code ran out"));
	drive_close(&drive);
	stage_close(stage);
}

/* In few columns too: five wrong tries, and no minutes count down. */
static void a_locked_code_counts_down_nowhere(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	static const char *const ids[CODE_TRIES] = {"v", "w", "x", "y", "z"};
	const Chart *chart = okafor(stage);
	Fact fact = FACT_NONE;
	fact.kind = FACT_CODE_FAILED;
	fact.patient = OKAFOR;
	fact.request = chart->now.agreements.requests[0].id;
	for (int i = 0; i < CODE_TRIES; i++) {
		fact.id = ids[i];
		stage_tell(stage, fact);
	}
	Drive drive = stage_drive(stage, &screen_matrix, chart, 24, 40);
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "code locked"));
	drive_size(&drive, 24, 80);
	assert_true(drive_shows(&drive, "locked: new code"));
	drive_close(&drive);
	stage_close(stage);
}

static void w_says_why(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	select_row(&drive, "▌Community nursing");
	drive_keys(&drive, "w");
	assert_string_equal(app_screen(drive.app)->name, "why");
	assert_true(drive_shows(&drive, "4 entries: they are private"));
	assert_true(drive_shows(&drive, "30-May-2024  Said yes to Share In"));
	drive_size(&drive, 12, 40);
	stage_wait(stage, &drive, 1);
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, "says: Priya S"));
	drive_keys(&drive, "w");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	static const Screen *const screens[] = {&screen_matrix, &screen_seen_as, &screen_why};
	char fault[200];
	for (size_t i = 0; i < countof(screens); i++) {
		const char *found = keymap_fault(&screens[i]->keymap, &action_global, fault, sizeof fault);
		if (found)
			fail_msg("%s: %s", screens[i]->name, found);
	}
}

static void close_kibworth(Stage *stage)
{
	const Organisation *known = NULL;
	stage_ok(stage, desk_organisation(stage->desk, "local-physio-kibworth", &stage->arena, &known, &stage->err));
	Organisation closed = *known;
	closed.closed = (Date){2024, 6, 1};
	Line line = line_of_organisation(&closed);
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err) &&
				stage->ledger.ops->append(stage->ledger.self, &line, SOURCE_ODS, &stage->err) &&
				stage->ledger.ops->commit(stage->ledger.self, &stage->err));
}

/* On its row, and before anything is read aloud. */
static void what_has_closed_says_so(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	close_kibworth(stage);
	stage_golden(stage, "matrix-closed", &screen_matrix, ashby, NULL);
	Drive drive = stage_drive(stage, &screen_matrix, ashby(stage), 24, 80);
	assert_true(drive_shows(&drive, "closed 01-Jun-2024"));
	drive_keys(&drive, "a");
	assert_true(drive_shows(&drive, "Kibworth Physiotherapy closed 01-Jun-2024: is there still anything to ask"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_has_closed_says_so),
		cmocka_unit_test(the_matrix_is_as_pictured),
		cmocka_unit_test(of_a_record_elsewhere_nothing_is_counted),
		cmocka_unit_test(it_opens_on_what_is_due),
		cmocka_unit_test(the_row_is_kept),
		cmocka_unit_test(the_pages_are_turned),
		cmocka_unit_test(a_discharge_is_cancelled_and_undone),
		cmocka_unit_test(an_agreement_is_ended),
		cmocka_unit_test(each_key_that_is_refused_says_why),
		cmocka_unit_test(a_privacy_officer_changes_nothing),
		cmocka_unit_test(the_past_is_read_only),
		cmocka_unit_test(tabs_hand_the_chart_on),
		cmocka_unit_test(what_another_desk_tells_is_seen),
		cmocka_unit_test(codes_count_down),
		cmocka_unit_test(a_locked_code_counts_down_nowhere),
		cmocka_unit_test(w_says_why),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests_name("ui/screen_matrix", tests, NULL, NULL);
}
