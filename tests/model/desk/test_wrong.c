/* Wrong passphrases: counted over all desks, waited for, told. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

#include "base/text.h"
#include "model/lists/lists.h"

#define NAME "Nia T"

static bool tries(Desk *desk, const char *name, const char *passphrase)
{
	practice.err = (Error){0};
	return desk_sign_in(desk, name, passphrase, &practice.err);
}

static void wrong(Desk *desk, const char *name, int times)
{
	for (int i = 0; i < times; i++) {
		assert_false(tries(desk, name, "not the right one"));
		assert_non_null(strstr(practice.err.text, "do not belong together"));
	}
}

static void wait(int64_t seconds)
{
	practice.clock.now.seconds += seconds;
}

static size_t told(AccountChange change)
{
	size_t count = 0;
	FactList facts;
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &facts, &practice.err));
	for (size_t i = 0; i < facts.count; i++)
		count += facts.items[i].kind == FACT_ACCOUNT && facts.items[i].change == change;
	return count;
}

static void from_the_fifth_on_each_waits_twice_as_long(void **state)
{
	static const int64_t waits[] = {30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600};
	char said[64];
	Desk *other = practice_another_desk(&practice);
	wrong(practice.desk, NAME, 3);
	wrong(other, "NIA T", 2);
	for (size_t i = 0; i < countof(waits); i++) {
		const int64_t minutes = (waits[i] + 59) / 60;
		text_print(said, sizeof said, waits[i] < 60 ? "wait %d seconds" : "wait %d minute",
			   (int)(waits[i] < 60 ? waits[i] : minutes));
		assert_false(tries(i % 2 ? practice.desk : other, NAME, PRACTICE_PASSPHRASE));
		if (!strstr(practice.err.text, said))
			fail_msg("%zu: %s", i, practice.err.text);
		wait(waits[i] - 1);
		assert_false(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
		assert_non_null(strstr(practice.err.text, "wait 1 second, then"));
		wait(1);
		wrong(practice.desk, NAME, 1);
	}
	wait(3600);
	assert_true(tries(other, NAME, PRACTICE_PASSPHRASE));
	assert_int_equal(desk_wrong(other)->count, 5 + countof(waits));
	assert_int_equal(desk_wrong(other)->since.seconds, PRACTICE_NOW);
	desk_wrong_said(other);
	assert_null(desk_wrong(other));
	wrong(practice.desk, NAME, 4); /* from nothing again */
	assert_true(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
	desk_close(other);
}

