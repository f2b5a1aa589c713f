#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "ui/action.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define KNEE "demo-knee"

/* The ask on top of the first screen; the chart is the test's. */
typedef struct Ask {
	Stage *stage;
	Chart *chart;
	Drive drive;
} Ask;

static Ask ask_open(Role role, const char *nhs, SittingOrder order)
{
	Ask ask = {.stage = stage_open(role)};
	ask.chart = stage_chart(ask.stage, nhs);
	ask.drive = stage_drive(ask.stage, &screen_ask, &(AskArgument){.chart = ask.chart, .order = order}, 24, 80);
	return ask;
}

static void ask_close(Ask *ask)
{
	drive_close(&ask->drive);
	desk_close_chart(ask->stage->desk, ask->chart);
	stage_close(ask->stage);
}

static bool is_open(Ask *ask)
{
	return app_screen(ask->drive.app) == &screen_ask;
}

/* The last answer told for this direction of an episode, or NULL. */
static const Fact *answer_of(Ask *ask, const char *nhs, const char *episode, Direction direction)
{
	FactList facts;
	const Fact *found = NULL;
	stage_ok(ask->stage, ask->stage->ledger.ops->facts(ask->stage->ledger.self, nhs, &ask->stage->arena, &facts,
							   &ask->stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ANSWERED && facts.items[i].direction == direction &&
		    text_is(facts.items[i].episode, episode))
			found = &facts.items[i];
	return found;
}

static void golden_twice(Ask *ask, const char *name)
{
	golden_check(name, drive_canvas(&ask->drive));
	drive_size(&ask->drive, 12, 40);
	golden_check(name, drive_canvas(&ask->drive));
	drive_size(&ask->drive, 24, 80);
}

/* As the national lists leave it. */
static void a_system_that_is_not_known_is_said_first(void **state)
{
	Ask ask = {.stage = stage_open(ROLE_RECEPTIONIST)};
	stage_put(ask.stage, (Organisation){.code = "local-physio-kibworth",
					    .name = "Kibworth Physiotherapy",
					    .care = CARE_PLANNED,
					    .town = "KIBWORTH"});
	ask.chart = stage_chart(ask.stage, MAUREEN);
	ask.drive = stage_drive(ask.stage, &screen_ask, &(AskArgument){.chart = ask.chart, .order = {.episode = KNEE}},
				24, 80);
	golden_check("ask-unlinked", drive_canvas(&ask.drive));
	drive_size(&ask.drive, 12, 40);
	golden_check("ask-unlinked", drive_canvas(&ask.drive));
	ask_close(&ask);
}

static void another_practice_is_said_before_anything_is_read(void **state)
{
	static const char said[] = "Registered with another practice, not here.";
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){0});
	assert_false(drive_shows(&ask.drive, said));
	ask_close(&ask);
	ask = (Ask){.stage = stage_open(ROLE_RECEPTIONIST)};
	const Ledger *ledger = &ask.stage->ledger;
	stage_ok(ask.stage, ledger->ops->begin(ledger->self, &ask.stage->err) &&
				    ledger->ops->put_setting(ledger->self, "practice", "RT5", &ask.stage->err) &&
				    ledger->ops->commit(ledger->self, &ask.stage->err));
	ask.chart = stage_chart(ask.stage, MAUREEN);
	ask.drive = stage_drive(ask.stage, &screen_ask, &(AskArgument){.chart = ask.chart}, 24, 80);
	assert_true(drive_shows(&ask.drive, said));
	drive_size(&ask.drive, 12, 40);
	assert_true(drive_shows(&ask.drive, "Registered with another practice"));
	ask_close(&ask);
}

static void one_referral_is_asked_step_by_step(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	golden_check("ask-who", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "p");
	golden_check("ask-explain", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "enter");
	golden_check("ask-out", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "y n");
	golden_check("ask-honest", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "enter");
	golden_check("ask-read-back", drive_canvas(&ask.drive));
	assert_null(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT));
	drive_reads(&ask.drive, "y ctrl-s");
	golden_check("ask-saved", drive_canvas(&ask.drive));
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT)->answer, ANSWER_YES);
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->answer, ANSWER_NO);
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->who, WHO_PATIENT);
	assert_string_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->script,
			    "gu-" SCRIPT_NUMBER "+" SCRIPT_VERSION);
	assert_string_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->language, "gu");
	drive_reads(&ask.drive, "enter");
	assert_false(is_open(&ask));
	assert_true(drive_shows(&ask.drive, "2 answers of Mo Ashby recorded. u takes them back."));
	ask_close(&ask);
}

