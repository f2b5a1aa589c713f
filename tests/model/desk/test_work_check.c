#include "unit.h"

#include "model/desk/work.h"
#include "model/stage/practice.h"
#include "model/stage/work_here.h"

static int set_up(void **state)
{
	static Practice practice;
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	*state = &practice;
	return 0;
}

static int tear_down(void **state)
{
	practice_close(*state);
	return 0;
}

static void whole(Practice *practice)
{
	const char *patient;
	assert_true(desk_work_check(practice->desk, NULL, NULL, NULL, &practice->arena, &patient, &practice->err));
	assert_null(patient);
}

/* What nobody made of the facts is found; who is yet to be looked at is passed over. */
static void what_is_kept_is_checked(void **state)
{
	Practice *practice = *state;
	const Ledger *ledger = &practice->ledger;
	const char *patient = NULL;
	const DueRow none = {WORK_DISPUTES, 0, ASHBY_NEIL, "e9", {PRACTICE_NOW}, INSTANT_MAX};
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	whole(practice);
	work_here(practice->desk, &practice->arena);
	whole(practice);
	assert_true(ledger->ops->begin(ledger->self, NULL));
	assert_true(ledger->ops->put_due(ledger->self, ASHBY_NEIL, &(DueRows){&none, 1}, INSTANT_MAX, NULL, NULL));
	assert_true(ledger->ops->commit(ledger->self, NULL));
	assert_true(desk_work_check(practice->desk, NULL, NULL, NULL, &practice->arena, &patient, &practice->err));
	assert_string_equal(patient, ASHBY_NEIL);
	assert_true(ledger->ops->begin(ledger->self, NULL));
	assert_true(ledger->ops->put_due(ledger->self, ASHBY_NEIL, &(DueRows){0}, INSTANT_MAX, NULL, NULL));
	assert_true(ledger->ops->put_due(ledger->self, ASHBY_MAUREEN, &(DueRows){0}, INSTANT_MAX, NULL, NULL));
	assert_true(ledger->ops->commit(ledger->self, NULL));
	assert_true(desk_work_check(practice->desk, NULL, NULL, NULL, &practice->arena, &patient, &practice->err));
	assert_string_equal(patient, ASHBY_MAUREEN);
}

static void start_override(Practice *practice, Instant until)
{
	Fact fact = practice_fact(FACT_OVERRIDE, ASHBY_MAUREEN, PRACTICE_NOW);
	fact.override = "o1", fact.org = "RX1", fact.override_reason = OVERRIDE_EMERGENCY;
	fact.include_private = TRUTH_FALSE, fact.until = until;
	practice_tell(practice, fact);
}

static const char *changed(Practice *practice)
{
	const char *patient;
	assert_true(desk_work_check(practice->desk, NULL, NULL, NULL, &practice->arena, &patient, &practice->err));
	return patient;
}

static void look_again_at(Practice *practice, Instant again)
{
	const Ledger *ledger = &practice->ledger;
	const DueQuery all = {.kind = DUE_KINDS_MAX, .patient = ASHBY_MAUREEN, .limit = SIZE_MAX};
	DueRows kept;
	assert_true(ledger->ops->begin(ledger->self, NULL));
	assert_true(ledger->ops->due(ledger->self, &all, &practice->arena, &kept, NULL));
	assert_true(ledger->ops->put_due(ledger->self, ASHBY_MAUREEN, &kept, again, NULL, NULL));
	assert_true(ledger->ops->commit(ledger->self, NULL));
}

/* Of whom something is yet to come: looked at too late, it would come into no list in time. Too early harms nobody. */
static void when_to_look_again_is_checked(void **state)
{
	Practice *practice = *state;
	start_override(practice, (Instant){PRACTICE_NOW + 3600});
	work_here(practice->desk, &practice->arena);
	whole(practice);
	look_again_at(practice, INSTANT_MAX);
	assert_string_equal(changed(practice), ASHBY_MAUREEN);
	look_again_at(practice, (Instant){PRACTICE_NOW + 3601});
	assert_string_equal(changed(practice), ASHBY_MAUREEN);
	look_again_at(practice, (Instant){PRACTICE_NOW + 3600});
	whole(practice);
	look_again_at(practice, (Instant){PRACTICE_NOW + 1800});
	whole(practice);
	practice->clock.now.seconds += 3599; /* the time has gone on */
	whole(practice);
	look_again_at(practice, INSTANT_MAX);
	assert_string_equal(changed(practice), ASHBY_MAUREEN);
}

/* Also where what is due of them is right, and what they add to the figures is not. */
static void what_is_kept_for_the_figures_is_checked(void **state)
{
	Practice *practice = *state;
	const Ledger *ledger = &practice->ledger;
	const char *patient = NULL;
	const TalliesOf none = {.patient = ASHBY_MAUREEN};
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	work_here(practice->desk, &practice->arena);
	whole(practice);
	assert_true(ledger->ops->begin(ledger->self, NULL));
	assert_true(ledger->ops->put_tallies(ledger->self, &none, 1, NULL));
	assert_true(ledger->ops->commit(ledger->self, NULL));
	assert_true(desk_work_check(practice->desk, NULL, NULL, NULL, &practice->arena, &patient, &practice->err));
	assert_string_equal(patient, ASHBY_MAUREEN);
}

SUITE
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PRACTICE(what_is_kept_is_checked),
		IN_PRACTICE(when_to_look_again_is_checked),
		IN_PRACTICE(what_is_kept_for_the_figures_is_checked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
