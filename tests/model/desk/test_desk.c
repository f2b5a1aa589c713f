#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/inside.h"
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

/* --- Set-up --- */

static const SetUp first_day = {
	.practice = "C82009",
	.practice_name = "Market Street Surgery",
	.admin = "Ada M",
	.passphrase = PRACTICE_PASSPHRASE,
};

typedef struct Empty {
	MemoryLedger memory;
	StillClock clock;
	CountedEntropy entropy;
	Zone zone;
	Desk *desk;
} Empty;

static void empty_open(Empty *empty)
{
	*empty = (Empty){.clock.now = {PRACTICE_NOW}};
	empty->desk = desk_open(&(DeskPorts){
		.clock = still_clock(&empty->clock),
		.entropy = counted_entropy(&empty->entropy),
		.ledger = memory_ledger(&empty->memory),
		.zone = &empty->zone,
	});
}

static void empty_close(Empty *empty)
{
	desk_close(empty->desk);
	memory_ledger_close(&empty->memory);
}

static void a_database_without_staff_is_set_up_once(void **state)
{
	Empty empty;
	bool needed = false;
	empty_open(&empty);
	assert_true(desk_needs_set_up(empty.desk, &needed, NULL) && needed);
	assert_null(desk_practice(empty.desk));
	assert_true(desk_set_up(empty.desk, &first_day, NULL));
	assert_true(desk_needs_set_up(empty.desk, &needed, NULL) && !needed);
	assert_string_equal(desk_practice(empty.desk)->name, "Market Street Surgery");
	assert_int_equal(desk_practice(empty.desk)->care, CARE_GP);
	assert_true(desk_sign_in(empty.desk, "ada m", PRACTICE_PASSPHRASE, NULL));
	assert_int_equal(desk_staff(empty.desk)->role, ROLE_ADMINISTRATOR);
	assert_false(desk_set_up(empty.desk, &first_day, NULL));
	empty_close(&empty);
}

static void set_up_refuses_what_is_not_a_practice(void **state)
{
	Empty empty;
	SetUp set_up = first_day;
	bool needed = false;
	empty_open(&empty);
	set_up.practice = "not a code";
	assert_false(desk_set_up(empty.desk, &set_up, NULL));
	set_up = first_day, set_up.passphrase = "short";
	assert_false(desk_set_up(empty.desk, &set_up, NULL));
	set_up = first_day, set_up.admin = "";
	assert_false(desk_set_up(empty.desk, &set_up, NULL));
	set_up = first_day, set_up.practice_name = NULL;
	assert_false(desk_set_up(empty.desk, &set_up, NULL));
	assert_true(desk_needs_set_up(empty.desk, &needed, NULL) && needed);
	empty_close(&empty);
}

/* Wherever the store fails during set-up, nothing is there afterwards. */
static void set_up_is_all_or_nothing(void **state)
{
	bool done = false;
	int failed = 0;
	for (int64_t call = 1; !done; call++) {
		Empty empty;
		bool needed = false;
		empty_open(&empty);
		empty.memory.fail_at = call;
		done = desk_set_up(empty.desk, &first_day, NULL);
		empty.memory.fail_at = 0;
		assert_true(desk_needs_set_up(empty.desk, &needed, NULL));
		assert_int_equal(needed, !done);
		assert_int_equal(desk_head(empty.desk) > 0, done);
		failed += !done;
		empty_close(&empty);
	}
	assert_true(failed >= 5);
}

/* --- Signing in --- */

static void one_sentence_for_a_wrong_name_and_a_wrong_passphrase(void **state)
{
	Practice *practice = *state;
	Error name = {0}, passphrase = {0};
	assert_false(desk_sign_in(practice->desk, "Nobody", PRACTICE_PASSPHRASE, &name));
	assert_false(desk_sign_in(practice->desk, "Priya S", "another passphrase", &passphrase));
	assert_string_equal(name.text, passphrase.text);
	assert_null(desk_staff(practice->desk));
	assert_true(desk_sign_in(practice->desk, " priya  s", PRACTICE_PASSPHRASE, NULL));
	assert_string_equal(desk_staff(practice->desk)->name, "Priya S");
	desk_sign_out(practice->desk);
	assert_null(desk_staff(practice->desk));
	assert_false(desk_may(practice->desk, ACT_FIND));
}

