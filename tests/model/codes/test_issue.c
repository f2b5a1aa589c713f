#include "model/codes/codes.h"

#include <string.h>

#include "base/text.h"
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

enum { CODE_SECONDS = 60 * CODE_MINUTES };

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

#define REFUSED_ISSUE(channel, part) \
	do { \
		Code code_; \
		CodeIssue how_ = by(channel); \
		CLINIC_REFUSED(clinic, \
			       desk_issue_code(clinic->desk, clinic->chart, request, &how_, &code_, &clinic->err), \
			       part); \
	} while (0)

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
	const char *again = NULL;
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &again, &clinic->err));
	assert_string_equal(again, request);
	assert_int_equal(clinic_count(clinic, FACT_REQUEST), 1);
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &again, &clinic->err));
	assert_string_not_equal(again, request);
}

static void the_past_opens_no_request(void **state)
{
	const char *again = request;
	Instant past = instant_add(clinic->desks[0].clock.now, -1);
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	CLINIC_OK(clinic, desk_chart_past(clinic->desk, clinic->chart, past, &clinic->err));
	CLINIC_REFUSED(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &again, &clinic->err),
		       "This shows the past");
	assert_ptr_equal(again, request);
	CLINIC_OK(clinic, desk_chart_past(clinic->desk, clinic->chart, INSTANT_MIN, &clinic->err));
	assert_int_equal(clinic_count(clinic, FACT_REQUEST), 1);
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &again, &clinic->err));
}

static void a_sent_code_verifies_once(void **state) /* A9 */
{
	Code code = issue(CODE_SMS);
	RequestState waiting = desk_request_state(clinic->desk, clinic->chart, request);
	assert_true(waiting.live);
	assert_int_equal(waiting.code.state, CODE_STATE_OUT);
	assert_int_equal(waiting.code.tries_left, CODE_TRIES);
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
	Code old = issue(CODE_SMS), new = issue(CODE_SMS);
	assert_string_not_equal(old.digits, new.digits);
	CodeResult result = type_at(0, old.digits);
	assert_int_equal(result.outcome, CODE_WRONG);
	assert_int_equal(result.tries_left, CODE_TRIES - 1);
	assert_int_equal(type_at(0, new.digits).outcome, CODE_ACCEPTED);
}

static void it_runs_out_at_the_second(void **state)
{
	Code code = issue(CODE_SMS);
	assert_int_equal(code.expires.seconds, clinic->desks[0].clock.now.seconds + CODE_SECONDS);
	clinic_wait(clinic, CODE_SECONDS);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_EXPIRED);
	assert_int_equal(clinic_count(clinic, FACT_CODE_FAILED), 0);
	assert_int_equal(desk_request_state(clinic->desk, clinic->chart, request).code.state, CODE_STATE_RUN_OUT);

	code = issue(CODE_SMS);
	clinic_wait(clinic, CODE_SECONDS - 1);
	assert_true(desk_request_state(clinic->desk, clinic->chart, request).live);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_ACCEPTED);
}

static void two_desks_have_five_tries_between_them(void **state)
{
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
	Code code = issue(CODE_SMS);
	assert_int_equal(type_at(1, code.digits).outcome, CODE_ACCEPTED);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_SPENT);
	assert_int_equal(clinic_count(clinic, FACT_CODE_ACCEPTED), 1);
}

