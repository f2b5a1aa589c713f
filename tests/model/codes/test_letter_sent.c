/* What becomes of a message on its way: withdrawn with its code, never without it, whatever the store does. */
#include "model/codes/codes.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/inside.h"
#include "model/lists/lists.h"
#include "model/stage/clinic.h"
#include "unit.h"

static Clinic *clinic;
static const char *episode, *request; /* stand as long as the chart */

static int begin(void **state)
{
	clinic = clinic_open(NULL);
	episode = clinic_refer(clinic, CLINIC_FAR, NULL);
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &request, &clinic->err));
	return 0;
}

static int end(void **state)
{
	clinic_close(clinic);
	return 0;
}

static CodeIssue by(CodeChannel channel)
{
	return (CodeIssue){channel, channel == CODE_SHOWN ? IDENTITY_BORN | IDENTITY_NHS : 0};
}

/* The code with its digits, as the patient has them: from the screen, or from the message. */
static Code issue(CodeChannel channel)
{
	Code code;
	CodeIssue how = by(channel);
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &how, &code, &clinic->err));
	assert_int_equal(strlen(code.digits), channel == CODE_SHOWN ? CODE_DIGITS : 0);
	if (channel != CODE_SHOWN)
		clinic_sent_digits(clinic, code.fact, code.digits);
	return code;
}

static CodeResult type_at(int desk, const char *typed)
{
	CodeResult result = {.outcome = CODE_NONE};
	ClinicDesk *at = &clinic->desks[desk];
	CLINIC_OK(clinic, desk_type_code(at->desk, at->chart, request, typed, &result, &clinic->err));
	return result;
}

static const char *wrong_for(const Code *code)
{
	return text_is(code->digits, "111111") ? "222222" : "111111";
}

static const RecordedChoice no = {
	.answer = ANSWER_NO,
	.who = WHO_PATIENT,
	.identity = CHOICE_SPOKEN,
	.spoken = IDENTITY_BORN | IDENTITY_MOBILE,
};

static void assert_withdrawn(const Code *code)
{
	const MemoryParcel *sent = clinic_parcel(clinic, code->fact);
	assert_int_equal(sent->state, DELIVERY_WITHDRAWN);
	assert_null(sent->parcel.sealed);
}

static void assert_queued(const Code *code)
{
	assert_int_equal(clinic_parcel(clinic, code->fact)->state, DELIVERY_QUEUED);
}

static void type_right(const Code *code)
{
	assert_int_equal(type_at(1, code->digits).outcome, CODE_ACCEPTED);
}

static void type_wrong_five_times(const Code *code)
{
	for (int i = 0; i < CODE_TRIES; i++) {
		assert_queued(code);
		type_at(0, wrong_for(code));
	}
}

static void give_a_newer(const Code *code)
{
	Code newer = issue(CODE_SMS);
	assert_queued(&newer);
}

static void show_a_newer(const Code *code)
{
	issue(CODE_SHOWN);
}

static void choose_no(const Code *code)
{
	CLINIC_OK(clinic, desk_record_choice(clinic->desk, clinic->chart, request, &no, &clinic->err));
}

static void cancel(const Code *code)
{
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
}

static void end_agreement(const Code *code)
{
	clinic_answer(clinic, episode, DIRECTION_IN, ANSWER_YES);
	assert_queued(code);
	CLINIC_OK(clinic, desk_end_agreement(clinic->desk, clinic->chart, episode, &clinic->err));
}

static void discharge(const Code *code)
{
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, episode, &clinic->err));
}

static void dispute(const Code *code)
{
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, episode, "two who disagree", &clinic->err));
}

static void void_request(const Code *code)
{
	const char *opening = clinic_latest(clinic, FACT_REQUEST)->id;
	CLINIC_OK(clinic, desk_void(clinic->desk, clinic->chart, opening, "a mistake", &clinic->err));
}

