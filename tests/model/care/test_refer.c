#include "model/care/care.h"

#include <string.h>

#include "base/text.h"
#include "model/lists/lists.h"
#include "model/stage/at_desk.h"

static const Episode *episode_of(const char *id)
{
	clinic_fresh(clinic);
	return agreements_episode(&clinic->chart->now.agreements, id);
}

static void a_referral_opens_an_episode(void **state) /* A1 */
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	const Episode *episode = episode_of(id);
	assert_true(episode->open);
	assert_string_equal(episode->opening->org, CLINIC_NURSING);
	assert_string_equal(episode->opening->from, CLINIC_PRACTICE);
	assert_string_equal(episode->opening->service, "Physiotherapy, knee");
	assert_string_equal(episode->opening->by, "receptionist");
	assert_int_equal(episode->side[DIRECTION_IN].state, STATE_NOT_ASKED);
	assert_string_not_equal(clinic_refer(clinic, CLINIC_NURSING, ""), id);
	assert_null(clinic_latest(clinic, FACT_REFERRED)->service);
}

static void where_nobody_can_be_referred(void **state)
{
	const char *id = NULL;
	Referral closed = {.org = CLINIC_CLOSED}, unknown = {.org = "ZZ9"}, nowhere = {0};
	CLINIC_REFUSED(clinic, desk_refer(clinic->desk, clinic->chart, &closed, &id, &clinic->err), "is closed");
	CLINIC_REFUSED(clinic, desk_refer(clinic->desk, clinic->chart, &unknown, &id, &clinic->err), "ZZ9");
	CLINIC_REFUSED(clinic, desk_refer(clinic->desk, clinic->chart, &nowhere, &id, &clinic->err), "no organisation");
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	CLINIC_REFUSED(clinic,
		       desk_refer(clinic->desk, clinic->chart, &(Referral){.org = CLINIC_NURSING}, &id, &clinic->err),
		       "privacy officer");
	assert_null(id);
}

static void a_refused_referral_leaves_the_system_as_it_was(void **state)
{
	const char *id = NULL;
	const Organisation *there = NULL;
	Organisation added = {.name = "Village Physiotherapy", .care = CARE_PLANNED};
	Arena arena = {0};
	const char *code = NULL;
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_add_organisation(clinic->desk, &added, &arena, &code, &clinic->err));
	Referral referral = {.org = code, .system = SYSTEM_EMIS};
	CLINIC_REFUSED(clinic, desk_refer(clinic->desk, clinic->chart, &referral, &id, &clinic->err), "administrator");
	CLINIC_OK(clinic, desk_organisation(clinic->desk, code, &arena, &there, &clinic->err));
	assert_int_equal(there->system, SYSTEM_UNKNOWN);
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
	CLINIC_OK(clinic, desk_refer(clinic->desk, clinic->chart, &referral, &id, &clinic->err));
	CLINIC_OK(clinic, desk_organisation(clinic->desk, code, &arena, &there, &clinic->err));
	assert_int_equal(there->system, SYSTEM_EMIS);
	arena_free(&arena);
}

static void discharge_closes_and_re_opens_unasked(void **state) /* A5, A6, A8 */
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	CLINIC_REFUSED(clinic, desk_cancel_discharge(clinic->desk, clinic->chart, id, &clinic->err), "has not ended");
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, id, &clinic->err));
	assert_false(episode_of(id)->open);
	CLINIC_REFUSED(clinic, desk_discharge(clinic->desk, clinic->chart, id, &clinic->err), "has ended");
	CLINIC_REFUSED(clinic, desk_end_agreement(clinic->desk, clinic->chart, id, &clinic->err), "has ended");
	CLINIC_OK(clinic, desk_cancel_discharge(clinic->desk, clinic->chart, id, &clinic->err));
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_NOT_ASKED);
	CLINIC_REFUSED(clinic, desk_discharge(clinic->desk, clinic->chart, "nowhere", &clinic->err),
		       "no such referral");
}

static void one_registration_at_a_time(void **state) /* A8 */
{
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, "reg", &clinic->err));
	Fact again = FACT_NONE;
	again.kind = FACT_REGISTERED;
	again.patient = CLINIC_PATIENT;
	again.episode = "reg2";
	again.org = CLINIC_PRACTICE;
	clinic_tell(clinic, again);
	CLINIC_REFUSED(clinic, desk_cancel_discharge(clinic->desk, clinic->chart, "reg", &clinic->err),
		       "registered with");
}

static void ending_needs_something_to_end(void **state) /* A5, A8 */
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	CLINIC_REFUSED(clinic, desk_end_agreement(clinic->desk, clinic->chart, id, &clinic->err), "nothing to end");
	clinic_answer(clinic, id, DIRECTION_OUT, ANSWER_YES);
	CLINIC_OK(clinic, desk_end_agreement(clinic->desk, clinic->chart, id, &clinic->err));
	assert_int_equal(clinic_state(clinic, id, DIRECTION_OUT), STATE_NOT_ASKED);
	assert_true(episode_of(id)->open);
}

static void a_dispute_acts_as_ended(void **state) /* A11 */
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, id, "the parents disagree", &clinic->err));
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_NOT_ASKED);
	assert_string_equal(clinic_latest(clinic, FACT_DISPUTED)->note, "the parents disagree");
}

static void a_permission_is_recorded(void **state) /* P1 */
{
	CLINIC_OK(clinic,
		  desk_permission(clinic->desk, clinic->chart, CLINIC_FAR, VIEW_SCR, ANSWER_UNABLE, &clinic->err));
	assert_int_equal(clinic_latest(clinic, FACT_VIEW_PERMISSION)->answer, ANSWER_UNABLE);
	CLINIC_REFUSED(
		clinic,
		desk_permission(clinic->desk, clinic->chart, CLINIC_FAR, VIEW_SCR, ANSWER_NOT_GIVEN, &clinic->err),
		"unable");
	CLINIC_REFUSED(clinic, desk_permission(clinic->desk, clinic->chart, "ZZ9", VIEW_MIG, ANSWER_YES, &clinic->err),
		       "ZZ9");
}

/* What another desk did meanwhile is seen, although this chart was not read anew. */
static void the_ledger_is_read_as_it_is_now(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	ClinicDesk *other = &clinic->desks[1];
	CLINIC_OK(clinic, desk_discharge(other->desk, other->chart, id, &clinic->err));
	CLINIC_REFUSED(clinic, desk_discharge(clinic->desk, clinic->chart, id, &clinic->err), "has ended");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(a_referral_opens_an_episode),
		AT_DESK(where_nobody_can_be_referred),
		AT_DESK(a_refused_referral_leaves_the_system_as_it_was),
		AT_DESK(discharge_closes_and_re_opens_unasked),
		AT_DESK(one_registration_at_a_time),
		AT_DESK(ending_needs_something_to_end),
		AT_DESK(a_dispute_acts_as_ended),
		AT_DESK(a_permission_is_recorded),
		AT_DESK(the_ledger_is_read_as_it_is_now),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
