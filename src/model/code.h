/* A verification code by itself: drawing the digits, reading what was typed, and the keyed hash that the ledger keeps.
 * What a code is worth (tries, time, use) is judged in desk_codes.c. */
#ifndef MODEL_CODE_H
#define MODEL_CODE_H

#include "model/desk_codes.h"

/* What a code is bound to: none of it can be exchanged without the hash being another. */
typedef struct CodeBinding {
	const char *patient, *org, *request;
	const char *fact; /* the `code-issued` fact */
} CodeBinding;

/* Six digits, each of the million equally likely. */
bool code_draw(const Entropy *entropy, char ret_digits[CODE_DIGITS + 1], Error *err) must_check;

/* The six digits in what was typed; spaces, hyphens and other separators are passed over. */
bool code_read(const char *typed, char ret_digits[CODE_DIGITS + 1], Error *err) must_check;

/* BLAKE2b-256 (RFC 7693, by libsodium) with desk.key over patient, org, request, fact, digits, each ended by a NUL. */
Seal code_hash(const unsigned char key[DESK_KEY_BYTES], const CodeBinding *binding, const char *digits);

/* In constant time. */
bool code_hash_same(const Seal *a, const Seal *b);

#endif
