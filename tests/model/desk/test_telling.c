/* How an act is told, and what stands where it is not. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/telling.h"
#include "model/lists/lists.h"
#include "model/stage/practice.h"

static int set_up(void **state)
{
	static Practice practice;
	practice_open(&practice);
	*state = &practice;
	return 0;
}

static int tear_down(void **state)
{
	practice_close(*state);
	return 0;
}

static Fact answer_yes(void)
{
	Fact fact = practice_fact(FACT_ANSWERED, NULL, 0);
	fact.episode = "home-" ASHBY_MAUREEN;
	fact.direction = DIRECTION_OUT;
	fact.answer = ANSWER_YES;
	return fact;
}

static void a_fact_takes_the_later_of_clock_and_ledger(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	Fact fact = answer_yes();
	practice->clock.now.seconds -= 30;
	assert_true(desk_tell_facts(practice->desk, chart, ACT_ASK, "answered", &fact, 1, NULL));
	assert_int_equal(fact.at.seconds, PRACTICE_NOW);
	assert_int_equal(fact.recorded_at.seconds, PRACTICE_NOW - 30);
	assert_string_equal(fact.by, "Priya S");
	assert_string_equal(fact.patient, ASHBY_MAUREEN);
	assert_int_equal(strlen(fact.id), 27);
	assert_int_equal(fact.id[0], 'f');
	assert_int_equal(chart->now.home->side[DIRECTION_OUT].state, STATE_YES);
	desk_close_chart(practice->desk, chart);
}

static void no_answer_while_the_clock_is_behind(void **state)
{
	Practice *practice = *state;
	int64_t seconds = 0;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	assert_false(desk_clock_behind(practice->desk, &seconds));
	practice->clock.now.seconds -= 60;
	assert_false(desk_clock_behind(practice->desk, &seconds));
	practice->clock.now.seconds -= 1;
	assert_true(desk_clock_behind(practice->desk, &seconds));
	assert_int_equal(seconds, 61);
	Fact fact = answer_yes(), ticket = practice_fact(FACT_TICKET, NULL, 0);
	int64_t head = desk_head(practice->desk);
	assert_false(desk_tell_facts(practice->desk, chart, ACT_ASK, "answered", &fact, 1, NULL));
	assert_int_equal(desk_head(practice->desk), head);
	assert_true(desk_tell_facts(practice->desk, chart, ACT_ASK, NULL, &ticket, 1, &practice->err));
	desk_close_chart(practice->desk, chart);

	/* A desk that has read nothing yet finds out as well. */
	Desk *other = practice_another_desk(practice);
	assert_true(desk_clock_behind(other, &seconds));
	desk_close(other);
}

static void the_past_is_not_changed(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW - 3600);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	assert_int_equal(chart->matrix.open, 2);
	assert_true(desk_chart_past(practice->desk, chart, (Instant){PRACTICE_NOW - 7200}, NULL));
	assert_int_equal(chart->matrix.open, 1);
	Fact fact = answer_yes();
	assert_false(desk_tell_facts(practice->desk, chart, ACT_ASK, "answered", &fact, 1, NULL));
	assert_true(desk_chart_past(practice->desk, chart, INSTANT_MIN, NULL));
	assert_int_equal(chart->matrix.open, 2);
	fact = answer_yes();
	assert_true(desk_tell_facts(practice->desk, chart, ACT_ASK, "answered", &fact, 1, NULL));
	desk_close_chart(practice->desk, chart);
}

static void acts_of_the_visit_are_remembered(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	assert_null(chart_open(chart)->last);
	Fact first = answer_yes(), second = answer_yes();
	second.direction = DIRECTION_IN;
	assert_true(desk_tell_facts(practice->desk, chart, ACT_ASK, "said yes to Share Out", &first, 1, NULL));
	assert_true(desk_tell_facts(practice->desk, chart, ACT_ASK, "said yes to Share In", &second, 1, NULL));
	const VisitAct *last = chart_open(chart)->last;
	assert_string_equal(last->what, "said yes to Share In");
	assert_int_equal(last->count, 1);
	assert_string_equal(last->facts[0], second.id);
	visit_forget_last(chart_open(chart));
	assert_string_equal(chart_open(chart)->last->facts[0], first.id);
	desk_close_chart(practice->desk, chart);
}

