#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/codes/codes.h"
#include "ui/action.h"
#include "ui/screens/request/inside.h"
#include "ui/screens/request/request.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define CORNWALL "demo-cornwall" /* needs a code; none was given out */
#define CHIDI "9990000042"
#define FAR "demo-ok-far" /* a code was sent by text, 6 minutes left */

typedef struct Card {
	Stage *stage;
	Chart *chart;
	Drive drive;
	const char *nhs;
} Card;

static Card card_open(const char *nhs, const char *episode)
{
	Card card = {.stage = stage_open(ROLE_RECEPTIONIST), .nhs = nhs};
	card.chart = stage_chart(card.stage, nhs);
	card.drive = stage_drive(card.stage, &screen_request,
				 &(RequestArgument){.chart = card.chart, .episode = episode}, 24, 80);
	return card;
}

static void card_close(Card *card)
{
	drive_close(&card->drive);
	desk_close_chart(card->stage->desk, card->chart);
	stage_close(card->stage);
}

static bool is_open(Card *card, const Screen *screen)
{
	return app_screen(card->drive.app) == screen;
}

static FactList facts_of(Card *card)
{
	FactList facts;
	stage_ok(card->stage, card->stage->ledger.ops->facts(card->stage->ledger.self, card->nhs, &card->stage->arena,
							     &facts, &card->stage->err));
	return facts;
}

static const Fact *last_of(Card *card, FactKind kind)
{
	const FactList facts = facts_of(card);
	const Fact *last = NULL;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == kind)
			last = &facts.items[i];
	return last;
}

/* The six digits on show: they stand in the row of the time that is left. */
static const char *digits_of(Card *card)
{
	const char *row = "";
	for (int i = 0; i < 24 && !(strstr(row, ":") && strstr(row, " left")); i++)
		row = drive_row(&card->drive, i);
	row += strspn(row, " ");
	return arena_print(&card->drive.arena, "%.3s%.3s", row, row + 4);
}

/* Without the desk locking itself meanwhile. */
static void wait_at_the_keys(Card *card, int seconds)
{
	for (; seconds > 0; seconds -= 120) {
		stage_wait(card->stage, &card->drive, seconds < 120 ? seconds : 120);
		drive_keys(&card->drive, "left");
	}
}

static void show(Card *card)
{
	drive_keys(&card->drive, "s d p ctrl-s");
}

static void opening_the_card_opens_a_request(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	assert_true(drive_shows(&card.drive, "TRURO · listed number 01872 250000"));
	assert_true(drive_shows(&card.drive, "No sender is set up: show the code here."));
	golden_check("request-new", drive_canvas(&card.drive));
	assert_string_equal(last_of(&card, FACT_REQUEST)->episode, CORNWALL);
	assert_string_equal(last_of(&card, FACT_REQUEST)->org, "REF");
	assert_null(last_of(&card, FACT_CODE_ISSUED));
	drive_size(&card.drive, 12, 40);
	golden_check("request-new", drive_canvas(&card.drive));
	card_close(&card);
}

static void identity_comes_first(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	drive_keys(&card.drive, "s");
	golden_check("request-identity", drive_canvas(&card.drive));
	drive_keys(&card.drive, "d ctrl-s");
	assert_true(drive_shows(&card.drive, "Two must be right before a code is shown."));
	assert_null(last_of(&card, FACT_CODE_ISSUED));
	drive_size(&card.drive, 12, 40);
	golden_check("request-identity", drive_canvas(&card.drive));
	drive_keys(&card.drive, "p ctrl-s");
	assert_int_equal(last_of(&card, FACT_CODE_ISSUED)->code_channel, CODE_SHOWN);
	assert_non_null(strstr(last_of(&card, FACT_CODE_ISSUED)->note, "date of birth and postcode"));
	card_close(&card);
}

/* Of a restricted patient neither postcode nor telephone stands on the screen. */
static void a_restricted_patient_is_asked_neither_postcode_nor_telephone(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Chart *chart = stage_chart(stage, "9990000212");
	IdentityCheck said = {0, 0};
	Drive drive = stage_drive(stage, &screen_identity, &(IdentityArgument){chart, &said}, 24, 80);
	assert_true(drive_shows(&drive, "Date of birth"));
	assert_false(drive_shows(&drive, "Postcode"));
	assert_false(drive_shows(&drive, "LE8"));
	drive_keys(&drive, "p");
	assert_true(drive_shows(&drive, "That is not on file, or is not shown for this patient."));
	drive_keys(&drive, "d n enter ctrl-s");
	assert_int_equal(said.fields, IDENTITY_BORN | IDENTITY_NHS);
	drive_close(&drive);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
}

