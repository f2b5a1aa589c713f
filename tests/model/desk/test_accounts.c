/* Accounts and settings as facts, and how the tables beside the ledger are held against them. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

#include "base/text.h"
#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/facts/sensitive_codes.h"
#include "model/ledger/tell.h"
#include "model/lists/lists.h"

/* The last line told of nobody. */
static Fact last_fact(void)
{
	FactList facts;
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &facts, &practice.err));
	assert_true(facts.count > 0);
	return facts.items[facts.count - 1];
}

static size_t facts_of_nobody(void)
{
	FactList facts;
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &facts, &practice.err));
	return facts.count;
}

static void told(AccountChange change, const char *name, Role role, Truth on, const char *by)
{
	const Fact fact = last_fact();
	assert_int_equal(fact.kind, FACT_ACCOUNT);
	assert_int_equal(fact.change, change);
	assert_string_equal(fact.name, name);
	assert_int_equal(fact.role, role);
	assert_int_equal(fact.on, on);
	assert_string_equal(fact.by, by);
	assert_true(fact.told_here);
}

static TextList differences(void)
{
	TextList list = {0};
	ok(desk_compare_accounts(practice.desk, &practice.arena, &list, &practice.err));
	return list;
}

static void put(const Staff *staff)
{
	const Ledger *ledger = &practice.ledger;
	ok(ledger->ops->begin(ledger->self, &practice.err) &&
	   ledger->ops->put_staff(ledger->self, staff, &practice.err) &&
	   ledger->ops->commit(ledger->self, &practice.err));
}

static void put_value(const char *name, const char *value)
{
	const Ledger *ledger = &practice.ledger;
	ok(ledger->ops->begin(ledger->self, &practice.err) &&
	   ledger->ops->put_setting(ledger->self, name, value, &practice.err) &&
	   ledger->ops->commit(ledger->self, &practice.err));
}

static void each_change_of_an_account_is_told(void **state)
{
	const char *sam = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	ok(desk_add_staff(practice.desk, "Dr Shah 2", ROLE_CLINICIAN, "four quite plain words", &practice.err));
	told(ACCOUNT_MADE, "Dr Shah 2", ROLE_CLINICIAN, TRUTH_TRUE, sam);
	ok(desk_change_staff(practice.desk, "dr shah 2", ROLE_NURSE, true, &practice.err));
	told(ACCOUNT_ROLE, "Dr Shah 2", ROLE_NURSE, TRUTH_TRUE, sam);
	ok(desk_change_staff(practice.desk, "Dr Shah 2", ROLE_NURSE, false, &practice.err));
	told(ACCOUNT_CLOSED, "Dr Shah 2", ROLE_NURSE, TRUTH_FALSE, sam);
	ok(desk_change_staff(practice.desk, "Dr Shah 2", ROLE_NURSE, true, &practice.err));
	told(ACCOUNT_OPENED, "Dr Shah 2", ROLE_NURSE, TRUTH_TRUE, sam);
	ok(desk_sign_in(practice.desk, "Dr Shah 2", "four quite plain words", &practice.err));
	ok(desk_set_pin(practice.desk, "2580", &practice.err));
	told(ACCOUNT_PIN, "Dr Shah 2", ROLE_NURSE, TRUTH_TRUE, "Dr Shah 2");
	ok(desk_change_secrets(practice.desk, "four quite plain words", NULL, "five of them this time", &practice.err));
	told(ACCOUNT_PASSPHRASE, "Dr Shah 2", ROLE_NURSE, TRUTH_TRUE, "Dr Shah 2");
}

static void nothing_is_told_of_what_was_refused(void **state)
{
	const size_t before = facts_of_nobody();
	refused(desk_add_staff(practice.desk, "Carl D", ROLE_CLINICIAN, "four quite plain words", &practice.err),
		"already");
	refused(desk_change_staff(practice.desk, desk_staff(practice.desk)->name, ROLE_NURSE, true, &practice.err),
		"last administrator");
	refused(desk_put_setting(practice.desk, "idle-minutes", "61", &practice.err), "from 1 to 60");
	ok(desk_change_staff(practice.desk, "Carl D", ROLE_CLINICIAN, true, &practice.err)); /* as it is */
	assert_int_equal(facts_of_nobody(), before);
}

