/* Codes that are taken away: of a lost device, an altered account, with a new desk.key; and held against the ledger. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/with_codes.h"

#include "model/desk/accounts.h"
#include "model/desk/sessions.h"
#include "model/lists/lists.h"

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

#define GONE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		GONE(an_administrator_takes_away_those_of_a_lost_device),
		GONE(who_sets_up_others_first_is_told_too),
		GONE(of_an_account_that_was_altered_nothing_is_left),
		GONE(the_machine_takes_them_away_too),
		GONE(a_new_desk_key_leaves_no_codes),
		GONE(what_differs_from_the_ledger_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