/* Who is on the telephone sees no screen: no code is shown, and none that is shown is turned round. */
static void on_the_telephone_nothing_is_shown(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	drive_keys(&card.drive, "f2");
	golden_check("request-telephone", drive_canvas(&card.drive));
	drive_size(&card.drive, 12, 40);
	golden_check("request-telephone", drive_canvas(&card.drive));
	drive_size(&card.drive, 24, 80);
	drive_keys(&card.drive, "s");
	assert_true(drive_shows(&card.drive, "They are not at the desk, so no code is shown"));
	drive_keys(&card.drive, "f2 f2 f2 f2");
	show(&card);
	drive_keys(&card.drive, "f2 v");
	assert_true(drive_shows(&card.drive, "nobody is there to turn it to"));
	drive_keys(&card.drive, "f2 f2 f2 f2 v");
	assert_ptr_equal(app_screen(card.drive.app), &screen_code_bare);
	card_close(&card);
}

static void a_code_shown_and_typed_back_is_a_choice(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	const char *digits;
	show(&card);
	golden_check("request-shown", drive_canvas(&card.drive));
	drive_size(&card.drive, 12, 40);
	golden_check("request-shown", drive_canvas(&card.drive));
	drive_size(&card.drive, 24, 80);
	digits = digits_of(&card);
	drive_keys(&card.drive, arena_print(&card.drive.arena, "\"%.3s-%.3s\" enter", digits, digits + 3));
	assert_false(is_open(&card, &screen_request));
	assert_true(drive_shows(&card.drive, "Recorded as the patient's choice: Royal Cornwall Hospitals NHS Trust"));
	assert_int_equal(last_of(&card, FACT_CHOICE)->answer, ANSWER_YES);
	assert_null(last_of(&card, FACT_CODE_ACCEPTED));
	card_close(&card);
}

static void a_code_typed_at_another_desk_verifies(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	const char *digits;
	Chart *chart = NULL;
	CodeResult result;
	show(&card);
	digits = digits_of(&card);
	stage_ok(card.stage, desk_sign_in(card.stage->other, "Nurse Okoye", STAGE_PASSPHRASE, &card.stage->err));
	stage_ok(card.stage,
		 desk_open_chart(card.stage->other, MAUREEN, (Date){1951, 2, 11}, &chart, &card.stage->err));
	stage_ok(card.stage, desk_type_code(card.stage->other, chart, last_of(&card, FACT_REQUEST)->request, digits,
					    &result, &card.stage->err));
	assert_int_equal(result.outcome, CODE_ACCEPTED);
	assert_non_null(last_of(&card, FACT_CODE_ACCEPTED));
	desk_close_chart(card.stage->other, chart);
	stage_wait(card.stage, &card.drive, 1);
	assert_true(drive_shows(&card.drive, "Accepted 10:41: the code was right."));
	golden_check("request-verified", drive_canvas(&card.drive));
	card_close(&card);
}

static void the_bare_view_names_nobody(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	show(&card);
	drive_keys(&card.drive, "v");
	golden_check("request-bare", drive_canvas(&card.drive));
	assert_false(drive_shows(&card.drive, "ASHBY"));
	assert_false(drive_shows(&card.drive, "Cornwall"));
	drive_size(&card.drive, 12, 40);
	golden_check("request-bare", drive_canvas(&card.drive));
	assert_false(drive_shows(&card.drive, "ASHBY"));
	drive_size(&card.drive, 24, 80);
	drive_keys(&card.drive, "v");
	assert_true(is_open(&card, &screen_request));
	drive_keys(&card.drive, "v");
	wait_at_the_keys(&card, CODE_MINUTES * 60);
	assert_true(is_open(&card, &screen_request));
	card_close(&card);
}

/* The longest name that fits, in whole words. */
static void the_name_gives_way_word_by_word(void **state)
{
	const CodeWords words = {"407803", "Royal Cornwall Hospitals NHS Trust", {{2024, 6, 12}, 10, 51, 0}};
	CodePicture picture = {0};
	Arena arena = {0};
	char text[256];
	Qr want;
	const Qr *have;
	code_picture_set(&picture, &words);
	have = code_picture_qr(&picture, true, 21, 41);
	assert_non_null(have);
	code_message(words.digits, "Royal Cornwall Hospitals NHS", words.until, sizeof text, text, sizeof text);
	assert_true(qr_make(&arena, text, true, 21, 41, &want, NULL));
	assert_int_equal(have->modules, want.modules);
	assert_memory_equal(have->dark, want.dark, (size_t)want.modules * (size_t)want.modules);
	assert_null(code_picture_qr(&picture, true, 10, 20));
	code_picture_free(&picture);
	arena_free(&arena);
}

