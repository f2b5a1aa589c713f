/* A second factor: set up, asked for at sign-in, each code once over all desks, five wrong ones, recovery, reset. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include <liboath/oath.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/desk/second.h"
#include "model/desk/sessions.h"
#include "model/lists/lists.h"
#include "model/stage/at_practice.h"

static const char name[] = "Priya S";
static Enrolment enrolment;
static RecoveryCodes recovery;

/* What the app shows, `later` seconds from now. */
static const char *code_at(int64_t later)
{
	static char code[7];
	char letters[40], *secret = NULL;
	size_t length = 0;
	text_copy(letters, sizeof letters, enrolment.letters);
	assert_int_equal(oath_base32_decode(letters, strlen(letters), &secret, &length), OATH_OK);
	assert_int_equal(length, 20);
	assert_int_equal(oath_totp_generate(secret, length, practice.clock.now.seconds + later, 30, 0, 6, code),
			 OATH_OK);
	free(secret);
	return code;
}

static const char *code(void)
{
	return code_at(0);
}

static void later(int64_t seconds)
{
	practice.clock.now.seconds += seconds;
}

static void pass(Desk *desk, const char *who)
{
	ok(desk_sign_in(desk, who, PRACTICE_PASSPHRASE, &practice.err));
}

static void enrol(Desk *desk)
{
	ok(desk_enrol(desk, PRACTICE_PASSPHRASE, NULL, &enrolment, &practice.err));
	ok(desk_enrol_keep(desk, code(), &recovery, &practice.err));
}

static void begin_with_codes(void)
{
	pass(practice.desk, name);
	enrol(practice.desk);
	later(30);
}

static void require(void)
{
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_put_setting(practice.desk, SECOND_SETTING, "required", &practice.err));
}

static size_t told(AccountChange change, const Fact **ret_last)
{
	FactList facts;
	size_t count = 0;
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &facts, &practice.err));
	for (size_t i = 0; i < facts.count; i++) {
		if (facts.items[i].kind != FACT_ACCOUNT || facts.items[i].change != change)
			continue;
		count++;
		if (ret_last)
			*ret_last = &facts.items[i];
	}
	return count;
}

static const Staff *row(void)
{
	const Staff *staff = NULL;
	ok(practice.ledger.ops->staff(practice.ledger.self, name, &practice.arena, &staff, &practice.err));
	return staff;
}

static Strength last_strength(void)
{
	SessionList list;
	ok(sessions_since(practice.desk, INSTANT_MIN, &practice.arena, &list, &practice.err));
	return (Strength)list.items[0].in->strength;
}

static const char *news(Desk *desk)
{
	return text_or(desk_codes_news(desk, &practice.arena), "");
}

static void setting_up_takes_passphrase_and_first_code(void **state)
{
	pass(practice.desk, name);
	refused(desk_enrol_keep(practice.desk, "123456", &recovery, &practice.err), "begin with your passphrase");
	refused(desk_enrol(practice.desk, "another umbrella", NULL, &enrolment, &practice.err), "not the passphrase");
	ok(desk_enrol(practice.desk, PRACTICE_PASSPHRASE, NULL, &enrolment, &practice.err));
	assert_int_equal(strlen(enrolment.letters), 39);
	assert_true(text_starts(enrolment.address, "otpauth://totp/Priya%20S?secret="));
	assert_non_null(strstr(enrolment.address, "&issuer="));
	assert_true(strlen(enrolment.address) <= 106);
	refused(desk_enrol_keep(practice.desk, code_at(60), &recovery, &practice.err), "Not what the app shows now");
	refused(desk_enrol_keep(practice.desk, "abcde-fghjk", &recovery, &practice.err), "Not what the app shows now");
	assert_null(row()->totp);
	ok(desk_enrol_keep(practice.desk, code(), &recovery, &practice.err));
	assert_non_null(row()->totp);
	assert_null(strstr(row()->totp, enrolment.letters));
	assert_int_equal(told(ACCOUNT_CODE_SET, NULL), 1);
	assert_true(desk_has_codes(practice.desk));
	assert_true(desk_account_stands(practice.desk, &practice.err));
	refused(desk_enrol_keep(practice.desk, code(), &recovery, &practice.err), "begin with your passphrase");
}