/* What can be pressed is shown once all of it was. */
static void the_answers_stand_on_the_last_page(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "p enter y n");
	assert_true(drive_shows(&ask.drive, "page 1 of 2"));
	assert_false(drive_shows(&ask.drive, "Enter  go on"));
	drive_keys(&ask.drive, "space");
	assert_true(drive_shows(&ask.drive, "page 2 of 2"));
	assert_true(drive_shows(&ask.drive, "   Enter  go on"));
	ask_close(&ask);
}

static void a_narrow_window_has_pages(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_size(&ask.drive, 12, 40);
	golden_check("ask-who", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "p");
	golden_check("ask-explain", drive_canvas(&ask.drive));
	drive_keys(&ask.drive, "space space space space space space space space");
	assert_true(drive_shows(&ask.drive, "All of it is in sight."));
	drive_reads(&ask.drive, "enter");
	golden_check("ask-out", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "y n enter");
	golden_check("ask-read-back", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "ctrl-s");
	golden_check("ask-saved", drive_canvas(&ask.drive));
	ask_close(&ask);
}

/* Who has the guide: from the matrix to saved in six keys, both directions, and a page turned for the English below. */
static void the_short_form_takes_few_keys(void **state)
{
	static const char *const keys[] = {"enter", "g", "enter", "y", "y", "ctrl-s"};
	Ask ask = {.stage = stage_open(ROLE_RECEPTIONIST)};
	ask.chart = stage_chart(ask.stage, MAUREEN);
	ask.drive = stage_drive(ask.stage, &screen_matrix, ask.chart, 24, 80);
	for (size_t i = 0; i < countof(keys); i++) {
		drive_reads(&ask.drive, keys[i]);
		if (i == 1)
			golden_twice(&ask, "ask-short");
	}
	assert_true(drive_shows(&ask.drive, "Questions, saved"));
	assert_string_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->script,
			    "gu-" SCRIPT_NUMBER "+" SCRIPT_VERSION "-short");
	drive_close(&ask.drive);
	stage_close(ask.stage);
}

/* From the matrix, where the row that is due is selected, until it stands there again. */
static void one_referral_takes_few_keys_from_the_matrix(void **state)
{
	static const char *const keys[] = {"enter", "p", "enter", "y", "y", "enter", "ctrl-s", "enter"};
	Ask ask = {.stage = stage_open(ROLE_RECEPTIONIST)};
	size_t pressed = 0;
	ask.chart = stage_chart(ask.stage, MAUREEN);
	ask.drive = stage_drive(ask.stage, &screen_matrix, ask.chart, 24, 80);
	do
		drive_reads(&ask.drive, keys[pressed++]);
	while (is_open(&ask) && pressed < countof(keys));
	assert_ptr_equal(app_screen(ask.drive.app), &screen_matrix);
	assert_int_equal(pressed, 8);
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->answer, ANSWER_YES);
	drive_reads(&ask.drive, "u ctrl-s");
	assert_true(drive_shows(&ask.drive, "Taken back"));
	drive_close(&ask.drive);
	stage_close(ask.stage);
}

static void leaving_half_way_asks_and_saves_nothing(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "p enter y n esc");
	assert_true(drive_shows(&ask.drive, "Leave without saving?"));
	golden_check("ask-leave", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "n");
	assert_true(is_open(&ask));
	assert_true(drive_shows(&ask.drive, "Questions, 5 of 6"));
	drive_reads(&ask.drive, "esc d");
	assert_false(is_open(&ask));
	assert_true(drive_shows(&ask.drive, "Nothing was recorded: every question is as it was."));
	assert_null(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT));
	ask_close(&ask);
}

