#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/readings/explain.h"
#include "model/readings/inquiry.h"
#include "ui/action.h"
#include "ui/screens/record/inside.h"
#include "ui/screens/record/record.h"
#include "ui/stage.h"

#define ASHBY "9990000018"
#define PRIVATE "demo-e0011"

/* The screen does not own the chart: the test does. */
typedef struct Seen {
	Stage *stage;
	Chart *chart;
	Drive drive;
} Seen;

static Seen seen_open(Role role, const char *org, int rows, int cols)
{
	Seen seen = {.stage = stage_open(role)};
	seen.chart = stage_chart(seen.stage, ASHBY);
	seen.drive = stage_drive(seen.stage, &screen_seen_as, &(SeenAsArgument){.chart = seen.chart, .org = org}, rows,
				 cols);
	return seen;
}

static void seen_close(Seen *seen)
{
	drive_close(&seen->drive);
	desk_close_chart(seen->stage->desk, seen->chart);
	stage_close(seen->stage);
}

static void picture(const char *name, Role role, int rows, int cols, const char *keys)
{
	Seen seen = seen_open(role, "RT5", rows, cols);
	drive_keys(&seen.drive, keys);
	golden_check(name, drive_canvas(&seen.drive));
	seen_close(&seen);
}

static void it_is_as_pictured(void **state)
{
	picture("seen-as", ROLE_RECEPTIONIST, 24, 80, "");
	picture("seen-as", ROLE_RECEPTIONIST, 12, 40, "");
	picture("seen-as-find", ROLE_RECEPTIONIST, 24, 80, "s \"cornw\"");
	picture("who-sees", ROLE_CLINICIAN, 24, 80, "down v");
	picture("who-sees", ROLE_RECEPTIONIST, 12, 40, "down v");
}