/* Facts name people by it. */
static void a_name_that_looks_like_another_is_refused(void **state)
{
	static const char words[] = "four quite plain words";
	ok(desk_add_staff(practice.desk, "Sue Cope", ROLE_NURSE, words, &practice.err));
	refused(desk_add_staff(practice.desk, "sue-cope", ROLE_NURSE, words, &practice.err), "Sue Cope already");
	refused(desk_add_staff(practice.desk, "SUE C0PE", ROLE_NURSE, words, &practice.err), "Sue Cope already");
	ok(desk_change_staff(practice.desk, "Sue Cope", ROLE_NURSE, false, &practice.err));
	refused(desk_add_staff(practice.desk, "Sue Cope", ROLE_CLINICIAN, words, &practice.err), "was closed");
	ok(desk_add_staff(practice.desk, "Sue Cope 2", ROLE_CLINICIAN, words, &practice.err));
}

static void a_setting_is_told_where_it_changes(void **state)
{
	ok(desk_put_setting(practice.desk, "idle-minutes", "10", &practice.err));
	const Fact fact = last_fact();
	const size_t count = facts_of_nobody();
	assert_int_equal(fact.kind, FACT_SETTING);
	assert_string_equal(fact.name, "idle-minutes");
	assert_string_equal(fact.setting, "10");
	assert_string_equal(fact.by, desk_staff(practice.desk)->name);
	ok(desk_put_setting(practice.desk, "idle-minutes", "10", &practice.err));
	assert_int_equal(facts_of_nobody(), count);
}

static void what_stood_before_is_told_once(void **state)
{
	assert_int_equal(differences().count, 0);
	ok(desk_begin_accounts(practice.desk, &practice.err));
	const size_t count = facts_of_nobody();
	assert_true(count > 5);
	assert_int_equal(differences().count, 0);
	ok(desk_begin_accounts(practice.desk, &practice.err));
	assert_int_equal(facts_of_nobody(), count);

	put_value(DESK_KEY_SETTING, NULL);
	refused(desk_begin_accounts(practice.desk, &practice.err), "note of desk.key");
	assert_int_equal(differences().count, 1);
}

static void each_difference_is_named(void **state)
{
	const Staff *shah = NULL;
	ok(desk_begin_accounts(practice.desk, &practice.err));
	ok(desk_put_setting(practice.desk, "code-minutes", "5", &practice.err));
	assert_int_equal(differences().count, 0);
	ok(practice.ledger.ops->staff(practice.ledger.self, "Carl D", &practice.arena, &shah, &practice.err));
	Staff changed = *shah;
	changed.role = ROLE_ADMINISTRATOR;
	put(&changed);
	assert_int_equal(differences().count, 1);
	assert_string_equal(
		differences().items[0],
		"The account Carl D is not what the ledger tells: clinician, open, and not administrator, open.");
	put(&(Staff){.name = "Eve", .role = ROLE_NURSE, .active = true});
	put_value("code-minutes", "60");
	put_value("idle-minutes", "60");
	const TextList list = differences();
	assert_int_equal(list.count, 4);
	assert_string_equal(list.items[1], "The account Eve stands in no line of the ledger.");
	assert_string_equal(list.items[2], "The setting code-minutes is not what the ledger tells: 5, and not 60.");
	assert_string_equal(list.items[3], "The setting idle-minutes stands in no line of the ledger.");
}

static Staff row_of(const char *name)
{
	const Staff *staff = NULL;
	ok(practice.ledger.ops->staff(practice.ledger.self, name, &practice.arena, &staff, &practice.err));
	return *staff;
}

/* With the seal that it had then. */
static void an_account_that_is_put_back_to_what_it_was_is_refused(void **state)
{
	char once[STAFF_ONCE_MAX];
	StaffList list;
	ok(desk_begin_accounts(practice.desk, &practice.err));
	const Staff before = row_of("Carl D");
	ok(desk_change_staff(practice.desk, "Carl D", ROLE_CLINICIAN, false, &practice.err));
	put(&before);
	Desk *other = practice_another_desk(&practice);
	refused(desk_sign_in(other, "Carl D", PRACTICE_PASSPHRASE, &practice.err), "something other than sharedesk");
	assert_null(desk_staff(other));
	for (int i = 1; i < WRONG_FREE; i++) /* what is told of it then does not make it so */
		refused(desk_sign_in(other, "Carl D", "another umbrella", &practice.err), "belong together");
	assert_int_equal(last_fact().change, ACCOUNT_GUESSED);
	assert_int_equal(differences().count, 1);
	practice.clock.now.seconds += 3600;
	ok(desk_staff_list(practice.desk, &practice.arena, &list, &practice.err));
	size_t altered = 0;
	for (size_t i = 0; i < list.count; i++)
		altered += list.items[i].altered && text_is(list.items[i].name, "Carl D");
	assert_int_equal(altered, 1);
	refused(desk_change_staff(practice.desk, "Carl D", ROLE_CLINICIAN, true, &practice.err),
		"something other than sharedesk");
	ok(desk_reset_staff(practice.desk, "Carl D", once, &practice.err));
	assert_int_equal(differences().count, 0);
	refused(desk_sign_in(other, "Carl D", once, &practice.err), "belong together"); /* kept out, as was told */
	ok(desk_change_staff(practice.desk, "Carl D", ROLE_CLINICIAN, true, &practice.err));
	ok(desk_sign_in(other, "Carl D", once, &practice.err));
	desk_close(other);
}

