/* Whose smartcard is whose: enrolled, taken away, held against the ledger, and who has none. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/with_card.h"

#include "model/desk/accounts.h"

static void a_card_is_enrolled_with_its_pin(void **state)
{
	put(of_nurse);
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "Type the PIN of the card first");
	prove("1111");
	assert_int_equal(desk_card_heard(practice.desk, &practice.err), CARD_REFUSED);
	refused(false, "not the PIN of this card");
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "Type the PIN of the card first");
	prove(HELD_PIN);
	pull();
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "was taken out");
	put(of_nurse); /* again: what was proved was another turn */
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "was taken out");
	enrol(nurse, of_nurse);
	assert_string_equal(account(nurse)->card, of_nurse);
	assert_int_equal(last_fact(FACT_ACCOUNT)->change, ACCOUNT_CARD);
	assert_string_equal(last_fact(FACT_ACCOUNT)->note, of_nurse);
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "Type the PIN"); /* a proof is used once */
}

static void a_card_is_one_accounts(void **state)
{
	enrol(nurse, of_nurse);
	put(of_nurse);
	prove(HELD_PIN);
	refused(desk_enrol_card(practice.desk, admin, &practice.err), "is that of Nia T");
	assert_null(account(admin)->card);
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "has already");
}

static void a_card_is_taken_away_by_another(void **state)
{
	enrol(nurse, of_nurse);
	enrol(admin, of_admin);
	refused(desk_take_card(practice.desk, admin, &practice.err), "another administrator");
	ok(desk_take_card(practice.desk, nurse, &practice.err));
	assert_null(account(nurse)->card);
	assert_int_equal(last_fact(FACT_ACCOUNT)->change, ACCOUNT_CARD_GONE);
	refused(desk_take_card(practice.desk, nurse, &practice.err), "has no card");
	desk_sign_out(practice.desk);
	refused(sign_in(of_nurse), "belongs to nobody here");
}

static void nobody_but_an_administrator_enrols(void **state)
{
	practice_sign_in(&practice, ROLE_NURSE);
	put(of_nurse);
	prove(HELD_PIN);
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "may not change staff");
	refused(desk_take_card(practice.desk, admin, &practice.err), "may not change staff");
}

static const char *without(void)
{
	const char *who = NULL;
	ok(desk_without_card(practice.desk, &practice.arena, &who, &practice.err));
	return who;
}

static void who_is_asked_and_has_none_is_named(void **state)
{
	static const char *const names[] = {"Ann B", "Bo C", "Cy D", "Di E"};
	char once[STAFF_ONCE_MAX];
	both_enrolled();
	ok(sign_in(of_admin));
	assert_null(without());
	ok(desk_put_setting(practice.desk, CARD_SETTING, "privileged", &practice.err));
	assert_string_equal(without(), "Pat O has");
	for (size_t i = 0; i < countof(names); i++)
		ok(desk_add_staff(practice.desk, names[i], ROLE_ADMINISTRATOR, "another umbrella", &practice.err));
	assert_string_equal(without(), "Pat O, Ann B, Bo C and 2 more have");
	ok(desk_reset_staff(practice.desk, "Ann B", once, &practice.err)); /* who is let in by it, once */
	ok(desk_change_staff(practice.desk, "Bo C", ROLE_ADMINISTRATOR, false, &practice.err));
	assert_string_equal(without(), "Pat O, Cy D, Di E have");
}

static size_t differences(const char *last)
{
	TextList list;
	ok(desk_compare_accounts(practice.desk, &practice.arena, &list, &practice.err));
	if (list.count > 0)
		assert_string_equal(list.items[list.count - 1], last);
	return list.count;
}

static void give(const char *name, const char *card)
{
	const Ledger *ledger = &practice.ledger;
	Staff changed = *account(name);
	changed.card = card;
	ok(ledger->ops->begin(ledger->self, &practice.err) &&
	   ledger->ops->put_staff(ledger->self, &changed, &practice.err) &&
	   ledger->ops->commit(ledger->self, &practice.err));
}

static void what_differs_from_the_ledger_is_named(void **state)
{
	char once[ONCE_MAX];
	ok(desk_begin_accounts(practice.desk, &practice.err));
	both_enrolled();
	assert_int_equal(differences(NULL), 0);
	give(nurse, "uid 9");
	assert_int_equal(differences("The card of Nia T is not what the ledger tells: uid 9."), 1);
	refused(sign_in("uid 9"), "something other than sharedesk");
	give(nurse, NULL);
	assert_int_equal(differences("The card of Nia T is not what the ledger tells: there is none."), 1);
	give(nurse, of_nurse);
	ok(sign_in(of_admin));
	ok(desk_take_card(practice.desk, nurse, &practice.err));
	assert_int_equal(differences(NULL), 0);
	ok(desk_let_in(practice.desk, admin, false, once, &practice.err));
	assert_int_equal(differences(NULL), 0);
}

/* Only rows say whose they are, and nothing vouches for rows. */
static void a_new_desk_key_leaves_no_cards(void **state)
{
	char once[ONCE_MAX];
	ok(desk_begin_accounts(practice.desk, &practice.err));
	both_enrolled();
	give(nurse, "uid 9");
	ok(desk_let_in(practice.desk, admin, true, once, &practice.err));
	assert_null(account(nurse)->card);
	assert_null(account(admin)->card);
	assert_int_equal(differences(NULL), 0);
}

static void the_card_of_who_is_kept_out_is_taken_away(void **state)
{
	enrol(nurse, of_nurse);
	ok(desk_change_staff(practice.desk, nurse, ROLE_NURSE, false, &practice.err));
	put(of_admin);
	prove(HELD_PIN);
	refused(desk_enrol_card(practice.desk, nurse, &practice.err), "is kept out");
	ok(desk_take_card(practice.desk, nurse, &practice.err));
	enrol(admin, of_nurse);
}

#define CARDS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		CARDS(a_card_is_enrolled_with_its_pin),	   CARDS(a_card_is_one_accounts),
		CARDS(a_card_is_taken_away_by_another),	   CARDS(nobody_but_an_administrator_enrols),
		CARDS(who_is_asked_and_has_none_is_named), CARDS(what_differs_from_the_ledger_is_named),
		CARDS(a_new_desk_key_leaves_no_cards),	   CARDS(the_card_of_who_is_kept_out_is_taken_away),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