/* A failure voided by an import is no sixth try, an acceptance voided no second use. */
static void a_void_gives_no_try_back(void **state)
{
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

static const RecordedChoice no = {
	.answer = ANSWER_NO,
	.who = WHO_PATIENT,
	.identity = CHOICE_SPOKEN,
	.spoken = IDENTITY_BORN | IDENTITY_MOBILE,
};

static bool choose(RecordedChoice choice)
{
	return desk_record_choice(clinic->desk, clinic->chart, request, &choice, &clinic->err);
}

static void the_choice_is_recorded_where_no_code_reaches(void **state) /* A9 */
{
	RecordedChoice choice = no;
	CLINIC_OK(clinic, choose(choice));
	assert_int_equal(verification(), VERIFICATION_REFUSED);
	assert_string_equal(clinic_latest(clinic, FACT_CHOICE)->note,
			    "decided by the patient; identity checked: date of birth and mobile number");
	choice.answer = ANSWER_YES;
	choice.identity = CHOICE_DOCUMENT;
	CLINIC_OK(clinic, choose(choice));
	assert_int_equal(verification(), VERIFICATION_GIVEN);
	assert_string_equal(clinic_latest(clinic, FACT_CHOICE)->note,
			    "decided by the patient; identity checked: a document");
	choice.answer = ANSWER_NOT_GIVEN;
	CLINIC_REFUSED(clinic, choose(choice), "yes or no");
}

static void who_may_choose_is_as_for_an_answer(void **state)
{
	RecordedChoice choice = no;
	choice.spoken = IDENTITY_BORN;
	CLINIC_REFUSED(clinic, choose(choice), "Two things");
	choice.spoken = IDENTITY_BORN | IDENTITY_POSTCODE;
	CLINIC_REFUSED(clinic, choose(choice), "not on file");
	choice.identity = 0;
	CLINIC_REFUSED(clinic, choose(choice), "how identity");
	choice = no;
	choice.who = WHO_PARENTAL_RESPONSIBILITY;
	CLINIC_REFUSED(clinic, choose(choice), "name");
	choice.name = "Ruth Ashby";
	CLINIC_REFUSED(clinic, choose(choice), "16 or over");
	choice.who = 0;
	CLINIC_REFUSED(clinic, choose(choice), "who is speaking");
	choice.who = WHO_BEST_INTEREST;
	CLINIC_REFUSED(clinic, choose(choice), "reason");
	choice.reason = "cannot be asked in time";
	CLINIC_REFUSED(clinic, choose(choice), "best interest");
	choice.who = WHO_DEPUTY;
	choice.identity = CHOICE_KNOWN;
	CLINIC_OK(clinic, choose(choice));
	assert_string_equal(
		clinic_latest(clinic, FACT_CHOICE)->note,
		"decided by Ruth Ashby (deputy appointed by the court); identity known to the member of staff");
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	choice.who = WHO_BEST_INTEREST;
	CLINIC_OK(clinic, choose(choice));
	assert_non_null(strstr(clinic_latest(clinic, FACT_CHOICE)->note, "because: cannot be asked in time"));
}

static void what_is_closed_takes_no_code(void **state)
{
	Code code = issue(CODE_SMS);
	CodeResult result;
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	CLINIC_REFUSED(clinic, desk_type_code(clinic->desk, clinic->chart, request, code.digits, &result, &clinic->err),
		       "closed");
	REFUSED_ISSUE(CODE_SMS, "closed");
	CLINIC_REFUSED(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err), "closed");
	CLINIC_REFUSED(clinic,
		       desk_type_code(clinic->desk, clinic->chart, "r-none", code.digits, &result, &clinic->err),
		       "no such request");
}

static void what_cannot_be_given_out_is_not(void **state)
{
	CodeResult result;
	REFUSED_ISSUE(CODE_EMAIL, "e-mail");
	REFUSED_ISSUE(CODE_ONLINE, "online");
	REFUSED_ISSUE(0, "Say how the code"); /* others say "show the code" */
	CLINIC_REFUSED(clinic, desk_type_code(clinic->desk, clinic->chart, request, "12345", &result, &clinic->err),
		       "six digits");
	clinic->desks[0].entropy.broken = true;
	REFUSED_ISSUE(CODE_SMS, "random");
	clinic->desks[0].entropy.broken = false;
	assert_int_equal(type_at(0, "123456").outcome, CODE_NONE);
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	REFUSED_ISSUE(CODE_SMS, "administrator");
}

static void a_clock_that_is_behind_takes_none(void **state)
{
	Code code = issue(CODE_SMS);
	CodeResult result;
	clinic->desks[0].clock.now = instant_add(clinic->desks[0].clock.now, -3600);
	CLINIC_REFUSED(clinic, desk_type_code(clinic->desk, clinic->chart, request, code.digits, &result, &clinic->err),
		       "clock");
	CLINIC_REFUSED(clinic, choose(no), "clock");
	REFUSED_ISSUE(CODE_SMS, "clock");
}

/* --- Requests --- */

static void refuse_request(const char *of, const char *part)
{
	const char *opened;
	CLINIC_REFUSED(clinic, desk_open_request(clinic->desk, clinic->chart, of, &opened, &clinic->err), part);
}

static void list_far_as(Standing standing)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_STANDING;
	fact.practice = CLINIC_PRACTICE;
	fact.org = CLINIC_FAR;
	fact.standing = (WordByte)standing;
	clinic_tell(clinic, fact);
	clinic_fresh(clinic);
}