static void sign_in_asks_for_the_code(void **state)
{
	begin_with_codes();
	pass(practice.desk, name);
	assert_int_equal(desk_step(practice.desk), STEP_CODE);
	refused(desk_may_act(practice.desk, &practice.err), "code of your authenticator app");
	assert_false(desk_may(practice.desk, ACT_FIND));
	refused(desk_set_pin(practice.desk, "9713", &practice.err), "code of your authenticator app");
	refused(desk_give_code(practice.desk, "12345", &practice.err), "6 digits");
	ok(desk_give_code(practice.desk, code(), &practice.err));
	assert_true(desk_may(practice.desk, ACT_FIND));
	assert_int_equal(last_strength(), STRENGTH_CODE);
	refused(desk_give_code(practice.desk, code(), &practice.err), "No code is asked for");
	desk_lock(practice.desk); /* the session is proven */
	ok(desk_unlock(practice.desk, PRACTICE_PASSPHRASE, &practice.err));
	assert_true(desk_may(practice.desk, ACT_FIND));
}

static void a_code_is_good_once_over_all_desks(void **state)
{
	Desk *other = practice_another_desk(&practice);
	begin_with_codes();
	pass(practice.desk, name);
	pass(other, name);
	ok(desk_give_code(practice.desk, code(), &practice.err));
	refused(desk_give_code(other, code(), &practice.err), "used already");
	assert_int_equal(desk_step(other), STEP_CODE);
	assert_int_equal(row()->totp_failures, 0); /* no guess */
	refused(desk_give_code(other, code_at(-30), &practice.err), "used already");
	ok(desk_give_code(other, code_at(30), &practice.err)); /* a step early */
	desk_close(other);
}

static void the_code_that_set_it_up_signs_nobody_in(void **state)
{
	pass(practice.desk, name);
	enrol(practice.desk);
	pass(practice.desk, name);
	refused(desk_give_code(practice.desk, code(), &practice.err), "used already");
	assert_int_equal(desk_step(practice.desk), STEP_CODE);
}

/* Whoever came by the one that went before. */
static void a_passphrase_that_was_changed_meanwhile_takes_no_code(void **state)
{
	Desk *other = practice_another_desk(&practice);
	begin_with_codes();
	pass(other, name);
	ok(desk_change_secrets(practice.desk, PRACTICE_PASSPHRASE, NULL, "four quite plain words", &practice.err));
	refused(desk_give_code(other, code(), &practice.err), "passphrase of Priya S was changed");
	refused(desk_give_code(other, recovery.codes[0], &practice.err), "passphrase of Priya S was changed");
	assert_int_equal(desk_step(other), STEP_CODE);
	desk_close(other);
}

static void a_clock_that_jumps_back_lets_no_code_in_twice(void **state)
{
	begin_with_codes();
	pass(practice.desk, name);
	later(3600);
	ok(desk_give_code(practice.desk, code(), &practice.err));
	pass(practice.desk, name);
	later(-3600);
	refused(desk_give_code(practice.desk, code(), &practice.err), "clock of this desk is behind");
	refused(desk_give_code(practice.desk, code(), &practice.err), "clock of this desk is behind");
	later(3600);
	refused(desk_give_code(practice.desk, code(), &practice.err), "used already");
	later(30);
	ok(desk_give_code(practice.desk, code(), &practice.err));
}

static void five_wrong_codes_leave_recovery_alone(void **state)
{
	Desk *other = practice_another_desk(&practice);
	begin_with_codes();
	pass(practice.desk, name);
	pass(other, name);
	const char *const right = arena_text(&practice.arena, code());
	char wrong[] = "000000";
	wrong[0] = right[0] == '9' ? '1' : '9';
	refused(desk_give_code(practice.desk, wrong, &practice.err), "4 more tries");
	refused(desk_give_code(other, wrong, &practice.err), "3 more tries");
	assert_int_equal(row()->totp_failures, 2);
	refused(desk_give_code(practice.desk, wrong, &practice.err), "2 more tries");
	refused(desk_give_code(practice.desk, wrong, &practice.err), "1 more try");
	refused(desk_give_code(other, wrong, &practice.err), "5 wrong codes");
	refused(desk_give_code(practice.desk, right, &practice.err), "type a recovery code");
	pass(practice.desk, name);
	refused(desk_give_code(practice.desk, right, &practice.err), "type a recovery code");
	refused(desk_give_code(practice.desk, "abcde-fghjk", &practice.err), "none of the recovery codes");
	assert_int_equal(row()->totp_failures, 5);
	ok(desk_give_code(practice.desk, recovery.codes[3], &practice.err));
	assert_string_equal(news(practice.desk), "5 wrong codes were typed for you. 7 recovery codes are left.");
	ok(desk_give_code(other, right, &practice.err));
	desk_close(other);
}

