#include "unit.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/find.h"
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

static WorkHere all_work(Practice *practice)
{
	return work_here(practice->desk, &practice->arena);
}

/* The only item of its kind. */
static const WorkItem *only(Practice *practice, WorkKind kind)
{
	WorkHere list = all_work(practice);
	assert_int_equal(list.of[kind], 1);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == kind)
			return &list.items[i];
	return NULL;
}

static void answer(Practice *practice, const char *episode, Direction direction, Answer answer)
{
	Fact fact = practice_fact(FACT_ANSWERED, ASHBY_MAUREEN, PRACTICE_NOW);
	fact.episode = episode;
	fact.direction = (WordByte)direction;
	fact.answer = (WordByte)answer;
	practice_tell(practice, fact);
}

static void whole(Practice *practice)
{
	const char *patient;
	assert_true(desk_work_check(practice->desk, NULL, NULL, NULL, &practice->arena, &patient, &practice->err));
	if (patient)
		fail_msg("what is kept of %s is not what would be found", patient);
}

static void a_referral_is_due_until_both_are_asked(void **state)
{
	Practice *practice = *state;
	assert_int_equal(all_work(practice).count, 0); /* registrations of long ago are not listed */
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	const WorkItem *item = only(practice, WORK_QUESTIONS);
	assert_string_equal(item->nhs, ASHBY_MAUREEN);
	assert_string_equal(item->name, "Ashby M");
	assert_string_equal(item->what, "Physiotherapy, referred today");
	assert_string_equal(item->id, "e1");
	assert_int_equal(item->since.seconds, PRACTICE_NOW);
	answer(practice, "e1", DIRECTION_OUT, ANSWER_YES);
	only(practice, WORK_QUESTIONS);
	answer(practice, "e1", DIRECTION_IN, ANSWER_NOT_GIVEN);
	only(practice, WORK_QUESTIONS);
	answer(practice, "e1", DIRECTION_IN, ANSWER_NO);
	assert_int_equal(all_work(practice).count, 0);
}

/* As the matrix shows them: where no shared record can carry anything, there is nothing to ask. */
static void where_nothing_can_be_shared_nothing_is_due(void **state)
{
	Practice *practice = *state;
	FoundList found;
	practice_organisation(practice, "RWE", "University Hospitals", CARE_PLANNED, SYSTEM_OTHER);
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RWE", PRACTICE_NOW);
	assert_int_equal(all_work(practice).count, 0);
	assert_true(desk_find_people(practice->desk, ASHBY_MAUREEN, 1, &practice->arena, &found, &practice->err));
	assert_int_equal(found.items[0].due, 1); /* the practice's own alone, which is no work: it is of long ago */
}

/* Also once both are answered: the answers may have been another patient's. */
static void what_was_answered_before_a_merge_is_due_again(void **state)
{
	Practice *practice = *state;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW - 60);
	answer(practice, "e1", DIRECTION_OUT, ANSWER_YES);
	answer(practice, "e1", DIRECTION_IN, ANSWER_YES);
	Fact merged = practice_fact(FACT_MERGED, ASHBY_MAUREEN, PRACTICE_NOW);
	merged.from = ASHBY_NEIL;
	practice_tell(practice, merged);
	all_work(practice);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){1951, 2, 11});
	assert_int_equal(all_work(practice).of[WORK_QUESTIONS], chart->matrix.due);
	assert_int_equal(chart->matrix.due, 2); /* the practice's own, and the referral's */
	assert_int_equal(chart->matrix.rows[1].asking, ASKING_MERGED);
	answer(practice, "e1", DIRECTION_OUT, ANSWER_NO);
	assert_true(desk_refresh_chart(practice->desk, chart, NULL, &practice->err));
	assert_int_equal(chart->matrix.due, 1);
	assert_int_equal(all_work(practice).of[WORK_QUESTIONS], 1);
	desk_close_chart(practice->desk, chart);
}

static void a_new_registration_is_due(void **state)
{
	Practice *practice = *state;
	Fact fact = practice_fact(FACT_REGISTERED, ASHBY_NEIL, PRACTICE_NOW - 89 * 86400);
	fact.episode = "new-home", fact.org = "C82001";
	practice_tell(practice, fact);
	assert_string_equal(only(practice, WORK_QUESTIONS)->what,
			    "South Leicestershire Medical Group, registered 25-Aug");
	practice->clock.now.seconds += 86400;
	assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).count, 0);
}