static void where_nothing_was_said_leaving_asks_nothing(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "p esc");
	assert_false(is_open(&ask));
	assert_true(drive_shows(&ask.drive, "Nothing was recorded"));
	ask_close(&ask);
}

static void going_back_keeps_the_answers(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "left");
	assert_true(drive_shows(&ask.drive, "This is the first step: Esc leaves."));
	drive_keys(&ask.drive, "p enter y y left backspace");
	assert_true(drive_shows(&ask.drive, "Share Out: are you happy for"));
	drive_reads(&ask.drive, "N Y enter ctrl-s enter");
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT)->answer, ANSWER_NO);
	ask_close(&ask);
}

/* Enter never answers a question, and a letter that is not offered does nothing. */
static void enter_answers_no_question(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "b");
	assert_true(drive_shows(&ask.drive, "That key is not an answer here"));
	drive_reads(&ask.drive, "enter");
	assert_true(drive_shows(&ask.drive, "This needs an answer"));
	assert_true(drive_shows(&ask.drive, "Questions, 1 of 6"));
	drive_reads(&ask.drive, "p enter enter");
	assert_true(drive_shows(&ask.drive, "This needs an answer"));
	assert_true(drive_shows(&ask.drive, "Questions, 3 of 6"));
	ask_close(&ask);
}

static void a_click_answers(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	AppSettings settings = app_settings(ask.drive.app);
	const char *text;
	int row = 0;
	settings.mouse = true;
	app_set_settings(ask.drive.app, settings);
	for (text = drive_row(&ask.drive, row); !strstr(text, "the patient"); text = drive_row(&ask.drive, row))
		row++;
	drive_click(&ask.drive, row, 5);
	assert_true(drive_shows(&ask.drive, "Questions, 2 of 6"));
	ask_close(&ask);
}

/* Leo is seven: a parent speaks, and gives their name. */
static void a_parent_speaks_for_a_child_by_name(void **state)
{
	static const char leo[] = "9990000107";
	Ask ask = {.stage = stage_open(ROLE_RECEPTIONIST)};
	const char *episode;
	ask.chart = stage_chart(ask.stage, leo);
	stage_ok(ask.stage,
		 desk_refer(ask.stage->desk, ask.chart, &(Referral){.org = "RT5", .service = "Speech therapy"},
			    &episode, &ask.stage->err));
	episode = arena_text(&ask.stage->arena, episode);
	ask.drive = stage_drive(ask.stage, &screen_ask,
				&(AskArgument){.chart = ask.chart, .order = {.episode = episode}}, 24, 80);
	drive_reads(&ask.drive, "enter");
	assert_true(drive_shows(&ask.drive, "Type the name, or go back a step."));
	drive_keys(&ask.drive, "\"Sarah Walker\"");
	golden_check("ask-name", drive_canvas(&ask.drive));
	drive_reads(&ask.drive, "esc n enter left");
	assert_true(drive_shows(&ask.drive, "Sarah Walker"));
	drive_reads(&ask.drive, "enter enter y y enter");
	assert_true(drive_shows(&ask.drive, "Sarah Walker answers for Leo Walker."));
	drive_reads(&ask.drive, "ctrl-s");
	assert_string_equal(answer_of(&ask, leo, episode, DIRECTION_IN)->name, "Sarah Walker");
	assert_int_equal(answer_of(&ask, leo, episode, DIRECTION_IN)->who, WHO_PARENTAL_RESPONSIBILITY);
	ask_close(&ask);
}

static void all_that_are_due_are_asked_at_once(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){0});
	drive_reads(&ask.drive, "p enter l l l enter");
	assert_true(drive_shows(&ask.drive, "No question was answered"));
	drive_reads(&ask.drive, "ctrl-s");
	assert_true(drive_shows(&ask.drive, "Nothing was recorded."));
	drive_reads(&ask.drive, "enter");
	assert_true(drive_shows(&ask.drive, "Nothing was recorded."));
	assert_null(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT));
	ask_close(&ask);
}