/* In a window of 80×24 the name gives way before the modules grow too small to be read across a counter. */
static void the_qr_is_of_version_five_at_most(void **state)
{
	const CodeWords words = {"407803", "Royal Cornwall Hospitals NHS Trust", {{2024, 6, 12}, 10, 51, 0}};
	CodePicture picture = {0};
	const Qr *qr;
	code_picture_set(&picture, &words);
	qr = code_picture_qr(&picture, true, 24, 80);
	assert_non_null(qr);
	assert_int_equal(qr->version, 5);
	assert_int_equal(qr->margin, QR_MARGIN_MAX);
	qr = code_picture_qr(&picture, true, 40, 80);
	assert_non_null(qr);
	assert_int_equal(qr->version, 6);
	code_picture_free(&picture);
}

/* Beside the digits at 80×24 there is room for it whatever the time is called: midnight is the longest. */
static void there_is_a_qr_at_every_hour(void **state)
{
	CodePicture picture = {0};
	for (int half = 0; half < 48; half++) {
		const LocalTime until = {{2024, 6, 13}, (uint8_t)(half / 2), (uint8_t)(half % 2 * 59), 0};
		code_picture_set(&picture, &(CodeWords){"407803", "Royal Cornwall Hospitals NHS Trust", until});
		if (!code_picture_qr(&picture, true, 19, 40))
			fail_msg("%02d:%02d: no QR on the card", until.hour, until.minute);
	}
	code_picture_free(&picture);
}

static void the_time_left_counts_down(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	show(&card);
	assert_true(drive_shows(&card.drive, "10:00 left"));
	stage_wait(card.stage, &card.drive, 61);
	assert_true(drive_shows(&card.drive, "8:59 left"));
	wait_at_the_keys(&card, CODE_MINUTES * 60 - 61);
	assert_false(drive_shows(&card.drive, "8:59 left"));
	assert_true(drive_shows(&card.drive, "The code ran out 10:51."));
	drive_keys(&card.drive, "s ctrl-s");
	assert_true(drive_shows(&card.drive, "10:00 left"));
	card_close(&card);
}

static void five_wrong_tries_lock_the_code(void **state)
{
	Card card = card_open(CHIDI, FAR);
	golden_check("request-waiting", drive_canvas(&card.drive));
	drive_size(&card.drive, 12, 40);
	golden_check("request-waiting", drive_canvas(&card.drive));
	drive_size(&card.drive, 24, 80);
	drive_keys(&card.drive, "enter");
	assert_true(drive_shows(&card.drive, "Type the six digits first."));
	drive_keys(&card.drive, "\"1234\" enter");
	assert_true(drive_shows(&card.drive, "these are only 4"));
	drive_keys(&card.drive, "\"123456\" enter");
	assert_true(drive_shows(&card.drive, "That is not the code: 4 tries left."));
	assert_true(drive_shows(&card.drive, "6:00 left, 4 tries left"));
	drive_keys(&card.drive, "\"111111\" enter \"111111\" enter \"111111\" enter");
	assert_true(drive_shows(&card.drive, "That is not the code: 1 try left."));
	drive_keys(&card.drive, "\"111111\" enter");
	assert_true(drive_shows(&card.drive, "five tries are used up: the request is locked."));
	assert_true(drive_shows(&card.drive, "Locked: five wrong tries."));
	drive_keys(&card.drive, "f1 esc");
	golden_check("request-locked", drive_canvas(&card.drive));
	drive_size(&card.drive, 12, 40);
	golden_check("request-locked", drive_canvas(&card.drive));
	drive_size(&card.drive, 24, 80);
	drive_keys(&card.drive, "enter");
	assert_true(drive_shows(&card.drive, "There is no code to check: give one first."));
	assert_null(last_of(&card, FACT_CODE_ACCEPTED));
	card_close(&card);
}

static void a_new_code_kills_the_old(void **state)
{
	Card card = card_open(CHIDI, FAR);
	drive_keys(&card.drive, "s");
	assert_true(drive_shows(&card.drive, "A code is waiting already."));
	drive_keys(&card.drive, "n esc");
	assert_int_equal(last_of(&card, FACT_CODE_ISSUED)->code_channel, CODE_SMS);
	drive_keys(&card.drive, "s ctrl-s d m ctrl-s");
	assert_int_equal(last_of(&card, FACT_CODE_ISSUED)->code_channel, CODE_SHOWN);
	card_close(&card);
}