static Telling answering(Practice *practice, Chart *chart)
{
	return (Telling){.desk = practice->desk, .chart = chart, .right = ACT_ASK, .act = "answered"};
}

/* An act sees what another desk told since the chart was read, and what it puts and does not commit was never told. */
static void an_act_sees_the_ledger_as_it_is(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	int64_t head = desk_head(practice->desk);
	Telling telling = answering(practice, chart);
	Fact fact = answer_yes();
	Reach reach;
	assert_true(telling_begin(&telling, NULL));
	reach_fold(&telling.now.world, telling.now.at, INSTANT_MAX, telling.now.arena, &reach);
	assert_int_equal(reach.agreements.episode_count, 2);
	assert_int_equal(chart->now.agreements.episode_count, 1);
	assert_true(telling_put(&telling, &fact, NULL));
	telling_end(&telling);
	assert_int_equal(desk_head(practice->desk), head);
	assert_null(chart_open(chart)->last);

	telling = answering(practice, chart);
	fact.id = NULL;
	assert_true(telling_begin(&telling, NULL) && telling_put(&telling, &fact, NULL));
	assert_true(telling_commit(&telling, NULL));
	telling_end(&telling);
	assert_int_equal(chart->now.home->side[DIRECTION_OUT].state, STATE_YES);
	assert_int_equal(chart->now.agreements.episode_count, 2);
	assert_string_equal(chart_open(chart)->last->facts[0], fact.id);
	desk_close_chart(practice->desk, chart);
}

/* Nothing to tell is no failure: the chart shows what made it so, and undo knows of nothing. */
static void an_act_that_puts_nothing_reads_the_chart_anew(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	int64_t head = desk_head(practice->desk);
	Telling telling = answering(practice, chart);
	assert_true(telling_begin(&telling, NULL) && telling_commit(&telling, NULL));
	telling_end(&telling);
	assert_int_equal(desk_head(practice->desk), head);
	assert_int_equal(chart->now.agreements.episode_count, 2);
	assert_null(chart_open(chart)->last);
	desk_close_chart(practice->desk, chart);
}

static void an_act_says_who_may_do_it(void **state)
{
	Practice *practice = *state;
	Error err = {0};
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	int64_t head = desk_head(practice->desk);
	Fact fact = practice_fact(FACT_TICKET, NULL, 0);
	assert_false(desk_tell_facts(practice->desk, chart, ACT_OVERRIDE, NULL, &fact, 1, &err));
	assert_non_null(strstr(err.text, "may not start an override"));

	/* One that forgot to is never committed, nor one that asked for what is not given. */
	assert_false(desk_tell_facts(practice->desk, chart, 0, NULL, &fact, 1, &err));
	assert_string_equal(err.text, "This act does not say who may do it, so nothing was recorded.");
	Telling telling = {.desk = practice->desk, .chart = chart};
	fact.id = NULL;
	assert_true(telling_begin(&telling, NULL));
	assert_false(telling_needs(&telling, ACT_OVERRIDE, NULL));
	assert_true(telling_put(&telling, &fact, NULL));
	assert_false(telling_commit(&telling, NULL));
	telling_end(&telling);
	assert_int_equal(desk_head(practice->desk), head);

	telling = (Telling){.desk = practice->desk, .chart = chart};
	fact.id = NULL;
	assert_true(telling_begin(&telling, NULL) && telling_needs(&telling, ACT_HAND_OUT, NULL));
	assert_true(telling_put(&telling, &fact, NULL) && telling_commit(&telling, NULL));
	telling_end(&telling);
	assert_int_equal(desk_head(practice->desk), head + 1);
	desk_close_chart(practice->desk, chart);
}

/* The order of the refusals is part of what is promised: the right, the clock, the past, the dead. */
static void the_clock_and_the_living_are_looked_at_first(void **state)
{
	Practice *practice = *state;
	Error err = {0};
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	Person dead = *chart->world.person;
	dead.died = (PartialDate){2026, 1, 2};
	practice_person(practice, &dead);
	Telling telling = {.desk = practice->desk, .chart = chart, .right = ACT_ASK, .clock = true, .living = true};
	assert_false(telling_begin(&telling, &err));
	telling_end(&telling);
	assert_non_null(strstr(err.text, "The patient has died"));
	practice->clock.now.seconds -= 61;
	telling = (Telling){.desk = practice->desk, .chart = chart, .right = ACT_ASK, .clock = true, .living = true};
	assert_false(telling_begin(&telling, &err));
	telling_end(&telling);
	assert_non_null(strstr(err.text, "clock is 2 minutes behind"));
	telling = (Telling){.desk = practice->desk, .chart = chart, .right = ACT_OVERRIDE, .clock = true};
	assert_false(telling_begin(&telling, &err));
	telling_end(&telling);
	assert_non_null(strstr(err.text, "may not start an override"));
	desk_close_chart(practice->desk, chart);
}

