/* The patient, or whoever reads their papers, cannot tell whether there is an override of which they may not be told:
 * of a world at random and of the same world without it, what is made for the patient is the same, byte for byte. */
#include "unit.h"

#include "base/text.h"
#include "model/care/sitting.h"
#include "model/desk/inside.h"
#include "model/kiosk/kiosk.h"
#include "model/paper/paper.h"
#include "model/properties/untold_world.h"
#include "model/stage/still.h"

enum { WORLDS = 250, COLS = 60 };

/* What one reads of one world. */
typedef struct PatientReading {
	MemoryLedger memory;
	StillClock clock;
	CountedEntropy entropy;
	Arena arena;
	Text said;
	size_t untold; /* facts that a kiosk does not read */
} PatientReading;

static void say_sheet(PatientReading *reading, const Sheet *sheet)
{
	text_add_print(&reading->said, "--- %s\n", sheet->name);
	sheet_plain(sheet, COLS, &reading->said);
}

static void say_papers(PatientReading *reading, Desk *desk, const Chart *chart)
{
	Receipt receipt = {.code = "7K3M9QXB"};
	Sheet sheet;
	receipt_write(desk, chart, INSTANT_MIN, NULL, &reading->arena, &receipt);
	say_sheet(reading, &receipt.sheet);
	receipt_write(desk, chart, receipt_since(chart), NULL, &reading->arena, &receipt);
	say_sheet(reading, &receipt.sheet);
	assert_true(looked_make(desk, chart, NULL, &reading->arena, &sheet, NULL));
	say_sheet(reading, &sheet);
	opt_out_form_make(desk, chart, NULL, NULL, &reading->arena, &sheet);
	say_sheet(reading, &sheet);
	guide_sheet_make(desk, true, NULL, &reading->arena, &sheet);
	say_sheet(reading, &sheet);
}

/* One key of those offered, or a name. */
static bool go_on(Sitting *sitting, const SittingQuestion *question, Random *dice)
{
	if (question->choice_count == 0)
		return sitting_type(sitting, "Joan Ashby", NULL);
	return sitting_answer(sitting, question->choices[random_below(dice, question->choice_count)].key, NULL);
}

/* All that is read aloud, or stands on the pages of a kiosk, up to the read back. */
static void say_sitting(PatientReading *reading, Desk *desk, Chart *chart, How how, Random dice)
{
	Sitting sitting;
	SittingQuestion question;
	Error err = {0};
	if (!sitting_begin(&sitting, desk, chart, &(SittingOrder){.how = how}, &err)) {
		text_add_print(&reading->said, "--- %s\n", err.text);
		return;
	}
	for (size_t step = 0; step < 40 && sitting.step != SITTING_SAVED; step++) {
		sitting_question(&sitting, &reading->arena, &question);
		text_add_print(&reading->said, "--- step %zu of %zu\n", question.number, question.of);
		for (size_t i = 0; i < question.line_count; i++)
			text_add_print(&reading->said, "%s\n", question.lines[i].english);
		if (sitting.step == SITTING_READ_BACK)
			break;
		if (!go_on(&sitting, &question, &dice))
			text_add(&reading->said, "refused\n");
	}
	sitting_end(&sitting);
}

static Desk *open_desk(PatientReading *reading, const Scene *scene, bool kiosk)
{
	return desk_open(&(DeskPorts){
		.clock = still_clock(&reading->clock),
		.entropy = counted_entropy(&reading->entropy),
		.hash_cost = least_hash_cost(),
		.ledger = memory_ledger(&reading->memory),
		.zone = &scene->zone,
		.kiosk = kiosk,
	});
}

static void say_kiosk(PatientReading *reading, const Scene *scene, Random dice)
{
	Desk *desk = open_desk(reading, scene, true);
	Chart *chart = desk_make_chart(scene->person.nhs);
	assert_true(desk_sign_in_kiosk(desk, "1", NULL) && desk_refresh_chart(desk, chart, NULL, NULL));
	assert_int_equal(chart->world.facts.count, scene->fact_count - reading->untold);
	say_sitting(reading, desk, chart, HOW_KIOSK, dice);
	desk_close_chart(desk, chart);
	desk_close(desk);
}

static void say_all(PatientReading *reading, const Scene *scene, Random dice)
{
	const Staff staff = {.name = "Priya S", .role = ROLE_RECEPTIONIST, .active = true};
	*reading = (PatientReading){.clock.now = scene_at(UNTOLD_HOURS)};
	reading->said = (Text){.arena = &reading->arena};
	untold_ledger(scene, &reading->memory);
	Desk *desk = open_desk(reading, scene, false);
	Chart *chart = desk_make_chart(scene->person.nhs);
	desk_session_begin(desk, &staff);
	assert_true(desk_refresh_chart(desk, chart, NULL, NULL));
	say_papers(reading, desk, chart);
	say_sitting(reading, desk, chart, HOW_IN_PERSON, dice);
	desk_close_chart(desk, chart);
	desk_close(desk);
}

static void end(PatientReading *reading)
{
	memory_ledger_close(&reading->memory);
	arena_free(&reading->arena);
}

static void no_paper_and_no_page_betrays_it(void **state)
{
	static UntoldWorld world;
	static PatientReading whole, left;
	const uint64_t seed = unit_seed();
	size_t worlds = 0, told = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		Random dice = {seed + n * 7919};
		untold_world(&dice, &world);
		say_all(&whole, &world.whole, dice);
		say_all(&left, &world.left, dice);
		whole.untold = world.facts;
		say_kiosk(&whole, &world.whole, dice);
		say_kiosk(&left, &world.left, dice);
		untold_expect_same(&world, text_done(&whole.said), text_done(&left.said), n);
		worlds += world.facts > 0;
		told += strstr(text_done(&left.said), "without asking you") != NULL;
		assert_null(strstr(text_done(&left.said), UNTOLD_WORDS));
		end(&whole);
		end(&left);
	}
	print_message("%zu worlds with what may not be told, %zu with what may\n", worlds, told);
	assert_true(worlds > WORLDS / 2 && told > WORLDS / 4);
	untold_world_end(&world);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_paper_and_no_page_betrays_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