static void what_is_not_due_is_not_asked(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Chart *chart = stage_chart(stage, MAUREEN);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(
		app_open(drive.app, &screen_ask, &(AskArgument){.chart = chart, .order = {.episode = "demo-nursing"}}));
	assert_true(drive_shows(&drive, "Nothing is due to be asked"));
	assert_true(app_open(
		drive.app, &screen_ask,
		&(AskArgument){.chart = chart, .order = {.episode = "demo-nursing", .direction = DIRECTION_IN}}));
	drive_close(&drive);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

/* One on no list whom the patient lets see the record: the desk offers the request by itself, with its row selected;
 * not where the patient says no, nor where the practice has prohibited it. */
static void a_code_is_offered_after_the_ask(void **state)
{
	static const struct {
		Standing standing; /* 0: none */
		const char *keys;
		bool offered;
	} cases[] = {
		{0, "p enter y y", true},
		{0, "p enter y n", false},
		{STANDING_PROHIBITED, "p enter y y", false},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		Stage *stage = stage_open(ROLE_RECEPTIONIST);
		Chart *chart = stage_chart(stage, MAUREEN);
		Drive drive = stage_drive(stage, &screen_matrix, chart, 24, 80);
		const char *episode = NULL;
		const Referral referral = {.org = "REF", .service = "Fracture clinic"};
		Fact standing = FACT_NONE;
		standing.kind = FACT_STANDING;
		standing.practice = STAGE_PRACTICE;
		standing.org = "REF";
		standing.standing = (WordByte)cases[i].standing;
		standing.id = "stands";
		if (cases[i].standing)
			stage_tell(stage, standing);
		stage_ok(stage, desk_refer(stage->desk, chart, &referral, &episode, &stage->err));
		assert_true(app_open(drive.app, &screen_ask,
				     &(AskArgument){.chart = chart, .order = {.episode = episode}}));
		drive_reads(&drive, cases[i].keys);
		for (int page = 0; page < 9 && app_screen(drive.app) == &screen_ask; page++)
			drive_reads(&drive, drive_shows(&drive, "Is that right?")      ? "ctrl-s"
					    : drive_shows(&drive, "another agreement") ? "n" /* it stays */
										       : "enter");
		assert_ptr_equal(app_screen(drive.app), &screen_matrix);
		assert_true(drive_shows(&drive, "2 answers of Mo Ashby recorded."));
		assert_int_equal(drive_shows(&drive, "They need a code: q opens the request."), cases[i].offered);
		drive_close(&drive);
		stage_close(stage);
	}
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_ask.keymap, &action_global, fault, sizeof fault));
}

static void answered_elsewhere(Stage *stage, Answer answer)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ANSWERED;
	fact.by = "Nurse Okoye";
	fact.patient = MAUREEN;
	fact.episode = KNEE;
	fact.direction = DIRECTION_OUT;
	fact.answer = (WordByte)answer;
	fact.who = WHO_PATIENT;
	fact.how = HOW_IN_PERSON;
	stage_tell(stage, fact);
}

/* Before the read back, and at the save: which question, what was answered, by whom, when; then it is asked again. */
static void what_another_desk_recorded_is_told_and_asked_again(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "p enter n n");
	answered_elsewhere(ask.stage, ANSWER_YES);
	stage_wait(ask.stage, &ask.drive, 2);
	drive_reads(&ask.drive, "enter");
	golden_twice(&ask, "ask-meanwhile");
	drive_keys(&ask.drive, "ctrl-s");
	drive_reads(&ask.drive, "enter");
	assert_true(drive_shows(&ask.drive, "Share Out: are you happy for"));
	drive_reads(&ask.drive, "n");
	assert_true(drive_shows(&ask.drive, "Is that right?"));
	answered_elsewhere(ask.stage, ANSWER_YES);
	drive_reads(&ask.drive, "ctrl-s");
	assert_true(drive_shows(&ask.drive, "10:41am, Nurse Okoye: Yes:"));
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT)->answer, ANSWER_YES);
	drive_reads(&ask.drive, "enter n ctrl-s");
	assert_true(drive_shows(&ask.drive, "Questions, saved"));
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT)->answer, ANSWER_NO);
	ask_close(&ask);
}

