#include "model/desk/proofs.h"

#include "base/text.h"

SignInStep proofs_next(const Staff *staff, unsigned proofs)
{
	const bool second = proofs & (PROOF_CODE | PROOF_RECOVERY | PROOF_CARD);
	return staff->totp && !second ? STEP_CODE : STEP_NONE;
}

const char *step_say(SignInStep step)
{
	static const char *const sentences[SignInStep_COUNT_] = {
		[STEP_CODE] = "Type the code of your authenticator app first.",
	};
	return text_or(sentences[step], "");
}

Strength proofs_strength(unsigned proofs)
{
	if (proofs & PROOF_CARD)
		return proofs & PROOF_PASSPHRASE ? STRENGTH_CARD_PASSPHRASE : STRENGTH_CARD;
	return proofs & PROOF_RECOVERY ? STRENGTH_RECOVERY : proofs & PROOF_CODE ? STRENGTH_CODE : STRENGTH_PASSPHRASE;
}