static void the_demo_switches_roles_and_nothing_else_does(void **state)
{
	Practice *practice = *state;
	Empty empty;
	for (Role role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		assert_true(desk_sign_in_demo(practice->desk, role, NULL));
		assert_int_equal(desk_staff(practice->desk)->role, role);
	}
	empty_open(&empty);
	assert_true(desk_set_up(empty.desk, &first_day, NULL));
	assert_false(desk_sign_in_demo(empty.desk, ROLE_ADMINISTRATOR, NULL));
	assert_null(desk_staff(empty.desk));
	empty_close(&empty);
}

static void a_closed_account_acts_no_more(void **state)
{
	Practice *practice = *state;
	Desk *other = practice_another_desk(practice);
	Error err;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	assert_true(desk_sign_in_demo(other, ROLE_ADMINISTRATOR, NULL));
	Fact fact = practice_fact(FACT_TICKET, NULL, 0);
	assert_true(desk_tell_facts(practice->desk, chart, NULL, &fact, 1, NULL));
	Staff staff = *desk_staff(practice->desk);
	staff.active = false;
	assert_true(practice->ledger.ops->begin(practice->ledger.self, NULL));
	assert_true(practice->ledger.ops->put_staff(practice->ledger.self, &staff, NULL));
	assert_true(practice->ledger.ops->commit(practice->ledger.self, NULL));
	fact.id = NULL;
	assert_false(desk_tell_facts(practice->desk, chart, NULL, &fact, 1, &err));
	assert_string_equal(err.text, "The account Priya S was closed: ask an administrator.");
	assert_false(desk_sign_in(practice->desk, "Priya S", PRACTICE_PASSPHRASE, NULL));
	desk_close_chart(practice->desk, chart);
	desk_close(other);
}

/* --- The lock --- */

static void a_locked_desk_refuses_every_act(void **state)
{
	Practice *practice = *state;
	Error err;
	Chart *chart = NULL;
	practice_sign_in(practice, ROLE_CLINICIAN);
	assert_true(desk_may(practice->desk, ACT_FIND));
	desk_lock(practice->desk);
	assert_true(desk_locked(practice->desk));
	for (Act act = 1; act < Act_COUNT_; act++)
		assert_false(desk_may(practice->desk, act) || desk_allows(practice->desk, act, NULL));
	assert_false(desk_open_chart(practice->desk, ASHBY_NEIL, (Date){0}, &chart, &err));
	assert_string_equal(err.text, "The desk is locked: unlock it first.");
	assert_false(desk_set_pin(practice->desk, "1357", NULL));
	assert_false(desk_unlock(practice->desk, "", NULL));
	assert_true(desk_locked(practice->desk));
	assert_true(desk_unlock(practice->desk, PRACTICE_PASSPHRASE, NULL));
	assert_int_equal(desk_staff(practice->desk)->role, ROLE_CLINICIAN);
	assert_true(desk_may(practice->desk, ACT_FIND));
}

static void five_wrong_pins_then_only_the_passphrase(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	Error err;
	practice_sign_in(practice, ROLE_NURSE);
	assert_false(desk_has_pin(desk));
	assert_true(desk_set_pin(desk, "1357", NULL));
	assert_true(desk_has_pin(desk));
	desk_lock(desk);
	assert_true(desk_unlock(desk, "1357", NULL));
	desk_lock(desk);
	for (int i = 0; i < PIN_TRIES; i++) {
		assert_false(desk_pin_spent(desk));
		assert_false(desk_unlock(desk, "9753", &err));
		if (i == 0)
			assert_string_equal(err.text,
					    "That is not the PIN: 4 more tries, then only the passphrase unlocks.");
		if (i == PIN_TRIES - 2)
			assert_string_equal(err.text,
					    "That is not the PIN: 1 more try, then only the passphrase unlocks.");
	}
	assert_true(desk_pin_spent(desk));
	assert_false(desk_unlock(desk, "1357", &err));
	assert_string_equal(err.text, "5 wrong PINs: unlock with the passphrase.");
	assert_true(desk_unlock(desk, PRACTICE_PASSPHRASE, NULL));
	desk_lock(desk);
	assert_true(desk_unlock(desk, "1357", NULL));
}

