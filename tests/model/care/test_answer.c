#include "model/care/care.h"

#include <string.h>

#include "base/text.h"
#include "model/spoken/script.h"
#include "model/stage/at_desk.h"

static const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};

static bool answer_as(const Speaker *speaker, const char *episode)
{
	GivenAnswer given = {episode, DIRECTION_IN, ANSWER_YES};
	return desk_answer(clinic->desk, clinic->chart, speaker, &given, 1, &clinic->err);
}

static void a_sitting_is_one_transaction(void **state) /* A2, A3, A4 */
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	GivenAnswer given[] = {{id, DIRECTION_OUT, ANSWER_NO},
			       {id, DIRECTION_IN, ANSWER_YES},
			       {"reg", DIRECTION_OUT, ANSWER_NOT_GIVEN}};
	CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &patient, given, 3, &clinic->err));
	assert_int_equal(clinic_state(clinic, id, DIRECTION_OUT), STATE_REFUSED);
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_YES);
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_OUT), STATE_NOT_ASKED);
	const Fact *last = clinic_latest(clinic, FACT_ANSWERED);
	assert_string_equal(last->script, SCRIPT_VERSION);
	assert_int_equal(last->how, HOW_IN_PERSON);

	given[2].episode = "nowhere";
	CLINIC_REFUSED(clinic, desk_answer(clinic->desk, clinic->chart, &patient, given, 3, &clinic->err),
		       "no such referral");
	given[2] = given[0];
	CLINIC_REFUSED(clinic, desk_answer(clinic->desk, clinic->chart, &patient, given, 3, &clinic->err), "twice");
	given[2] = (GivenAnswer){"reg", DIRECTION_OUT, ANSWER_UNABLE};
	CLINIC_REFUSED(clinic, desk_answer(clinic->desk, clinic->chart, &patient, given, 3, &clinic->err), "not given");
	CLINIC_REFUSED(clinic, desk_answer(clinic->desk, clinic->chart, &patient, given, 0, &clinic->err),
		       "nothing to record");
}

static void who_may_speak_for_an_adult(void **state)
{
	static const struct {
		Speaker speaker;
		const char *refusal; /* NULL: taken */
	} rows[] = {
		{{.who = WHO_PATIENT, .capacity = CAPACITY_LACKS}, "unable to decide"},
		{{.who = WHO_PATIENT, .capacity = CAPACITY_HAS}, NULL},
		{{.who = WHO_PARENTAL_RESPONSIBILITY, .name = "L Ashby"}, "16 or over"},
		{{.who = WHO_HEALTH_WELFARE_LPA, .name = "N Ashby"}, "cannot decide"},
		{{.who = WHO_HEALTH_WELFARE_LPA, .capacity = CAPACITY_HAS, .name = "N Ashby"}, "cannot decide"},
		{{.who = WHO_HEALTH_WELFARE_LPA, .capacity = CAPACITY_LACKS}, "name"},
		{{.who = WHO_HEALTH_WELFARE_LPA, .capacity = CAPACITY_LACKS, .name = "N Ashby"}, NULL},
		{{.who = WHO_DEPUTY, .capacity = CAPACITY_LACKS, .name = "N Ashby"}, NULL},
		{{.who = WHO_BEST_INTEREST, .capacity = CAPACITY_LACKS, .name = "Dr B"}, "reason"},
		{{.who = WHO_BEST_INTEREST, .capacity = CAPACITY_LACKS, .name = "Dr B", .reason = "in a coma"},
		 "receptionist"},
		{{0}, "who is speaking"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		if (rows[i].refusal)
			CLINIC_REFUSED(clinic, answer_as(&rows[i].speaker, "reg"), rows[i].refusal);
		else
			CLINIC_OK(clinic, answer_as(&rows[i].speaker, "reg"));
	}
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	CLINIC_OK(clinic, answer_as(&rows[9].speaker, "reg"));
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->reason, "in a coma");
}

