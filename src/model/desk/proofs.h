/* By what somebody signs in, and what is still asked of them before they are in. */
#pragma once

#include "model/facts/staff.h"

/* The setting: "chosen", by who wants one, or "required", of administrators and privacy officers. */
#define SECOND_SETTING "second-factor"

typedef enum Proof {
	PROOF_PASSPHRASE = 1,
	PROOF_CODE = 2,	    /* of their authenticator app */
	PROOF_RECOVERY = 4, /* one of the codes beside it */
	PROOF_CARD = 8,	    /* a smartcard and its PIN */
} Proof;

typedef enum SignInStep {
	STEP_NONE, /* nothing is asked any more */
	STEP_CODE,
	STEP_ENROL,	 /* codes are required of them, and they have none */
	STEP_CARD,	 /* the card that is theirs */
	STEP_PASSPHRASE, /* beside the card */
	SignInStep_COUNT_
} SignInStep;

/* `proofs`: those that were shown; `wanted`: those that the practice asks of the role. */
SignInStep proofs_next(const Staff *staff, unsigned proofs, unsigned wanted);
const char *step_say(SignInStep step); /* "Type the code of your authenticator app first." */
Strength proofs_strength(unsigned proofs);