static void of_a_record_elsewhere_nothing_is_counted(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_elsewhere(stage);
	Chart *chart = stage_chart(stage, ASHBY);
	Drive drive = stage_drive(stage, &screen_seen_as, &(SeenAsArgument){.chart = chart, .org = "RT5"}, 24, 80);
	golden_check("seen-as-elsewhere", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check("seen-as-elsewhere", drive_canvas(&drive));
	drive_close(&drive);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

/* The counts above the list are those of the matrix, and of the signs below. */
static void the_counts_agree_with_the_matrix(void **state)
{
	Seen seen = seen_open(ROLE_RECEPTIONIST, "RT5", 260, 80);
	const MatrixRow *row = NULL;
	size_t yes = 0, no = 0;
	const char *text;
	char words[80];
	for (size_t i = 0; i < seen.chart->matrix.count; i++) {
		if (text_is(seen.chart->matrix.rows[i].org, "RT5"))
			row = &seen.chart->matrix.rows[i];
	}
	assert_non_null(row);
	text_print(words, sizeof words, "Sees %zu of %zu.", row->view.visible, row->view.recorded);
	assert_true(drive_shows(&seen.drive, words));
	assert_true(drive_shows(&seen.drive, "something is withheld"));
	text = drive_text(&seen.drive);
	for (const char *at = text; (at = strstr(at, "✓")); at++)
		yes++;
	for (const char *at = text; (at = strstr(at, "✗")); at++)
		no++;
	assert_int_equal(yes, row->view.visible);
	assert_int_equal(no, row->view.withheld);
	seen_close(&seen);
}

/* The line of counts is never cut: where it is long it takes a second row. */
static void the_counts_are_never_cut(void **state)
{
	Seen seen = seen_open(ROLE_RECEPTIONIST, "RT5", 12, 40);
	assert_true(drive_shows(&seen.drive, "Sees 209/213. Told: some withheld."));
	drive_keys(&seen.drive, "s \"cornwall\" enter");
	assert_true(drive_shows(&seen.drive, "may ask"));
	assert_null(strstr(drive_row(&seen.drive, 4), "…"));
	seen_close(&seen);
}

/* Nobody sees what an entry says here; who may see content sees it of one entry, and that is told. */
static void content_is_told_of_one_entry_and_recorded(void **state)
{
	static const Role roles[] = {ROLE_RECEPTIONIST, ROLE_CLINICIAN};
	for (size_t i = 0; i < countof(roles); i++) {
		Seen seen = seen_open(roles[i], "C82001", 260, 80);
		const char *said;
		char text[200];
		int64_t head = desk_head(seen.stage->desk);
		assert_true(desk_entry_said(seen.stage->desk, seen.chart, seen.chart->world.entries.count - 1, &said,
					    NULL));
		text_copy(text, sizeof text, said);
		assert_false(drive_shows(&seen.drive, text));
		drive_keys(&seen.drive, "home v");
		assert_string_equal(app_screen(seen.drive.app)->name, "who-sees");
		assert_int_equal(drive_shows(&seen.drive, text), roles[i] == ROLE_CLINICIAN);
		assert_int_equal(desk_head(seen.stage->desk) - head, roles[i] == ROLE_CLINICIAN);
		drive_keys(&seen.drive, "v");
		assert_string_equal(app_screen(seen.drive.app)->name, "seen-as");
		seen_close(&seen);
	}
}

static void tab_and_search_lead_to_others(void **state)
{
	Seen seen = seen_open(ROLE_RECEPTIONIST, "RT5", 24, 80);
	bool smoking = false;
	for (int i = 0; i < 6 && !smoking; i++) {
		drive_keys(&seen.drive, "tab");
		smoking = drive_shows(&seen.drive, "Seen as Stop Smoking Service");
	}
	assert_true(smoking);
	drive_keys(&seen.drive, "shift-tab tab");
	assert_true(drive_shows(&seen.drive, "Seen as Stop Smoking Service"));
	drive_keys(&seen.drive, "s \"nottingham univ\"");
	assert_true(drive_shows(&seen.drive, "▌Nottingham University Hospitals"));
	drive_keys(&seen.drive, "esc");
	assert_true(drive_shows(&seen.drive, "Seen as Stop Smoking Service"));
	drive_keys(&seen.drive, "s \"nottingham univ\" enter");
	assert_true(drive_shows(&seen.drive, "Seen as Nottingham University Hospitals"));
	assert_true(drive_shows(&seen.drive, "Sees 0 of 213."));
	seen_close(&seen);
}

/* The same organisations as the command would name: those on home's lists too, and others by what they may look
 * into. */
static void who_sees_names_whom_the_command_names(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_put(stage, (Organisation){.code = "C82099", .name = "Brook Lane Practice", .care = CARE_GP});
	Chart *chart = stage_chart(stage, ASHBY);
	const char *entry = NULL;
	Inquirer inquirer = {.ledger = stage->ledger, .zone = desk_zone(stage->desk), .now = chart->now.at};
	Arena arena = {0};
	Reply reply = {0};
	for (size_t i = 0; i < chart->world.entries.count && !reply.ask_any; i++) {
		entry = chart->world.entries.items[i].id;
		if (chart->world.entries.items[i].category != CATEGORY_MEDICATION)
			continue;
		assert_true(inquire(
			&inquirer,
			&(Inquiry){.patient = ASHBY, .entry = entry, .at = INSTANT_MIN, .known_at = INSTANT_MIN},
			&arena, &reply, NULL));
	}
	assert_true(reply.ask_any && reply.ask.count > 3);

	Drive drive = stage_drive(stage, &screen_who_sees, &(WhoSeesArgument){.chart = chart, .entry = entry}, 60, 120);

	for (size_t i = 0; i < reply.ask.count; i++) {
		const char *name = explain_name(&chart->world, reply.ask.items[i], &arena);
		const char *row = arena_print(&arena, "%.30s", name);
		if (!drive_shows(&drive, row))
			print_message("%s is not shown\n", row);
		assert_true(drive_shows(&drive, row));
	}
	assert_true(drive_shows(&drive, "Any other local view partner"));
	assert_true(drive_shows(&drive, "Any other summary viewer"));
	drive_close(&drive);
	inquirer_done(&inquirer);
	arena_free(&arena);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

/* Where the summary record is closed to all, a partner of the local view may ask all the same. */
static void who_sees_names_a_partner_whom_nobody_named(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Fact dissent = FACT_NONE;
	dissent.kind = FACT_SCR;
	dissent.patient = ASHBY;
	dissent.scr_status = SCR_DISSENT;
	stage_tell(stage, dissent);

	Chart *chart = stage_chart(stage, ASHBY);
	bool found = false;
	for (size_t i = 0; i < chart->world.entries.count && !found; i++) {
		const WhoSeesArgument argument = {.chart = chart, .entry = chart->world.entries.items[i].id};
		Drive drive = stage_drive(stage, &screen_who_sees, &argument, 60, 120);
		found = drive_shows(&drive, "Any other local view partner");
		assert_false(drive_shows(&drive, "Any other summary viewer"));
		drive_close(&drive);
	}
	assert_true(found);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

static void only_the_practice_sees_a_private_entry(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Chart *chart = stage_chart(stage, ASHBY);
	Drive drive = stage_drive(stage, &screen_who_sees,
				  &(WhoSeesArgument){.chart = chart, .entry = PRIVATE, .org = "RX9"}, 24, 80);
	assert_true(drive_shows(&drive, "▌✓ South Leicestershire Medical Group"));
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, "▌✗ East Midlands Ambulance Service"));
	assert_true(drive_shows(&drive, "cannot see it   private"));
	drive_close(&drive);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

static void the_past_is_seen_as_it_was(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Chart *chart = stage_chart(stage, ASHBY);
	const Instant before_private = {1717200000}; /* 2024-06-01T00:00:00Z */
	Drive drive;
	stage_ok(stage, desk_chart_past(stage->desk, chart, before_private, &stage->err));
	drive = stage_drive(stage, &screen_seen_as, &(SeenAsArgument){.chart = chart, .org = "RT5"}, 24, 80);
	assert_true(drive_shows(&drive, "As it was on 01-Jun-2024"));
	assert_false(drive_shows(&drive, "withheld"));
	drive_close(&drive);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	char fault[200];
	const char *found = keymap_fault(&screen_seen_as.keymap, &action_global, fault, sizeof fault);
	if (found)
		fail_msg("%s", found);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_as_pictured),
		cmocka_unit_test(of_a_record_elsewhere_nothing_is_counted),
		cmocka_unit_test(the_counts_agree_with_the_matrix),
		cmocka_unit_test(the_counts_are_never_cut),
		cmocka_unit_test(content_is_told_of_one_entry_and_recorded),
		cmocka_unit_test(tab_and_search_lead_to_others),
		cmocka_unit_test(who_sees_names_whom_the_command_names),
		cmocka_unit_test(who_sees_names_a_partner_whom_nobody_named),
		cmocka_unit_test(only_the_practice_sees_a_private_entry),
		cmocka_unit_test(the_past_is_seen_as_it_was),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests_name("ui/screen_seen_as", tests, NULL, NULL);
}
