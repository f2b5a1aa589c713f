#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/front_kiosk.h"
#include "ui/kiosk_stage.h"

#define MAUREEN "9990000018"
#define KNEE "demo-knee"

enum { ROWS = 24, COLS = 80 };

static const int sizes[][2] = {{12, 40}, {18, 60}, {24, 80}};

static void golden(KioskStage *self, const char *name)
{
	for (size_t i = 0; i < countof(sizes); i++) {
		kiosk_stage_size(self, sizes[i][0], sizes[i][1]);
		golden_check(name, drive_canvas(&self->drive));
		assert_false(kiosk_stage_visit(self)->page.seen->cut);
	}
}

static const Fact *answer_of(KioskStage *self, const char *episode, Direction direction)
{
	Stage *stage = self->stage;
	const Fact *found = NULL;
	FactList facts;
	stage_ok(stage, stage->ledger.ops->facts(stage->ledger.self, MAUREEN, &stage->arena, &facts, &stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ANSWERED && facts.items[i].direction == direction &&
		    text_is(facts.items[i].episode, episode))
			found = &facts.items[i];
	return found;
}

static bool at_start(KioskStage *self)
{
	const KioskVisit *visit = kiosk_stage_visit(self);
	return visit->place == KIOSK_AT_START && !visit->chart && !visit->born[0][0] && !visit->ticket[0];
}

/* --- from the start to the thanks --- */

static void a_visit_goes_from_the_start_to_the_thanks(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	golden(self, "kiosk-start");
	kiosk_stage_hand(self, MAUREEN);
	kiosk_stage_keys(self, "3");
	golden(self, "kiosk-welcome");
	kiosk_stage_keys(self, "enter");
	golden(self, "kiosk-born");
	kiosk_stage_type(self, "11/2/1951");
	kiosk_stage_keys(self, "enter");
	golden(self, "kiosk-ticket");
	kiosk_stage_type(self, self->ticket.digits);
	kiosk_stage_keys(self, "enter");
	golden(self, "kiosk-explain");
	kiosk_stage_questions(self);
	golden(self, "kiosk-out");
	kiosk_stage_keys(self, "y");
	golden(self, "kiosk-in");
	kiosk_stage_keys(self, "enter 2 n");
	golden(self, "kiosk-honest");
	for (int i = 0; i < 20 && kiosk_stage_visit(self)->sitting.step < SITTING_READ_BACK; i++)
		kiosk_stage_yes(self);
	golden(self, "kiosk-read-back");
	assert_null(answer_of(self, KNEE, DIRECTION_OUT));
	kiosk_stage_keys(self, "enter");
	assert_null(answer_of(self, KNEE, DIRECTION_OUT));
	kiosk_stage_keys(self, "1 y");
	assert_null(answer_of(self, KNEE, DIRECTION_OUT));
	kiosk_stage_keys(self, "8");
	golden(self, "kiosk-saved");
	assert_int_equal(answer_of(self, KNEE, DIRECTION_OUT)->answer, ANSWER_YES);
	assert_int_equal(answer_of(self, KNEE, DIRECTION_IN)->answer, ANSWER_NO);
	assert_int_equal(answer_of(self, KNEE, DIRECTION_IN)->how, HOW_KIOSK);
	assert_string_equal(answer_of(self, KNEE, DIRECTION_IN)->language, "pl");
	kiosk_stage_keys(self, "enter");
	assert_true(at_start(self));
	kiosk_stage_close(self);
}

/* Gujarati: its own words first, alone on their rows, the English below. */
static void gujarati_has_its_own_words_first(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	kiosk_stage_come(self, MAUREEN, "gu");
	kiosk_stage_questions(self);
	golden(self, "kiosk-gujarati");
	kiosk_stage_keys(self, "y y");
	for (int i = 0; i < 40 && !sitting_done(&kiosk_stage_visit(self)->sitting); i++)
		kiosk_stage_yes(self);
	assert_string_equal(answer_of(self, KNEE, DIRECTION_IN)->script, "gu-" SCRIPT_NUMBER "+" SCRIPT_VERSION);
	kiosk_stage_close(self);
}

static void english_stands_alone(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_questions(self);
	golden(self, "kiosk-english");
	kiosk_stage_keys(self, "3 l 3");
	for (int i = 0; i < 40 && !sitting_done(&kiosk_stage_visit(self)->sitting); i++)
		kiosk_stage_yes(self);
	assert_null(answer_of(self, KNEE, DIRECTION_IN));
	assert_true(kiosk_stage_shows(self, "We will ask you about the rest another time."));
	kiosk_stage_close(self);
}

/* A desk asked the same while the patient was at it: told before the read back, and asked again. */
static void what_a_desk_recorded_is_told(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "pl");
	kiosk_stage_questions(self);
	for (int i = 0; i < 20 && visit->sitting.step == SITTING_ASK; i++)
		kiosk_stage_yes(self);
	Fact fact = FACT_NONE;
	fact.kind = FACT_ANSWERED;
	fact.by = "Nurse Okoye";
	fact.patient = MAUREEN;
	fact.episode = KNEE;
	fact.direction = DIRECTION_IN;
	fact.answer = ANSWER_NO;
	fact.who = WHO_PATIENT;
	fact.how = HOW_IN_PERSON;
	stage_tell(self->stage, fact);
	for (int i = 0; i < 20 && visit->sitting.step == SITTING_HONEST; i++)
		kiosk_stage_yes(self);
	assert_int_equal(visit->sitting.step, SITTING_MEANWHILE);
	golden(self, "kiosk-meanwhile");
	for (int i = 0; i < 40 && !sitting_done(&visit->sitting); i++)
		kiosk_stage_yes(self);
	assert_int_equal(answer_of(self, KNEE, DIRECTION_IN)->answer, ANSWER_YES);
	kiosk_stage_close(self);
}