static void void_referral(const Code *code)
{
	clinic_fresh(clinic);
	const char *opening = agreements_episode(&clinic->chart->now.agreements, episode)->opening->id;
	CLINIC_OK(clinic, desk_void(clinic->desk, clinic->chart, opening, "a mistake", &clinic->err));
}

static void a_dead_code_is_not_sent(void **state)
{
	static void (*const ends[])(const Code *) = {
		type_right,    type_wrong_five_times, give_a_newer, show_a_newer, choose_no,
		cancel,	       end_agreement,	      discharge,    dispute,	  void_request,
		void_referral,
	};
	for (size_t i = 0; i < countof(ends); i++) {
		end(NULL);
		begin(NULL);
		Code code = issue(CODE_SMS);
		clinic_refer(clinic, CLINIC_NURSING, NULL); /* is no end of it */
		assert_queued(&code);
		ends[i](&code);
		assert_withdrawn(&code);
	}
}

/* --- What an import tells, and what time does --- */

static void import_cancel(Fact *fact)
{
	fact->kind = FACT_REQUEST_CANCELLED;
	fact->request = request;
}

static void import_discharge(Fact *fact)
{
	fact->kind = FACT_DISCHARGED;
	fact->episode = episode;
}

static void import_choice(Fact *fact)
{
	fact->kind = FACT_CHOICE;
	fact->request = request;
	fact->answer = ANSWER_NO;
}

static void import_accepted(Fact *fact)
{
	fact->kind = FACT_CODE_ACCEPTED;
	fact->request = request;
}

static void import_void(Fact *fact)
{
	fact->kind = FACT_VOIDED;
	fact->fact = clinic_latest(clinic, FACT_CODE_ISSUED)->id;
	fact->reason = "a test";
}

static void standing_of_far(Fact *fact, Standing standing)
{
	fact->kind = FACT_STANDING;
	fact->patient = NULL;
	fact->practice = CLINIC_PRACTICE;
	fact->org = CLINIC_FAR;
	fact->standing = (WordByte)standing;
}

static void import_prohibited(Fact *fact)
{
	standing_of_far(fact, STANDING_PROHIBITED);
}

static void import_allowed(Fact *fact)
{
	standing_of_far(fact, STANDING_ALLOWED);
}

static void import_entry_private(Fact *fact)
{
	fact->kind = FACT_ENTRY_PRIVATE;
	fact->entry = "e1";
}

/* As the import command does, before it commits. */
static void look_for_dead(void)
{
	CLINIC_OK(clinic, clinic->ledger.ops->begin(clinic->ledger.self, &clinic->err));
	CLINIC_OK(clinic, desk_withdraw_dead(clinic->desk, &clinic->err));
	CLINIC_OK(clinic, clinic->ledger.ops->commit(clinic->ledger.self, &clinic->err));
}

static void an_import_withdraws_what_it_ends(void **state)
{
	static void (*const ends[])(Fact *) = {
		import_cancel, import_discharge,  import_choice,  import_accepted,
		import_void,   import_prohibited, import_allowed,
	};
	for (size_t i = 0; i < countof(ends); i++) {
		end(NULL);
		begin(NULL);
		Code code = issue(CODE_SMS);
		Fact told = FACT_NONE, other = FACT_NONE;
		told.patient = other.patient = CLINIC_PATIENT;
		import_entry_private(&other);
		clinic_tell(clinic, other);
		look_for_dead();
		assert_queued(&code);
		ends[i](&told);
		clinic_tell(clinic, told);
		look_for_dead();
		assert_withdrawn(&code);
	}
}

static void a_death_withdraws(void **state)
{
	Code code = issue(CODE_SMS);
	clinic_fresh(clinic);
	Person patient = *clinic->chart->world.person;
	assert_true(partial_parse("2026-11-11", &patient.died));
	clinic_person(clinic, &patient);
	look_for_dead();
	assert_withdrawn(&code);
	CLINIC_REFUSED(
		clinic,
		desk_type_code(clinic->desk, clinic->chart, request, code.digits, &(CodeResult){0}, &clinic->err),
		"has died");
}