static void a_recovery_code_is_good_once(void **state)
{
	const Fact *last = NULL;
	begin_with_codes();
	for (int i = 0; i < RECOVERY_CODES; i++) {
		pass(practice.desk, name);
		assert_string_equal(news(practice.desk), ""); /* nobody is in yet */
		if (i > 0)
			refused(desk_give_code(practice.desk, recovery.codes[i - 1], &practice.err),
				"none of the recovery");
		ok(desk_give_code(practice.desk, recovery.codes[i], &practice.err));
		assert_int_equal(last_strength(), STRENGTH_RECOVERY);
		assert_int_equal(told(ACCOUNT_RECOVERY, &last), i + 1);
		assert_int_equal(last->note[0], '7' - i);
		if (i == 2)
			assert_string_equal(news(practice.desk), "5 recovery codes are left.");
		if (i == 6)
			assert_string_equal(news(practice.desk), "1 recovery code is left.");
		if (i == 7)
			assert_true(text_starts(news(practice.desk), "No recovery code is left"));
		desk_codes_news(practice.desk, &practice.arena);
		assert_string_equal(news(practice.desk), ""); /* once */
	}
	assert_null(row()->recovery);
}

static void another_app_takes_a_code_of_the_old_one(void **state)
{
	Desk *other = practice_another_desk(&practice);
	begin_with_codes();
	pass(practice.desk, name);
	ok(desk_give_code(practice.desk, code(), &practice.err));
	later(30);
	pass(other, name);
	ok(desk_give_code(other, code(), &practice.err));
	later(30);
	refused(desk_enrol(practice.desk, PRACTICE_PASSPHRASE, NULL, &enrolment, &practice.err), "6 digits");
	refused(desk_enrol(practice.desk, PRACTICE_PASSPHRASE, code_at(90), &enrolment, &practice.err), "not the code");
	refused(desk_enrol(practice.desk, "another umbrella", code(), &enrolment, &practice.err), "not the passphrase");
	ok(desk_enrol(practice.desk, PRACTICE_PASSPHRASE, code(), &enrolment, &practice.err));
	ok(desk_enrol_keep(practice.desk, code(), &recovery, &practice.err));
	assert_true(desk_account_stands(practice.desk, &practice.err));
	refused(desk_account_stands(other, &practice.err), "sign in again");
	desk_close(other);
}

static void one_s_own_are_taken_away_unless_required(void **state)
{
	begin_with_codes();
	pass(practice.desk, name);
	ok(desk_give_code(practice.desk, code(), &practice.err));
	later(30);
	refused(desk_drop_codes(practice.desk, "another umbrella", code(), &practice.err), "not the passphrase");
	refused(desk_drop_codes(practice.desk, NULL, recovery.codes[0], &practice.err), "not the passphrase");
	refused(desk_drop_codes(practice.desk, PRACTICE_PASSPHRASE, code_at(90), &practice.err), "not the code");
	desk_hold(practice.desk, true);
	refused(desk_drop_codes(practice.desk, PRACTICE_PASSPHRASE, code(), &practice.err), "Ctrl-S");
	desk_hold(practice.desk, false);
	assert_non_null(row()->totp);
	assert_int_equal(row()->totp_failures, 1); /* what was held back was no try */
	ok(desk_drop_codes(practice.desk, PRACTICE_PASSPHRASE, code(), &practice.err));
	assert_null(row()->totp);
	assert_int_equal(told(ACCOUNT_CODE_RESET, NULL), 1);
	refused(desk_drop_codes(practice.desk, PRACTICE_PASSPHRASE, "123456", &practice.err), "no codes");
	pass(practice.desk, name);
	assert_int_equal(desk_step(practice.desk), STEP_NONE);
	assert_string_equal(news(practice.desk), ""); /* they know */
}

