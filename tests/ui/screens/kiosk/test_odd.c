#include "unit.h"

#include "ui/kiosk_stage.h"

#define MAUREEN "9990000018"

enum { ROWS = 24, COLS = 80 };

/* In Somali "Maya" is no, and "Mar dambe i weydii" is "Ask me later": an m must not be taken for a no. */
static void a_letter_of_two_answers_is_neither(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "so");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "m");
	assert_int_equal(visit->sitting.at, 0);
	assert_true(kiosk_stage_shows(self, "Press 1 for yes, 2 for no, 3 to be asked later, or 0 to call staff."));
	kiosk_stage_keys(self, "h");
	assert_int_equal(visit->sitting.items[0].answer, ANSWER_YES);
	kiosk_stage_close(self);
}

/* Keys that were typed before a question was seen answer none. */
static void what_is_typed_ahead_is_dropped(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "en");
	assert_true(app_take_forget(self->drive.app));
	for (int i = 0; i < 40 && !sitting_done(&visit->sitting); i++) {
		const SittingStep step = visit->sitting.step;
		const size_t at = visit->sitting.at;
		kiosk_stage_yes(self);
		assert_int_equal(app_take_forget(self->drive.app),
				 step != visit->sitting.step || at != visit->sitting.at);
	}
	assert_true(sitting_done(&visit->sitting));
	kiosk_stage_close(self);
}

/* Whoever stands at a kiosk that is locked reads why in their language, in turn. */
static void a_locked_kiosk_says_so_in_each_language(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	unsigned seen = 0;
	kiosk_stage_keys(self, "3 enter");
	kiosk_stage_type(self, "12021951");
	kiosk_stage_keys(self, "enter");
	for (int i = 0; i < TICKET_TRIES; i++) {
		kiosk_stage_type(self, "0000");
		kiosk_stage_keys(self, "enter");
	}
	assert_int_equal(visit->place, KIOSK_AT_LOCKED);
	for (int i = 0; i < 60; i++) {
		seen |= 1u << visit->turn;
		kiosk_stage_wait(self, 1);
	}
	assert_int_equal(seen, (1u << language_count) - 1);
	kiosk_stage_close(self);
}

static void ask_at_desk(KioskStage *self)
{
	Stage *stage = self->stage;
	Sitting sitting;
	SittingQuestion question;
	stage_ok(stage, sitting_begin(&sitting, stage->desk, self->chart, &(SittingOrder){0}, &stage->err));
	while (!sitting_done(&sitting)) {
		sitting_question(&sitting, &stage->arena, &question);
		stage_ok(stage, sitting_answer(&sitting, question.choices[0].key, &stage->err));
	}
	sitting_end(&sitting);
}

/* Asked at the desk after the ticket was given: that is no fault of theirs, and nothing to wait for. */
static void where_nothing_is_left_to_ask_it_says_so(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	kiosk_stage_hand(self, MAUREEN);
	ask_at_desk(self);
	kiosk_stage_keys(self, "3 enter");
	kiosk_stage_type(self, "11021951");
	kiosk_stage_keys(self, "enter");
	kiosk_stage_type(self, self->ticket.digits);
	kiosk_stage_keys(self, "enter");
	assert_int_equal(kiosk_stage_visit(self)->place, KIOSK_AT_TOLD);
	assert_true(kiosk_stage_shows(self, "There is nothing to ask you today. Thank you."));
	assert_true(kiosk_stage_shows(self, "Na dziś nie mamy"));
	kiosk_stage_close(self);
}

/* Wherever the ledger fails, the patient is sent to staff, and nobody is told that they come. */
static void a_call_that_cannot_be_written_says_so(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	MemoryLedger *memory = &self->stage->memory;
	KioskLines lines;
	int faults = 0;
	kiosk_stage_come(self, MAUREEN, "en");
	for (;; faults++) {
		memory->fail_at = memory->calls + 1 + faults;
		kiosk_stage_keys(self, "0");
		memory->fail_at = 0;
		if (kiosk_stage_visit(self)->place == KIOSK_AT_CALLED)
			break;
		assert_true(kiosk_stage_shows(self, "Please speak to a member of staff."));
		stage_ok(self->stage, desk_kiosks(self->stage->desk, &self->stage->arena, &lines, &self->stage->err));
		assert_int_equal(lines.calling, 0);
	}
	assert_true(faults > 2);
	kiosk_stage_close(self);
}

/* Whether the practice is named on any page of a sitting in which a question is about it. */
static bool names_practice(Truth restricted)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	bool named = false;
	stage_tell(self->stage, (Fact){.kind = FACT_REFERRED,
				       .patient = MAUREEN,
				       .episode = "at-home",
				       .org = STAGE_PRACTICE,
				       .service = "Diabetes clinic"});
	stage_tell(self->stage, (Fact){.kind = FACT_RESTRICTED, .patient = MAUREEN, .on = (WordByte)restricted});
	kiosk_stage_come(self, MAUREEN, "en");
	for (int i = 0; i < 40 && !sitting_done(&visit->sitting); i++) {
		named |= kiosk_stage_shows(self, "South Leicestershire");
		kiosk_stage_yes(self);
	}
	assert_true(sitting_done(&visit->sitting));
	kiosk_stage_close(self);
	return named;
}

/* A restricted patient's practice is named nowhere, at the kiosk neither. */
static void a_restricted_patients_practice_is_not_named(void **state)
{
	assert_true(names_practice(TRUTH_FALSE));
	assert_false(names_practice(TRUTH_TRUE));
}

/* Back from the call for staff: its pages are turned, and then it is answered. */
static void after_a_call_it_goes_on_page_by_page(void **state)
{
	KioskStage *self = kiosk_stage_open(18, 60, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "gu");
	kiosk_stage_questions(self);
	kiosk_stage_keys(self, "0");
	assert_int_equal(visit->place, KIOSK_AT_CALLED);
	stage_ok(self->stage, desk_attend_kiosk(self->stage->desk, "1", &self->stage->err));
	kiosk_stage_wait(self, 2);
	assert_int_equal(visit->place, KIOSK_AT_SITTING);
	kiosk_stage_keys(self, "pagedown pagedown pagedown pagedown 3");
	assert_int_equal(visit->sitting.at, 1);
	kiosk_stage_close(self);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_a_call_it_goes_on_page_by_page),
		cmocka_unit_test(a_letter_of_two_answers_is_neither),
		cmocka_unit_test(what_is_typed_ahead_is_dropped),
		cmocka_unit_test(a_locked_kiosk_says_so_in_each_language),
		cmocka_unit_test(where_nothing_is_left_to_ask_it_says_so),
		cmocka_unit_test(a_call_that_cannot_be_written_says_so),
		cmocka_unit_test(a_restricted_patients_practice_is_not_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
