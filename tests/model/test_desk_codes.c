#include "model/desk_codes.h"

#include <string.h>

#include "base/text.h"
#include "model/clinic.h"
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

static Code issue(CodeChannel channel)
{
	Code code;
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, request, channel, &code, &clinic->err));
	assert_int_equal(strlen(code.digits), CODE_DIGITS);
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

static Verification verification(void)
{
	clinic_fresh(clinic);
	const Request *found = agreements_request(&clinic->chart->now.agreements, request);
	return clinic->chart->now.agreements.episodes[found->episode].verification;
}

static void an_open_request_is_handed_back(void **state)
{
	(void)state;
	const char *again = NULL;
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &again, &clinic->err));
	assert_string_equal(again, request);
	assert_int_equal(clinic_count(clinic, FACT_REQUEST), 1);
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &again, &clinic->err));
	assert_string_not_equal(again, request);
}

static void a_sent_code_verifies_once(void **state) /* A9 */
{
	(void)state;
	Code code = issue(CODE_SMS);
	RequestState waiting = desk_request_state(clinic->desk, clinic->chart, request);
	assert_true(waiting.live);
	assert_int_equal(waiting.seconds_left, CODE_SECONDS);
	assert_int_equal(waiting.tries_left, CODE_TRIES);
	CodeResult result = type_at(0, code.digits);
	assert_int_equal(result.outcome, CODE_ACCEPTED);
	assert_false(result.as_choice);
	assert_int_equal(verification(), VERIFICATION_GIVEN);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_SPENT);
	assert_int_equal(clinic_count(clinic, FACT_CODE_ACCEPTED), 1);
	assert_false(desk_request_state(clinic->desk, clinic->chart, request).live);
}

/* Typed back under the sign-in that showed it, it is the patient's choice; elsewhere, or after signing out, a code. */
static void a_shown_code_is_a_choice_only_here(void **state)
{
	(void)state;
	Code code = issue(CODE_SHOWN);
	desk_lock(clinic->desk);
	assert_false(desk_type_code(clinic->desk, clinic->chart, request, code.digits, &(CodeResult){0}, &clinic->err));
	clinic->desk = clinic->desks[0].desk;
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
	assert_false(type_at(0, code.digits).as_choice);

	code = issue(CODE_SHOWN);
	clinic_fresh(clinic);
	CodeResult elsewhere = type_at(1, code.digits);
	assert_int_equal(elsewhere.outcome, CODE_ACCEPTED);
	assert_false(elsewhere.as_choice);

	code = issue(CODE_SHOWN);
	CodeResult here = type_at(0, code.digits);
	assert_true(here.as_choice);
	assert_int_equal(clinic_latest(clinic, FACT_CHOICE)->answer, ANSWER_YES);
	assert_int_equal(clinic_count(clinic, FACT_CODE_ACCEPTED), 2);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_SPENT);
}

static void only_the_newest_is_live(void **state)
{
	(void)state;
	Code old = issue(CODE_SMS), new = issue(CODE_SMS);
	assert_string_not_equal(old.digits, new.digits);
	CodeResult result = type_at(0, old.digits);
	assert_int_equal(result.outcome, CODE_WRONG);
	assert_int_equal(result.tries_left, CODE_TRIES - 1);
	assert_int_equal(type_at(0, new.digits).outcome, CODE_ACCEPTED);
}

static void it_runs_out_at_the_second(void **state)
{
	(void)state;
	Code code = issue(CODE_SMS);
	assert_int_equal(code.expires.seconds, clinic->desks[0].clock.now.seconds + CODE_SECONDS);
	clinic_wait(clinic, CODE_SECONDS);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_EXPIRED);
	assert_int_equal(clinic_count(clinic, FACT_CODE_FAILED), 0);
	assert_int_equal(desk_request_state(clinic->desk, clinic->chart, request).seconds_left, 0);

	code = issue(CODE_SMS);
	clinic_wait(clinic, CODE_SECONDS - 1);
	assert_int_equal(desk_request_state(clinic->desk, clinic->chart, request).seconds_left, 1);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_ACCEPTED);
}

static void two_desks_have_five_tries_between_them(void **state)
{
	(void)state;
	Code code = issue(CODE_SMS);
	for (int i = 0; i < CODE_TRIES; i++) {
		CodeResult result = type_at(i % 2, wrong_for(&code));
		assert_int_equal(result.outcome, CODE_WRONG);
		assert_int_equal(result.tries_left, CODE_TRIES - 1 - i);
	}
	assert_int_equal(type_at(0, code.digits).outcome, CODE_SPENT);
	assert_int_equal(type_at(1, code.digits).outcome, CODE_SPENT);
	assert_int_equal(clinic_count(clinic, FACT_CODE_FAILED), CODE_TRIES);
	assert_int_equal(verification(), VERIFICATION_NONE);
	code = issue(CODE_SMS); /* a new code begins with five again */
	assert_int_equal(type_at(1, code.digits).outcome, CODE_ACCEPTED);
}

static void two_desks_accept_once(void **state)
{
	(void)state;
	Code code = issue(CODE_SMS);
	assert_int_equal(type_at(1, code.digits).outcome, CODE_ACCEPTED);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_SPENT);
	assert_int_equal(clinic_count(clinic, FACT_CODE_ACCEPTED), 1);
}