/* Whoever administers is not locked out by requiring it. */
static void what_is_required_is_set_up_before_anything_else(void **state)
{
	const char *const sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	require();
	assert_true(desk_may(practice.desk, ACT_STAFF)); /* at their next sign-in */
	pass(practice.desk, name);
	assert_int_equal(desk_step(practice.desk), STEP_NONE); /* not of this role */
	pass(practice.desk, sam);
	assert_int_equal(desk_step(practice.desk), STEP_ENROL);
	refused(desk_may_act(practice.desk, &practice.err), "Set up codes");
	refused(desk_give_code(practice.desk, "123456", &practice.err), "No code is asked for");
	refused(desk_drop_codes(practice.desk, PRACTICE_PASSPHRASE, "123456", &practice.err), "Set up codes");
	ok(desk_enrol(practice.desk, NULL, NULL, &enrolment, &practice.err));
	assert_false(desk_may(practice.desk, ACT_STAFF));
	ok(desk_enrol_keep(practice.desk, code(), &recovery, &practice.err));
	assert_true(desk_may(practice.desk, ACT_STAFF));
	assert_int_equal(last_strength(), STRENGTH_CODE);
	later(30);
	refused(desk_drop_codes(practice.desk, PRACTICE_PASSPHRASE, code(), &practice.err), "requires codes");
}

static void an_administrator_takes_away_those_of_a_lost_device(void **state)
{
	Desk *other = practice_another_desk(&practice);
	const char *const sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	const Fact *last = NULL;
	char once[STAFF_ONCE_MAX];
	pass(other, name);
	enrol(other);
	pass(practice.desk, sam);
	refused(desk_take_codes(practice.desk, sam, &practice.err), "My desk");
	refused(desk_take_codes(practice.desk, "Nia T", &practice.err), "no codes");
	refused(desk_take_codes(practice.desk, "Nobody", &practice.err), "no account");
	refused(desk_take_codes(other, sam, &practice.err), "may not change staff");
	ok(desk_reset_staff(practice.desk, name, once, &practice.err)); /* a new passphrase takes none away */
	assert_non_null(row()->totp);
	desk_sign_out(other);
	ok(desk_sign_in(other, name, once, &practice.err));
	assert_int_equal(desk_step(other), STEP_CODE);
	refused(desk_choose_passphrase(other, "four quite plain words", &practice.err), "code of your");
	ok(desk_take_codes(practice.desk, name, &practice.err));
	assert_int_equal(told(ACCOUNT_CODE_RESET, &last), 1);
	assert_string_equal(last->by, sam);
	refused(desk_give_code(other, code(), &practice.err), "sign in again");
	refused(desk_account_stands(other, &practice.err), "sign in again");
	desk_sign_out(other);
	ok(desk_sign_in(other, name, once, &practice.err));
	assert_non_null(strstr(news(other), "took your authenticator codes away on "));
	assert_string_equal(news(other), ""); /* once */
	desk_close(other);
}

/* Also where others are set up in their place before anything else. */
static void who_sets_up_others_first_is_told_too(void **state)
{
	Desk *other = practice_another_desk(&practice);
	const char *const sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	ok(desk_change_staff(practice.desk, name, ROLE_PRIVACY_OFFICER, true, &practice.err));
	pass(other, name);
	enrol(other);
	ok(desk_put_setting(practice.desk, SECOND_SETTING, "required", &practice.err));
	later(60);
	ok(desk_take_codes(practice.desk, name, &practice.err));
	later(1);
	pass(other, name);
	assert_int_equal(desk_step(other), STEP_ENROL);
	assert_string_equal(news(other), "");
	ok(desk_enrol(other, NULL, NULL, &enrolment, &practice.err));
	ok(desk_enrol_keep(other, code(), &recovery, &practice.err));
	assert_true(text_starts(news(other), sam));
	later(60);
	pass(other, name);
	ok(desk_give_code(other, code(), &practice.err));
	assert_string_equal(news(other), "");
	desk_close(other);
}

static void put(Staff changed)
{
	ok(practice.ledger.ops->begin(practice.ledger.self, &practice.err));
	ok(practice.ledger.ops->put_staff(practice.ledger.self, &changed, &practice.err));
	ok(practice.ledger.ops->commit(practice.ledger.self, &practice.err));
}

