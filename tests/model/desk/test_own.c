/* What each person has as they like it, and what they sign in and unlock with. */
#define BEGIN_AS ROLE_NURSE
#include "model/stage/at_practice.h"

#include "base/text.h"

static const char *own(Desk *desk, const char *name)
{
	return desk_own_setting(desk, name, &practice.arena);
}

/* Over two desks and two people: each has their own, and the practice's is what nobody chose. */
static void each_has_their_own_at_every_desk(void **state)
{
	Desk *other = practice_another_desk(&practice);
	assert_true(desk_sign_in_demo(other, ROLE_NURSE, &practice.err));
	ok(desk_put_own_setting(practice.desk, "theme", "light", &practice.err));
	ok(desk_put_own_setting(practice.desk, "mouse", "off", &practice.err));
	ok(desk_put_own_setting(practice.desk, "signs", "ascii", &practice.err));
	assert_string_equal(own(other, "theme"), "light");
	assert_string_equal(own(other, "mouse"), "off");
	assert_string_equal(own(other, "signs"), "ascii");

	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	assert_string_equal(own(practice.desk, "theme"), "auto");
	ok(desk_put_own_setting(practice.desk, "theme", "contrast", &practice.err));
	ok(desk_put_setting(practice.desk, "theme", "dark", &practice.err));
	assert_string_equal(own(practice.desk, "theme"), "contrast");
	assert_string_equal(own(other, "theme"), "light");
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	assert_string_equal(own(practice.desk, "theme"), "dark");
	desk_sign_out(practice.desk);
	assert_string_equal(own(practice.desk, "theme"), "dark");
	desk_close(other);
}

static void what_is_the_practice_s_is_nobody_s_own(void **state)
{
	refused(desk_put_own_setting(practice.desk, "idle-minutes", "60", &practice.err), "is the practice's");
	refused(desk_put_own_setting(practice.desk, "practice", "RX1", &practice.err), "is the practice's");
	refused(desk_put_own_setting(practice.desk, "theme", "pink", &practice.err), "choose one of those listed");
	desk_lock(practice.desk);
	refused(desk_put_own_setting(practice.desk, "theme", "light", &practice.err), "locked");
	desk_sign_out(practice.desk);
	refused(desk_put_own_setting(practice.desk, "theme", "light", &practice.err), "Nobody is signed in");
}

/* One that an older program kept, or that was tampered with, is passed over. */
static void what_it_may_not_be_counts_for_nothing(void **state)
{
	const Ledger ledger = practice.ledger;
	const char *name = desk_staff(practice.desk)->name;
	ok(ledger.ops->begin(ledger.self, &practice.err) &&
	   ledger.ops->put_own_setting(ledger.self, name, "theme", "pink", &practice.err) &&
	   ledger.ops->put_own_setting(ledger.self, name, "idle-minutes", "60", &practice.err) &&
	   ledger.ops->commit(ledger.self, &practice.err));
	assert_string_equal(own(practice.desk, "theme"), "auto");
	assert_string_equal(own(practice.desk, "idle-minutes"), "5");
}

static void the_passphrase_is_changed_by_who_knows_it(void **state)
{
	Desk *desk = practice.desk;
	const char *name = arena_text(&practice.arena, desk_staff(desk)->name);
	refused(desk_change_secrets(desk, "another passphrase", NULL, "four quite plain words", &practice.err),
		"not the passphrase with which you sign in");
	refused(desk_change_secrets(desk, NULL, NULL, "four quite plain words", &practice.err), "not the passphrase");
	refused(desk_change_secrets(desk, PRACTICE_PASSPHRASE, NULL, "short", &practice.err), "too short");
	refused(desk_change_secrets(desk, PRACTICE_PASSPHRASE, NULL, PRACTICE_PASSPHRASE, &practice.err),
		"That is the passphrase you have");
	ok(desk_change_secrets(desk, PRACTICE_PASSPHRASE, NULL, "four quite plain words", &practice.err));
	desk_lock(desk);
	refused(desk_unlock(desk, PRACTICE_PASSPHRASE, &practice.err), "not the passphrase");
	ok(desk_unlock(desk, "four quite plain words", &practice.err));
	refused(desk_sign_in(desk, name, PRACTICE_PASSPHRASE, &practice.err), "do not belong together");
	ok(desk_sign_in(desk, name, "four quite plain words", &practice.err));
}

