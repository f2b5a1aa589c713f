/* Whose smartcard is whose: enrolled with the card in and its PIN typed, taken away. */
#include "base/text.h"
#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/desk/proofs.h"
#include "model/desk/telling.h"
#include "model/lists/lists.h"

static bool find_account(Desk *desk, const char *name, Arena *arena, Staff *ret_account, Error *err)
{
	const Staff *account = NULL;
	if (!desk->ports.ledger.ops->staff(desk->ports.ledger.self, text_or(name, ""), arena, &account, err))
		return false;
	if (!account)
		return fail(err, ERROR_MISSING, "There is no account called %s: choose one from the list.", name);
	*ret_account = *account;
	return true;
}

static bool is_free(Desk *desk, const char *identity, const Staff *account, Arena *arena, Error *err)
{
	const Staff *owner = NULL;
	if (!desk_card_owner(desk, identity, arena, &owner, err))
		return false;
	if (!owner)
		return true;
	return fail(err, ERROR_REFUSED,
		    text_is(owner->name, account->name) ? "This is the card that %s has already."
							: "This card is that of %s: take it away from them first.",
		    owner->name);
}

static bool put_card(Desk *desk, const Staff *account, AccountChange change, const char *note, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	return account_tell(desk, account, change, NULL, note, err) &&
	       ledger->ops->put_staff(ledger->self, account, err);
}

bool desk_enrol_card(Desk *desk, const char *name, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end)
		Transaction transaction = {.what = arena_print(&arena, "enrolled a card for %s", text_or(name, ""))};
	Staff account;
	if (!desk_allows(desk, ACT_STAFF, err) || !desk_card_proved(desk, err))
		return false;
	const char *identity = desk->card_proof.identity;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, &arena, err) ||
	    !find_account(desk, name, &arena, &account, err) || !is_free(desk, identity, &account, &arena, err))
		return false;
	if (!account.active)
		return fail(err, ERROR_REFUSED, "%s is kept out: let them in first.", account.name);
	account.card = identity;
	if (!put_card(desk, &account, ACCOUNT_CARD, identity, err) || !transaction_commit(&transaction, err))
		return false;
	desk->card_proof = (CardProof){0};
	desk->card_lent = (Instant){0};
	return true;
}

bool desk_take_card(Desk *desk, const char *name, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {
		.what = arena_print(&arena, "took the card away from %s", text_or(name, ""))};
	Staff account;
	if (!desk_allows(desk, ACT_STAFF, err))
		return false;
	if (text_is(text_or(name, ""), desk->staff->name))
		return fail(err, ERROR_REFUSED, "Your own card is taken away by another administrator.");
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, &arena, err) ||
	    !find_account(desk, name, &arena, &account, err))
		return false;
	if (!account.card)
		return fail(err, ERROR_REFUSED, "%s has no card.", account.name);
	const char *was = account.card;
	account.card = NULL;
	return put_card(desk, &account, ACCOUNT_CARD_GONE, was, err) && transaction_commit(&transaction, err);
}

bool desk_without_card(Desk *desk, Arena *arena, const char **ret_who, Error *err)
{
	enum { NAMED = 3 };
	Text who = {.arena = arena};
	StaffList all;
	bool asked[Role_COUNT_] = {false};
	size_t count = 0;
	if (!desk_allows(desk, ACT_SETTINGS, err) || !desk_accounts(desk, arena, &all, err))
		return false;
	for (Role role = 1; role < Role_COUNT_; role++)
		asked[role] = desk_proofs_wanted(desk, &(Staff){.role = (WordByte)role}) & PROOF_CARD;
	for (size_t i = 0; i < all.count; i++) {
		const Staff *account = &all.items[i];
		const bool lacks = asked[account->role] && account->active && !account->card;
		if (lacks && account->once_until.seconds == 0 && count++ < NAMED)
			text_add_print(&who, "%s%s", count > 1 ? ", " : "", account->name);
	}
	if (count > NAMED)
		text_add_print(&who, " and %zu more", count - NAMED);
	text_add(&who, count == 1 ? " has" : " have");
	*ret_who = count > 0 ? text_done(&who) : NULL;
	return true;
}
