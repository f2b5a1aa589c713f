/* Signing in and unlocking by smartcard, whose card is whose, and what a practice asks of a role. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/with_card.h"

#include "model/desk/accounts.h"
#include "model/desk/second.h"
#include "model/desk/sessions.h"

static Strength last_strength(void)
{
	SessionList list;
	ok(sessions_since(practice.desk, INSTANT_MIN, &practice.arena, &list, &practice.err));
	return (Strength)list.items[0].in->strength;
}

static void a_card_signs_in_whose_it_is(void **state)
{
	both_enrolled();
	refused(sign_in("uid 3"), "belongs to nobody here");
	assert_null(desk_staff(practice.desk));
	ok(sign_in(of_nurse));
	assert_string_equal(desk_staff(practice.desk)->name, nurse);
	assert_true(desk_by_card(practice.desk));
	assert_true(desk_may(practice.desk, ACT_FIND));
	assert_int_equal(last_strength(), STRENGTH_CARD);
	refused(desk_sign_in_card(practice.desk, &practice.err), "Type the PIN"); /* a proof is used once */
}

static void a_closed_account_is_not_let_in(void **state)
{
	enrol(nurse, of_nurse);
	ok(desk_change_staff(practice.desk, nurse, ROLE_NURSE, false, &practice.err));
	desk_sign_out(practice.desk);
	refused(sign_in(of_nurse), "was closed");
	assert_null(desk_staff(practice.desk));
}

static void a_card_that_goes_while_it_is_asked_signs_nobody_in(void **state)
{
	both_enrolled();
	put(of_nurse);
	prove(HELD_PIN);
	pull();
	refused(desk_sign_in_card(practice.desk, &practice.err), "was taken out");
	assert_null(desk_staff(practice.desk));
}

static void out_it_is_to_be_locked(void **state)
{
	both_enrolled();
	ok(sign_in(of_nurse));
	assert_false(desk_card_gone(practice.desk));
	pull();
	assert_true(desk_card_gone(practice.desk));
	put(of_nurse); /* out and in between two looks */
	assert_true(desk_card_gone(practice.desk));
	desk_lock(practice.desk);
	assert_false(desk_card_gone(practice.desk));
	prove(HELD_PIN);
	ok(desk_unlock_card(practice.desk, &practice.err));
	assert_false(desk_locked(practice.desk));
	assert_false(desk_card_gone(practice.desk));
	desk_lock(practice.desk);
	refused(desk_unlock_card(practice.desk, &practice.err), "Type the PIN"); /* a proof is used once */
}

/* A proof that nobody used before the lock, and an answer that comes behind it. */
static void what_was_proved_before_the_lock_unlocks_nothing(void **state)
{
	both_enrolled();
	ok(sign_in(of_nurse));
	prove(HELD_PIN);
	desk_lock(practice.desk);
	refused(desk_unlock_card(practice.desk, &practice.err), "Type the PIN");
	prove(HELD_PIN);
	ok(desk_unlock_card(practice.desk, &practice.err));
	practice.card.slow = true;
	prove(HELD_PIN);
	desk_lock(practice.desk);
	practice.card.slow = false;
	desk_card_step(practice.desk);
	refused(desk_unlock_card(practice.desk, &practice.err), "Type the PIN");
	assert_true(desk_locked(practice.desk));
}

static void by_passphrase_it_is_not(void **state)
{
	both_enrolled();
	put(of_nurse);
	ok(desk_sign_in(practice.desk, nurse, PRACTICE_PASSPHRASE, &practice.err));
	pull();
	assert_false(desk_card_gone(practice.desk));
	desk_lock(practice.desk);
	put(of_nurse);
	prove(HELD_PIN);
	ok(desk_unlock_card(practice.desk, &practice.err)); /* it unlocks all the same … */
	pull();
	assert_false(desk_card_gone(practice.desk)); /* … and the session does not stand by it */
}

static void anothers_card_unlocks_nothing(void **state)
{
	both_enrolled();
	ok(sign_in(of_nurse));
	pull();
	desk_lock(practice.desk);
	put(of_admin);
	refused(desk_unlock_card(practice.desk, &practice.err), "Type the PIN");
	prove(HELD_PIN);
	refused(desk_unlock_card(practice.desk, &practice.err), "is not that of Nia T");
	assert_true(desk_locked(practice.desk));
	assert_string_equal(desk_staff(practice.desk)->name, nurse);
}

