/* Setting up codes of an authenticator app: the passphrase again, the secret as QR and letters, the first code, and
 * then the recovery codes, shown once. */
#pragma once

#include "ui/screen.h"

/* At the door, where they are required: what becomes of who sets them up, and who does not. */
typedef struct CodesArgument {
	void (*done)(App *app), (*out)(App *app);
} CodesArgument;

extern const Screen screen_codes;	/* no argument */
extern const Screen screen_codes_first; /* argument: CodesArgument; at STEP_ENROL */
