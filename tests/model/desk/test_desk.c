#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/telling.h"
#include "model/ledger/tell.h"
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
		.hash_cost = least_hash_cost(),
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
	assert_true(desk_tell_facts(practice->desk, chart, ACT_ASK, NULL, &fact, 1, NULL));
	Staff staff = *desk_staff(practice->desk);
	staff.active = false;
	assert_true(practice->ledger.ops->begin(practice->ledger.self, NULL));
	assert_true(practice->ledger.ops->put_staff(practice->ledger.self, &staff, NULL));
	assert_true(practice->ledger.ops->commit(practice->ledger.self, NULL));
	fact.id = NULL;
	assert_false(desk_tell_facts(practice->desk, chart, ACT_ASK, NULL, &fact, 1, &err));
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

static void signing_in_clears_wrong_pins(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk, *other = practice_another_desk(practice);
	practice_sign_in(practice, ROLE_NURSE);
	assert_true(desk_set_pin(desk, "1357", NULL));
	const char *name = arena_text(&practice->arena, desk_staff(desk)->name);
	desk_lock(desk);
	for (int i = 0; i < PIN_TRIES; i++)
		assert_false(desk_unlock(desk, "9753", NULL));
	assert_true(desk_pin_spent(desk));
	assert_false(desk_sign_in(other, name, "another passphrase", NULL)); /* clears nothing */
	assert_false(desk_unlock(desk, "1357", NULL));
	assert_true(desk_sign_in(other, name, PRACTICE_PASSPHRASE, NULL));
	assert_false(desk_pin_spent(other));
	assert_true(desk_unlock(desk, "1357", NULL)); /* it is the account's count */
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
	assert_string_equal(desk_setting(desk, "theme", arena), "auto");
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

/* By itself for a week after a file brought the practice's record; else as it is set. */
static void records_are_here_or_elsewhere(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	Arena *arena = &practice->arena;
	const char *now = arena_print(arena, "%lld", (long long)practice->clock.now.seconds);
	assert_string_equal(desk_setting(desk, "records", arena), "brought");
	assert_false(desk_records_here(desk));
	assert_true(practice->ledger.ops->begin(&practice->memory, NULL));
	assert_true(practice->ledger.ops->put_setting(&practice->memory, BROUGHT_SETTING, now, NULL));
	assert_true(practice->ledger.ops->commit(&practice->memory, NULL));
	assert_true(desk_records_here(desk));
	practice->clock.now = instant_add(practice->clock.now, RECORDS_KEPT_SECONDS);
	assert_true(desk_records_here(desk));
	practice->clock.now = instant_add(practice->clock.now, 1);
	assert_false(desk_records_here(desk));
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	assert_false(desk_put_setting(desk, "records", "away", NULL));
	assert_false(desk_put_setting(desk, BROUGHT_SETTING, now, NULL));
	assert_true(desk_put_setting(desk, "records", "here", NULL));
	assert_true(desk_records_here(desk));
	practice->clock.now = instant_add(practice->clock.now, -1);
	assert_true(desk_put_setting(desk, "records", "elsewhere", NULL));
	assert_false(desk_records_here(desk));
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
		IN_PRACTICE(signing_in_clears_wrong_pins),
		IN_PRACTICE(a_wrong_pin_that_cannot_be_counted_does_not_unlock),
		IN_PRACTICE(settings_have_defaults_and_limits),
		IN_PRACTICE(records_are_here_or_elsewhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
