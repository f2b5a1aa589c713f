/* Whose messages are looked at where something is told: a message here carries no code at all, and is of no use. */
#include "model/desk/telling.h"
#include "model/desk/work.h"
#include "model/lists/lists.h"
#include "model/stage/at_desk.h"

static void tell_of(const char *patient, const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_TICKET;
	fact.id = id;
	fact.patient = patient;
	clinic_tell(clinic, fact);
}

static void settle(void)
{
	for (int i = 0; i < 10; i++)
		desk_work_step(clinic->desk, 100);
}

/* Queued of whom nobody is yet to look at. */
static void queue(const char *patient, const char *id)
{
	const Ledger *ledger = &clinic->ledger;
	const Instant now = clinic->desks[0].clock.now;
	const Parcel parcel = {id, id, CODE_SMS, now, instant_add(now, 600), (const unsigned char *)"sealed", 6};
	tell_of(patient, id);
	settle();
	CLINIC_OK(clinic, ledger->ops->begin(ledger->self, &clinic->err));
	CLINIC_OK(clinic, ledger->ops->put_parcel(ledger->self, &parcel, &clinic->err));
	CLINIC_OK(clinic, ledger->ops->commit(ledger->self, &clinic->err));
}

static bool queued(const char *id)
{
	return clinic_parcel(clinic, id)->state == DELIVERY_QUEUED;
}

static void act(void)
{
	clinic_refer(clinic, CLINIC_NURSING, NULL);
}

/* What is told of one patient makes no message of another useless: theirs are left alone, however many. */
static void an_act_looks_at_its_own(void **state)
{
	queue(CLINIC_OTHER, "other");
	queue(CLINIC_PATIENT, "own");
	act();
	assert_false(queued("own"));
	assert_true(queued("other"));
}

static void a_look_looks_at_none(void **state)
{
	Chart *chart;
	queue(CLINIC_OTHER, "other");
	queue(CLINIC_PATIENT, "own");
	const size_t lines = clinic->memory.now.line_count;
	clinic_wait(clinic, 300);
	CLINIC_OK(clinic, desk_open_chart(clinic->desk, CLINIC_PATIENT, (Date){0}, &chart, &clinic->err));
	assert_in_range(clinic->memory.now.line_count, lines + 1, lines + 2);
	assert_true(queued("own"));
	assert_true(queued("other"));
	desk_close_chart(clinic->desk, chart);
}

/* What a kiosk told, or another desk of a second patient: the next step looks after it, or the next act. */
static void what_was_told_elsewhere_is_looked_after(void **state)
{
	queue(CLINIC_OTHER, "stepped");
	tell_of(CLINIC_OTHER, "told1");
	assert_true(queued("stepped"));
	desk_work_step(clinic->desk, 100);
	assert_false(queued("stepped"));
	queue(CLINIC_OTHER, "acted");
	tell_of(CLINIC_OTHER, "told2");
	act();
	assert_false(queued("acted"));
}

/* A sender whose clock is behind would send it. */
static void what_has_run_out_is_withdrawn(void **state)
{
	queue(CLINIC_OTHER, "late");
	clinic_wait(clinic, 599);
	act();
	assert_true(queued("late"));
	clinic_wait(clinic, 1);
	act();
	assert_false(queued("late"));
}

/* A standing is told of nobody, and may be of everybody. */
static void what_is_told_of_nobody_looks_at_all(void **state)
{
	queue(CLINIC_OTHER, "other");
	clinic_sign_in(clinic, 1, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_put_standing(clinic->desks[1].desk, CLINIC_FAR, STANDING_PROHIBITED, &clinic->err));
	assert_false(queued("other"));
}

/* Each call that a step makes may fail: then the next does it, and nobody is taken for looked at before. */
static void a_step_that_fails_withdraws_later(void **state)
{
	queue(CLINIC_OTHER, "other");
	tell_of(CLINIC_OTHER, "told");
	for (int64_t next = 1; queued("other"); next++) {
		assert_true(desk_work(clinic->desk).counting);
		clinic->memory.fail_at = clinic->memory.calls + next;
		desk_work_step(clinic->desk, 100);
		clinic->memory.fail_at = 0;
		assert_in_range(next, 1, 40);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(an_act_looks_at_its_own),
		AT_DESK(a_look_looks_at_none),
		AT_DESK(what_was_told_elsewhere_is_looked_after),
		AT_DESK(what_has_run_out_is_withdrawn),
		AT_DESK(what_is_told_of_nobody_looks_at_all),
		AT_DESK(a_step_that_fails_withdraws_later),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