/* A practice that moved in has them all on one day: nobody is folded for it, and Home is drawn anew. */
static void nobody_is_looked_at_because_90_days_are_over(void **state)
{
	Practice *practice = *state;
	Fact fact = practice_fact(FACT_REGISTERED, ASHBY_NEIL, PRACTICE_NOW);
	fact.episode = "new-home", fact.org = "C82001";
	practice_tell(practice, fact);
	only(practice, WORK_QUESTIONS);
	const Instant day_90 = zone_midnight(&practice->zone, date_add_days((Date){2026, 11, 22}, 90));
	practice->clock.now.seconds = day_90.seconds - 1;
	assert_false(desk_work(practice->desk).counting);
	assert_true(desk_work_step(practice->desk, 100));
	assert_false(desk_work_step(practice->desk, 100));
	assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).count, 1);
	practice->clock.now = day_90;
	assert_false(desk_work(practice->desk).counting);
	assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).count, 0);
	assert_true(desk_work_step(practice->desk, 100));
	assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).count, 0);
}

static void nobody_asks_the_dead(void **state)
{
	Practice *practice = *state;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	Arena *arena = &practice->arena;
	const Person *person = NULL;
	assert_true(practice->ledger.ops->person(practice->ledger.self, ASHBY_MAUREEN, arena, &person, NULL));
	only(practice, WORK_QUESTIONS);
	Person died = *person;
	died.died = (PartialDate){2026, 11, 21};
	practice_person(practice, &died);
	assert_int_equal(all_work(practice).count, 0);
}

static void tomorrow_it_was_not_today(void **state)
{
	Practice *practice = *state;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	assert_string_equal(only(practice, WORK_QUESTIONS)->what, "Physiotherapy, referred today");
	practice->clock.now.seconds += 86400;
	assert_string_equal(only(practice, WORK_QUESTIONS)->what, "Physiotherapy, referred 22-Nov");
	practice->clock.now.seconds += 60 * 86400;
	assert_string_equal(only(practice, WORK_QUESTIONS)->what, "Physiotherapy, referred 22-Nov-2026");
}

static void open_request(Practice *practice)
{
	practice_refer(practice, ASHBY_MAUREEN, "e2", "RX2", PRACTICE_NOW);
	answer(practice, "e2", DIRECTION_OUT, ANSWER_YES);
	answer(practice, "e2", DIRECTION_IN, ANSWER_YES);
	Fact request = practice_fact(FACT_REQUEST, ASHBY_MAUREEN, PRACTICE_NOW);
	request.request = "r1", request.org = "RX2", request.episode = "e2";
	practice_tell(practice, request);
}

static void of_request(Practice *practice, FactKind kind, int64_t at)
{
	Fact fact = practice_fact(kind, ASHBY_MAUREEN, at);
	fact.request = "r1";
	if (kind == FACT_CODE_ISSUED) {
		fact.code_channel = CODE_SMS;
		fact.expires = (Instant){at + 600};
	}
	practice_tell(practice, fact);
}

static void a_code_waits_until_it_runs_out(void **state)
{
	Practice *practice = *state;
	open_request(practice);
	const WorkItem *item = only(practice, WORK_CODES);
	assert_int_equal(item->code_state, CODE_STATE_NONE);
	assert_null(item->code);
	of_request(practice, FACT_CODE_ISSUED, PRACTICE_NOW);
	item = only(practice, WORK_CODES);
	assert_int_equal(item->code_state, CODE_STATE_OUT);
	assert_int_equal(item->channel, CODE_SMS);
	assert_non_null(item->code);
	assert_string_equal(item->what, "Royal Cornwall Hospitals");
	assert_string_equal(item->id, "r1");
	assert_int_equal(item->until.seconds, PRACTICE_NOW + 600);
	practice->clock.now.seconds += 599;
	assert_int_equal(only(practice, WORK_CODES)->code_state, CODE_STATE_OUT);
	practice->clock.now.seconds += 1; /* nobody tells anything: the moment passes */
	item = only(practice, WORK_CODES);
	assert_int_equal(item->code_state, CODE_STATE_RUN_OUT);
	assert_int_equal(instant_order(item->until, INSTANT_MIN), 0);
}

static void a_used_code_waits_no_more(void **state)
{
	Practice *practice = *state;
	open_request(practice);
	of_request(practice, FACT_CODE_ISSUED, PRACTICE_NOW);
	for (int64_t i = 1; i <= 4; i++)
		of_request(practice, FACT_CODE_FAILED, PRACTICE_NOW);
	only(practice, WORK_CODES);
	of_request(practice, FACT_CODE_FAILED, PRACTICE_NOW + 1);
	practice->clock.now.seconds += 1;
	assert_int_equal(only(practice, WORK_CODES)->code_state, CODE_STATE_LOCKED);
	of_request(practice, FACT_CODE_ISSUED, PRACTICE_NOW + 1);
	assert_int_equal(only(practice, WORK_CODES)->code_state, CODE_STATE_OUT);
	of_request(practice, FACT_CODE_ACCEPTED, PRACTICE_NOW + 1);
	assert_int_equal(all_work(practice).count, 0);
}

