#include "model/desk/proofs.h"

#include "base/text.h"

SignInStep proofs_next(const Staff *staff, unsigned proofs, bool required)
{
	if (proofs & (PROOF_CODE | PROOF_RECOVERY | PROOF_CARD))
		return STEP_NONE;
	return staff->totp ? STEP_CODE : required ? STEP_ENROL : STEP_NONE;
}

bool proofs_required(const Ledger *ledger, Role role)
{
	scoped(arena_free) Arena arena = {0};
	const char *setting = NULL;
	if (role != ROLE_ADMINISTRATOR && role != ROLE_PRIVACY_OFFICER)
		return false;
	return !ledger->ops->setting(ledger->self, SECOND_SETTING, &arena, &setting, NULL) ||
	       text_is(setting, "required");
}

const char *step_say(SignInStep step)
{
	static const char *const sentences[SignInStep_COUNT_] = {
		[STEP_CODE] = "Type the code of your authenticator app first.",
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