static void an_account_that_nobody_made_is_given_nothing(void **state)
{
	char once[STAFF_ONCE_MAX];
	ok(desk_begin_accounts(practice.desk, &practice.err));
	put(&(Staff){.name = "Eve", .role = ROLE_ADMINISTRATOR, .active = true, .altered = true});
	refused(desk_reset_staff(practice.desk, "Eve", once, &practice.err), "nobody made it");
	refused(desk_change_staff(practice.desk, "Eve", ROLE_NURSE, true, &practice.err), "nobody made it");
}

/* Those of another practice, in a file: lines of the file, and nobody's account. */
static void what_a_file_tells_makes_no_account(void **state)
{
	ok(desk_begin_accounts(practice.desk, &practice.err));
	Fact fact = FACT_NONE;
	fact.kind = FACT_ACCOUNT;
	fact.id = "of-a-file";
	fact.at = fact.recorded_at = (Instant){PRACTICE_NOW};
	fact.name = "Carl D";
	fact.change = ACCOUNT_CLOSED;
	fact.role = ROLE_CLINICIAN;
	fact.on = TRUTH_FALSE;
	Line line = line_of_fact(&fact);
	Told is;
	Teller teller = {.ledger = practice.ledger, .now = {PRACTICE_NOW}, .source = SOURCE_LEDGER_LINES};
	ok(practice.ledger.ops->begin(practice.ledger.self, &practice.err) &&
	   tell(&teller, &line, &practice.arena, &is, &practice.err) &&
	   practice.ledger.ops->commit(practice.ledger.self, &practice.err));
	teller_done(&teller);
	assert_int_equal(differences().count, 0);
	const AccountTold *account = NULL;
	ok(account_told(practice.desk, "carl d", &practice.arena, &account, &practice.err));
	assert_true(account && account->open);
}

static int nobody(void **state)
{
	practice_open(&practice);
	practice.memory.now.staff_count = 0;
	return 0;
}

static void sensitive_codes_that_are_gone_are_named(void **state)
{
	const SensitiveCode code = {.system = CODE_SYSTEM_SNOMED, .code = "22298006"};
	SensitiveLoaded loaded;
	ok(desk_begin_accounts(practice.desk, &practice.err));
	ok(desk_load_sensitive(practice.desk, &code, 1, &loaded, &practice.err));
	assert_int_equal(differences().count, 0);
	put_value("sensitive-codes", NULL);
	assert_string_equal(differences().items[0], "The setting sensitive-codes is gone: the ledger tells of it.");
}

static void who_takes_the_accounts_out_does_not_choose_the_next(void **state)
{
	bool needed = false;
	const SetUp set_up = {.practice = "C82001", .admin = "Eve", .passphrase = "four quite plain words"};
	ok(desk_needs_set_up(practice.desk, &needed, &practice.err));
	assert_true(needed);
	ok(desk_set_up(practice.desk, &set_up, &practice.err));
	assert_int_equal(differences().count, 0);
	practice.memory.now.staff_count = 0;
	refused(desk_needs_set_up(practice.desk, &needed, &practice.err), "accounts of this desk are gone");
	refused(desk_set_up(practice.desk, &set_up, &practice.err), "accounts of this desk are gone");
	assert_string_equal(differences().items[0], "The account Eve is gone: the ledger tells of it.");
}