/* What another desk gives out ends what this one shows. */
static void a_newer_code_of_another_desk_ends_this_one(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	Chart *chart = NULL;
	Code code;
	show(&card);
	stage_ok(card.stage, desk_sign_in(card.stage->other, "Nurse Okoye", STAGE_PASSPHRASE, &card.stage->err));
	stage_ok(card.stage,
		 desk_open_chart(card.stage->other, MAUREEN, (Date){1951, 2, 11}, &chart, &card.stage->err));
	stage_wait(card.stage, &card.drive, 1);
	stage_ok(card.stage,
		 desk_issue_code(card.stage->other, chart, last_of(&card, FACT_REQUEST)->request,
				 &(CodeIssue){CODE_SHOWN, IDENTITY_BORN | IDENTITY_NHS}, &code, &card.stage->err));
	desk_close_chart(card.stage->other, chart);
	stage_wait(card.stage, &card.drive, 1);
	assert_true(drive_shows(&card.drive, "Another desk gave out a newer code"));
	drive_keys(&card.drive, "v");
	assert_true(drive_shows(&card.drive, "No code is shown here: s shows one."));
	card_close(&card);
}

static void leaving_says_that_the_next_is_new(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	show(&card);
	drive_keys(&card.drive, "esc");
	assert_true(drive_shows(&card.drive, "The code is not shown again: the next one will be new."));
	card_close(&card);
}

static void a_request_is_cancelled(void **state)
{
	Card card = card_open(MAUREEN, CORNWALL);
	show(&card);
	drive_keys(&card.drive, "u");
	assert_true(drive_shows(&card.drive, "What was last done here was a code, which cannot be taken back"));
	drive_keys(&card.drive, "delete ctrl-s");
	assert_non_null(last_of(&card, FACT_REQUEST_CANCELLED));
	assert_true(drive_shows(&card.drive, "The request is cancelled."));
	assert_false(is_open(&card, &screen_request));
	card_close(&card);
}

static const void *chidi(Stage *stage)
{
	return stage_chart(stage, CHIDI);
}

static void the_list_shows_how_each_request_stands(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive;
	stage_golden(stage, "requests", &screen_requests, chidi, NULL);
	drive = stage_drive(stage, &screen_requests, stage_chart(stage, CHIDI), 24, 80);
	stage_wait(stage, &drive, 60);
	assert_true(drive_shows(&drive, "code sent, 5 min left"));
	drive_keys(&drive, "enter delete ctrl-s");
	assert_true(drive_shows(&drive, "cancelled 12-Jun"));
	drive_keys(&drive, "enter");
	golden_check("request-cancelled", drive_canvas(&drive));
	drive_keys(&drive, "s");
	assert_true(drive_shows(&drive, "This request is closed"));
	drive_close(&drive);
	drive = stage_drive(stage, &screen_requests, stage_chart(stage, "9990000085"), 24, 80);
	assert_true(drive_shows(&drive, "No organisation has asked for this record with a code."));
	drive_close(&drive);
	stage_close(stage);
}

/* A request's card acts, so that it belongs to today alone. */
static void no_request_is_opened_in_the_past(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_requests, stage_chart(stage, CHIDI), 24, 80);
	drive_keys(&drive, "[ enter");
	assert_ptr_equal(app_screen(drive.app), &screen_requests);
	assert_true(drive_shows(&drive, "This is the past"));
	drive_keys(&drive, "] enter");
	assert_ptr_equal(app_screen(drive.app), &screen_request);
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	const Screen *screens[] = {&screen_request, &screen_requests, &screen_identity, &screen_code_bare};
	char fault[128];
	for (size_t i = 0; i < countof(screens); i++)
		assert_null(keymap_fault(&screens[i]->keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opening_the_card_opens_a_request),
		cmocka_unit_test(identity_comes_first),
		cmocka_unit_test(a_restricted_patient_is_asked_neither_postcode_nor_telephone),
		cmocka_unit_test(on_the_telephone_nothing_is_shown),
		cmocka_unit_test(a_code_shown_and_typed_back_is_a_choice),
		cmocka_unit_test(a_code_typed_at_another_desk_verifies),
		cmocka_unit_test(the_bare_view_names_nobody),
		cmocka_unit_test(the_name_gives_way_word_by_word),
		cmocka_unit_test(the_qr_is_of_version_five_at_most),
		cmocka_unit_test(there_is_a_qr_at_every_hour),
		cmocka_unit_test(the_time_left_counts_down),
		cmocka_unit_test(five_wrong_tries_lock_the_code),
		cmocka_unit_test(a_new_code_kills_the_old),
		cmocka_unit_test(a_newer_code_of_another_desk_ends_this_one),
		cmocka_unit_test(leaving_says_that_the_next_is_new),
		cmocka_unit_test(a_request_is_cancelled),
		cmocka_unit_test(the_list_shows_how_each_request_stands),
		cmocka_unit_test(no_request_is_opened_in_the_past),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