/* Wherever the store fails: either the fact stands and the desk says so, or neither. */
static void telling_is_all_or_nothing(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	bool done = false;
	int failed = 0;
	for (int64_t next = 1; !done; next++, failed += !done) {
		Fact facts[] = {answer_yes(), answer_yes()};
		int64_t head = desk_head(practice->desk);
		facts[1].direction = DIRECTION_IN;
		practice->memory.fail_at = practice->memory.calls + next;
		done = desk_tell_facts(practice->desk, chart, ACT_ASK, "answered", facts, 2, NULL);
		practice->memory.fail_at = 0;
		assert_int_equal(desk_head(practice->desk), done ? head + 2 : head);
		assert_int_equal(chart_open(chart)->last != NULL, done);
	}
	assert_true(failed >= 8);
	desk_close_chart(practice->desk, chart);
}

/* Whatever would be kept, in the ledger or beside it, by way of a telling or not; and what it would have been. */
static void what_is_held_back_changes_nothing(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	const char *what;
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	const int64_t head = desk_head(desk);
	const size_t settings = practice->memory.now.setting_count;
	desk_hold(desk, true);
	assert_false(desk_put_setting(desk, "theme", "light", &practice->err));
	assert_true(desk_held_back(desk, &what) && !desk_held_back(desk, &what));
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0}); /* that somebody looked is told */
	assert_int_equal(desk_head(desk), head + 1);
	Fact fact = answer_yes();
	assert_false(desk_tell_facts(desk, chart, ACT_ASK, "answered", &fact, 1, &practice->err));
	assert_true(desk_held_back(desk, &what));
	assert_string_equal(what, "answered");
	assert_string_equal(practice->err.text, "Nothing is recorded by that key alone: Ctrl-S records.");
	assert_int_equal(desk_head(desk), head + 1);
	assert_int_equal(practice->memory.now.setting_count, settings);
	fact.kind = FACT_REFERRED; /* what a rule or a right forbids says so, held back or not */
	assert_false(desk_tell_facts(desk, chart, ACT_STAFF, "referred", &fact, 1, &practice->err));
	assert_false(desk_held_back(desk, &what));
	desk_hold(desk, false);
	fact = answer_yes();
	assert_true(desk_tell_facts(desk, chart, ACT_ASK, "answered", &fact, 1, &practice->err));
	assert_false(desk_held_back(desk, &what));
	desk_hold(desk, true);
	const char *undone;
	assert_false(desk_undo(desk, chart, &undone, &practice->err));
	assert_true(desk_held_back(desk, &what));
	assert_string_equal(what, "taken back: answered");
	desk_close_chart(desk, chart);
}

static const Fact *told_first(const Chart *chart, const char *id)
{
	for (size_t i = 0; i < chart->world.facts.count; i++)
		if (text_is(chart->world.facts.items[i].id, id))
			return &chart->world.facts.items[i];
	return NULL;
}

static void put_named(Practice *practice, const char *id)
{
	Ledger ledger = practice->ledger;
	Fact fact = answer_yes();
	fact.id = id;
	fact.patient = ASHBY_MAUREEN;
	fact.at = fact.recorded_at = (Instant){PRACTICE_NOW};
	fact.who = WHO_PATIENT;
	fact.how = HOW_IN_PERSON;
	Line line = line_of_fact(&fact);
	assert_true(ledger.ops->append(ledger.self, &line, SOURCE_DESK, &practice->err));
}

static void tell_named(Practice *practice, Chart *chart, const char *id, const char *other)
{
	Ledger ledger = practice->ledger;
	assert_true(ledger.ops->begin(ledger.self, &practice->err));
	put_named(practice, id);
	if (other)
		put_named(practice, other);
	assert_true(desk_refresh_chart(practice->desk, chart, NULL, &practice->err));
}

/* A chart keeps the facts it has read and reads those told since; what was rolled back it forgets, also where another
 * line stands in its place. */