static void a_passphrase_is_given_out_for_once(void **state)
{
	char once[STAFF_ONCE_MAX];
	bool must = false;
	const char *ada = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	refused(desk_reset_staff(practice.desk, ada, once, &practice.err), "Your own passphrase");
	refused(desk_reset_staff(practice.desk, "Nobody", once, &practice.err), "no account called Nobody");
	ok(desk_reset_staff(practice.desk, "Carl D", once, &practice.err));
	told(ACCOUNT_RESET, "Carl D", ROLE_CLINICIAN, TRUTH_TRUE, ada);
	assert_int_equal(strlen(once), 19);
	refused(desk_sign_in(practice.desk, "Carl D", PRACTICE_PASSPHRASE, &practice.err), "do not belong");
	ok(desk_sign_in(practice.desk, "Carl D", once, &practice.err));
	assert_false(desk_may(practice.desk, ACT_FIND));
	refused(desk_set_pin(practice.desk, "2580", &practice.err), "Choose a passphrase of your own");
	assert_true(desk_is_to_choose(practice.desk, &must) && must);
	refused(desk_choose_passphrase(practice.desk, once, &practice.err), "passphrase you have");
	refused(desk_choose_passphrase(practice.desk, "carl carl carl", &practice.err), "guessed first");
	ok(desk_choose_passphrase(practice.desk, "green plum tart", &practice.err));
	told(ACCOUNT_PASSPHRASE, "Carl D", ROLE_CLINICIAN, TRUTH_TRUE, "Carl D");
	assert_true(desk_may(practice.desk, ACT_FIND));
	refused(desk_choose_passphrase(practice.desk, "another plum tart", &practice.err), "My desk");
	refused(desk_reset_staff(practice.desk, "Ada M", once, &practice.err), "change staff");

	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_reset_staff(practice.desk, "Carl D", once, &practice.err));
	practice.clock.now.seconds += 24 * 60 * 60;
	refused(desk_sign_in(practice.desk, "Carl D", once, &practice.err), "its time is over");
}

/* Whoever sits at another desk, under the passphrase that went before, sits there no longer and chooses none. */
static void a_passphrase_given_out_or_chosen_ends_what_was_begun_before(void **state)
{
	char once[STAFF_ONCE_MAX];
	Desk *other = practice_another_desk(&practice), *thief = practice_another_desk(&practice);
	ok(desk_sign_in(other, "Carl D", PRACTICE_PASSPHRASE, &practice.err));
	ok(desk_account_stands(other, &practice.err));
	ok(desk_reset_staff(practice.desk, "Carl D", once, &practice.err));
	refused(desk_account_stands(other, &practice.err), "passphrase of Carl D was set anew");

	ok(desk_sign_in(thief, "Carl D", once, &practice.err));
	ok(desk_sign_in(other, "Carl D", once, &practice.err));
	ok(desk_choose_passphrase(other, "green plum tart", &practice.err));
	ok(desk_account_stands(other, &practice.err));
	refused(desk_account_stands(thief, &practice.err), "passphrase of Carl D was set anew");
	refused(desk_choose_passphrase(thief, "purple moon rock", &practice.err), "passphrase of Carl D was set anew");
	ok(desk_sign_in(other, "Carl D", "green plum tart", &practice.err));
	desk_close(thief);
	desk_close(other);
}

/* What an administrator gives out opens no colleague's locked desk, to what stands there, and nothing once old. */
static void a_passphrase_given_out_unlocks_no_desk(void **state)
{
	char once[STAFF_ONCE_MAX];
	Desk *other = practice_another_desk(&practice);
	ok(desk_sign_in(other, "Carl D", PRACTICE_PASSPHRASE, &practice.err));
	desk_lock(other);
	ok(desk_reset_staff(practice.desk, "Carl D", once, &practice.err));
	refused(desk_unlock(other, once, &practice.err), "passphrase of Carl D was set anew");
	practice.clock.now.seconds += 24 * 60 * 60;
	refused(desk_unlock(other, once, &practice.err), "passphrase of Carl D was set anew");
	assert_true(desk_locked(other));
	desk_close(other);
}

static void the_last_administrator_is_let_in_on_the_machine(void **state)
{
	char once[ONCE_MAX];
	StaffList staff;
	ok(desk_begin_accounts(practice.desk, &practice.err));
	desk_sign_out(practice.desk);
	refused(desk_let_in(practice.desk, "Carl D", false, once, &practice.err), "no administrator");
	refused(desk_let_in(practice.desk, "Nobody", false, once, &practice.err), "no account called Nobody");
	assert_null(desk_let_in_lately(practice.desk, &practice.arena));
	practice.memory.now.staff_count = 0; /* somebody took them out */
	ok(desk_let_in(practice.desk, "ada m", false, once, &practice.err));
	ok(desk_accounts(practice.desk, &practice.arena, &staff, &practice.err));
	assert_int_equal(staff.count, 1);
	assert_string_equal(desk_let_in_lately(practice.desk, &practice.arena),
			    "Let in on the machine itself: Ada M, 22-Nov");
	ok(desk_sign_in(practice.desk, "Ada M", once, &practice.err));
	practice.clock.now.seconds += 7 * 24 * 60 * 60;
	assert_null(desk_let_in_lately(practice.desk, &practice.arena));
}