static void a_cancelled_request_has_no_code(void **state)
{
	Practice *practice = *state;
	open_request(practice);
	of_request(practice, FACT_CODE_ISSUED, PRACTICE_NOW);
	only(practice, WORK_CODES);
	of_request(practice, FACT_REQUEST_CANCELLED, PRACTICE_NOW);
	assert_int_equal(all_work(practice).count, 0);
}

static void of_entry(Practice *practice, FactKind kind)
{
	Fact fact = practice_fact(kind, ASHBY_MAUREEN, PRACTICE_NOW);
	fact.entry = "n1";
	practice_tell(practice, fact);
}

static void a_wish_for_privacy_waits_for_a_clinician(void **state)
{
	Practice *practice = *state;
	practice_entry(practice, "n1", ASHBY_MAUREEN, "C82001", PRACTICE_START);
	of_entry(practice, FACT_ENTRY_PRIVATE_REQUESTED);
	const WorkItem *item = only(practice, WORK_PRIVATE_REVIEW);
	assert_string_equal(item->id, "n1");
	assert_string_equal(item->what, "problem of 01-Dec-2025");
	of_entry(practice, FACT_ENTRY_PRIVATE);
	assert_int_equal(all_work(practice).count, 0);
	of_entry(practice, FACT_ENTRY_PRIVATE_REQUESTED);
	only(practice, WORK_PRIVATE_REVIEW);
	of_entry(practice, FACT_ENTRY_OPEN);
	assert_int_equal(all_work(practice).count, 0);
}

static void start_override(Practice *practice, const char *id, int64_t until)
{
	Fact fact = practice_fact(FACT_OVERRIDE, ASHBY_MAUREEN, PRACTICE_NOW);
	fact.override = id, fact.org = "RX1", fact.override_reason = OVERRIDE_EMERGENCY;
	fact.include_private = TRUTH_FALSE, fact.until = (Instant){until};
	practice_tell(practice, fact);
}

static void an_override_is_reviewed_once_it_is_over(void **state)
{
	Practice *practice = *state;
	start_override(practice, "o1", PRACTICE_NOW + 3600);
	assert_int_equal(only(practice, WORK_OVERRIDE_ON)->until.seconds, PRACTICE_NOW + 3600); /* seen meanwhile */
	assert_int_equal(all_work(practice).of[WORK_OVERRIDE_REVIEW], 0);
	practice->clock.now.seconds += 3600;
	const WorkItem *item = only(practice, WORK_OVERRIDE_REVIEW);
	assert_string_equal(item->id, "o1");
	assert_string_equal(item->what, "Physiotherapy");
	assert_int_equal(item->since.seconds, PRACTICE_NOW + 3600);
	Fact reviewed = practice_fact(FACT_OVERRIDE_REVIEWED, ASHBY_MAUREEN, PRACTICE_NOW + 3600);
	reviewed.override = "o1", reviewed.outcome = OUTCOME_JUSTIFIED, reviewed.reason = "collapsed in clinic";
	practice_tell(practice, reviewed);
	assert_int_equal(all_work(practice).count, 0);
}

static void sign_in(Practice *practice)
{
	Desk *other = practice_another_desk(practice);
	const bool done = desk_sign_in(other, "Ada M", PRACTICE_PASSPHRASE, &practice->err);
	if (!done)
		fail_msg("%s", practice->err.text);
	desk_close(other);
}

/* What was found while the clock was ahead is found anew, once. */
static void a_clock_that_was_ahead_is_set_back(void **state)
{
	enum { YEAR = 365 * 24 * 60 * 60, HOUR = 3600 };
	Practice *practice = *state;
	start_override(practice, "o1", PRACTICE_NOW + HOUR);
	practice->clock.now.seconds += YEAR;
	sign_in(practice);
	assert_int_equal(all_work(practice).of[WORK_OVERRIDE_REVIEW], 1);
	practice->clock.now.seconds -= YEAR;
	sign_in(practice);
	whole(practice);
	assert_true(desk_work_waits(practice->desk));
	assert_int_equal(only(practice, WORK_OVERRIDE_ON)->until.seconds, PRACTICE_NOW + HOUR);
	whole(practice);
	practice->clock.now.seconds += HOUR / 2;
	sign_in(practice);
	assert_false(desk_work_waits(practice->desk));
}