static void a_name_that_nobody_has_waits_too(void **state)
{
	wrong(practice.desk, "Nobody At All", 5);
	assert_false(tries(practice.desk, "nobody at all", "x"));
	assert_non_null(strstr(practice.err.text, "wait 30 seconds"));
	assert_true(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
	assert_null(desk_wrong(practice.desk));
	assert_int_equal(told(ACCOUNT_GUESSED), 0);
}

static void many_are_told(void **state)
{
	wrong(practice.desk, NAME, 4);
	assert_int_equal(told(ACCOUNT_GUESSED), 0);
	wrong(practice.desk, NAME, 1);
	assert_int_equal(told(ACCOUNT_GUESSED), 1);
	for (int i = 0; i < 5; i++) {
		wait(3600);
		wrong(practice.desk, NAME, 1);
	}
	assert_int_equal(told(ACCOUNT_GUESSED), 2);
}

/* The clock was ahead, and was put right: nobody is locked out until then. */
static void a_clock_that_was_ahead_locks_nobody_out(void **state)
{
	wait(100 * 86400);
	wrong(practice.desk, NAME, 5);
	wait(-100 * 86400);
	assert_false(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
	assert_non_null(strstr(practice.err.text, "wait 30 seconds"));
	wait(30);
	assert_true(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
}

static void the_lock_and_the_change_of_a_passphrase_count_too(void **state)
{
	ok(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
	desk_lock(practice.desk);
	for (int i = 0; i < 3; i++)
		assert_false(desk_unlock(practice.desk, "not the right one", NULL));
	ok(desk_unlock(practice.desk, PRACTICE_PASSPHRASE, &practice.err));
	assert_int_equal(desk_wrong(practice.desk)->count, 3); /* else nobody would learn of them */
	desk_wrong_said(practice.desk);
	for (int i = 0; i < 5; i++)
		assert_false(desk_change_secrets(practice.desk, "not the right one", "2580", NULL, NULL));
	refused(desk_change_secrets(practice.desk, PRACTICE_PASSPHRASE, "2580", NULL, &practice.err),
		"wait 30 seconds");
	wait(30);
	ok(desk_change_secrets(practice.desk, PRACTICE_PASSPHRASE, "2580", NULL, &practice.err));
}

/* Enter in place of Ctrl-S, again and again. */
static void a_right_one_that_is_held_back_is_no_wrong_one(void **state)
{
	ok(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
	desk_hold(practice.desk, true);
	for (int i = 0; i < 2 * WRONG_FREE; i++)
		refused(desk_change_secrets(practice.desk, PRACTICE_PASSPHRASE, "2580", NULL, &practice.err),
			"Ctrl-S records");
	desk_hold(practice.desk, false);
	assert_int_equal(told(ACCOUNT_PIN), 0);
	ok(desk_change_secrets(practice.desk, PRACTICE_PASSPHRASE, "2580", NULL, &practice.err));
	desk_sign_out(practice.desk);
	ok(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
	assert_null(desk_wrong(practice.desk));
}

/* As the table has it. */
static const char *pin_of(const char *name)
{
	const Staff *staff = NULL;
	ok(practice.ledger.ops->staff(practice.ledger.self, name, &practice.arena, &staff, &practice.err));
	return staff->pin;
}

static void a_pin_is_hashed_under_the_key(void **state)
{
	const Staff *staff = NULL;
	char hash[PASSPHRASE_HASH_MAX];
	const Ledger *ledger = &practice.ledger;
	ok(tries(practice.desk, NAME, PRACTICE_PASSPHRASE));
	ok(desk_set_pin(practice.desk, "2580", &practice.err));
	const char *pin = pin_of(NAME);
	assert_true(pin[0] == 'k' && !passphrase_matches(pin + 1, "2580"));

	ok(passphrase_hash(least_hash_cost(), "2580", hash, &practice.err)); /* as an earlier program had it */
	ok(ledger->ops->staff(ledger->self, NAME, &practice.arena, &staff, &practice.err));
	Staff before = *staff;
	before.pin = hash;
	ok(ledger->ops->begin(ledger->self, &practice.err) &&
	   ledger->ops->put_staff(ledger->self, &before, &practice.err) &&
	   ledger->ops->commit(ledger->self, &practice.err));
	const size_t facts = told(ACCOUNT_PIN);
	desk_lock(practice.desk);
	refused(desk_unlock(practice.desk, "2581", &practice.err), "4 more tries");
	ok(desk_unlock(practice.desk, "2580", &practice.err));
	assert_int_equal(pin_of(NAME)[0], 'k');
	assert_int_equal(told(ACCOUNT_PIN), facts);
	desk_lock(practice.desk);
	refused(desk_unlock(practice.desk, "2581", &practice.err), "3 more tries");
	ok(desk_unlock(practice.desk, "2580", &practice.err));
}

#define WRONG(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		WRONG(from_the_fifth_on_each_waits_twice_as_long),
		WRONG(a_name_that_nobody_has_waits_too),
		WRONG(many_are_told),
		WRONG(a_clock_that_was_ahead_locks_nobody_out),
		WRONG(the_lock_and_the_change_of_a_passphrase_count_too),
		WRONG(a_right_one_that_is_held_back_is_no_wrong_one),
		WRONG(a_pin_is_hashed_under_the_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