/* --- who it is --- */

typedef struct Typed {
	const char *born, *said;
} Typed;

static void a_wrong_date_of_birth_says_what_is_wrong(void **state)
{
	static const Typed mistakes[] = {
		{"07141945", "There is no month 14. The day comes first, then the month, then the year."},
		{"31021945", "There is no such day. Look at the day, the month and the year again."},
		{"00011945", "There is no such day."},
		{"110251", "Type the year with 4 digits, for example 1945."},
		{"11021551", "Type the year with 4 digits"},
		{"01012031", "That day is still to come."},
	};
	for (size_t i = 0; i < countof(mistakes); i++) {
		KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
		kiosk_stage_keys(self, "1 enter");
		kiosk_stage_type(self, mistakes[i].born);
		kiosk_stage_keys(self, "enter");
		assert_int_equal(kiosk_stage_visit(self)->place, KIOSK_AT_BORN);
		assert_true(kiosk_stage_shows(self, mistakes[i].said));
		if (i == 0)
			golden(self, "kiosk-born-mistake");
		kiosk_stage_close(self);
	}
}

static void a_date_of_birth_is_mended(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_keys(self, "1 enter 1 enter");
	assert_int_equal(visit->field, KIOSK_MONTH);
	kiosk_stage_keys(self, "backspace backspace 2 . 3");
	assert_string_equal(visit->born[KIOSK_DAY], "2");
	assert_string_equal(visit->born[KIOSK_MONTH], "3");
	kiosk_stage_keys(self, "x");
	assert_true(kiosk_stage_shows(self, "Only numbers are typed here."));
	kiosk_stage_keys(self, "esc");
	assert_int_equal(visit->place, KIOSK_AT_WELCOME);
	assert_string_equal(visit->born[KIOSK_DAY], "");
	kiosk_stage_close(self);
}

static void wrong_tickets_lock_the_kiosk(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_hand(self, MAUREEN);
	kiosk_stage_keys(self, "1 enter");
	kiosk_stage_type(self, "12021951");
	kiosk_stage_keys(self, "enter 1 enter");
	assert_true(kiosk_stage_shows(self, "A ticket has 4 digits."));
	kiosk_stage_keys(self, "backspace");
	for (int i = 0; i < TICKET_TRIES; i++) {
		assert_int_equal(visit->place, KIOSK_AT_TICKET);
		kiosk_stage_type(self, self->ticket.digits);
		kiosk_stage_keys(self, "enter");
		if (i == 0)
			golden(self, "kiosk-ticket-wrong");
	}
	assert_int_equal(visit->place, KIOSK_AT_LOCKED);
	golden(self, "kiosk-locked");
	kiosk_stage_keys(self, "1 enter esc 0 ctrl-c");
	assert_int_equal(visit->place, KIOSK_AT_LOCKED);
	stage_ok(self->stage, desk_attend_kiosk(self->stage->desk, "1", &self->stage->err));
	kiosk_stage_wait(self, 2);
	assert_true(at_start(self));
	kiosk_stage_close(self);
}

/* --- keys --- */

static void a_wrong_key_says_which_are_right(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	kiosk_stage_keys(self, "9");
	assert_true(kiosk_stage_shows(self, "Press the number of your language."));
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_keys(self, "f5");
	assert_true(kiosk_stage_shows(self, "That key does nothing here. Press one of the keys shown."));
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "ctrl-c");
	assert_true(kiosk_stage_shows(self, "Press 1 for yes, 2 for no, 3 to be asked later, or 0 to call staff."));
	golden(self, "kiosk-wrong-key");
	kiosk_stage_keys(self, "enter");
	assert_true(kiosk_stage_shows(self, "Choose first"));
	assert_int_equal(kiosk_stage_visit(self)->sitting.at, 0);
	kiosk_stage_close(self);
}

