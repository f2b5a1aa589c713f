/* A second factor of who is signed in: codes of an authenticator app, and recovery codes beside it. */
#pragma once

#include "model/desk/desk.h"
#include "model/desk/proofs.h"

/* Five wrong codes in a row, over all desks: then only a recovery code helps, or an administrator who takes the codes
 * away. Of a million codes three hold at a time: five tries in all are right once in 66,000. */
enum { SECOND_TRIES = 5 };
enum { RECOVERY_CODES = 8, RECOVERY_LETTERS = 10 };

typedef struct RecoveryCodes {
	char codes[RECOVERY_CODES][RECOVERY_LETTERS + 2]; /* "abcde-fghjk" */
} RecoveryCodes;

/* What an app is given: to be wiped once it was shown. */
typedef struct Enrolment {
	char letters[40];  /* the secret in base 32, in groups of four */
	char address[256]; /* the same as otpauth://, for a QR code */
} Enrolment;

SignInStep desk_step(const Desk *desk); /* what is asked of them before they are in */
/* A code of the app, or a recovery code, at STEP_CODE: they are in. Each code once, over all desks. */
bool desk_give_code(Desk *desk, const char *typed, Error *err) must_check;
/* What was told of their codes while they were away, and how many recovery codes are left after one was used, once;
 * NULL: nothing. */
const char *desk_codes_news(Desk *desk, Arena *arena);

bool desk_has_codes(const Desk *desk);

/* Setting up codes, in place of those there are. The passphrase is given again, and a code of the old app where there
 * is one (NULL else); neither at STEP_ENROL, where it was given just now. Nothing is kept yet. */
bool desk_enrol(Desk *desk, const char *passphrase, const char *code, Enrolment *ret_enrolment, Error *err) must_check;
/* The first code of the new app: it is kept. Their other desks are signed out. */
bool desk_enrol_keep(Desk *desk, const char *code, RecoveryCodes *ret_codes, Error *err) must_check;
/* New recovery codes in place of those that are left, by passphrase and code (or one of those). */
bool desk_renew_recovery(Desk *desk, const char *passphrase, const char *code, RecoveryCodes *ret_codes,
			 Error *err) must_check;
/* Takes one's own away, unless the setting requires them. */
bool desk_drop_codes(Desk *desk, const char *passphrase, const char *code, Error *err) must_check;
