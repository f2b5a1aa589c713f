#include "model/desk/proofs.h"

#include "base/text.h"
#include "model/desk/accounts.h"
#include "model/desk/card.h"
#include "model/desk/inside.h"

SignInStep proofs_next(const Staff *staff, unsigned proofs, unsigned wanted)
{
	if (wanted & ~proofs & PROOF_CARD)
		return STEP_CARD;
	if (wanted & ~proofs & PROOF_PASSPHRASE)
		return STEP_PASSPHRASE;
	if (proofs & (PROOF_CODE | PROOF_RECOVERY | PROOF_CARD))
		return STEP_NONE;
	return staff->totp ? STEP_CODE : wanted & PROOF_CODE ? STEP_ENROL : STEP_NONE;
}

const char *step_say(SignInStep step)
{
	static const char *const sentences[SignInStep_COUNT_] = {
		[STEP_CODE] = "Type the code of your authenticator app first.",
		[STEP_CARD] = "Your role signs in by smartcard: put yours in at a desk and type its PIN.",
		[STEP_PASSPHRASE] = "Type your passphrase too.",
		[STEP_ENROL] =
			"Set up codes of an authenticator app first, at a desk: the practice requires them of your role.",
	};
	return text_or(sentences[step], "");
}

Strength proofs_strength(unsigned proofs)
{
	if (proofs & PROOF_CARD)
		return proofs & PROOF_PASSPHRASE ? STRENGTH_CARD_PASSPHRASE : STRENGTH_CARD;
	return proofs & PROOF_RECOVERY ? STRENGTH_RECOVERY : proofs & PROOF_CODE ? STRENGTH_CODE : STRENGTH_PASSPHRASE;
}

static bool is_privileged(Role role)
{
	return role == ROLE_ADMINISTRATOR || role == ROLE_PRIVACY_OFFICER;
}

/* As the ledger tells: a row can be taken out, or put back to what it was. */
static bool read_roles(const Desk *desk, const char *setting, Arena *arena, const char **ret_roles)
{
	const Ledger *ledger = &desk->ports.ledger;
	const Fact *told = NULL;
	if (!ledger->ops->setting(ledger->self, setting, arena, ret_roles, NULL) ||
	    !setting_told(desk, setting, arena, &told, NULL))
		return false;
	if (told)
		*ret_roles = told->setting;
	return true;
}

/* What cannot be read, or was changed past sharedesk, asks of everybody: nobody is let in by a fault. */
static bool role_is_meant(const Desk *desk, const char *setting, Role role)
{
	scoped(arena_free) Arena arena = {0};
	const char *roles = NULL;
	if (!read_roles(desk, setting, &arena, &roles))
		return true;
	if (!roles || text_is(roles, "none") || text_is(roles, "chosen"))
		return false;
	return !text_is(roles, "privileged") || is_privileged(role);
}

/* Who was given a passphrase for once and has no card is let in by it: so nobody is locked out for good. */
static unsigned card_wanted(const Desk *desk, const Staff *staff)
{
	if (!role_is_staff((Role)staff->role) || (staff->once_until.seconds != 0 && !staff->card))
		return 0;
	if (role_is_meant(desk, CARD_PASSPHRASE_SETTING, (Role)staff->role))
		return PROOF_CARD | PROOF_PASSPHRASE;
	return role_is_meant(desk, CARD_SETTING, (Role)staff->role) ? PROOF_CARD : 0;
}

unsigned desk_proofs_wanted(const Desk *desk, const Staff *staff)
{
	const bool code = is_privileged((Role)staff->role) && role_is_meant(desk, SECOND_SETTING, (Role)staff->role);
	return card_wanted(desk, staff) | (code ? PROOF_CODE : 0U);
}

bool desk_by_passphrase(const Desk *desk)
{
	return !desk_by_card(desk) || !(desk_proofs_wanted(desk, desk->staff) & PROOF_CARD);
}
