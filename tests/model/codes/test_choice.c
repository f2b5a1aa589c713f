/* A request of a patient who is not at the desk: what they chose elsewhere, and what cannot be shown to them. */
#include "model/codes/codes.h"

#include <string.h>

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

static const RecordedChoice no = {
	.answer = ANSWER_NO,
	.who = WHO_PATIENT,
	.identity = CHOICE_SPOKEN,
	.spoken = IDENTITY_BORN | IDENTITY_MOBILE,
};

static Verification verification(void)
{
	clinic_fresh(clinic);
	const Request *found = agreements_request(&clinic->chart->now.agreements, request);
	return clinic->chart->now.agreements.episodes[found->episode].verification;
}

static bool choose(RecordedChoice choice)
{
	return desk_record_choice(clinic->desk, clinic->chart, request, &choice, &clinic->err);
}

/* What somebody saw there is the patient's own yes, and the fact says that it was seen, not heard. */
static void what_was_approved_online_is_recorded_as_seen(void **state)
{
	RecordedChoice choice = no;
	choice.identity = CHOICE_ONLINE;
	CLINIC_REFUSED(clinic, choose(choice), "the patient's own yes");
	choice.answer = ANSWER_YES;
	choice.who = WHO_DEPUTY;
	choice.name = "Ruth Ashby";
	CLINIC_REFUSED(clinic, choose(choice), "the patient's own yes");
	choice.who = WHO_PATIENT;
	CLINIC_OK(clinic, choose(choice));
	assert_int_equal(verification(), VERIFICATION_GIVEN);
	const Fact *fact = clinic_latest(clinic, FACT_CHOICE);
	assert_int_equal(fact->how, HOW_ONLINE);
	assert_string_equal(fact->by, "receptionist");
	assert_string_equal(fact->note, "approved by the patient in SystmOnline or the NHS App");
}

static void from_afar_nothing_is_shown(void **state)
{
	Code code;
	CodeIssue shown = {.channel = CODE_SHOWN, .identity = IDENTITY_BORN | IDENTITY_MOBILE};
	clinic->chart->how = HOW_PHONE;
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &shown, &code, &clinic->err),
		       "They are not at the desk");
	RecordedChoice choice = no;
	CLINIC_OK(clinic, choose(choice));
	assert_int_equal(clinic_latest(clinic, FACT_CHOICE)->how, HOW_PHONE);
	clinic->chart->how = HOW_PAPER;
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &shown, &code, &clinic->err));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_approved_online_is_recorded_as_seen, begin, end),
		cmocka_unit_test_setup_teardown(from_afar_nothing_is_shown, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
