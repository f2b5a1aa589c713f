#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/codes/codes.h"
#include "ui/screens/home/home.h"
#include "ui/screens/request/inside.h"
#include "ui/screens/request/request.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define CORNWALL "demo-cornwall" /* needs a code; none was given out */
#define CHIDI "9990000042"	 /* a code was sent by text, 6 minutes left */

typedef struct Card {
	Stage *stage;
	Chart *chart;
	Drive drive;
	const char *nhs;
} Card;

static void card_show(Card *card, const char *episode)
{
	card->drive = stage_drive(card->stage, &screen_request, &(RequestArgument){card->chart, episode, NULL}, 24, 80);
}

static Card card_open(const char *nhs, const char *episode)
{
	Card card = {.stage = stage_open_sending(ROLE_RECEPTIONIST), .nhs = nhs};
	card.chart = stage_chart(card.stage, nhs);
	if (episode)
		card_show(&card, episode);
	return card;
}

static void card_close(Card *card)
{
	drive_close(&card->drive);
	desk_close_chart(card->stage->desk, card->chart);
	stage_close(card->stage);
}

static const Fact *last_of(Card *card, FactKind kind)
{
	const LedgerOps *ops = card->stage->ledger.ops;
	FactList facts;
	const Fact *last = NULL;
	stage_ok(card->stage,
		 ops->facts(card->stage->ledger.self, card->nhs, &card->stage->arena, &facts, &card->stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == kind)
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

static void deliver(Card *card, DeliveryState state, unsigned tries, const char *why)
{
	stage_sender_seen(card->stage, 5);
	stage_deliver(card->stage, state, tries, why);
	stage_wait(card->stage, &card->drive, 1);
	drive_keys(&card->drive, "ctrl-l"); /* the notice is read, and goes */
}

static void each_way_says_where_it_goes(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	assert_true(drive_shows(&card.drive, "Text to mobile ending 111"));
	assert_true(drive_shows(&card.drive, "No e-mail address is on file"));
	assert_false(drive_shows(&card.drive, "07700"));
	both_sizes(&card, "request-ways");
	drive_size(&card.drive, 60, 200);
	golden_check("request-ways", drive_canvas(&card.drive));
	drive_size(&card.drive, 24, 80);
	drive_keys(&card.drive, "e");
	assert_true(drive_shows(&card.drive, "No e-mail address is on file: ask for one"));
	assert_null(last_of(&card, FACT_CODE_ISSUED));
	card_close(&card);
}

static void a_text_is_queued_sent_and_delivered(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	drive_keys(&card.drive, "t ctrl-s");
	assert_int_equal(last_of(&card, FACT_CODE_ISSUED)->code_channel, CODE_SMS);
	assert_null(strchr(drive_styles(&card.drive), 'c')); /* no digits of a code: staff never see one that is sent */
	assert_true(drive_shows(&card.drive, "Is the sender running? It was never seen here."));
	stage_sender_seen(card.stage, 3600);
	stage_wait(card.stage, &card.drive, 1);
	assert_true(drive_shows(&card.drive, "Is the sender running? It was last seen 09:41."));
	drive_keys(&card.drive, "left");
	both_sizes(&card, "request-queued");
	deliver(&card, DELIVERY_QUEUED, 2, "the service did not answer.");
	assert_true(drive_shows(&card.drive, "Tried 2 times, and tried again soon: the service did not answer."));
	deliver(&card, DELIVERY_SENT, 1, NULL);
	both_sizes(&card, "request-sent");
	deliver(&card, DELIVERY_DELIVERED, 1, NULL);
	both_sizes(&card, "request-delivered");
	card_close(&card);
}

static void a_text_that_failed_says_why(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	drive_keys(&card.drive, "t ctrl-s");
	deliver(&card, DELIVERY_FAILED, 1, "the number does not exist.");
	assert_true(drive_shows(&card.drive, "Failed 10:41: the number does not exist."));
	assert_false(drive_shows(&card.drive, "Read back")); /* nobody has a code to read */
	assert_false(drive_shows(&card.drive, "…"));
	drive_keys(&card.drive, "1");
	assert_false(drive_shows(&card.drive, "Read back"));
	drive_keys(&card.drive, "ctrl-l");
	both_sizes(&card, "request-failed");
	card_close(&card);
}

static void a_code_runs_out(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	drive_keys(&card.drive, "t ctrl-s");
	for (int i = 0; i < CODE_MINUTES; i++) {
		stage_wait(card.stage, &card.drive, 60);
		drive_keys(&card.drive, "left");
	}
	drive_keys(&card.drive, "f1 esc");
	both_sizes(&card, "request-run-out");
	drive_keys(&card.drive, "t ctrl-s");
	assert_true(drive_shows(&card.drive, "10:00 left"));
	card_close(&card);
}

/* What was said of a code goes when the sender, or another desk, has made it untrue. */
static void no_notice_outlives_its_code(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	Fact fact = FACT_NONE;
	drive_keys(&card.drive, "t ctrl-s");
	assert_true(drive_shows(&card.drive, "A code is on its way to mobile ending 111."));
	stage_wait(card.stage, &card.drive, 2);
	assert_true(drive_shows(&card.drive, "A code is on its way to mobile ending 111."));
	stage_deliver(card.stage, DELIVERY_FAILED, 1, "the number does not exist.");
	stage_wait(card.stage, &card.drive, 1);
	assert_false(drive_shows(&card.drive, "A code is on its way"));
	drive_keys(&card.drive, "t ctrl-s \"000000\" enter");
	assert_true(drive_shows(&card.drive, "That is not the code: 4 tries left."));
	fact.kind = FACT_CODE_ACCEPTED;
	fact.patient = MAUREEN;
	fact.request = last_of(&card, FACT_REQUEST)->request;
	fact.id = "other-desk";
	fact.by = "Nurse Okoye";
	stage_tell(card.stage, fact);
	stage_wait(card.stage, &card.drive, 1);
	assert_true(drive_shows(&card.drive, "Accepted 10:41: the code was right."));
	assert_false(drive_shows(&card.drive, "tries left"));
	card_close(&card);
}

/* Of a text that failed nobody has the code: none dies when a new one is given. */
static void after_a_failed_text_nothing_is_asked(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	drive_keys(&card.drive, "t ctrl-s s");
	assert_true(drive_shows(&card.drive, "A code is waiting already."));
	drive_keys(&card.drive, "esc");
	deliver(&card, DELIVERY_FAILED, 1, "the number does not exist.");
	assert_false(drive_shows(&card.drive, "which ends the one given out"));
	drive_keys(&card.drive, "s");
	assert_false(drive_shows(&card.drive, "A code is waiting already."));
	assert_ptr_equal(app_screen(card.drive.app), &screen_identity);
	card_close(&card);
}

/* Somebody else may stand there after a lock: what was ticked before does not hold. */
static void a_lock_forgets_who_was_asked(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	drive_keys(&card.drive, "s d p ctrl-s");
	assert_int_equal(last_of(&card, FACT_CODE_ISSUED)->code_channel, CODE_SHOWN);
	drive_keys(&card.drive, "s ctrl-s ctrl-s"); /* the same person: not asked twice */
	assert_ptr_equal(app_screen(card.drive.app), &screen_request);
	drive_keys(&card.drive, "f10 \"" STAGE_PIN "\" enter");
	assert_ptr_equal(app_screen(card.drive.app), &screen_request);
	drive_keys(&card.drive, "s ctrl-s");
	assert_ptr_equal(app_screen(card.drive.app), &screen_identity);
	drive_keys(&card.drive, "d f10 \"" STAGE_PIN "\" enter p ctrl-s");
	assert_ptr_equal(app_screen(card.drive.app), &screen_identity); /* one was ticked before, one after */
	drive_keys(&card.drive, "d ctrl-s");
	assert_ptr_equal(app_screen(card.drive.app), &screen_request);
	drive_keys(&card.drive, "f10 \"" STAGE_PIN "\" enter n p");
	drive_keys(&card.drive, "enter");
	assert_true(drive_shows(&card.drive, "Two must be right, or a document seen, or the person known to you."));
	drive_keys(&card.drive, "d n f10 \"" STAGE_PIN "\" enter enter");
	assert_true(drive_shows(&card.drive, "Two must be right, or a document seen, or the person known to you."));
	assert_null(last_of(&card, FACT_CHOICE));
	card_close(&card);
}

/* Changed less than 24 hours ago: said before anything is sent, and asked. */
static void a_new_number_is_asked_about(void **state)
{
	Card card = card_open(MAUREEN, NULL);
	stage_ok(card.stage,
		 desk_contact(card.stage->desk, card.chart, &(Contact){.mobile = "07700 900222"}, &card.stage->err));
	card_show(&card, CORNWALL);
	assert_true(drive_shows(&card.drive, "This mobile was changed 10:41, less than 24 h ago"));
	both_sizes(&card, "request-changed");
	drive_keys(&card.drive, "t");
	golden_check("request-changed-ask", drive_canvas(&card.drive));
	drive_keys(&card.drive, "enter");
	assert_null(last_of(&card, FACT_CODE_ISSUED));
	drive_keys(&card.drive, "n esc");
	assert_null(last_of(&card, FACT_CODE_ISSUED));
	drive_keys(&card.drive, "t ctrl-s");
	assert_int_equal(last_of(&card, FACT_CODE_ISSUED)->code_channel, CODE_SMS);
	card_close(&card);
}

static void codes_keep_to_the_former_number(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	stage_ok(card.stage,
		 desk_contact(card.stage->desk, card.chart, &(Contact){.mobile = "07700 900222"}, &card.stage->err));
	stage_wait(card.stage, &card.drive, 1);
	assert_true(drive_shows(&card.drive, "Text to mobile ending 111"));
	assert_true(drive_shows(&card.drive, "The former number: the newer one gets no code of this request."));
	both_sizes(&card, "request-kept");
	card_close(&card);
}

static void a_request_that_is_decided_says_how(void **state)
{
	static const struct {
		FactKind kind;
		Answer answer;
		const char *golden;
	} ends[] = {
		{FACT_CODE_ACCEPTED, 0, "request-accepted"},
		{FACT_CHOICE, ANSWER_YES, "request-chosen"},
		{FACT_CHOICE, ANSWER_NO, "request-refused"},
	};

	for (size_t i = 0; i < countof(ends); i++) {
		Card card = card_open(MAUREEN, CORNWALL);
		Fact fact = FACT_NONE;
		fact.kind = (WordByte)ends[i].kind;
		fact.answer = (WordByte)ends[i].answer;
		fact.patient = MAUREEN;
		fact.request = last_of(&card, FACT_REQUEST)->request;
		fact.note = ends[i].answer ? "decided by the patient; identity checked: a document" : NULL;
		fact.id = "other-desk";
		fact.by = "Nurse Okoye";
		stage_tell(card.stage, fact);
		stage_wait(card.stage, &card.drive, 1);
		both_sizes(&card, ends[i].golden);
		card_close(&card);
	}
}

static void home_leads_to_the_card(void **state)
{
	Stage *stage = stage_open_sending(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "code sent, 5 min left"));
	for (int i = 0; i < 20 && !drive_shows(&drive, "OKAFOR"); i++) {
		const char *selected = "";
		for (int row = 0; row < 24; row++)
			if (strstr(drive_row(&drive, row), "▌"))
				selected = drive_row(&drive, row);
		drive_keys(&drive, strstr(selected, "Codes waiting") ? "enter" : "down");
	}
	assert_ptr_equal(app_screen(drive.app), &screen_request);
	drive_keys(&drive, "\"000000\" enter \"000000\" enter \"000000\" enter \"000000\" enter \"000000\" enter");
	drive_keys(&drive, "esc"); /* where one came from */
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "locked: new code needed"));
	golden_check("home-locked", drive_canvas(&drive));
	drive_size(&drive, 12, 40);
	assert_true(drive_shows(&drive, "locked"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_way_says_where_it_goes),
		cmocka_unit_test(a_text_is_queued_sent_and_delivered),
		cmocka_unit_test(a_text_that_failed_says_why),
		cmocka_unit_test(a_code_runs_out),
		cmocka_unit_test(no_notice_outlives_its_code),
		cmocka_unit_test(after_a_failed_text_nothing_is_asked),
		cmocka_unit_test(a_lock_forgets_who_was_asked),
		cmocka_unit_test(a_new_number_is_asked_about),
		cmocka_unit_test(codes_keep_to_the_former_number),
		cmocka_unit_test(a_request_that_is_decided_says_how),
		cmocka_unit_test(home_leads_to_the_card),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
