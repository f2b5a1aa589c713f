/* Signing in and unlocking by a smartcard that was proved. */
#include "model/desk/account_change.h"
#include "model/desk/accounts.h"
#include "model/desk/card.h"

/* For once. */
static bool take_proof(Desk *desk, CardProof *ret_proof, Error *err)
{
	const bool proved = desk_card_proved(desk, err);
	*ret_proof = desk->card_proof;
	desk->card_proof = (CardProof){0};
	return proved;
}

static bool find_owner(Desk *desk, const CardProof *proof, Arena *arena, const Staff **ret_staff, Error *err)
{
	if (!desk_card_owner(desk, proof->identity, arena, ret_staff, err))
		return false;
	if (!*ret_staff)
		return fail(err, ERROR_REFUSED,
			    "This card belongs to nobody here: an administrator enrols it, on the page Staff.");
	if (!(*ret_staff)->active)
		return fail(err, ERROR_REFUSED, "The account %s was closed: ask an administrator.", (*ret_staff)->name);
	return account_is_as_told(desk, *ret_staff, err);
}

/* --- Signing in --- */

/* Behind the passphrase, which somebody gave just now: the card is theirs, or it is none. */
static bool sign_in_too(Desk *desk, const CardProof *proof, const Staff *owner, Error *err)
{
	if (!text_is(owner->name, desk->staff->name))
		return fail(err, ERROR_REFUSED, "This card is not that of %s: put yours in.", desk->staff->name);
	desk->card = proof->turn;
	if (desk_prove(desk, PROOF_CARD, err))
		return true;
	desk->card = 0;
	return false;
}

bool desk_sign_in_card(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *owner = NULL;
	CardProof proof;
	if (!desk_is_for_people(desk, err) || !take_proof(desk, &proof, err) ||
	    !find_owner(desk, &proof, &arena, &owner, err))
		return false;
	if (desk->staff && desk->step == STEP_CARD)
		return sign_in_too(desk, &proof, owner, err);
	desk_session_begin(desk, owner);
	desk->card = proof.turn;
	if (desk_prove(desk, PROOF_CARD, err))
		return true;
	desk_sign_out(desk);
	return false;
}

bool desk_sign_in_passphrase(Desk *desk, const char *passphrase, Error *err)
{
	bool right = false;
	if (!desk->staff || desk->step != STEP_PASSPHRASE)
		return fail(err, ERROR_REFUSED, "No passphrase is asked now.");
	if (!desk_read_account_again(desk, err) || !desk_gives_passphrase(desk, text_or(passphrase, ""), &right, err))
		return false;
	return right ? account_once_holds(desk, desk->staff, err) && desk_prove(desk, PROOF_PASSPHRASE, err)
		     : fail(err, ERROR_REFUSED, "That is not the passphrase of %s: try again.", desk->staff->name);
}

bool desk_unlock_card(Desk *desk, Error *err)
{
	CardProof proof;
	if (!desk->staff)
		return fail(err, ERROR_REFUSED, "Nobody is signed in: sign in first.");
	if (!take_proof(desk, &proof, err) || !desk_read_account_again(desk, err))
		return false;
	if (!desk->staff->card || !text_is(desk->staff->card, proof.identity))
		return fail(err, ERROR_REFUSED,
			    "This card is not that of %s, and opens nothing here: Someone else (F9) signs them out.",
			    desk->staff->name);
	if (desk->card != 0)
		desk->card = proof.turn;
	desk->locked = false;
	return true;
}
