#include "unit.h"

#include <string.h>

#include "ui/action.h"
#include "ui/screens/request/inside.h"
#include "ui/screens/request/request.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define CORNWALL "demo-cornwall"

typedef struct Card {
	Stage *stage;
	Chart *chart;
	Drive drive;
} Card;

static Card card_open(Role role)
{
	Card card = {.stage = stage_open(role)};
	card.chart = stage_chart(card.stage, MAUREEN);
	card.drive = stage_drive(card.stage, &screen_request, &(RequestArgument){card.chart, CORNWALL, NULL}, 24, 80);
	return card;
}

static void card_close(Card *card)
{
	drive_close(&card->drive);
	desk_close_chart(card->stage->desk, card->chart);
	stage_close(card->stage);
}

static const Fact *choice_of(Card *card)
{
	FactList facts;
	const Fact *last = NULL;
	stage_ok(card->stage, card->stage->ledger.ops->facts(card->stage->ledger.self, MAUREEN, &card->stage->arena,
							     &facts, &card->stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_CHOICE)
			last = &facts.items[i];
	return last;
}

static void both_sizes(Card *card, const char *name)
{
	golden_check(name, drive_canvas(&card->drive));
	drive_size(&card->drive, 12, 40);
	golden_check(name, drive_canvas(&card->drive));
	drive_size(&card->drive, 24, 80);
}

static void a_yes_takes_six_keys(void **state)
{
	Card card = card_open(ROLE_RECEPTIONIST);
	drive_keys(&card.drive, "y");
	both_sizes(&card, "choice-who");
	drive_keys(&card.drive, "p d");
	drive_keys(&card.drive, "enter");
	assert_true(drive_shows(&card.drive, "Two must be right, or a document seen, or the person known to you."));
	drive_keys(&card.drive, "p");
	both_sizes(&card, "choice-identity");
	drive_keys(&card.drive, "enter");
	both_sizes(&card, "choice-read-back");
	assert_null(choice_of(&card));
	drive_keys(&card.drive, "enter");
	assert_null(choice_of(&card));
	drive_keys(&card.drive, "y ctrl-s");
	assert_int_equal(choice_of(&card)->answer, ANSWER_YES);
	assert_non_null(strstr(choice_of(&card)->note, "date of birth and postcode"));
	assert_true(drive_shows(&card.drive, "The patient's yes is recorded: Royal Cornwall Hospitals NHS Trust"));
	assert_ptr_not_equal(app_screen(card.drive.app), &screen_request);
	card_close(&card);
}

/* A long name in a small window: Ctrl-S reads on before it records. */
static void nothing_is_recorded_that_was_not_read_to_its_end(void **state)
{
	Card card = card_open(ROLE_RECEPTIONIST);
	drive_size(&card.drive, 12, 40);
	drive_keys(&card.drive, "y enter");
	assert_true(drive_shows(&card.drive, "This needs an answer"));
	drive_keys(&card.drive,
		   "a \"Joan Elizabeth Wilhelmina Ashby-Featherstonehaugh of Kibworth Beauchamp\" enter d p enter");
	assert_true(drive_shows(&card.drive, "page 1 of 3"));
	assert_false(drive_shows(&card.drive, "That is right"));
	drive_keys(&card.drive, "ctrl-s");
	assert_true(drive_shows(&card.drive, "Page 2 of 3: read on first."));
	drive_keys(&card.drive, "space");
	assert_true(drive_shows(&card.drive, "That is right"));
	assert_null(choice_of(&card));
	drive_keys(&card.drive, "ctrl-s");
	assert_int_equal(choice_of(&card)->answer, ANSWER_YES);
	card_close(&card);
}

static void a_no_of_somebody_staff_know(void **state)
{
	Card card = card_open(ROLE_RECEPTIONIST);
	drive_keys(&card.drive, "n p k");
	golden_check("choice-no", drive_canvas(&card.drive));
	drive_keys(&card.drive, "ctrl-s");
	assert_int_equal(choice_of(&card)->answer, ANSWER_NO);
	assert_non_null(strstr(choice_of(&card)->note, "known"));
	card_close(&card);
}

/* Seen in the patient's own account: no identity is asked for, and of nobody else, and of no no. */
static void what_was_approved_online_is_recorded(void **state)
{
	Card card = card_open(ROLE_RECEPTIONIST);
	drive_keys(&card.drive, "n p s");
	assert_true(drive_shows(&card.drive, "That key is not an answer here"));
	drive_keys(&card.drive, "esc d y p s");
	both_sizes(&card, "choice-online");
	drive_keys(&card.drive, "ctrl-s");
	assert_int_equal(choice_of(&card)->answer, ANSWER_YES);
	assert_int_equal(choice_of(&card)->how, HOW_ONLINE);
	assert_string_equal(choice_of(&card)->by, "Priya S");
	card_close(&card);
}

static void somebody_else_may_decide(void **state)
{
	Card card = card_open(ROLE_CLINICIAN);
	drive_keys(&card.drive, "y r");
	assert_true(drive_shows(&card.drive, "At 16 and over a parent does not decide"));
	drive_keys(&card.drive, "b enter");
	assert_true(drive_shows(&card.drive, "Type the name of who decided first."));
	drive_keys(&card.drive, "\"Dr Shah\" enter enter");
	assert_true(drive_shows(&card.drive, "Type the reason first."));
	drive_keys(&card.drive, "\"Cannot speak; in pain\" enter o");
	both_sizes(&card, "choice-best-interest");
	drive_keys(&card.drive, "left left");
	assert_true(drive_shows(&card.drive, "Cannot speak; in pain"));
	drive_keys(&card.drive, "enter o ctrl-s");
	assert_non_null(strstr(choice_of(&card)->note, "Dr Shah"));
	assert_non_null(strstr(choice_of(&card)->note, "Cannot speak; in pain"));
	card_close(&card);
}

static void a_receptionist_takes_no_best_interest(void **state)
{
	Card card = card_open(ROLE_RECEPTIONIST);
	drive_keys(&card.drive, "y b");
	assert_true(drive_shows(&card.drive, "Only a clinician decides in the patient's best interest."));
	drive_keys(&card.drive, "a \"Joan Ashby\" enter esc");
	assert_true(drive_shows(&card.drive, "Leave without saving?"));
	drive_keys(&card.drive, "d");
	assert_null(choice_of(&card));
	assert_ptr_equal(app_screen(card.drive.app), &screen_request);
	card_close(&card);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_choice.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_yes_takes_six_keys),
		cmocka_unit_test(what_was_approved_online_is_recorded),
		cmocka_unit_test(nothing_is_recorded_that_was_not_read_to_its_end),
		cmocka_unit_test(a_no_of_somebody_staff_know),
		cmocka_unit_test(somebody_else_may_decide),
		cmocka_unit_test(a_receptionist_takes_no_best_interest),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