/* What else was changed in it would be sealed with what is put: a new passphrase goes with it, or nothing is put. */
static void of_an_account_that_was_altered_nothing_is_left(void **state)
{
	char once[STAFF_ONCE_MAX];
	begin_with_codes();
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	Staff altered = *row();
	altered.altered = true;
	altered.card = "somebody's card";
	put(altered);
	refused(desk_take_codes(practice.desk, name, &practice.err), "give out a new passphrase");
	assert_int_equal(told(ACCOUNT_CODE_RESET, NULL), 0);
	ok(desk_reset_staff(practice.desk, name, once, &practice.err));
	assert_null(row()->totp);
	assert_null(row()->recovery);
	assert_null(row()->card);
	assert_int_equal(told(ACCOUNT_CODE_RESET, NULL), 1);
	assert_int_equal(told(ACCOUNT_CARD_GONE, NULL), 1);
}

static void the_machine_takes_them_away_too(void **state)
{
	const char *const sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	char once[ONCE_MAX];
	pass(practice.desk, sam);
	enrol(practice.desk);
	desk_sign_out(practice.desk);
	ok(desk_let_in(practice.desk, sam, false, once, &practice.err));
	assert_int_equal(told(ACCOUNT_CODE_RESET, NULL), 1);
	ok(desk_sign_in(practice.desk, sam, once, &practice.err));
	assert_int_equal(desk_step(practice.desk), STEP_NONE);
	assert_true(text_starts(news(practice.desk), "Somebody at the machine itself took"));
}

static void a_new_desk_key_leaves_no_codes(void **state)
{
	const char *const sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	char once[ONCE_MAX];
	pass(practice.desk, sam);
	enrol(practice.desk);
	begin_with_codes();
	desk_sign_out(practice.desk);
	ok(desk_let_in(practice.desk, sam, true, once, &practice.err));
	assert_null(row()->totp);
	assert_int_equal(told(ACCOUNT_CODE_RESET, NULL), 2);
	pass(practice.desk, name);
	assert_true(text_starts(news(practice.desk), "Somebody at the machine itself took"));
}

/* How many differences say so. */
static size_t differ(const char *part)
{
	TextList differences;
	size_t count = 0;
	ok(desk_compare_accounts(practice.desk, &practice.arena, &differences, &practice.err));
	for (size_t i = 0; i < differences.count; i++)
		count += strstr(differences.items[i], part) != NULL;
	return count;
}

static void what_differs_from_the_ledger_is_named(void **state)
{
	begin_with_codes();
	assert_int_equal(differ("authenticator"), 0);
	Staff changed = *row();
	changed.totp = NULL;
	put(changed);
	assert_int_equal(differ("codes of Priya S are not what the ledger tells: there are none"), 1);
	changed.totp = "somebody's";
	changed.name = "Nia T";
	put(changed);
	assert_int_equal(differ("authenticator"), 2);
}

/* Whatever fails on the way leaves all as it was. */
static void what_cannot_be_written_lets_nobody_in(void **state)
{
	begin_with_codes();
	pass(practice.desk, name);
	bool done = false;
	for (int i = 1; i < 40 && !done; i++) {
		practice.memory.fail_at = practice.memory.calls + i;
		done = desk_give_code(practice.desk, code(), &practice.err);
		practice.memory.fail_at = 0;
		assert_int_equal(desk_may(practice.desk, ACT_FIND), done);
		practice.err = (Error){0};
		Staff changed = *row();
		changed.totp_failures = 0; /* what was counted stays counted */
		put(changed);
	}
	assert_true(done);
}

#define SECOND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		SECOND(setting_up_takes_passphrase_and_first_code),
		SECOND(sign_in_asks_for_the_code),
		SECOND(a_code_is_good_once_over_all_desks),
		SECOND(the_code_that_set_it_up_signs_nobody_in),
		SECOND(a_passphrase_that_was_changed_meanwhile_takes_no_code),
		SECOND(a_clock_that_jumps_back_lets_no_code_in_twice),
		SECOND(five_wrong_codes_leave_recovery_alone),
		SECOND(a_recovery_code_is_good_once),
		SECOND(another_app_takes_a_code_of_the_old_one),
		SECOND(one_s_own_are_taken_away_unless_required),
		SECOND(what_is_required_is_set_up_before_anything_else),
		SECOND(an_administrator_takes_away_those_of_a_lost_device),
		SECOND(who_sets_up_others_first_is_told_too),
		SECOND(of_an_account_that_was_altered_nothing_is_left),
		SECOND(the_machine_takes_them_away_too),
		SECOND(a_new_desk_key_leaves_no_codes),
		SECOND(what_differs_from_the_ledger_is_named),
		SECOND(what_cannot_be_written_lets_nobody_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