static void what_was_rolled_back_is_not_kept(void **state)
{
	Practice *practice = *state;
	Ledger ledger = practice->ledger;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	const size_t before = chart->world.facts.count;
	tell_named(practice, chart, "f-dropped", NULL);
	assert_non_null(told_first(chart, "f-dropped"));
	assert_int_equal(chart->now.home->side[DIRECTION_OUT].state, STATE_YES);
	ledger.ops->rollback(ledger.self);
	assert_true(desk_refresh_chart(practice->desk, chart, NULL, &practice->err));
	assert_int_equal(chart->world.facts.count, before);
	assert_int_not_equal(chart->now.home->side[DIRECTION_OUT].state, STATE_YES);

	tell_named(practice, chart, "f-dropped", NULL);
	ledger.ops->rollback(ledger.self);
	tell_named(practice, chart, "f-kept", "f-kept-too");
	assert_true(ledger.ops->commit(ledger.self, &practice->err));
	assert_true(desk_refresh_chart(practice->desk, chart, NULL, &practice->err));
	assert_null(told_first(chart, "f-dropped"));
	assert_non_null(told_first(chart, "f-kept"));
	assert_int_equal(chart->world.facts.count, before + 2);
	desk_close_chart(practice->desk, chart);
}

/* The entries of the chart serve an act for as long as none was told since it was read. */
static void an_entry_told_meanwhile_is_known(void **state)
{
	Practice *practice = *state;
	Ledger ledger = practice->ledger;
	practice_sign_in(practice, ROLE_CLINICIAN);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	Entry entry = {.id = "n-new",
		       .patient = ASHBY_MAUREEN,
		       .org = "C82001",
		       .recorded = {PRACTICE_NOW - 60},
		       .category = CATEGORY_PROBLEM,
		       .text = "Told by another desk"};
	Line line = line_of_entry(&entry);
	const char *said;
	assert_true(ledger.ops->begin(ledger.self, &practice->err));
	assert_true(ledger.ops->append(ledger.self, &line, SOURCE_LEDGER_LINES, &practice->err));
	assert_true(ledger.ops->commit(ledger.self, &practice->err));
	assert_true(desk_make_private(practice->desk, chart, "n-new", &practice->err));
	const size_t last = chart->world.entries.count - 1;
	assert_string_equal(chart->world.entries.items[last].id, "n-new");
	assert_null(chart->world.entries.items[last].text);
	assert_true(desk_entry_said(practice->desk, chart, last, &said, &practice->err));
	assert_string_equal(said, "Told by another desk");
	assert_true(desk_entry_sensitive(practice->desk, chart, "n-new", true, &practice->err));
	assert_true(desk_entries_say(practice->desk, chart, &practice->err));
	assert_true(desk_entry_said(practice->desk, chart, last, &said, &practice->err));
	assert_string_equal(said, "Told by another desk");
	desk_close_chart(practice->desk, chart);
}

static void new_names_differ(void **state)
{
	Practice *practice = *state;
	char one[DESK_ID_MAX], two[DESK_ID_MAX];
	assert_true(desk_new_id(practice->desk, "e", one, NULL) && desk_new_id(practice->desk, "e", two, NULL));
	assert_string_not_equal(one, two);
	assert_int_equal(strlen(one), 27);
	assert_int_equal(one[0], 'e');
	practice->entropy.broken = true;
	assert_false(desk_new_id(practice->desk, "e", one, NULL));
}

SUITE
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PRACTICE(a_fact_takes_the_later_of_clock_and_ledger),
		IN_PRACTICE(no_answer_while_the_clock_is_behind),
		IN_PRACTICE(the_past_is_not_changed),
		IN_PRACTICE(acts_of_the_visit_are_remembered),
		IN_PRACTICE(an_act_sees_the_ledger_as_it_is),
		IN_PRACTICE(an_act_that_puts_nothing_reads_the_chart_anew),
		IN_PRACTICE(an_act_says_who_may_do_it),
		IN_PRACTICE(the_clock_and_the_living_are_looked_at_first),
		IN_PRACTICE(telling_is_all_or_nothing),
		IN_PRACTICE(what_is_held_back_changes_nothing),
		IN_PRACTICE(what_was_rolled_back_is_not_kept),
		IN_PRACTICE(an_entry_told_meanwhile_is_known),
		IN_PRACTICE(new_names_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
