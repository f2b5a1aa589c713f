/* A verification code by itself: drawing the digits, reading what was typed, the keyed hash that the ledger keeps, and
 * how it is written for people. What a code is worth (tries, time, use) is judged in code_stand.c. */
#pragma once

#include "model/facts/seal.h"
#include "model/ports/entropy.h"
#include "model/ports/key.h"
#include "model/rules/code_stand.h"

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

/* "123 456": grouped 3-3. */
size_t code_print(const char *digits, char out[8]);
/* The text of the QR: English and short. "123 456 is your record-sharing code for …, until 2:30pm. Only read it to
 * them." At most `limit` bytes: the organisation's name is cut to fit, at a word, or left out. Without a name it is 78
 * bytes at most, the QR code that fits the card at 80×24. */
size_t code_message(const char *digits, const char *organisation, LocalTime until, size_t limit, char *out,
		    size_t size);
