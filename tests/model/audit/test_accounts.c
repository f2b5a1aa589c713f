/* Who has an account, and what became of accounts and settings. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

#include <string.h>

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/lists/lists.h"

enum { DAY = 24 * 60 * 60 };
static const char words[] = "sevenfold umbrella 19 lichen";

static AccountReview review(void)
{
	AccountReview is = {0};
	ok(desk_review_accounts(practice.desk, &practice.arena, &is, &practice.err));
	return is;
}

static const AccountRow *row_of(const AccountReview *is, const char *name)
{
	for (size_t i = 0; i < is->account_count; i++)
		if (text_is(is->accounts[i].name, name))
			return &is->accounts[i];
	fail_msg("%s has no account", name);
	return NULL;
}

static void who_administers_is_first_and_who_is_kept_out_last(void **state)
{
	ok(desk_add_staff(practice.desk, "Aaron B", ROLE_NURSE, words, &practice.err));
	ok(desk_add_staff(practice.desk, "Zoe Admin", ROLE_ADMINISTRATOR, words, &practice.err));
	ok(desk_add_staff(practice.desk, "Abel C", ROLE_NURSE, words, &practice.err));
	ok(desk_change_staff(practice.desk, "Abel C", ROLE_NURSE, false, &practice.err));
	const AccountReview is = review();
	Text says = {.arena = &practice.arena};
	size_t administer = 0;
	while (is.accounts[administer].role == ROLE_ADMINISTRATOR)
		administer++;
	assert_int_equal(administer, 2);
	assert_string_equal(is.accounts[1].name, "Zoe Admin");
	assert_string_equal(is.accounts[is.account_count - 1].name, "Abel C");
	account_review_say(&is, &says);
	assert_non_null(strstr(text_done(&says), ", 2 administer, 0 unused for 90 days"));
}

/* Whoever never signed in has had the account since it was made. */
static void what_is_not_used_for_90_days_is_marked(void **state)
{
	ok(desk_add_staff(practice.desk, "Aaron B", ROLE_NURSE, words, &practice.err));
	ok(desk_add_staff(practice.desk, "Abel C", ROLE_NURSE, words, &practice.err));
	ok(desk_add_staff(practice.desk, "Adam D", ROLE_NURSE, words, &practice.err));
	ok(desk_change_staff(practice.desk, "Adam D", ROLE_NURSE, false, &practice.err));
	practice.clock.now.seconds += 90 * DAY;
	AccountReview is = review();
	assert_false(row_of(&is, "Aaron B")->unused || row_of(&is, "Abel C")->unused);
	ok(desk_sign_in(practice.desk, "Abel C", words, &practice.err));
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	practice.clock.now.seconds += 1;
	is = review();
	assert_true(row_of(&is, "Aaron B")->unused);
	assert_false(row_of(&is, "Abel C")->unused);
	assert_false(row_of(&is, "Adam D")->unused); /* closed */
	practice.clock.now.seconds += 90 * DAY;
	is = review();
	assert_true(row_of(&is, "Abel C")->unused);
}

static void wrong_passphrases_are_counted_until_the_right_one(void **state)
{
	Text says = {.arena = &practice.arena};
	ok(desk_add_staff(practice.desk, "Aaron B", ROLE_NURSE, words, &practice.err));
	refused(desk_sign_in(practice.desk, "aaron b", "another umbrella", &practice.err), "belong together");
	refused(desk_sign_in(practice.desk, "Aaron B", "another umbrella", &practice.err), "belong together");
	AccountReview is = review();
	assert_int_equal(row_of(&is, "Aaron B")->wrong, 2);
	account_say(practice.desk, row_of(&is, "Aaron B"), &says);
	assert_string_equal(text_done(&says), "Aaron B, nurse: not seen to sign in; since then 2 wrong passphrases.");
	ok(desk_sign_in(practice.desk, "Aaron B", words, &practice.err));
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	is = review();
	assert_int_equal(row_of(&is, "Aaron B")->wrong, 0);
	assert_int_equal(row_of(&is, "Aaron B")->signed_in.seconds, practice.clock.now.seconds);
}