static void an_override_ends_by_hand_or_after_a_day(void **state)
{
	Practice *practice = *state;
	start_override(practice, "o1", PRACTICE_NOW + 90 * 86400);
	start_override(practice, "o2", PRACTICE_NOW + 3600);
	Fact ended = practice_fact(FACT_OVERRIDE_ENDED, ASHBY_MAUREEN, PRACTICE_NOW + 60);
	ended.override = "o2";
	practice->clock.now.seconds += 60;
	practice_tell(practice, ended);
	assert_string_equal(only(practice, WORK_OVERRIDE_REVIEW)->id, "o2");
	practice->clock.now.seconds = PRACTICE_NOW + 86400;
	assert_int_equal(all_work(practice).of[WORK_OVERRIDE_REVIEW], 2);
}

static void a_dispute_waits_for_a_clinician(void **state)
{
	Practice *practice = *state;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	answer(practice, "e1", DIRECTION_OUT, ANSWER_YES);
	answer(practice, "e1", DIRECTION_IN, ANSWER_YES);
	Fact fact = practice_fact(FACT_DISPUTED, ASHBY_MAUREEN, PRACTICE_NOW);
	fact.episode = "e1";
	practice_tell(practice, fact);
	assert_string_equal(only(practice, WORK_DISPUTES)->id, "e1");
	answer(practice, "e1", DIRECTION_OUT, ANSWER_YES);
	assert_int_equal(all_work(practice).of[WORK_DISPUTES], 0);
}

static void the_list_is_made_in_slices(void **state)
{
	static const char *const patients[] = {ASHBY_MAUREEN, ASHBY_NEIL, OKAFOR, SMITH_ONE, SMITH_TWO};
	Practice *practice = *state;
	for (size_t i = 0; i < countof(patients); i++)
		practice_refer(practice, patients[i], arena_print(&practice->arena, "e%zu", i), "RX1",
			       PRACTICE_NOW - 3600 * (int64_t)i);
	assert_true(desk_work(practice->desk).counting);
	assert_true(desk_work_step(practice->desk, 2));
	assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).count, 2);
	assert_true(desk_work(practice->desk).counting);
	assert_true(desk_work_step(practice->desk, 2));
	assert_true(desk_work_step(practice->desk, 2));
	WorkHere list = work_as_it_stands(practice->desk, &practice->arena);
	assert_int_equal(list.count, 5);
	assert_false(list.counting);
	for (size_t i = 0; i + 1 < list.count; i++)
		assert_true(instant_before(list.items[i].since, list.items[i + 1].since));
	assert_false(desk_work_step(practice->desk, 2));
}

/* A step is nobody's act: it does not wait for whoever writes, and makes up for it. */
static void a_step_waits_for_nobody(void **state)
{
	Practice *practice = *state;
	all_work(practice);
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	practice->memory.busy = true;
	desk_work_step(practice->desk, 100);
	assert_false(desk_work_step(practice->desk, 100));
	assert_true(desk_work(practice->desk).counting);
	practice->memory.busy = false;
	assert_true(desk_work_step(practice->desk, 100));
	assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).of[WORK_QUESTIONS], 1);
	assert_false(desk_work(practice->desk).counting);
}

static void a_fault_loses_nothing(void **state)
{
	Practice *practice = *state;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	only(practice, WORK_QUESTIONS);
	practice_refer(practice, ASHBY_NEIL, "e2", "RX1", PRACTICE_NOW);
	for (int64_t next = 1; next <= 6; next++) {
		practice->memory.fail_at = practice->memory.calls + next;
		desk_work_step(practice->desk, 100);
		practice->memory.fail_at = 0;
		assert_true(desk_work(practice->desk).of[WORK_QUESTIONS] >= 1);
	}
	assert_int_equal(all_work(practice).of[WORK_QUESTIONS], 2);
}

static void the_list_is_for_those_who_may_find(void **state)
{
	static const bool may[Role_COUNT_] = {
		[ROLE_RECEPTIONIST] = true,
		[ROLE_NURSE] = true,
		[ROLE_CLINICIAN] = true,
		[ROLE_PRIVACY_OFFICER] = true,
	};
	Practice *practice = *state;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	all_work(practice);
	for (Role role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		practice_sign_in(practice, role);
		assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).count, may[role]);
	}
	practice_sign_in(practice, ROLE_NURSE);
	desk_lock(practice->desk);
	assert_int_equal(work_as_it_stands(practice->desk, &practice->arena).count, 0);
}