/* The count is the account's, not the desk's: five tries at each of two desks are still five. */
static void wrong_pins_count_over_all_desks(void **state)
{
	Practice *practice = *state;
	Desk *other = practice_another_desk(practice);
	practice_sign_in(practice, ROLE_NURSE);
	assert_true(desk_set_pin(practice->desk, "1357", NULL));
	assert_true(desk_sign_in_demo(other, ROLE_NURSE, NULL));
	desk_lock(practice->desk);
	desk_lock(other);
	for (int i = 0; i < 3; i++)
		assert_false(desk_unlock(other, "9753", NULL));
	assert_false(desk_unlock(practice->desk, "9753", NULL));
	assert_false(desk_unlock(practice->desk, "9753", NULL));
	assert_true(desk_pin_spent(practice->desk));
	assert_false(desk_unlock(other, "1357", NULL));
	desk_close(other);
}

static void a_wrong_pin_that_cannot_be_counted_does_not_unlock(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_NURSE);
	assert_true(desk_set_pin(practice->desk, "1357", NULL));
	desk_lock(practice->desk);
	for (int64_t next = 1; next <= 3; next++) {
		practice->memory.fail_at = practice->memory.calls + next;
		assert_false(desk_unlock(practice->desk, "9753", NULL));
		assert_true(desk_locked(practice->desk));
	}
}

/* --- Settings --- */

static void settings_have_defaults_and_limits(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	Arena *arena = &practice->arena;
	assert_string_equal(desk_setting(desk, "idle-minutes", arena), "5");
	assert_string_equal(desk_setting(desk, "theme", arena), "dark");
	assert_string_equal(desk_setting(desk, "mouse", arena), "on");
	assert_string_equal(desk_setting(desk, "escdelay", arena), "25");
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	assert_false(desk_put_setting(desk, "theme", "light", NULL));
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	assert_true(desk_put_setting(desk, "theme", "contrast", NULL));
	assert_true(desk_put_setting(desk, "theme", "light", NULL));
	assert_string_equal(desk_setting(desk, "theme", arena), "light");
	assert_false(desk_put_setting(desk, "theme", "pink", NULL));
	assert_false(desk_put_setting(desk, "idle-minutes", "0", NULL));
	assert_false(desk_put_setting(desk, "idle-minutes", "five", NULL));
	assert_false(desk_put_setting(desk, "practice", "RX1", NULL));
	assert_false(desk_put_setting(desk, "languages", "gu klingon", NULL));
	assert_true(desk_put_setting(desk, "languages", "gu pl", NULL));
	assert_string_equal(desk_setting(desk, "languages", arena), "gu pl");
	assert_true(desk_put_setting(desk, "languages", "", NULL));
	assert_string_equal(desk_setting(desk, "languages", arena), "");
	assert_true(desk_put_setting(desk, "idle-minutes", "15", NULL));
	assert_string_equal(desk_setting(desk, "idle-minutes", arena), "15");
}

/* --- Telling --- */

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
	assert_true(desk_tell_facts(practice->desk, chart, "answered", &fact, 1, NULL));
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
	assert_false(desk_tell_facts(practice->desk, chart, "answered", &fact, 1, NULL));
	assert_int_equal(desk_head(practice->desk), head);
	assert_true(desk_tell_facts(practice->desk, chart, NULL, &ticket, 1, &practice->err));
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
	assert_false(desk_tell_facts(practice->desk, chart, "answered", &fact, 1, NULL));
	assert_true(desk_chart_past(practice->desk, chart, INSTANT_MIN, NULL));
	assert_int_equal(chart->matrix.open, 2);
	fact = answer_yes();
	assert_true(desk_tell_facts(practice->desk, chart, "answered", &fact, 1, NULL));
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
	assert_true(desk_tell_facts(practice->desk, chart, "said yes to Share Out", &first, 1, NULL));
	assert_true(desk_tell_facts(practice->desk, chart, "said yes to Share In", &second, 1, NULL));
	const VisitAct *last = chart_open(chart)->last;
	assert_string_equal(last->what, "said yes to Share In");
	assert_int_equal(last->count, 1);
	assert_string_equal(last->facts[0], second.id);
	visit_forget_last(chart_open(chart));
	assert_string_equal(chart_open(chart)->last->facts[0], first.id);
	desk_close_chart(practice->desk, chart);
}