/* One key, at every step, in a field too; kept for the visit, and told with each answer. */
static void it_can_be_asked_by_telephone(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "a");
	drive_keys(&ask.drive, "y f2");
	assert_true(drive_shows(&ask.drive, "Asked by telephone, until this patient is closed."));
	drive_keys(&ask.drive, "\"Ruth Ashby\" f2");
	assert_true(drive_shows(&ask.drive, "Asked by video"));
	drive_keys(&ask.drive, "f2 f2 f2 f2");
	drive_reads(&ask.drive, "enter enter y n enter");
	golden_twice(&ask, "ask-telephone");
	drive_reads(&ask.drive, "ctrl-s");
	assert_int_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_OUT)->how, HOW_PHONE);
	drive_keys(&ask.drive, "f2");
	assert_true(drive_shows(&ask.drive, "It is saved, as it was asked"));
	assert_int_equal(ask.chart->how, HOW_PHONE);
	ask_close(&ask);
}

static void the_language_is_chosen_at_the_first_step(void **state)
{
	Ask ask = ask_open(ROLE_RECEPTIONIST, MAUREEN, (SittingOrder){.episode = KNEE});
	drive_reads(&ask.drive, "f3");
	golden_twice(&ask, "ask-language");
	drive_reads(&ask.drive, "down enter");
	assert_true(drive_shows(&ask.drive, "Polish, for this sitting alone."));
	assert_true(drive_shows(&ask.drive, "Kto"));
	drive_reads(&ask.drive, "p f3");
	assert_true(drive_shows(&ask.drive, "The language is chosen at the first step"));
	drive_reads(&ask.drive, "enter y y enter ctrl-s");
	assert_string_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->language, "pl");
	assert_string_equal(ask.chart->world.person->language, "Gujarati");
	ask_close(&ask);
}

/* Shown all the same, with who turns it on. */
static void a_language_that_is_off_says_who_turns_it_on(void **state)
{
	Ask ask = {.stage = stage_open_real(ROLE_RECEPTIONIST)};
	ask.chart = stage_chart(ask.stage, MAUREEN);
	ask.drive = stage_drive(ask.stage, &screen_ask, &(AskArgument){.chart = ask.chart, .order = {.episode = KNEE}},
				24, 80);
	drive_keys(&ask.drive, "f3 down down");
	golden_twice(&ask, "ask-language-off");
	drive_reads(&ask.drive, "enter");
	assert_true(drive_shows(&ask.drive, "Somali is not turned on: an administrator does that"));
	drive_reads(&ask.drive, "esc p enter y y enter ctrl-s");
	assert_string_equal(answer_of(&ask, MAUREEN, KNEE, DIRECTION_IN)->language, "gu");
	ask_close(&ask);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_system_that_is_not_known_is_said_first),
		cmocka_unit_test(one_referral_is_asked_step_by_step),
		cmocka_unit_test(another_practice_is_said_before_anything_is_read),
		cmocka_unit_test(the_answers_stand_on_the_last_page),
		cmocka_unit_test(a_narrow_window_has_pages),
		cmocka_unit_test(the_short_form_takes_few_keys),
		cmocka_unit_test(one_referral_takes_few_keys_from_the_matrix),
		cmocka_unit_test(leaving_half_way_asks_and_saves_nothing),
		cmocka_unit_test(where_nothing_was_said_leaving_asks_nothing),
		cmocka_unit_test(going_back_keeps_the_answers),
		cmocka_unit_test(enter_answers_no_question),
		cmocka_unit_test(a_click_answers),
		cmocka_unit_test(a_parent_speaks_for_a_child_by_name),
		cmocka_unit_test(all_that_are_due_are_asked_at_once),
		cmocka_unit_test(what_is_not_due_is_not_asked),
		cmocka_unit_test(a_code_is_offered_after_the_ask),
		cmocka_unit_test(what_another_desk_recorded_is_told_and_asked_again),
		cmocka_unit_test(it_can_be_asked_by_telephone),
		cmocka_unit_test(the_language_is_chosen_at_the_first_step),
		cmocka_unit_test(a_language_that_is_off_says_who_turns_it_on),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
