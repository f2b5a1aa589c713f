#include "unit.h"

#include "model/care/care.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/ask/inside.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"

static Stage *stage;
static Drive drive;

/* Five services of the same words. */
static void begin(void)
{
	static const char *const services[] = {"Podiatry", "Dermatology", "Diabetes education", "Wound clinic"};
	stage = stage_open(ROLE_RECEPTIONIST);
	Chart *chart = stage_chart(stage, MAUREEN);
	for (size_t i = 0; i < countof(services); i++) {
		const char *episode;
		stage_ok(stage, desk_refer(stage->desk, chart,
					   &(Referral){.org = "local-physio-kibworth", .service = services[i]},
					   &episode, &stage->err));
	}
	drive = stage_drive(stage, &screen_matrix, chart, 24, 80);
}

static void end(void)
{
	drive_close(&drive);
	stage_close(stage);
}

static void golden(const char *name, int rows, int cols)
{
	drive_size(&drive, rows, cols);
	golden_check(name, drive_canvas(&drive));
}

/* From the matrix to saved, in the short form, but for pages that are turned. */
static void five_services_take_few_keys(void **state)
{
	begin();
	drive_reads(&drive, "a g enter y y y"); /* Royal Cornwall's other question is one by itself */
	assert_true(drive_shows(&drive, "The same two questions for"));
	drive_keys(&drive, "n o");
	golden("ask-rows", 24, 80);
	golden("ask-rows", 12, 40);
	golden("ask-rows", 60, 200);
	drive_size(&drive, 24, 80);
	drive_reads(&drive, "i");
	drive_reads(&drive, "y n");
	assert_true(drive_shows(&drive, "page 1 of"));
	drive_reads(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Your answers are saved"));
	drive_keys(&drive, "enter");
	assert_true(drive_shows(&drive, "11 answers of Mo Ashby recorded."));
	end();
}

/* What interprets is asked for elsewhere: here i is an answer. */
static void a_letter_answers_both(void **state)
{
	begin();
	drive_reads(&drive, "a g enter y y y i");
	assert_false(drive_shows(&drive, "Who interprets?"));
	const AskState *ask = app_state(drive.app);
	const SittingItem *pair = &ask->sitting.items[ask->sitting.full];
	assert_int_equal(pair[0].answer, ANSWER_NO);
	assert_int_equal(pair[1].answer, ANSWER_YES);
	drive_keys(&drive, "left");
	assert_true(drive_shows(&drive, "The same two questions for"));
	end();
}

/* In the smallest window: each service by its whole name, each letter, and the last page is the end. */
static void all_is_in_sight_in_the_smallest_window(void **state)
{
	static const char *const words[] = {"(Diabetes",
					    "(Dermatology)",
					    "(Podiatry)",
					    "(Physiotherapy,",
					    "yes to both",
					    "no to both",
					    "yes to Share Out, no to Share In",
					    "yes to Share In, no to Share Out",
					    "ask later",
					    "cannot or will not answer"};
	bool seen[countof(words)] = {false};
	begin();
	drive_reads(&drive, "a g enter y y y");
	drive_size(&drive, 12, 40);
	const AskState *ask = app_state(drive.app);
	drive_text(&drive);
	const int pages = ask->page.seen->pages;
	for (int page = 0; page < pages; page++) {
		for (size_t i = 0; i < countof(words); i++)
			seen[i] |= drive_shows(&drive, words[i]);
		if (page + 1 < pages)
			drive_keys(&drive, "space");
	}
	golden("ask-rows-last", 12, 40);
	for (size_t i = 0; i < countof(words); i++)
		if (!seen[i])
			fail_msg("not on any of %d pages: %s", pages, words[i]);
	const SittingItem *pair = &ask->sitting.items[ask->sitting.full];
	drive_keys(&drive, "w");
	assert_int_equal(pair[0].answer, ANSWER_NOT_GIVEN);
	end();
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(five_services_take_few_keys),
		cmocka_unit_test(a_letter_answers_both),
		cmocka_unit_test(all_is_in_sight_in_the_smallest_window),
	};
	return cmocka_run_group_tests_name("ui/screens/ask/rows", tests, NULL, NULL);
}
