/* Who works here: accounts made, changed and closed. */
#include <assert.h>

#include "base/utf8.h"
#include "model/desk/accounts.h"
#include "model/desk/telling.h"
#include "model/lists/lists.h"

/* Without the hashes: no screen has a use for them. */
bool desk_staff_list(Desk *desk, Arena *arena, StaffList *ret_staff, Error *err)
{
	StaffList all;
	if (!desk_allows(desk, ACT_STAFF, err) || !desk_accounts(desk, arena, &all, err))
		return false;
	Staff *shown = arena_array(arena, all.count, sizeof *shown);
	for (size_t i = 0; i < all.count; i++) {
		shown[i] = all.items[i];
		shown[i].passphrase = shown[i].pin = shown[i].recovery = NULL;
		shown[i].totp = all.items[i].totp ? "" : NULL; /* that there is one */
	}
	*ret_staff = (StaffList){shown, all.count};
	return true;
}

static bool role_known(Role role, Error *err)
{
	return role_is_staff(role) || fail(err, ERROR_INPUT, "That is not a role: choose one of those listed.");
}

static bool add_staff_in_transaction(Desk *desk, const Staff *staff, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	Ledger ledger = desk->ports.ledger;
	return transaction_begin(&transaction, &desk->ports.ledger, err) && desk_still_allowed(desk, &arena, err) &&
	       account_name_is_new(desk, staff->name, err) &&
	       account_tell(desk, staff, ACCOUNT_MADE, NULL, NULL, err) &&
	       ledger.ops->put_staff(ledger.self, staff, err) && transaction_commit(&transaction, err);
}

bool desk_add_staff(Desk *desk, const char *name, Role role, const char *passphrase, Error *err)
{
	char hash[PASSPHRASE_HASH_MAX];
	if (!desk_allows(desk, ACT_STAFF, err) || !staff_name_acceptable(name, err) || !role_known(role, err) ||
	    !desk_passphrase_right(desk, name, passphrase, err) ||
	    !passphrase_hash(desk->ports.hash_cost, passphrase, hash, err))
		return false;
	Staff staff = {.name = name, .role = (WordByte)role, .active = true, .passphrase = hash};
	return add_staff_in_transaction(desk, &staff, err);
}

/* An administrator other than this one is there to let people in again. */
static bool another_administrator(Desk *desk, const Staff *staff, Arena *arena, Error *err)
{
	StaffList all;
	if (!desk->ports.ledger.ops->staff_all(desk->ports.ledger.self, arena, &all, err))
		return false;
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].active && all.items[i].role == ROLE_ADMINISTRATOR &&
		    !text_is(all.items[i].name, staff->name))
			return true;
	return fail(err, ERROR_REFUSED, "%s is the last administrator: make somebody else one first.", staff->name);
}

static bool tell_changed(Desk *desk, const Staff *was, const Staff *is, Error *err)
{
	return (was->role == is->role || account_tell(desk, is, ACCOUNT_ROLE, NULL, NULL, err)) &&
	       (was->active == is->active ||
		account_tell(desk, is, is->active ? ACCOUNT_OPENED : ACCOUNT_CLOSED, NULL, NULL, err));
}

/* Also where the account was changed past sharedesk: then as the ledger tells of it. */
static bool find_anyhow(Desk *desk, const char *name, Arena *arena, Staff *ret_account, Error *err)
{
	const AccountTold *told = NULL;
	const char *folded = utf8_fold(arena, name);
	StaffList all;
	*ret_account = (Staff){0};
	if (!desk_accounts(desk, arena, &all, err) || !account_told(desk, name, arena, &told, err))
		return false;
	for (size_t i = 0; i < all.count; i++)
		if (text_is(utf8_fold(arena, all.items[i].name), folded))
			*ret_account = all.items[i];
	if (!ret_account->name)
		return fail(err, ERROR_MISSING, "There is no account called %s: choose one from the list.", name);
	if (told)
		ret_account->role = (WordByte)told->role, ret_account->active = told->open;
	return told || !ret_account->altered ||
	       fail(err, ERROR_REFUSED, "The account %s was put in by something other than sharedesk: nobody made it.",
		    name);
}