static void a_passphrase_unlocks_where_no_card_is_asked(void **state)
{
	both_enrolled();
	ok(sign_in(of_nurse));
	ok(desk_set_pin(practice.desk, "2580", &practice.err));
	pull();
	desk_lock(practice.desk);
	refused(desk_unlock(practice.desk, "2580", &practice.err), "not the passphrase"); /* the desk's PIN does not */
	ok(desk_unlock(practice.desk, PRACTICE_PASSPHRASE, &practice.err));
	assert_false(desk_card_gone(practice.desk));
	assert_false(desk_by_card(practice.desk));
}

static void only_who_signs_in_by_card_asks_for_cards(void **state)
{
	refused(desk_put_setting(practice.desk, CARD_SETTING, "all", &practice.err), "your own smartcard first");
	refused(desk_put_setting(practice.desk, CARD_PASSPHRASE_SETTING, "privileged", &practice.err),
		"your own smartcard");
	ok(desk_put_setting(practice.desk, CARD_SETTING, "none", &practice.err));
	both_enrolled();
	ok(sign_in(of_admin));
	ok(desk_put_setting(practice.desk, CARD_SETTING, "all", &practice.err));
}

/* Set by the administrator, by card; then nobody is signed in. */
static void asked(const char *card, const char *passphrase)
{
	both_enrolled();
	ok(sign_in(of_admin));
	ok(desk_put_setting(practice.desk, CARD_SETTING, card, &practice.err));
	ok(desk_put_setting(practice.desk, CARD_PASSPHRASE_SETTING, passphrase, &practice.err));
	pull();
	desk_sign_out(practice.desk);
}

static void where_it_is_asked_the_passphrase_alone_opens_nothing(void **state)
{
	asked("all", "none");
	ok(desk_sign_in(practice.desk, nurse, PRACTICE_PASSPHRASE, &practice.err));
	refused(desk_allows(practice.desk, ACT_FIND, &practice.err), "signs in by smartcard");
	put(of_admin);
	prove(HELD_PIN);
	refused(desk_sign_in_card(practice.desk, &practice.err), "is not that of Nia T");
	refused(desk_allows(practice.desk, ACT_FIND, &practice.err), "signs in by smartcard");
	put(of_nurse);
	prove(HELD_PIN);
	ok(desk_sign_in_card(practice.desk, &practice.err));
	assert_true(desk_may(practice.desk, ACT_FIND));
	assert_int_equal(last_strength(), STRENGTH_CARD_PASSPHRASE);
	pull();
	desk_lock(practice.desk);
	refused(desk_unlock(practice.desk, PRACTICE_PASSPHRASE, &practice.err), "signs in by smartcard");
	desk_sign_out(practice.desk);
	refused(desk_sign_in(practice.desk, "Carl D", PRACTICE_PASSPHRASE, &practice.err), "none is yours");
	assert_null(desk_staff(practice.desk));
}

static void it_is_asked_of_those_it_is_meant_for(void **state)
{
	asked("privileged", "none");
	ok(desk_sign_in(practice.desk, nurse, PRACTICE_PASSPHRASE, &practice.err));
	assert_true(desk_may(practice.desk, ACT_FIND));
	refused(desk_sign_in(practice.desk, "Pat O", PRACTICE_PASSPHRASE, &practice.err), "none is yours");
	ok(desk_sign_in(practice.desk, admin, PRACTICE_PASSPHRASE, &practice.err));
	assert_false(desk_may(practice.desk, ACT_STAFF));
	ok(sign_in(of_admin));
	assert_true(desk_may(practice.desk, ACT_STAFF));
}