typedef struct Checked {
	bool refuse, called, also;
	size_t open_episodes;
} Checked;

static bool look(void *context, Desk *desk, const struct TellingNow *now, Telling *telling, Error *err)
{
	Checked *checked = context;
	Reach reach;
	checked->called = true;
	reach_fold(&now->world, now->at, INSTANT_MAX, now->arena, &reach);
	for (size_t i = 0; i < reach.agreements.episode_count; i++)
		checked->open_episodes += reach.agreements.episodes[i].open;
	telling->facts[0].direction = DIRECTION_IN;
	return !checked->refuse || fail(err, ERROR_REFUSED, "No.");
}

static bool also(void *context, Desk *desk, const Telling *telling, Error *err)
{
	Seal seal = {{0}};
	((Checked *)context)->also = true;
	return desk->ports.ledger.ops->put_code(desk->ports.ledger.self, telling->facts[0].id, &seal, err);
}

/* The check sees what another desk told since the chart was read, and may change or stop what is told. */
static void a_check_sees_the_ledger_as_it_is(void **state)
{
	Practice *practice = *state;
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, (Date){0});
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	Checked checked = {.refuse = true};
	Fact fact = answer_yes();
	Telling telling = {.facts = &fact, .count = 1, .check = look, .also = also, .context = &checked};
	int64_t head = desk_head(practice->desk);
	assert_false(desk_tell(practice->desk, chart, &telling, NULL));
	assert_true(checked.called && !checked.also);
	assert_int_equal(checked.open_episodes, 2);
	assert_int_equal(desk_head(practice->desk), head);

	checked.refuse = false;
	assert_true(desk_tell(practice->desk, chart, &telling, NULL));
	assert_true(checked.also);
	assert_int_equal(chart->now.home->side[DIRECTION_IN].state, STATE_YES);
	assert_int_equal(chart->now.home->side[DIRECTION_OUT].state, STATE_NOT_ASKED);
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
		done = desk_tell_facts(practice->desk, chart, "answered", facts, 2, NULL);
		practice->memory.fail_at = 0;
		assert_int_equal(desk_head(practice->desk), done ? head + 2 : head);
		assert_int_equal(chart_open(chart)->last != NULL, done);
	}
	assert_true(failed >= 8);
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
		cmocka_unit_test(a_database_without_staff_is_set_up_once),
		cmocka_unit_test(set_up_refuses_what_is_not_a_practice),
		cmocka_unit_test(set_up_is_all_or_nothing),
		IN_PRACTICE(one_sentence_for_a_wrong_name_and_a_wrong_passphrase),
		IN_PRACTICE(the_demo_switches_roles_and_nothing_else_does),
		IN_PRACTICE(a_closed_account_acts_no_more),
		IN_PRACTICE(a_locked_desk_refuses_every_act),
		IN_PRACTICE(five_wrong_pins_then_only_the_passphrase),
		IN_PRACTICE(wrong_pins_count_over_all_desks),
		IN_PRACTICE(a_wrong_pin_that_cannot_be_counted_does_not_unlock),
		IN_PRACTICE(settings_have_defaults_and_limits),
		IN_PRACTICE(a_fact_takes_the_later_of_clock_and_ledger),
		IN_PRACTICE(no_answer_while_the_clock_is_behind),
		IN_PRACTICE(the_past_is_not_changed),
		IN_PRACTICE(acts_of_the_visit_are_remembered),
		IN_PRACTICE(a_check_sees_the_ledger_as_it_is),
		IN_PRACTICE(telling_is_all_or_nothing),
		IN_PRACTICE(new_names_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