/* A failure voided by an import is no sixth try, an acceptance voided no second use. */
static void a_void_gives_no_try_back(void **state)
{
	(void)state;
	Code code = issue(CODE_SMS);
	for (int i = 0; i < CODE_TRIES; i++)
		type_at(0, wrong_for(&code));
	Fact gone = FACT_NONE;
	gone.kind = FACT_VOIDED;
	gone.patient = CLINIC_PATIENT;
	gone.fact = clinic_latest(clinic, FACT_CODE_FAILED)->id;
	gone.reason = "a test";
	clinic_tell(clinic, gone);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_SPENT);

	Code first = issue(CODE_SMS), second = issue(CODE_SMS);
	gone.fact = second.fact;
	clinic_tell(clinic, gone);
	assert_int_equal(type_at(0, first.digits).outcome, CODE_NONE);
	assert_int_equal(type_at(0, second.digits).outcome, CODE_NONE);
}

static void the_choice_is_recorded_where_no_code_reaches(void **state) /* A9 */
{
	(void)state;
	CLINIC_OK(clinic, desk_record_choice(clinic->desk, clinic->chart, request, ANSWER_NO, &clinic->err));
	assert_int_equal(verification(), VERIFICATION_REFUSED);
	CLINIC_OK(clinic, desk_record_choice(clinic->desk, clinic->chart, request, ANSWER_YES, &clinic->err));
	assert_int_equal(verification(), VERIFICATION_GIVEN);
	CLINIC_REFUSED(clinic, desk_record_choice(clinic->desk, clinic->chart, request, ANSWER_NOT_GIVEN, &clinic->err),
		       "yes or no");
}

static void what_is_closed_takes_no_code(void **state)
{
	(void)state;
	Code code = issue(CODE_SMS);
	CodeResult result;
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	CLINIC_REFUSED(clinic, desk_type_code(clinic->desk, clinic->chart, request, code.digits, &result, &clinic->err),
		       "closed");
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, CODE_SMS, &code, &clinic->err),
		       "closed");
	CLINIC_REFUSED(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err), "closed");
	CLINIC_REFUSED(clinic, desk_type_code(clinic->desk, clinic->chart, "r-none", code.digits, &result, &clinic->err),
		       "no such request");
}

static void what_cannot_be_given_out_is_not(void **state)
{
	(void)state;
	Code code;
	CodeResult result;
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, CODE_EMAIL, &code, &clinic->err),
		       "e-mail");
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, CODE_ONLINE, &code, &clinic->err),
		       "online");
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, 0, &code, &clinic->err),
		       "how the code");
	CLINIC_REFUSED(clinic, desk_type_code(clinic->desk, clinic->chart, request, "12345", &result, &clinic->err),
		       "six digits");
	clinic->desks[0].entropy.broken = true;
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, CODE_SMS, &code, &clinic->err),
		       "random");
	clinic->desks[0].entropy.broken = false;
	assert_int_equal(type_at(0, "123456").outcome, CODE_NONE);
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, CODE_SMS, &code, &clinic->err),
		       "administrator");
}

static void a_clock_that_is_behind_takes_none(void **state)
{
	(void)state;
	Code code = issue(CODE_SMS);
	CodeResult result;
	clinic->desks[0].clock.now = instant_add(clinic->desks[0].clock.now, -3600);
	CLINIC_REFUSED(clinic, desk_type_code(clinic->desk, clinic->chart, request, code.digits, &result, &clinic->err),
		       "clock");
	CLINIC_REFUSED(clinic, desk_record_choice(clinic->desk, clinic->chart, request, ANSWER_YES, &clinic->err),
		       "clock");
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, CODE_SMS, &code, &clinic->err),
		       "clock");
}

/* Wherever the store fails, either the code stands with its hash or nothing was told. */
static void a_store_that_fails_leaves_no_half_code(void **state)
{
	(void)state;
	bool done = false;
	for (int64_t call = 1; !done; call++) {
		size_t before = clinic_count(clinic, FACT_CODE_ISSUED), hashes = clinic->memory.now.code_count;
		Code code;
		clinic->memory.calls = 0;
		clinic->memory.fail_at = call;
		done = desk_issue_code(clinic->desk, clinic->chart, request, CODE_SMS, &code, &clinic->err)
			&& clinic->memory.calls < call;
		clinic->memory.fail_at = 0;
		assert_int_equal(clinic_count(clinic, FACT_CODE_ISSUED) - before, clinic->memory.now.code_count - hashes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_open_request_is_handed_back, begin, end),
		cmocka_unit_test_setup_teardown(a_sent_code_verifies_once, begin, end),
		cmocka_unit_test_setup_teardown(a_shown_code_is_a_choice_only_here, begin, end),
		cmocka_unit_test_setup_teardown(only_the_newest_is_live, begin, end),
		cmocka_unit_test_setup_teardown(it_runs_out_at_the_second, begin, end),
		cmocka_unit_test_setup_teardown(two_desks_have_five_tries_between_them, begin, end),
		cmocka_unit_test_setup_teardown(two_desks_accept_once, begin, end),
		cmocka_unit_test_setup_teardown(a_void_gives_no_try_back, begin, end),
		cmocka_unit_test_setup_teardown(the_choice_is_recorded_where_no_code_reaches, begin, end),
		cmocka_unit_test_setup_teardown(what_is_closed_takes_no_code, begin, end),
		cmocka_unit_test_setup_teardown(what_cannot_be_given_out_is_not, begin, end),
		cmocka_unit_test_setup_teardown(a_clock_that_is_behind_takes_none, begin, end),
		cmocka_unit_test_setup_teardown(a_store_that_fails_leaves_no_half_code, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