static void both_may_be_asked(void **state)
{
	asked("none", "all");
	ok(sign_in(of_nurse));
	refused(desk_allows(practice.desk, ACT_FIND, &practice.err), "passphrase too");
	refused(desk_sign_in_passphrase(practice.desk, "another umbrella", &practice.err), "not the passphrase");
	refused(desk_allows(practice.desk, ACT_FIND, &practice.err), "passphrase too");
	practice.clock.now.seconds += 600;
	ok(desk_sign_in_passphrase(practice.desk, PRACTICE_PASSPHRASE, &practice.err));
	assert_true(desk_may(practice.desk, ACT_FIND));
	refused(desk_sign_in_passphrase(practice.desk, PRACTICE_PASSPHRASE, &practice.err), "No passphrase is asked");
	assert_int_equal(last_strength(), STRENGTH_CARD_PASSPHRASE);
}

static void the_machine_itself_lets_in_without(void **state)
{
	char once[ONCE_MAX];
	both_enrolled();
	ok(sign_in(of_admin));
	ok(desk_put_setting(practice.desk, CARD_SETTING, "all", &practice.err));
	ok(desk_add_staff(practice.desk, "Ann B", ROLE_ADMINISTRATOR, "another umbrella", &practice.err));
	desk_sign_out(practice.desk);
	refused(desk_sign_in(practice.desk, "Ann B", "another umbrella", &practice.err), "none is yours");
	ok(desk_let_in(practice.desk, "Ann B", false, once, &practice.err));
	ok(desk_sign_in(practice.desk, "Ann B", once, &practice.err));
	ok(desk_choose_passphrase(practice.desk, "a longer umbrella", &practice.err));
	assert_true(desk_may(practice.desk, ACT_STAFF));
}

static void who_has_no_card_is_let_in_by_a_passphrase_for_once(void **state)
{
	char once[ONCE_MAX];
	asked("all", "none");
	ok(sign_in(of_admin));
	ok(desk_take_card(practice.desk, nurse, &practice.err));
	ok(desk_reset_staff(practice.desk, nurse, once, &practice.err));
	ok(desk_sign_in(practice.desk, nurse, once, &practice.err));
	ok(desk_choose_passphrase(practice.desk, "a longer umbrella", &practice.err));
	assert_true(desk_may(practice.desk, ACT_FIND));
	refused(desk_sign_in(practice.desk, nurse, "a longer umbrella", &practice.err), "none is yours");
	ok(desk_let_in(practice.desk, admin, false, once, &practice.err)); /* on the machine: theirs is gone */
	assert_null(account(admin)->card);
}

static void behind_a_card_no_code_is_asked(void **state)
{
	ok(desk_put_setting(practice.desk, SECOND_SETTING, "required", &practice.err));
	both_enrolled();
	ok(sign_in(of_admin));
	assert_true(desk_may(practice.desk, ACT_STAFF));
	ok(desk_sign_in(practice.desk, admin, PRACTICE_PASSPHRASE, &practice.err));
	assert_int_equal(desk_step(practice.desk), STEP_ENROL);
}

static void whose_card_is_taken_away_is_signed_out(void **state)
{
	Desk *other = practice_another_desk(&practice);
	both_enrolled();
	ok(sign_in(of_nurse));
	ok(desk_sign_in(other, admin, PRACTICE_PASSPHRASE, &practice.err));
	assert_true(desk_account_stands(practice.desk, &practice.err));
	ok(desk_take_card(other, nurse, &practice.err));
	refused(desk_account_stands(practice.desk, &practice.err), "was changed");
	desk_close(other);
}

/* By an administrator at another desk. */
static void reset(const char *name, char once[ONCE_MAX])
{
	Desk *other = practice_another_desk(&practice);
	ok(desk_sign_in_demo(other, ROLE_ADMINISTRATOR, &practice.err));
	ok(desk_reset_staff(other, name, once, &practice.err));
	desk_close(other);
}

static void a_card_that_was_taken_away_opens_no_lock(void **state)
{
	Desk *other = practice_another_desk(&practice);
	both_enrolled();
	ok(desk_sign_in(practice.desk, nurse, PRACTICE_PASSPHRASE, &practice.err));
	ok(desk_sign_in(other, admin, PRACTICE_PASSPHRASE, &practice.err));
	ok(desk_take_card(other, nurse, &practice.err));
	desk_lock(practice.desk);
	put(of_nurse);
	prove(HELD_PIN);
	refused(desk_unlock_card(practice.desk, &practice.err), "is not that of");
	desk_close(other);
}