/* Told at the desk of nobody in particular: a standing. And any telling finds what has run out unsent. */
static void the_desk_withdraws_whatever_it_tells(void **state)
{
	Code code = issue(CODE_SMS);
	clinic_sign_in(clinic, 1, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_put_standing(clinic->desks[1].desk, CLINIC_FAR, STANDING_PROHIBITED, &clinic->err));
	assert_withdrawn(&code);
	CLINIC_REFUSED(
		clinic,
		desk_type_code(clinic->desk, clinic->chart, request, code.digits, &(CodeResult){0}, &clinic->err),
		"does not share");
	CLINIC_OK(clinic, desk_put_standing(clinic->desks[1].desk, CLINIC_FAR, STANDING_VERIFY, &clinic->err));
	code = issue(CODE_SMS);
	clinic_wait(clinic, 60 * CODE_MINUTES);
	assert_queued(&code);
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	assert_withdrawn(&code);
}

/* A10 closes what a parent said yes to at midnight, and tells no fact of it. */
static void nothing_is_sent_past_the_sixteenth_birthday(void **state)
{
	end(NULL);
	clinic = clinic_open("2010-11-21");
	episode = clinic_refer(clinic, CLINIC_FAR, NULL);
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &request, &clinic->err));
	clinic_fresh(clinic);
	Instant sixteen = clinic->chart->now.agreements.sixteen;
	clinic_wait(clinic, sixteen.seconds - clinic->desks[0].clock.now.seconds - 300);
	Code code = issue(CODE_SMS);
	assert_int_equal(code.expires.seconds, sixteen.seconds + 300);
	assert_int_equal(clinic_parcel(clinic, code.fact)->parcel.expires.seconds, sixteen.seconds);
	clinic_wait(clinic, 300);
	code = issue(CODE_SMS);
	assert_int_equal(clinic_parcel(clinic, code.fact)->parcel.expires.seconds, code.expires.seconds);
}

/* Each act that the store lets fail at each of its calls: either all of it stands, or nothing. */
static void check_messages(void)
{
	const MemoryState *now = &clinic->memory.now;
	size_t queued = 0;
	FactList facts = clinic->chart->world.facts;
	for (size_t i = 0; i < now->parcel_count; i++) {
		bool told = false;
		for (size_t j = 0; j < facts.count; j++)
			told |= text_is(facts.items[j].id, now->parcels[i].parcel.fact);
		assert_true(told);
		queued += now->parcels[i].state == DELIVERY_QUEUED;
	}
	assert_int_equal(clinic_count(clinic, FACT_CODE_ISSUED), now->parcel_count);
	assert_int_equal(clinic_count(clinic, FACT_CODE_ISSUED), now->code_count);
	RequestState state = desk_request_state(clinic->desk, clinic->chart, request);
	assert_int_equal(queued, state.live ? 1 : 0);
}

static bool send_one(void)
{
	Code code;
	CodeIssue how = by(CODE_SMS);
	return desk_issue_code(clinic->desk, clinic->chart, request, &how, &code, &clinic->err);
}

static bool cancel_it(void)
{
	return desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err);
}

/* What fails after the commit was sent; no more than so many are in an hour, and then it is enough. */
static bool sent_enough(void)
{
	return strstr(clinic->err.text, "within the hour") != NULL;
}

static void walk_failures(bool (*act)(void))
{
	bool done = false;
	clinic->err = (Error){0};
	for (int64_t call = 1; !done; call++) {
		clinic->memory.calls = 0;
		clinic->memory.fail_at = call;
		done = (act() && clinic->memory.calls < call) || sent_enough();
		clinic->memory.fail_at = 0;
		clinic_fresh(clinic);
		check_messages();
		assert_true(call < 1000);
	}
}

