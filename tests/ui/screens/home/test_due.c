/* The list of one kind of work, where there is more of it than a page holds. */
#include "unit.h"

#include "model/facts/nhs_number.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"
#include "ui/stage.h"

enum { MANY = 450, FIRST = 4 /* of the demo practice, before them */ };

static const WorkKind questions = WORK_QUESTIONS;

/* Referred one after the other, a minute apart, the last now: Zeta0 first. */
static Stage *open_many(void)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_people(stage, MANY);
	for (unsigned i = 0; i < MANY; i++) {
		Fact fact = FACT_NONE;
		fact.kind = FACT_REFERRED;
		fact.patient = nhs_number_test(100000 + i, 0).digits;
		fact.episode = arena_print(&stage->arena, "many-%u", i);
		fact.org = "RX1";
		fact.at.seconds = stage->clock.now.seconds - 60 * (int64_t)(MANY - i);
		stage_tell(stage, fact);
	}
	while (desk_work(stage->desk).counting)
		desk_work_step(stage->desk, MANY);
	return stage;
}

static void every_row_of_a_long_list_is_come_to(void **state)
{
	Stage *stage = open_many();
	Drive drive = stage_drive(stage, &screen_due, &questions, 24, 80);
	const size_t all = desk_work(stage->desk).of[WORK_QUESTIONS];
	assert_true(all > MANY);
	assert_true(drive_shows(&drive, arena_print(&stage->arena, "1 of %zu. ", all)));
	golden_check("due-many", drive_canvas(&drive));
	drive_keys(&drive, "end");
	assert_true(drive_shows(&drive, arena_print(&stage->arena, "%zu of %zu. ", all, all)));
	for (size_t i = 1; i < all; i++) {
		drive_keys(&drive, "up");
		assert_true(drive_shows(&drive, arena_print(&stage->arena, "%zu of %zu. ", all - i, all)));
	}
	drive_keys(&drive, "home");
	assert_true(drive_shows(&drive, arena_print(&stage->arena, "1 of %zu. ", all)));
	for (int i = 0; i < 12; i++)
		drive_keys(&drive, "pagedown");
	assert_true(drive_shows(&drive, "Nottingham University Hospitals NHS Trust"));
	assert_false(drive_shows(&drive, "anew"));
	drive_close(&drive);
	stage_close(stage);
}

/* Who is at work in the middle of a list is not moved by what others do, and does not know how many are before. */
static void what_others_do_leaves_the_selected_row(void **state)
{
	Stage *stage = open_many();
	Drive drive = stage_drive(stage, &screen_due, &questions, 24, 80);
	for (unsigned i = 0; i < FIRST + 250; i++)
		drive_keys(&drive, "down");
	assert_true(drive_shows(&drive, "255 of 460. Zeta250 Z, NHS"));
	Fact fact = FACT_NONE;
	fact.kind = FACT_DISCHARGED;
	fact.patient = nhs_number_test(100020, 0).digits;
	fact.episode = "many-20";
	stage_tell(stage, fact);
	stage_wait(stage, &drive, 2);
	assert_true(drive_shows(&drive, ", oldest first. Zeta250 Z, NHS"));
	fact.patient = nhs_number_test(100250, 0).digits;
	fact.episode = "many-250";
	stage_tell(stage, fact);
	stage_wait(stage, &drive, 2);
	assert_true(drive_shows(&drive, ", oldest first. Zeta251 Z, NHS"));
	drive_close(&drive);
	stage_close(stage);
}

/* The words of rows in sight alone are made, and made once. */
static void nobody_out_of_sight_is_folded(void **state)
{
	Stage *stage = open_many();
	Drive drive = stage_drive(stage, &screen_due, &questions, 24, 80);
	const int64_t opened = stage->memory.calls;
	drive_keys(&drive, "pagedown pagedown");
	const int64_t page = stage->memory.calls - opened;
	drive_keys(&drive, "up");
	const int64_t row = stage->memory.calls - opened - page;
	assert_in_range(page, 1, 200);
	assert_int_equal(row, 0);
	drive_close(&drive);
	stage_close(stage);
}

static void a_window_that_grows_has_its_rows_said(void **state)
{
	Stage *stage = open_many();
	Drive drive = stage_drive(stage, &screen_due, &questions, 12, 40);
	drive_keys(&drive, "end");
	drive_size(&drive, 60, 100);
	assert_true(drive_shows(&drive, "Zeta448 Z"));
	assert_true(drive_shows(&drive, "Zeta410 Z"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_a_long_list_is_come_to),
		cmocka_unit_test(what_others_do_leaves_the_selected_row),
		cmocka_unit_test(nobody_out_of_sight_is_folded),
		cmocka_unit_test(a_window_that_grows_has_its_rows_said),
	};
	return cmocka_run_group_tests_name("ui/screens/home/due", tests, NULL, NULL);
}