static void a_request_is_refused_where_no_code_helps(void **state)
{
	refuse_request(clinic_refer(clinic, CLINIC_NURSING, NULL), "no code is needed");
	refuse_request("reg", "no code is needed");
	Code code = issue(CODE_SMS);
	type_at(0, code.digits);
	refuse_request(episode, "verified");
	list_far_as(STANDING_PROHIBITED);
	refuse_request(episode, "does not share");
	REFUSED_ISSUE(CODE_SMS, "does not share");
	RecordedChoice yes = no;
	yes.answer = ANSWER_YES;
	CLINIC_REFUSED(clinic, choose(yes), "does not share");
	list_far_as(STANDING_VERIFY); /* asks anew (E4) */
	const char *opened;
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &opened, &clinic->err));
}

static void without_a_home_everyone_needs_a_code(void **state) /* E2 */
{
	const char *opened, *nursing = clinic_refer(clinic, CLINIC_NURSING, NULL);
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, "reg", &clinic->err));
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, nursing, &opened, &clinic->err));
}

/* --- Giving out --- */

static void a_shown_code_needs_two_spoken_fields(void **state)
{
	Code code;
	CodeIssue one = {CODE_SHOWN, IDENTITY_BORN}, missing = {CODE_SHOWN, IDENTITY_BORN | IDENTITY_POSTCODE};
	CodeIssue odd = {CODE_SHOWN, IDENTITY_BORN | IDENTITY_NHS | 1U << 9};
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &one, &code, &clinic->err),
		       "Two things");
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &missing, &code, &clinic->err),
		       "not on file");
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &odd, &code, &clinic->err),
		       "not on file");
	issue(CODE_SHOWN);
	assert_string_equal(clinic_latest(clinic, FACT_CODE_ISSUED)->note,
			    "identity checked: date of birth and NHS number");
	assert_int_equal(clinic->memory.now.parcel_count, 0);
}

static void how_long_it_lasts_is_a_setting(void **state)
{
	clinic_sign_in(clinic, 1, ROLE_ADMINISTRATOR);
	Desk *admin = clinic->desks[1].desk;
	CLINIC_REFUSED(clinic, desk_put_setting(admin, "code-minutes", "1", &clinic->err), "2 to 60");
	CLINIC_REFUSED(clinic, desk_put_setting(admin, "code-minutes", "61", &clinic->err), "2 to 60");
	CLINIC_OK(clinic, desk_put_setting(admin, "code-minutes", "2", &clinic->err));
	Code code = issue(CODE_SMS);
	assert_int_equal(code.expires.seconds, clinic->desks[0].clock.now.seconds + 120);
	assert_int_equal(clinic_parcel(clinic, code.fact)->parcel.expires.seconds, code.expires.seconds);
	clinic_wait(clinic, 120);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_EXPIRED);
}

/* --- Clocks --- */

static void set_clocks(Instant now)
{
	for (int i = 0; i < CLINIC_DESKS; i++)
		clinic->desks[i].clock.now = now;
}

/* Seen to have run out, it stays so at every desk when the clock is put right again; a new one is good at once. */
static void a_clock_that_jumps_wakes_no_code(void **state)
{
	Code code = issue(CODE_SMS);
	Instant now = clinic->desks[0].clock.now;
	set_clocks(instant_add(code.expires, 3600));
	assert_int_equal(type_at(0, code.digits).outcome, CODE_EXPIRED);
	set_clocks(instant_add(now, 5));
	assert_int_equal(type_at(0, code.digits).outcome, CODE_EXPIRED);
	assert_int_equal(type_at(1, code.digits).outcome, CODE_EXPIRED);
	assert_int_equal(clinic_count(clinic, FACT_CODE_FAILED), 0);
	code = issue(CODE_SMS);
	assert_int_equal(type_at(1, code.digits).outcome, CODE_ACCEPTED);
}

/* Shown as run out, and typed nowhere: it neither counts down again nor is taken when the clock is put back. */
static void what_was_shown_to_have_run_out_stays_so(void **state)
{
	Code code = issue(CODE_SMS);
	Instant now = clinic->desks[0].clock.now;
	desk_note_run_out(clinic->desk, clinic->chart, request); /* it has not: nothing happens */
	assert_true(desk_request_state(clinic->desk, clinic->chart, request).live);
	set_clocks(code.expires);
	clinic_fresh(clinic);
	desk_note_run_out(clinic->desks[1].desk, clinic->desks[1].chart, request);
	set_clocks(instant_add(now, 5));
	clinic_fresh(clinic);
	RequestState stands = desk_request_state(clinic->desk, clinic->chart, request);
	assert_false(stands.live);
	assert_int_equal(stands.code.state, CODE_STATE_RUN_OUT);
	assert_int_equal(type_at(0, code.digits).outcome, CODE_EXPIRED);
}

