/* What becomes of a message on its way: withdrawn with its code, never without it, whatever the store does. */
#include "model/desk_codes.h"

#include <string.h>

#include "base/text.h"
#include "model/clinic.h"
#include "model/desk_state.h"
#include "unit.h"

static Clinic *clinic;
static const char *episode, *request; /* stand as long as the chart */

static int begin(void **state)
{
	(void)state;
	clinic = clinic_open(NULL);
	episode = clinic_refer(clinic, CLINIC_FAR, NULL);
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &request, &clinic->err));
	return 0;
}

static int end(void **state)
{
	(void)state;
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
	.answer = ANSWER_NO, .who = WHO_PATIENT, .identity = CHOICE_SPOKEN, .spoken = IDENTITY_BORN | IDENTITY_MOBILE,
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
	(void)code;
	Code newer = issue(CODE_SMS);
	assert_queued(&newer);
}

static void show_a_newer(const Code *code)
{
	(void)code;
	issue(CODE_SHOWN);
}

static void choose_no(const Code *code)
{
	(void)code;
	CLINIC_OK(clinic, desk_record_choice(clinic->desk, clinic->chart, request, &no, &clinic->err));
}

static void cancel(const Code *code)
{
	(void)code;
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
	(void)code;
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, episode, &clinic->err));
}

static void dispute(const Code *code)
{
	(void)code;
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, episode, "two who disagree", &clinic->err));
}

static void void_request(const Code *code)
{
	(void)code;
	const char *opening = clinic_latest(clinic, FACT_REQUEST)->id;
	CLINIC_OK(clinic, desk_void(clinic->desk, clinic->chart, opening, "a mistake", &clinic->err));
}

static void void_referral(const Code *code)
{
	(void)code;
	clinic_fresh(clinic);
	const char *opening = agreements_episode(&clinic->chart->now.agreements, episode)->opening->id;
	CLINIC_OK(clinic, desk_void(clinic->desk, clinic->chart, opening, "a mistake", &clinic->err));
}

static void a_dead_code_is_not_sent(void **state)
{
	(void)state;
	static void (*const ends[])(const Code *) = {
		type_right, type_wrong_five_times, give_a_newer, show_a_newer, choose_no,     cancel,
		end_agreement, discharge,	   dispute,	 void_request, void_referral,
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

static void walk_failures(bool (*act)(void))
{
	bool done = false;
	for (int64_t call = 1; !done; call++) {
		clinic->memory.calls = 0;
		clinic->memory.fail_at = call;
		done = act() && clinic->memory.calls < call;
		clinic->memory.fail_at = 0;
		clinic_fresh(clinic);
		check_messages();
		assert_true(call < 1000);
	}
}

static void a_store_that_fails_leaves_no_half_code(void **state)
{
	(void)state;
	walk_failures(send_one);
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

static const char *say_gujarati(void *self, const char *language, const char *english)
{
	(void)self, (void)english;
	return text_is(language, "gu") ? "{organisation} {code} {until}" : NULL;
}

static void a_message_is_in_their_language(void **state)
{
	(void)state;
	clinic->desk->ports.phrasebook.say = say_gujarati;
	clinic_speaks(clinic, "Gujarati");
	Arena arena = {0};
	Code code = issue(CODE_SMS);
	Letter letter = clinic_letter(clinic, code.fact, &arena);
	assert_true(text_starts(letter.message, "Royal Cornwall Hospitals "));
	assert_null(strstr(letter.message, "{"));
	assert_non_null(strstr(letter.message, "\n\nRoyal Cornwall Hospitals asks to see your health record."));
	assert_string_equal(letter.to, "07700900111");
	assert_string_equal(letter.until, "9:10am");
	clinic_speaks(clinic, "Klingon"); /* none of ours */
	code = issue(CODE_SMS);
	letter = clinic_letter(clinic, code.fact, &arena);
	assert_true(text_starts(letter.message, "Royal Cornwall Hospitals asks"));
	arena_wipe(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_dead_code_is_not_sent, begin, end),
		cmocka_unit_test_setup_teardown(a_message_is_in_their_language, begin, end),
		cmocka_unit_test_setup_teardown(a_store_that_fails_leaves_no_half_code, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
