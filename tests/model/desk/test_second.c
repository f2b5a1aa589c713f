/* A second factor: set up, asked for at sign-in, each code once over all desks, five wrong ones, recovery, reset. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/with_codes.h"

#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/desk/sessions.h"

static Strength last_strength(void)
{
	SessionList list;
	ok(sessions_since(practice.desk, INSTANT_MIN, &practice.arena, &list, &practice.err));
	return (Strength)list.items[0].in->strength;
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

static void put_value(const char *value)
{
	const Ledger *ledger = &practice.ledger;
	ok(ledger->ops->begin(ledger->self, &practice.err) &&
	   ledger->ops->put_setting(ledger->self, SECOND_SETTING, value, &practice.err) &&
	   ledger->ops->commit(ledger->self, &practice.err));
}

/* Its row taken out, or put back with the seal it had. */
static void what_is_required_is_what_the_ledger_tells(void **state)
{
	static const char *const rows[] = {NULL, "chosen"};
	const char *const sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	require();
	for (size_t i = 0; i < countof(rows); i++) {
		put_value(rows[i]);
		pass(practice.desk, sam);
		assert_int_equal(desk_step(practice.desk), STEP_ENROL);
	}
}

static void renewed(const char *code)
{
	ok(desk_renew_recovery(practice.desk, PRACTICE_PASSPHRASE, code, &recovery, &practice.err));
}

static void recovery_codes_are_made_anew(void **state)
{
	RecoveryCodes refused_codes;
	pass(practice.desk, name);
	refused(desk_renew_recovery(practice.desk, PRACTICE_PASSPHRASE, "123456", &recovery, &practice.err),
		"no codes");
	enrol(practice.desk);
	later(30);
	const RecoveryCodes old = recovery;
	const char *const kept = row()->recovery, *const app = row()->totp;
	refused(desk_renew_recovery(practice.desk, "another umbrella", code(), &refused_codes, &practice.err),
		"not the passphrase");
	refused(desk_renew_recovery(practice.desk, PRACTICE_PASSPHRASE, code_at(90), &refused_codes, &practice.err),
		"not the code");
	desk_hold(practice.desk, true);
	refused(desk_renew_recovery(practice.desk, PRACTICE_PASSPHRASE, code(), &refused_codes, &practice.err),
		"Ctrl-S");
	desk_hold(practice.desk, false);
	assert_string_equal(refused_codes.codes[0], "");
	assert_string_equal(row()->recovery, kept);
	renewed(code());
	assert_int_equal(told(ACCOUNT_RECOVERY_SET, NULL), 1);
	assert_string_equal(row()->totp, app);
	pass(practice.desk, name);
	refused(desk_give_code(practice.desk, old.codes[0], &practice.err), "none of the recovery codes");
	ok(desk_give_code(practice.desk, recovery.codes[0], &practice.err));
	renewed(recovery.codes[1]); /* or by one of them */
	assert_int_equal(told(ACCOUNT_RECOVERY_SET, NULL), 2);
	pass(practice.desk, name);
	ok(desk_give_code(practice.desk, recovery.codes[1], &practice.err));
	assert_string_equal(news(practice.desk), "7 recovery codes are left.");
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
		SECOND(recovery_codes_are_made_anew),
		SECOND(what_is_required_is_what_the_ledger_tells),
		SECOND(what_is_required_is_set_up_before_anything_else),
		SECOND(what_cannot_be_written_lets_nobody_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