static void what_became_of_them_is_listed_for_a_year(void **state)
{
	const char *sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	ok(desk_add_staff(practice.desk, "Aaron B", ROLE_NURSE, words, &practice.err));
	practice.clock.now.seconds += 364 * DAY;
	ok(desk_put_setting(practice.desk, "idle-minutes", "10", &practice.err));
	ok(desk_change_staff(practice.desk, "Aaron B", ROLE_NURSE, false, &practice.err));
	AccountReview is = review();
	assert_int_equal(is.change_count, 3);
	assert_string_equal(is.changes[0].text, "The account Aaron B was closed");
	assert_string_equal(is.changes[0].by, sam);
	assert_string_equal(is.changes[1].text, "The setting idle-minutes is now 10");
	assert_string_equal(is.changes[2].text, "Aaron B was made a nurse");
	const Table table = table_of_account_changes(practice.desk, is.changes, is.change_count, &practice.arena);
	assert_int_equal(table.rows, 4);
	assert_string_equal(table.cells[3 + 2], "The account Aaron B was closed");
	practice.clock.now.seconds += 2 * DAY;
	is = review();
	assert_int_equal(is.change_count, 2);
}

static void it_is_a_table(void **state)
{
	ok(desk_add_staff(practice.desk, "Aaron B", ROLE_NURSE, words, &practice.err));
	practice.clock.now.seconds += 91 * DAY;
	const AccountReview is = review();
	const Table table = table_of_accounts(practice.desk, &is, &practice.arena);
	assert_int_equal(table.rows, is.account_count + 1);
	const char *const *row = table.cells;
	while (!text_is(row[0], "Aaron B"))
		row += table.columns;
	assert_string_equal(row[1], "nurse");
	assert_string_equal(row[2], "yes");
	assert_string_equal(row[3], "");
	assert_string_equal(row[5], "yes");
	assert_string_equal(row[6], "no");
}

static const char *second_factor(const char *codes, const char *card)
{
	const Ledger *ledger = &practice.ledger;
	const Staff *nia = NULL;
	ok(ledger->ops->begin(ledger->self, &practice.err));
	ok(ledger->ops->staff(ledger->self, "Nia T", &practice.arena, &nia, &practice.err));
	Staff changed = *nia;
	changed.totp = codes;
	changed.card = card;
	ok(ledger->ops->put_staff(ledger->self, &changed, &practice.err));
	ok(ledger->ops->commit(ledger->self, &practice.err));
	const AccountReview is = review();
	const Table table = table_of_accounts(practice.desk, &is, &practice.arena);
	const char *const *row = table.cells;
	assert_string_equal(row[6], "Second factor");
	while (!text_is(row[0], "Nia T"))
		row += table.columns;
	return row[6];
}

static void the_table_says_who_has_a_second_factor(void **state)
{
	assert_string_equal(second_factor(NULL, NULL), "no");
	assert_string_equal(second_factor("a secret", NULL), "app codes");
	assert_string_equal(second_factor(NULL, "uid 1"), "a card");
	assert_string_equal(second_factor("a secret", "uid 1"), "app codes and a card");
}

static void others_do_not_see_them(void **state)
{
	AccountReview is;
	practice_sign_in(&practice, ROLE_CLINICIAN);
	refused(desk_review_accounts(practice.desk, &practice.arena, &is, &practice.err),
		"A clinician may not see who has an account: ask a privacy officer or an administrator.");
}

#define ACCOUNTS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		ACCOUNTS(who_administers_is_first_and_who_is_kept_out_last),
		ACCOUNTS(what_is_not_used_for_90_days_is_marked),
		ACCOUNTS(wrong_passphrases_are_counted_until_the_right_one),
		ACCOUNTS(what_became_of_them_is_listed_for_a_year),
		ACCOUNTS(it_is_a_table),
		ACCOUNTS(the_table_says_who_has_a_second_factor),
		ACCOUNTS(others_do_not_see_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