/* No step is made: what an act tells is kept as due, or as no longer due, before it stands. */
static void an_act_keeps_what_is_due_itself(void **state)
{
	Practice *practice = *state;
	const char *episode = NULL;
	all_work(practice);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){1951, 2, 11});
	const Referral referral = {.org = "RX1", .service = "Physiotherapy, knee"};
	assert_true(desk_refer(practice->desk, chart, &referral, &episode, &practice->err));
	WorkHere here = work_as_it_stands(practice->desk, &practice->arena);
	assert_false(here.counting);
	assert_int_equal(here.of[WORK_QUESTIONS], 1);
	assert_string_equal(here.items[0].what, "Physiotherapy, knee, referred today");
	whole(practice);
	assert_true(desk_discharge(practice->desk, chart, episode, &practice->err));
	here = work_as_it_stands(practice->desk, &practice->arena);
	assert_false(here.counting);
	assert_int_equal(here.of[WORK_QUESTIONS], 0);
	whole(practice);
	desk_close_chart(practice->desk, chart);
}

/* With the system of an organisation it changes whether there is anything to ask there: whoever was referred there
 * waits from then on, and is looked at in slices. */
static void those_of_an_organisation_are_looked_at_in_slices(void **state)
{
	static const char *const patients[] = {ASHBY_MAUREEN, ASHBY_NEIL, OKAFOR, SMITH_ONE, SMITH_TWO};
	Practice *practice = *state;
	practice_organisation(practice, "RX8", "Records elsewhere", CARE_PLANNED, SYSTEM_SYSTMONE);
	for (size_t i = 0; i < countof(patients); i++)
		practice_refer(practice, patients[i], arena_print(&practice->arena, "e%zu", i), "RX8", PRACTICE_NOW);
	assert_int_equal(all_work(practice).of[WORK_QUESTIONS], countof(patients));
	assert_false(desk_work_waits(practice->desk));
	practice_organisation(practice, "RX8", "Records elsewhere", CARE_PLANNED, SYSTEM_OTHER);
	assert_true(desk_work_waits(practice->desk));
	assert_true(desk_work(practice->desk).counting);
	whole(practice);
	assert_true(desk_work_step(practice->desk, 2));
	assert_int_equal(desk_work(practice->desk).of[WORK_QUESTIONS], countof(patients) - 2);
	assert_true(desk_work(practice->desk).counting);
	whole(practice);
	practice->memory.busy = true; /* another desk writes: this one goes on at its next look, not at once */
	assert_false(desk_work_on(practice->desk, 2));
	practice->memory.busy = false;
	while (desk_work_on(practice->desk, 2))
		whole(practice);
	assert_true(desk_work_step(practice->desk, 2)); /* what was done meanwhile is said */
	assert_false(desk_work_step(practice->desk, 2));
	assert_false(desk_work(practice->desk).counting);
	assert_int_equal(desk_work(practice->desk).of[WORK_QUESTIONS], 0);
	whole(practice);
}

SUITE
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PRACTICE(a_referral_is_due_until_both_are_asked),
		IN_PRACTICE(where_nothing_can_be_shared_nothing_is_due),
		IN_PRACTICE(what_was_answered_before_a_merge_is_due_again),
		IN_PRACTICE(a_new_registration_is_due),
		IN_PRACTICE(nobody_is_looked_at_because_90_days_are_over),
		IN_PRACTICE(nobody_asks_the_dead),
		IN_PRACTICE(tomorrow_it_was_not_today),
		IN_PRACTICE(a_code_waits_until_it_runs_out),
		IN_PRACTICE(a_used_code_waits_no_more),
		IN_PRACTICE(a_cancelled_request_has_no_code),
		IN_PRACTICE(a_wish_for_privacy_waits_for_a_clinician),
		IN_PRACTICE(an_override_is_reviewed_once_it_is_over),
		IN_PRACTICE(a_clock_that_was_ahead_is_set_back),
		IN_PRACTICE(an_override_ends_by_hand_or_after_a_day),
		IN_PRACTICE(a_dispute_waits_for_a_clinician),
		IN_PRACTICE(the_list_is_made_in_slices),
		IN_PRACTICE(a_step_waits_for_nobody),
		IN_PRACTICE(a_fault_loses_nothing),
		IN_PRACTICE(the_list_is_for_those_who_may_find),
		IN_PRACTICE(an_act_keeps_what_is_due_itself),
		IN_PRACTICE(those_of_an_organisation_are_looked_at_in_slices),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