/* Born on 22 November 2010: the clock is moved over the midnight of the 16th birthday. */
static void a_parent_speaks_until_sixteen(void **state) /* A10 */
{
	Speaker parent = {.who = WHO_PARENTAL_RESPONSIBILITY, .how = HOW_PHONE, .name = "L Ashby"};
	Speaker of_a_capable_child = parent;
	of_a_capable_child.capacity = CAPACITY_HAS;
	Clinic *adult = clinic;
	clinic = clinic_open("2010-11-22");
	Instant midnight;
	assert_true(instant_parse("2026-11-22T00:00:00Z", &midnight));
	clinic_wait(clinic, midnight.seconds - clinic->desks[0].clock.now.seconds - 1);
	CLINIC_REFUSED(clinic, answer_as(&of_a_capable_child, "reg"), "ask the child");
	CLINIC_OK(clinic, answer_as(&parent, "reg"));
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_IN), STATE_YES);
	clinic_wait(clinic, 1);
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_IN), STATE_NOT_ASKED);
	CLINIC_REFUSED(clinic, answer_as(&parent, "reg"), "16 or over");
	CLINIC_OK(clinic, answer_as(&patient, "reg"));
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_IN), STATE_YES);
	clinic_close(clinic);
	clinic = adult;
}

/* Up to a minute behind, the new answer takes the later moment and wins; further behind, none is taken. */
static void a_clock_set_back_lets_no_old_yes_win(void **state)
{
	clinic_answer(clinic, "reg", DIRECTION_IN, ANSWER_YES);
	ClinicDesk *other = &clinic->desks[1];
	GivenAnswer no = {"reg", DIRECTION_IN, ANSWER_NO};
	for (int64_t behind = 1; behind <= 60; behind += 59) {
		other->clock.now = instant_add(clinic->desks[0].clock.now, -behind);
		clinic_fresh(clinic);
		CLINIC_OK(clinic, desk_answer(other->desk, other->chart, &patient, &no, 1, &clinic->err));
		clinic_fresh(clinic);
		assert_int_equal(clinic_state(clinic, "reg", DIRECTION_IN), STATE_WITHDRAWN);
		assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->at.seconds, clinic->desks[0].clock.now.seconds);
		clinic_answer(clinic, "reg", DIRECTION_IN, ANSWER_YES);
	}
	other->clock.now = instant_add(clinic->desks[0].clock.now, -61);
	CLINIC_REFUSED(clinic, desk_answer(other->desk, other->chart, &patient, &no, 1, &clinic->err), "clock");
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_IN), STATE_YES);
}

static void care_that_ended_meanwhile_takes_no_answer(void **state) /* A5 */
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	ClinicDesk *other = &clinic->desks[1];
	CLINIC_OK(clinic, desk_discharge(other->desk, other->chart, id, &clinic->err));
	CLINIC_REFUSED(clinic, answer_as(&patient, id), "has ended");
}

static void a_preview_tells_nothing(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	GivenAnswer given[] = {{id, DIRECTION_IN, ANSWER_YES}, {"reg", DIRECTION_OUT, ANSWER_YES}};
	Fact facts[2];
	Reach reach;
	Arena arena = {0};
	int64_t head = desk_head(clinic->desk);
	desk_given_facts(clinic->desk, clinic->chart, &patient, &(Given){.answers = given, .answer_count = 2}, &arena,
			 facts);
	desk_preview(clinic->desk, clinic->chart, facts, 2, &arena, &reach);
	Viewer before = viewer_of(&clinic->chart->now, CLINIC_NURSING), after = viewer_of(&reach, CLINIC_NURSING);
	assert_int_equal(view_of(&before).visible, 0);
	assert_int_equal(view_of(&after).visible, 4);
	assert_int_equal(desk_head(clinic->desk), head);
	CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &patient, given, 2, &clinic->err));
	Viewer told = viewer_of(&clinic->chart->now, CLINIC_NURSING);
	assert_int_equal(view_of(&told).visible, 4);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(a_sitting_is_one_transaction),
		AT_DESK(who_may_speak_for_an_adult),
		AT_DESK(a_parent_speaks_until_sixteen),
		AT_DESK(a_clock_set_back_lets_no_old_yes_win),
		AT_DESK(care_that_ended_meanwhile_takes_no_answer),
		AT_DESK(a_preview_tells_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