/* Facts told since hold the time: set back by less than the desk announces, the clock adds nothing to a code. */
static void a_clock_set_back_lengthens_no_code(void **state)
{
	Code code = issue(CODE_SMS);
	Instant before = instant_add(code.expires, -1);
	set_clocks(before);
	assert_int_equal(type_at(0, wrong_for(&code)).outcome, CODE_WRONG);
	set_clocks(instant_add(before, -50));
	clinic_fresh(clinic);
	assert_int_equal(code.expires.seconds - clinic->chart->now.at.seconds, 1);
	set_clocks(code.expires);
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	set_clocks(instant_add(code.expires, -50));
	assert_int_equal(type_at(0, code.digits).outcome, CODE_EXPIRED);
	assert_int_equal(type_at(1, code.digits).outcome, CODE_EXPIRED);
}

/* Nobody's telephone is rung out by the desk: five in an hour, for one organisation, by whatever request. */
static void codes_are_not_sent_without_end(void **state)
{
	CodeWays ways;
	Arena arena = {0};
	for (int i = 0; i < CODES_AN_HOUR; i++) {
		issue(CODE_SHOWN); /* does not count */
		issue(CODE_SMS);
		clinic_wait(clinic, 60);
	}
	REFUSED_ISSUE(CODE_SMS, "show it here, or record the patient's choice");
	CLINIC_OK(clinic, desk_code_ways(clinic->desk, clinic->chart, request, &arena, &ways, &clinic->err));
	assert_false(ways.sms.open);
	assert_non_null(strstr(ways.sms.why_not, "within the hour"));
	assert_true(ways.shown.open);
	issue(CODE_SHOWN);
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &request, &clinic->err));
	REFUSED_ISSUE(CODE_SMS, "within the hour");
	clinic_wait(clinic, 3600 - 60 * CODES_AN_HOUR);
	issue(CODE_SMS); /* the first of them was sent an hour ago */
	REFUSED_ISSUE(CODE_SMS, "within the hour");
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_open_request_is_handed_back, begin, end),
		cmocka_unit_test_setup_teardown(the_past_opens_no_request, begin, end),
		cmocka_unit_test_setup_teardown(a_sent_code_verifies_once, begin, end),
		cmocka_unit_test_setup_teardown(a_shown_code_is_a_choice_only_here, begin, end),
		cmocka_unit_test_setup_teardown(only_the_newest_is_live, begin, end),
		cmocka_unit_test_setup_teardown(it_runs_out_at_the_second, begin, end),
		cmocka_unit_test_setup_teardown(two_desks_have_five_tries_between_them, begin, end),
		cmocka_unit_test_setup_teardown(two_desks_accept_once, begin, end),
		cmocka_unit_test_setup_teardown(a_void_gives_no_try_back, begin, end),
		cmocka_unit_test_setup_teardown(the_choice_is_recorded_where_no_code_reaches, begin, end),
		cmocka_unit_test_setup_teardown(who_may_choose_is_as_for_an_answer, begin, end),
		cmocka_unit_test_setup_teardown(what_is_closed_takes_no_code, begin, end),
		cmocka_unit_test_setup_teardown(what_cannot_be_given_out_is_not, begin, end),
		cmocka_unit_test_setup_teardown(a_clock_that_is_behind_takes_none, begin, end),
		cmocka_unit_test_setup_teardown(a_request_is_refused_where_no_code_helps, begin, end),
		cmocka_unit_test_setup_teardown(without_a_home_everyone_needs_a_code, begin, end),
		cmocka_unit_test_setup_teardown(a_shown_code_needs_two_spoken_fields, begin, end),
		cmocka_unit_test_setup_teardown(how_long_it_lasts_is_a_setting, begin, end),
		cmocka_unit_test_setup_teardown(a_clock_that_jumps_wakes_no_code, begin, end),
		cmocka_unit_test_setup_teardown(what_was_shown_to_have_run_out_stays_so, begin, end),
		cmocka_unit_test_setup_teardown(a_clock_set_back_lengthens_no_code, begin, end),
		cmocka_unit_test_setup_teardown(codes_are_not_sent_without_end, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