static void the_pin_is_changed_by_who_knows_the_passphrase(void **state)
{
	Desk *desk = practice.desk;
	ok(desk_set_pin(desk, "1357", &practice.err));
	refused(desk_change_secrets(desk, "1357", "2468", NULL, &practice.err), "not the passphrase");
	refused(desk_change_secrets(desk, PRACTICE_PASSPHRASE, "1234", NULL, &practice.err), "guessed first");
	ok(desk_change_secrets(desk, PRACTICE_PASSPHRASE, "9713", NULL, &practice.err));
	desk_lock(desk);
	refused(desk_change_secrets(desk, PRACTICE_PASSPHRASE, "1357", NULL, &practice.err), "locked");
	refused(desk_unlock(desk, "1357", &practice.err), "not the PIN");
	ok(desk_unlock(desk, "9713", &practice.err));
}

/* One is refused, and neither is changed. */
static void both_are_changed_or_none(void **state)
{
	Desk *desk = practice.desk;
	ok(desk_set_pin(desk, "1357", &practice.err));
	refused(desk_change_secrets(desk, PRACTICE_PASSPHRASE, "9713", "short", &practice.err), "too short");
	refused(desk_change_secrets(desk, PRACTICE_PASSPHRASE, "1111", "four quite plain words", &practice.err),
		"guessed first");
	desk_lock(desk);
	ok(desk_unlock(desk, "1357", &practice.err));
	ok(desk_change_secrets(desk, PRACTICE_PASSPHRASE, "9713", "four quite plain words", &practice.err));
	desk_lock(desk);
	ok(desk_unlock(desk, "9713", &practice.err));
	desk_lock(desk);
	ok(desk_unlock(desk, "four quite plain words", &practice.err));
}

/* An administrator gave another passphrase meanwhile, or closed the account. */
static void the_account_is_looked_at_as_it_is_now(void **state)
{
	Desk *other = practice_another_desk(&practice);
	assert_true(desk_sign_in_demo(other, ROLE_NURSE, &practice.err));
	ok(desk_change_secrets(other, PRACTICE_PASSPHRASE, NULL, "four quite plain words", &practice.err));
	refused(desk_change_secrets(practice.desk, PRACTICE_PASSPHRASE, "9713", NULL, &practice.err),
		"not the passphrase");
	ok(desk_change_secrets(practice.desk, "four quite plain words", "9713", NULL, &practice.err));
	ok(desk_put_own_setting(practice.desk, "theme", "light", &practice.err));

	const Ledger ledger = practice.ledger;
	Staff closed = *desk_staff(other);
	closed.active = false;
	ok(ledger.ops->begin(ledger.self, &practice.err) &&
	   ledger.ops->put_staff(ledger.self, &closed, &practice.err) &&
	   ledger.ops->commit(ledger.self, &practice.err));
	refused(desk_change_secrets(practice.desk, "four quite plain words", "2468", NULL, &practice.err),
		"was closed");
	refused(desk_put_own_setting(practice.desk, "theme", "dark", &practice.err), "was closed");
	desk_close(other);
}

/* Nothing is half changed where the ledger cannot be written. */
static void what_cannot_be_kept_changes_nothing(void **state)
{
	for (int64_t next = 1; next <= 4; next++) {
		practice.memory.fail_at = practice.memory.calls + next;
		assert_false(desk_change_secrets(practice.desk, PRACTICE_PASSPHRASE, NULL, "four quite plain words",
						 &practice.err));
	}
	practice.memory.fail_at = 0;
	desk_lock(practice.desk);
	ok(desk_unlock(practice.desk, PRACTICE_PASSPHRASE, &practice.err));
}

#define OWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		OWN(each_has_their_own_at_every_desk),
		OWN(what_is_the_practice_s_is_nobody_s_own),
		OWN(what_it_may_not_be_counts_for_nothing),
		OWN(the_passphrase_is_changed_by_who_knows_it),
		OWN(the_pin_is_changed_by_who_knows_the_passphrase),
		OWN(both_are_changed_or_none),
		OWN(the_account_is_looked_at_as_it_is_now),
		OWN(what_cannot_be_kept_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