static void signs_in(const char *passphrase, bool to_choose)
{
	bool must;
	ok(desk_sign_in(practice.desk, "Old O", passphrase, &practice.err));
	assert_int_equal(desk_is_to_choose(practice.desk, &must), to_choose);
	assert_false(must);
}

/* It stood before accounts were facts; one that was told was looked at when it was set. */
static void a_passphrase_of_an_earlier_program_is_looked_at(void **state)
{
	char hash[PASSPHRASE_HASH_MAX];
	ok(passphrase_hash(practice.desk->ports.hash_cost, "password12", hash, &practice.err));
	put(&(Staff){.name = "Old O", .role = ROLE_NURSE, .active = true, .passphrase = hash});
	ok(desk_begin_accounts(practice.desk, &practice.err));
	practice.desk->ports.demo = false;
	signs_in("password12", true);
	refused(desk_choose_passphrase(practice.desk, "password13", &practice.err), "guessed first");
	ok(desk_choose_passphrase(practice.desk, "four quite plain words", &practice.err));
	desk_sign_out(practice.desk);
	signs_in("four quite plain words", false);
	put(&(Staff){.name = "Old O", .role = ROLE_NURSE, .active = true, .passphrase = hash});
	signs_in("password12", false);
}

static void a_new_key_is_told_as_found(void **state)
{
	ok(desk_begin_accounts(practice.desk, &practice.err));
	ok(desk_set_pin(practice.desk, "2580", &practice.err));
	const size_t count = facts_of_nobody();
	char once[ONCE_MAX];
	const char *name = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	ok(desk_let_in(practice.desk, name, true, once, &practice.err));
	assert_int_equal(facts_of_nobody(), count + 6);
	assert_int_equal(differences().count, 0);
}

/* Who may do what is the ledger's to say, whoever took desk.key away. */
static void a_new_key_makes_nobody_an_administrator(void **state)
{
	char once[ONCE_MAX];
	const Staff *carl = NULL, *eve = NULL;
	const Ledger *ledger = &practice.ledger;
	ok(desk_begin_accounts(practice.desk, &practice.err));
	const char *name = arena_text(&practice.arena, desk_staff(practice.desk)->name);
	put(&(Staff){.name = "Carl D", .role = ROLE_ADMINISTRATOR, .active = true});
	put(&(Staff){.name = "Eve", .role = ROLE_ADMINISTRATOR, .active = true});
	ok(desk_let_in(practice.desk, name, true, once, &practice.err));
	ok(ledger->ops->staff(ledger->self, "Carl D", &practice.arena, &carl, &practice.err));
	ok(ledger->ops->staff(ledger->self, "Eve", &practice.arena, &eve, &practice.err));
	assert_int_equal(carl->role, ROLE_CLINICIAN);
	assert_true(carl->active);
	assert_false(eve->active);
	assert_int_equal(differences().count, 0);
}

#define ACCOUNTS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		ACCOUNTS(each_change_of_an_account_is_told),
		ACCOUNTS(nothing_is_told_of_what_was_refused),
		ACCOUNTS(a_name_that_looks_like_another_is_refused),
		ACCOUNTS(a_setting_is_told_where_it_changes),
		ACCOUNTS(what_stood_before_is_told_once),
		ACCOUNTS(each_difference_is_named),
		ACCOUNTS(an_account_that_is_put_back_to_what_it_was_is_refused),
		ACCOUNTS(an_account_that_nobody_made_is_given_nothing),
		ACCOUNTS(sensitive_codes_that_are_gone_are_named),
		ACCOUNTS(what_a_file_tells_makes_no_account),
		ACCOUNTS(a_passphrase_is_given_out_for_once),
		ACCOUNTS(a_passphrase_given_out_or_chosen_ends_what_was_begun_before),
		ACCOUNTS(a_passphrase_given_out_unlocks_no_desk),
		ACCOUNTS(the_last_administrator_is_let_in_on_the_machine),
		ACCOUNTS(a_passphrase_of_an_earlier_program_is_looked_at),
		ACCOUNTS(a_new_key_is_told_as_found),
		ACCOUNTS(a_new_key_makes_nobody_an_administrator),
		cmocka_unit_test_setup_teardown(who_takes_the_accounts_out_does_not_choose_the_next, nobody, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