static void a_store_that_fails_leaves_no_half_code(void **state)
{
	walk_failures(send_one);
	clinic_wait(clinic, 3600);
	clinic_ok(clinic, send_one());
	walk_failures(send_one); /* the first is withdrawn */
	bool cancelled = false;
	for (int64_t call = 1; !cancelled; call++) {
		clinic->memory.calls = 0;
		clinic->memory.fail_at = call;
		cancelled = cancel_it();
		clinic->memory.fail_at = 0;
		clinic_fresh(clinic);
		check_messages();
	}
}

static void a_store_that_fails_opens_no_request(void **state)
{
	clinic_ok(clinic, cancel_it());
	bool all = false;
	for (int64_t call = 1; !all; call++) {
		const char *again = NULL;
		clinic->memory.calls = 0;
		clinic->memory.fail_at = call;
		bool opened = desk_open_request(clinic->desk, clinic->chart, episode, &again, &clinic->err);
		all = clinic->memory.calls < call;
		clinic->memory.fail_at = 0;
		assert_int_equal(opened, again != NULL);
		clinic_fresh(clinic);
		request = again;
		clinic_ok(clinic, !opened || cancel_it());
	}
}

static const char *say_gujarati(void *self, const char *language, const char *english)
{
	return text_is(language, "gu") ? "{organisation} {code} {until}" : NULL;
}

static void a_message_is_in_their_language(void **state)
{
	clinic->desk->ports.phrasebook.say = say_gujarati;
	clinic_speaks(clinic, "Gujarati");
	Arena arena = {0};
	Code code = issue(CODE_SMS);
	Letter letter = clinic_letter(clinic, code.fact, &arena);
	assert_true(text_starts(letter.message, "South Leicestershire Medical Group: Royal Cornwall Hospitals "));
	assert_null(strstr(letter.message, "asks"));
	assert_null(strstr(letter.message, "{"));
	assert_string_equal(letter.to, "07700900111");
	assert_string_equal(letter.until, "9:10am");
	clinic_speaks(clinic, "Klingon"); /* none of ours */
	code = issue(CODE_SMS);
	letter = clinic_letter(clinic, code.fact, &arena);
	assert_non_null(strstr(letter.message, "Royal Cornwall Hospitals asks"));
	arena_wipe(&arena);
}

/* By the setting's name where the whole does not fit; a restricted patient's says nowhere where they are. */
static void a_message_names_the_surgery(void **state)
{
	Arena arena = {0};
	clinic_sign_in(clinic, 1, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_put_setting(clinic->desks[1].desk, "message-name", "South Leics", &clinic->err));
	Code code = issue(CODE_SMS);
	assert_true(text_starts(clinic_letter(clinic, code.fact, &arena).message, "South Leics"));
	clinic_fresh(clinic);
	Person patient = *clinic->chart->world.person;
	patient.restricted = TRUTH_TRUE;
	clinic_person(clinic, &patient);
	code = issue(CODE_SMS);
	assert_true(text_starts(clinic_letter(clinic, code.fact, &arena).message, "Your GP surgery: Royal Cornwall"));
	arena_wipe(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_dead_code_is_not_sent, begin, end),
		cmocka_unit_test_setup_teardown(an_import_withdraws_what_it_ends, begin, end),
		cmocka_unit_test_setup_teardown(a_death_withdraws, begin, end),
		cmocka_unit_test_setup_teardown(the_desk_withdraws_whatever_it_tells, begin, end),
		cmocka_unit_test_setup_teardown(nothing_is_sent_past_the_sixteenth_birthday, begin, end),
		cmocka_unit_test_setup_teardown(a_message_is_in_their_language, begin, end),
		cmocka_unit_test_setup_teardown(a_message_names_the_surgery, begin, end),
		cmocka_unit_test_setup_teardown(a_store_that_fails_leaves_no_half_code, begin, end),
		cmocka_unit_test_setup_teardown(a_store_that_fails_opens_no_request, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
