/* Codes of an authenticator app (RFC 6238): SHA-1, six digits, 30 seconds, a step early or late taken too. By
 * liboath. Nothing outside the desk includes this. */
#pragma once

#include "model/desk/inside.h"

enum {
	TOTP_DIGITS = 6,
	TOTP_SECONDS = 30,
	TOTP_LETTERS_MAX = 33, /* base 32 */
	TOTP_SEALED_MAX = 96,  /* nonce, mark and secret in base 64 */
};

/* Whether `code` is one that holds now, and of which step. */
bool totp_holds(const unsigned char secret[TOTP_SECRET], Instant now, const char *code, int64_t *ret_step);
bool totp_letters(const unsigned char secret[TOTP_SECRET], char ret_letters[TOTP_LETTERS_MAX], Error *err) must_check;

/* As the row of this account keeps it: encrypted and authenticated under a key of desk.key and its name. */
bool totp_seal(Desk *desk, const char *name, const unsigned char secret[TOTP_SECRET], char ret_sealed[TOTP_SEALED_MAX],
	       Error *err) must_check;
/* False: it was not sealed for this account by this desk.key. */
bool totp_open(const Desk *desk, const char *name, const char *sealed, unsigned char ret_secret[TOTP_SECRET]);
