#include "model/desk/account_change.h"

#include "model/desk/accounts.h"
#include "model/desk/session_told.h"
#include "model/ledger/transaction.h"

bool account_find(const Desk *desk, const char *name, Arena *arena, const Staff **ret_staff, Error *err)
{
	return desk->ports.ledger.ops->staff(desk->ports.ledger.self, name, arena, ret_staff, err);
}

static bool set_anew(const char *name, Error *err)
{
	return fail(err, ERROR_REFUSED, "The passphrase of %s was set anew: sign in with it.", name);
}

/* One was given out, or chosen for one that was, since they signed in here: this desk was opened by neither. */
static bool is_set_anew(const Desk *desk, const Staff *now)
{
	return now->once_until.seconds != desk->staff->once_until.seconds;
}

bool account_is_as_it_was(const Desk *desk, const Staff *now, Error *err)
{
	if (is_set_anew(desk, now))
		return set_anew(now->name, err);
	if ((desk->shown_proofs & PROOF_CARD) && !text_is(now->card, desk->staff->card))
		return fail(err, ERROR_REFUSED, "The card of %s was changed: sign in again.", now->name);
	if (!text_is(now->totp, desk->staff->totp))
		return fail(err, ERROR_REFUSED,
			    "The authenticator codes of %s were set up or taken away since: sign in again.", now->name);
	return now->everywhere == desk->staff->everywhere ||
	       fail(err, ERROR_REFUSED,
		    "You signed out everywhere, at another desk, or your passphrase was set anew: sign in "
		    "again.");
}

bool account_once_holds(const Desk *desk, const Staff *staff, Error *err)
{
	return staff->once_until.seconds == 0 || instant_before(desk_now(desk), staff->once_until) ||
	       fail(err, ERROR_REFUSED,
		    "That passphrase was given out for once, and its time is over: ask an administrator for another.");
}

static Staff account_changed(Desk *desk, const Staff *now, const AccountEdit *edit)
{
	Staff changed = *now;
	changed.pin = edit->pin ? edit->pin : edit->pin_anew ? edit->pin_anew : now->pin;
	changed.passphrase = edit->passphrase ? edit->passphrase : now->passphrase;
	changed.pin_failures = edit->add_failures || edit->pin_anew ? now->pin_failures + edit->add_failures : 0;
	if (edit->passphrase)
		changed.once_until = (Instant){0};
	if (edit->enters)
		changed.signed_in = desk_now(desk);
	return changed;
}

static bool put_account(Desk *desk, const Staff *changed, const AccountEdit *edit, Error *err)
{
	return (!edit->enters || session_tell_in(desk, proofs_strength(desk->shown_proofs), err)) &&
	       (!edit->passphrase || account_tell(desk, changed, ACCOUNT_PASSPHRASE, NULL, NULL, err)) &&
	       (!edit->pin || account_tell(desk, changed, ACCOUNT_PIN, NULL, NULL, err)) &&
	       (!edit->proves || wrong_ends(desk, changed->name, err)) &&
	       desk->ports.ledger.ops->put_staff(desk->ports.ledger.self, changed, err);
}

/* Who signed in by a passphrase that stands no longer chooses nothing in its owner's name. */
static bool may_choose(const Desk *desk, const Staff *now, const AccountEdit *edit, Error *err)
{
	return (!edit->passphrase && !edit->pin) || text_is(now->passphrase, desk->staff->passphrase) ||
	       set_anew(now->name, err);
}

/* What they show one after the other at sign-in is of one account, as it was when they began. */
static bool goes_on(const Desk *desk, const Staff *now, const AccountEdit *edit, Error *err)
{
	if (!edit->proves && !edit->enters)
		return true;
	const bool by_it = edit->proves || (desk->shown_proofs & PROOF_PASSPHRASE);
	return account_is_as_it_was(desk, now, err) &&
	       (!by_it || text_is(now->passphrase, desk->staff->passphrase) || set_anew(now->name, err));
}

bool account_edit(Desk *desk, AccountEdit edit, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {.anyhow = edit.anyhow};
	const Staff *now = NULL;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) ||
	    !account_find(desk, desk->staff->name, &arena, &now, err))
		return false;
	if (!now || !now->active)
		return fail(err, ERROR_REFUSED, "The account %s was closed: ask an administrator.", desk->staff->name);
	if (!may_choose(desk, now, &edit, err) || !goes_on(desk, now, &edit, err))
		return false;
	const Staff changed = account_changed(desk, now, &edit);
	if (!put_account(desk, &changed, &edit, err) || !transaction_commit(&transaction, err))
		return false;
	desk->staff->pin = arena_text(&desk->session, changed.pin);
	desk->staff->passphrase = arena_text(&desk->session, changed.passphrase);
	desk->staff->pin_failures = changed.pin_failures;
	desk->staff->once_until = changed.once_until;
	desk->weak = desk->weak && !edit.passphrase;
	return true;
}