static bool is_unaltered(const Staff *account, Error *err)
{
	return !account->altered ||
	       fail(err, ERROR_REFUSED,
		    "The account %s was changed by something other than sharedesk: give out a new passphrase (r), which "
		    "takes its codes and card away too.",
		    account->name);
}

static bool change_in_transaction(Desk *desk, const char *name, Role role, bool active, Arena *arena, Error *err)
{
	scoped(transaction_end) Transaction transaction = {
		.what = arena_print(arena, "%s: %s", name, active ? words_text(&role_words, role) : "kept out")};
	Ledger ledger = desk->ports.ledger;
	Staff known;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, arena, err) ||
	    !find_anyhow(desk, name, arena, &known, err) || !is_unaltered(&known, err))
		return false;
	bool was = known.active && known.role == ROLE_ADMINISTRATOR, stays = active && role == ROLE_ADMINISTRATOR;
	if (was && !stays && !another_administrator(desk, &known, arena, err))
		return false;
	Staff changed = known;
	changed.role = (WordByte)role;
	changed.active = active;
	return tell_changed(desk, &known, &changed, err) && ledger.ops->put_staff(ledger.self, &changed, err) &&
	       transaction_commit(&transaction, err);
}

bool desk_change_staff(Desk *desk, const char *name, Role role, bool active, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return desk_allows(desk, ACT_STAFF, err) && role_known(role, err) &&
	       change_in_transaction(desk, text_or(name, ""), role, active, &arena, err);
}

static_assert((int)STAFF_ONCE_MAX == (int)ONCE_MAX, "as accounts.h makes it");

static bool reset_in_transaction(Desk *desk, const char *name, char ret_once[STAFF_ONCE_MAX], Arena *arena, Error *err)
{
	scoped(transaction_end)
		Transaction transaction = {.what = arena_print(arena, "gave out a one-time passphrase for %s", name)};
	Staff account;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, arena, err) ||
	    !find_anyhow(desk, name, arena, &account, err))
		return false;
	if (!account.active && !account.altered)
		return fail(err, ERROR_REFUSED, "%s is kept out: let them in first.", account.name);
	/* They may be somebody else's by now, and are sealed with what is put. */
	if (account.altered && !account_lose_all(desk, &account, err))
		return false;
	return account_give_once(desk, &account, ACCOUNT_RESET, ret_once, err) && transaction_commit(&transaction, err);
}

bool desk_reset_staff(Desk *desk, const char *name, char ret_once[STAFF_ONCE_MAX], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	if (!desk_allows(desk, ACT_STAFF, err))
		return false;
	if (text_is(text_or(name, ""), desk->staff->name))
		return fail(err, ERROR_REFUSED, "Your own passphrase you change on the page My desk.");
	return reset_in_transaction(desk, text_or(name, ""), ret_once, &arena, err);
}

static bool take_codes_in_transaction(Desk *desk, const char *name, Arena *arena, Error *err)
{
	scoped(transaction_end)
		Transaction transaction = {.what = arena_print(arena, "took the authenticator codes of %s away", name)};
	const Ledger ledger = desk->ports.ledger;
	Staff account;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, arena, err) ||
	    !find_anyhow(desk, name, arena, &account, err))
		return false;
	if (!is_unaltered(&account, err))
		return false;
	if (!account.totp)
		return fail(err, ERROR_REFUSED, "%s has no codes of an authenticator app.", account.name);
	return account_lose_codes(desk, &account, err) && ledger.ops->put_staff(ledger.self, &account, err) &&
	       transaction_commit(&transaction, err);
}

bool desk_take_codes(Desk *desk, const char *name, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	if (!desk_allows(desk, ACT_STAFF, err))
		return false;
	if (text_is(text_or(name, ""), desk->staff->name))
		return fail(err, ERROR_REFUSED, "Your own codes you set up anew on the page My desk.");
	return take_codes_in_transaction(desk, text_or(name, ""), &arena, err);
}
