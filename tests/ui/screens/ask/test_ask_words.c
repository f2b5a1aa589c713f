/* The words of the ask where they rest on more than the answers: a record elsewhere, an opt-out that stands. */
#include "unit.h"

#include "ui/screens/ask/ask.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define KNEE "demo-knee"

static void pictured(Stage *stage, const char *keys, const char *name)
{
	Chart *chart = stage_chart(stage, MAUREEN);
	Drive drive =
		stage_drive(stage, &screen_ask, &(AskArgument){.chart = chart, .order = {.episode = KNEE}}, 24, 80);
	drive_reads(&drive, keys);
	golden_check(name, drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	golden_check(name, drive_canvas(&drive));
	drive_close(&drive);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

static void of_a_record_elsewhere_nothing_is_counted(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_elsewhere(stage);
	pictured(stage, "p enter y y enter", "ask-elsewhere");
}

/* Said before the question, with the way to change it. */
static void an_opt_out_is_said_before_the_question(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Fact opted = FACT_NONE;
	opted.kind = FACT_PURPOSE;
	opted.patient = MAUREEN;
	opted.purpose = PURPOSE_PLANNED;
	opted.purpose_choice = CHOICE_OPT_OUT;
	stage_tell(stage, opted);
	pictured(stage, "p enter y", "ask-opted-out");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_a_record_elsewhere_nothing_is_counted),
		cmocka_unit_test(an_opt_out_is_said_before_the_question),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