static void arrows_letters_and_the_mouse_choose_too(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_keys(self, "down down enter");
	assert_string_equal(visit->language->code, "gu");
	kiosk_stage_keys(self, "6 h"); /* "Hausa" is none: Magyar is by its own letter */
	assert_null(visit->language);
	kiosk_stage_keys(self, "m");
	assert_string_equal(visit->language->code, "hu");
	kiosk_stage_keys(self, "esc");
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "down enter");
	assert_int_equal(visit->sitting.items[0].answer, ANSWER_YES);
	kiosk_stage_keys(self, "N");
	assert_int_equal(visit->sitting.items[1].answer, ANSWER_NO);
	kiosk_stage_keys(self, "2");
	assert_int_equal(visit->sitting.step, SITTING_HONEST);
	kiosk_stage_keys(self, "5 5");
	assert_int_equal(visit->sitting.step, SITTING_ASK);
	assert_int_equal(visit->sitting.at, 1);
	kiosk_stage_close(self);
}

/* The whole box of a large answer is its target. */
static void the_whole_box_takes_the_click(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_questions(self);

	const KioskTarget *no = &visit->page.seen->targets[1];

	assert_int_equal(no->button, 1);
	assert_int_equal(no->area.rows, 7);
	kiosk_stage_key(self, (Key){.code = KC_CLICK,
				    .row = no->area.row + no->area.rows - 1,
				    .col = no->area.col + no->area.cols - 1});
	assert_int_equal(visit->sitting.items[0].answer, ANSWER_NO);
	kiosk_stage_close(self);
}

static void a_small_window_reads_page_by_page(void **state)
{
	KioskStage *self = kiosk_stage_open(12, 40, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_keys(self, "1 4");
	assert_int_equal(visit->place, KIOSK_AT_GUIDE);
	golden(self, "kiosk-guide");
	kiosk_stage_size(self, 12, 40);

	const int pages = visit->page.seen->pages;

	assert_true(pages > 5);
	kiosk_stage_keys(self, "right pagedown + space enter");
	assert_int_equal(visit->page.at, 5);
	golden(self, "kiosk-guide-later");
	kiosk_stage_size(self, 12, 40);
	kiosk_stage_keys(self, "left pageup -");
	assert_int_equal(visit->page.at, 2);
	for (int i = 2; i < pages - 1; i++)
		kiosk_stage_keys(self, "enter");
	assert_true(kiosk_stage_shows(self, "1113."));
	kiosk_stage_keys(self, "enter");
	assert_int_equal(visit->place, KIOSK_AT_WELCOME);
	kiosk_stage_close(self);
}

/* --- silence --- */

static void silence_warns_and_then_ends_the_visit(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "pl");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "1");
	kiosk_stage_wait(self, 89);
	assert_false(visit->warned);
	kiosk_stage_wait(self, 1);
	assert_true(visit->warned);
	kiosk_stage_wait(self, 7);
	assert_true(kiosk_stage_shows(self, "Back to the start in 23 seconds."));
	golden(self, "kiosk-silence");
	kiosk_stage_keys(self, "2");
	assert_false(visit->warned);
	assert_int_equal(visit->sitting.at, 1); /* the key did nothing else */
	kiosk_stage_wait(self, 90 + 29);
	assert_true(visit->warned);
	kiosk_stage_wait(self, 1);
	assert_true(at_start(self));
	assert_null(answer_of(self, KNEE, DIRECTION_OUT));
	assert_true(app_take_forget(self->drive.app));
	kiosk_stage_close(self);
}

static void the_thanks_end_by_themselves(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	kiosk_stage_come(self, MAUREEN, "en");
	for (int i = 0; i < 40 && !sitting_done(&kiosk_stage_visit(self)->sitting); i++)
		kiosk_stage_yes(self);
	kiosk_stage_wait(self, KIOSK_TOLD_SECONDS - 1);
	assert_false(at_start(self));
	kiosk_stage_wait(self, 1);
	assert_true(at_start(self));
	assert_int_equal(answer_of(self, KNEE, DIRECTION_OUT)->answer, ANSWER_YES);
	kiosk_stage_close(self);
}

/* --- staff --- */