static void a_passphrase_for_once_that_is_over_is_over_behind_a_card(void **state)
{
	char once[ONCE_MAX];
	asked("none", "all");
	reset(nurse, once);
	practice.clock.now.seconds += ONCE_SECONDS + 1;
	ok(sign_in(of_nurse));
	refused(desk_sign_in_passphrase(practice.desk, once, &practice.err), "its time is over");
}

static void a_passphrase_that_was_reset_meanwhile_lets_nobody_in(void **state)
{
	char once[ONCE_MAX];
	asked("none", "all");
	ok(desk_sign_in(practice.desk, nurse, PRACTICE_PASSPHRASE, &practice.err));
	reset(nurse, once);
	refused(sign_in(of_nurse), "set anew");
	assert_false(desk_may(practice.desk, ACT_FIND));
}

/* A desk that slept meanwhile. */
static void who_chose_anew_is_signed_out_where_they_were(void **state)
{
	Desk *other = practice_another_desk(&practice);
	char once[ONCE_MAX];
	ok(desk_sign_in(practice.desk, nurse, PRACTICE_PASSPHRASE, &practice.err));
	reset(nurse, once);
	ok(desk_sign_in(other, nurse, once, &practice.err));
	ok(desk_choose_passphrase(other, "a longer umbrella", &practice.err));
	refused(desk_account_stands(practice.desk, &practice.err), "set anew");
	assert_true(desk_account_stands(other, &practice.err));
	desk_close(other);
}

static void theirs_may_be_out_while_anothers_is_enrolled(void **state)
{
	both_enrolled();
	ok(sign_in(of_admin));
	pull();
	assert_true(desk_card_gone(practice.desk));
	ok(desk_card_lend(practice.desk, &practice.err));
	assert_false(desk_card_gone(practice.desk));
	practice.clock.now.seconds += 120;
	assert_true(desk_card_gone(practice.desk));
	ok(sign_in(of_nurse));
	pull();
	ok(desk_card_lend(practice.desk, &practice.err)); /* who enrols nobody */
	assert_true(desk_card_gone(practice.desk));
}

static void it_is_asked_one_thing_at_a_time(void **state)
{
	refused(desk_card_ask(practice.desk, HELD_PIN, &practice.err), "no card in the reader");
	put(of_nurse);
	refused(desk_card_ask(practice.desk, "", &practice.err), "Type the PIN");
	practice.card.slow = true;
	prove(HELD_PIN);
	assert_true(desk_card_waits(practice.desk));
	refused(desk_card_ask(practice.desk, HELD_PIN, &practice.err), "wait for it");
	refused(desk_sign_in_card(practice.desk, &practice.err), "Type the PIN");
	assert_int_equal(practice.card.asked, 1);
}

#define CARD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		CARD(a_card_signs_in_whose_it_is),
		CARD(a_closed_account_is_not_let_in),
		CARD(a_card_that_goes_while_it_is_asked_signs_nobody_in),
		CARD(out_it_is_to_be_locked),
		CARD(what_was_proved_before_the_lock_unlocks_nothing),
		CARD(by_passphrase_it_is_not),
		CARD(anothers_card_unlocks_nothing),
		CARD(a_passphrase_unlocks_where_no_card_is_asked),
		CARD(only_who_signs_in_by_card_asks_for_cards),
		CARD(where_it_is_asked_the_passphrase_alone_opens_nothing),
		CARD(it_is_asked_of_those_it_is_meant_for),
		CARD(both_may_be_asked),
		CARD(the_machine_itself_lets_in_without),
		CARD(who_has_no_card_is_let_in_by_a_passphrase_for_once),
		CARD(behind_a_card_no_code_is_asked),
		CARD(whose_card_is_taken_away_is_signed_out),
		CARD(a_card_that_was_taken_away_opens_no_lock),
		CARD(a_passphrase_for_once_that_is_over_is_over_behind_a_card),
		CARD(a_passphrase_that_was_reset_meanwhile_lets_nobody_in),
		CARD(who_chose_anew_is_signed_out_where_they_were),
		CARD(theirs_may_be_out_while_anothers_is_enrolled),
		CARD(it_is_asked_one_thing_at_a_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
