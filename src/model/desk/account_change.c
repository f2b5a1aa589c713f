#include "model/desk/account_change.h"

#include "model/desk/accounts.h"
#include "model/desk/session_told.h"

bool account_find(const Desk *desk, const char *name, Arena *arena, const Staff **ret_staff, Error *err)
{
	return desk->ports.ledger.ops->staff(desk->ports.ledger.self, name, arena, ret_staff, err);
}

bool account_find_own(const Desk *desk, Arena *arena, const Staff **ret_now, Error *err)
{
	*ret_now = NULL;
	return account_find(desk, desk->staff->name, arena, ret_now, err) &&
	       ((*ret_now && (*ret_now)->active) ||
		fail(err, ERROR_REFUSED, "The account %s was closed: ask an administrator.", desk->staff->name));
}

/* A passphrase was given out, or chosen for one that was, since they signed in here: neither opened this desk. */
static bool is_set_anew(const Desk *desk, const Staff *now)
{
	return now->once_until.seconds != desk->staff->once_until.seconds;
}

bool account_is_as_it_was(const Desk *desk, const Staff *now, Error *err)
{
	if (is_set_anew(desk, now))
		return fail(err, ERROR_REFUSED, "The passphrase of %s was set anew: sign in with it.", now->name);
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

void account_take(Desk *desk, const Staff *now)
{
	Staff *staff = desk->staff;
	staff->passphrase = arena_text(&desk->session, now->passphrase);
	staff->pin = arena_text(&desk->session, now->pin);
	staff->pin_failures = now->pin_failures;
	staff->once_until = now->once_until;
	staff->totp = arena_text(&desk->session, now->totp);
	staff->card = arena_text(&desk->session, now->card);
}

/* --- A change --- */

bool own_begin(Desk *desk, OwnAccount *own, Error *err)
{
	if (!transaction_begin(&own->transaction, &desk->ports.ledger, err) ||
	    !account_find_own(desk, &own->arena, &own->now, err) || !account_is_as_it_was(desk, own->now, err))
		return false;
	own->changed = *own->now;
	return text_is(own->now->passphrase, desk->staff->passphrase) ||
	       fail(err, ERROR_REFUSED, "The passphrase of %s was changed: sign in with it.", own->now->name);
}

/* Codes are asked last. */
static SignInStep step_after(const Desk *desk, const OwnAccount *own, unsigned proofs)
{
	if (!own->proof)
		return desk->step;
	return own->proof == PROOF_CODE || own->proof == PROOF_RECOVERY
		       ? STEP_NONE
		       : proofs_next(&own->changed, proofs, desk_proofs_wanted(desk, desk->staff));
}

static bool put(Desk *desk, OwnAccount *own, bool enters, unsigned proofs, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	if (enters)
		own->changed.signed_in = desk_now(desk);
	return (!enters || session_tell_in(desk, proofs_strength(proofs), err)) &&
	       (!own->proves || wrong_ends(desk, own->changed.name, err)) &&
	       ledger->ops->put_staff(ledger->self, &own->changed, err) && transaction_commit(&own->transaction, err);
}

bool own_commit(Desk *desk, OwnAccount *own, Error *err)
{
	const unsigned proofs = desk->shown_proofs | own->proof;
	const SignInStep step = step_after(desk, own, proofs);
	const bool enters = own->proof && step == STEP_NONE;
	if (!put(desk, own, enters, proofs, err)) {
		if (enters)
			desk->session_fact[0] = '\0';
		return false;
	}
	account_take(desk, &own->changed);
	if (enters)
		desk->signed_in = own->changed.signed_in;
	desk->shown_proofs = proofs;
	desk->step = step;
	return true;
}

void own_end(OwnAccount *own)
{
	transaction_end(&own->transaction);
	arena_free(&own->arena);
}

static void change(Staff *changed, const AccountEdit *edit)
{
	changed->pin = edit->pin ? edit->pin : edit->pin_anew ? edit->pin_anew : changed->pin;
	changed->passphrase = edit->passphrase ? edit->passphrase : changed->passphrase;
	changed->pin_failures = edit->add_failures || edit->pin_anew ? changed->pin_failures + edit->add_failures : 0;
	if (edit->passphrase)
		changed->once_until = (Instant){0};
}

bool account_edit(Desk *desk, AccountEdit edit, Error *err)
{
	scoped(own_end) OwnAccount own = {
		.transaction = {.anyhow = edit.anyhow},
		.proves = edit.proves,
		.proof = edit.proof,
	};
	if (!own_begin(desk, &own, err))
		return false;
	change(&own.changed, &edit);
	if ((edit.passphrase && !account_tell(desk, &own.changed, ACCOUNT_PASSPHRASE, NULL, NULL, err)) ||
	    (edit.pin && !account_tell(desk, &own.changed, ACCOUNT_PIN, NULL, NULL, err)) ||
	    !own_commit(desk, &own, err))
		return false;
	desk->weak = desk->weak && !edit.passphrase;
	return true;
}