static void staff_are_called(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	KioskLines lines;
	kiosk_stage_come(self, MAUREEN, "cs");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "0");
	assert_int_equal(visit->place, KIOSK_AT_CALLED);
	golden(self, "kiosk-called");
	stage_ok(self->stage, desk_kiosks(self->stage->desk, &self->stage->arena, &lines, &self->stage->err));
	assert_int_equal(lines.calling, 1);
	kiosk_stage_keys(self, "5");
	assert_int_equal(visit->place, KIOSK_AT_SITTING);
	assert_int_equal(visit->sitting.step, SITTING_ASK);
	kiosk_stage_keys(self, "*");
	assert_int_equal(visit->place, KIOSK_AT_CALLED);
	stage_ok(self->stage, desk_attend_kiosk(self->stage->desk, "1", &self->stage->err));
	kiosk_stage_wait(self, 1);
	assert_int_equal(visit->place, KIOSK_AT_SITTING);
	kiosk_stage_close(self);
}

static void a_desk_takes_the_visit_over(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "sk");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "1");
	stage_ok(self->stage, desk_take_over(self->stage->desk, self->chart, &self->stage->err));
	kiosk_stage_wait(self, 1);
	assert_int_equal(visit->place, KIOSK_AT_TOLD);
	assert_null(visit->chart);
	golden(self, "kiosk-taken-over");
	kiosk_stage_keys(self, "enter");
	assert_true(at_start(self));
	assert_null(answer_of(self, KNEE, DIRECTION_OUT));
	kiosk_stage_close(self);
}

static void staff_leave_by_their_passphrase(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "f10");
	assert_int_equal(visit->place, KIOSK_AT_LEAVE);
	kiosk_stage_type(self, "Priya S");
	golden(self, "kiosk-leave");
	kiosk_stage_keys(self, "esc");
	assert_int_equal(visit->place, KIOSK_AT_SITTING);
	kiosk_stage_keys(self, "f10");
	kiosk_stage_type(self, "Priya S");
	kiosk_stage_keys(self, "enter");
	kiosk_stage_type(self, "three wrong words");
	kiosk_stage_keys(self, "enter");
	assert_false(app_ended(self->drive.app));
	golden(self, "kiosk-leave-wrong");
	kiosk_stage_type(self, STAGE_PASSPHRASE);
	kiosk_stage_keys(self, "enter");
	assert_true(app_ended(self->drive.app));
	kiosk_stage_close(self);
}

/* --- terminals --- */

static void without_shaping_the_language_is_on_paper(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, true);
	golden(self, "kiosk-start-latin");
	kiosk_stage_choose(self, "gu");
	golden(self, "kiosk-sheet");
	kiosk_stage_keys(self, "enter");
	assert_true(at_start(self));
	kiosk_stage_close(self);
	assert_true(front_kiosk_latin("linux-16color") && front_kiosk_latin("xterm-xfree86"));
	assert_false(front_kiosk_latin("xterm") || front_kiosk_latin("xterm-256color") || front_kiosk_latin(NULL));
}

/* What cannot be seen cannot be answered; nothing is lost meanwhile. */
static void a_window_too_small_takes_no_answer(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "1");
	kiosk_stage_size(self, 1, 1);
	kiosk_stage_keys(self, "1 2 f10 esc enter");
	kiosk_stage_wait(self, 3);
	kiosk_stage_size(self, 11, 80);
	assert_true(drive_shows(&self->drive, "too small"));
	kiosk_stage_size(self, ROWS, COLS);
	assert_int_equal(visit->place, KIOSK_AT_SITTING);
	assert_int_equal(visit->sitting.at, 1);
	assert_int_equal(visit->sitting.items[0].answer, ANSWER_YES);
	kiosk_stage_close(self);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_visit_goes_from_the_start_to_the_thanks),
		cmocka_unit_test(gujarati_has_its_own_words_first),
		cmocka_unit_test(english_stands_alone),
		cmocka_unit_test(what_a_desk_recorded_is_told),
		cmocka_unit_test(a_wrong_date_of_birth_says_what_is_wrong),
		cmocka_unit_test(a_date_of_birth_is_mended),
		cmocka_unit_test(wrong_tickets_lock_the_kiosk),
		cmocka_unit_test(a_wrong_key_says_which_are_right),
		cmocka_unit_test(arrows_letters_and_the_mouse_choose_too),
		cmocka_unit_test(the_whole_box_takes_the_click),
		cmocka_unit_test(a_small_window_reads_page_by_page),
		cmocka_unit_test(silence_warns_and_then_ends_the_visit),
		cmocka_unit_test(the_thanks_end_by_themselves),
		cmocka_unit_test(staff_are_called),
		cmocka_unit_test(a_desk_takes_the_visit_over),
		cmocka_unit_test(staff_leave_by_their_passphrase),
		cmocka_unit_test(without_shaping_the_language_is_on_paper),
		cmocka_unit_test(a_window_too_small_takes_no_answer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
