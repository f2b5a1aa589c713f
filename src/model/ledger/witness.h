/* What the desk says of its ledger to the outside, so that whoever can write the file cannot cut it off or seal it anew
 * unseen: a signed line for a file elsewhere, and a short code for paper.
 *
 * A checkpoint is one line, so that one write appends it whole:
 *
 *	sharedesk checkpoint 1: C82001 held 12345 lines at 2026-11-30T01:14:31Z, the last sealed HEX; key HEX;
 *	signature HEX
 *
 * It has the parts of the field's format (https://c2sp.org/tlog-checkpoint: origin, size, head, a signature over the
 * text before it), but not its form: that is several lines, and its head is the root of a tree, where this ledger is a
 * chain. The signature is Ed25519 (RFC 8032), by libsodium, over all that stands before "; signature".
 *
 * A ledger code is ten characters: nine of the first 45 bits of BLAKE2b over the number of lines (8 bytes, big-endian)
 * and the last seal, under a key; and one that makes the sum of all, each times a power of x of its own in GF(2)[x]
 * modulo x⁵ + x² + 1, zero. So it finds any one character that is wrong, and any two that changed places. A code that
 * was made up is that of a state of a ledger of 10 million lines once in 3.5 million times.
 *
 * Both keys are derived (crypto_kdf) from desk.key, and stand in no file of their own: that would be one more to make
 * at an upgrade, to guard and to put back after a restore, and everybody who reads the one could read the other, for
 * one user owns both. What may not have them, the kiosk, holds desk.key no longer when its first patient comes, and can
 * open neither. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "model/facts/seal.h"

enum {
	WITNESS_SECRET_BYTES = 32, /* of desk.key */
	WITNESS_KEY_BYTES = 32,
	WITNESS_SIGNATURE_BYTES = 64,
	WITNESS_PRACTICE_MAX = 16,
	CHECKPOINT_MAX = 512,
	LEDGER_CODE_MAX = 12, /* "K7QM2-XPD9R" */
};

typedef struct WitnessKeys { /* secrets: for the caller to wipe */
	unsigned char secret[64], key[WITNESS_KEY_BYTES], code[32];
} WitnessKeys;

void witness_keys(const unsigned char desk_key[WITNESS_SECRET_BYTES], WitnessKeys *ret_keys);

typedef struct Checkpoint {
	char practice[WITNESS_PRACTICE_MAX]; /* its code; "-" where it has none yet */
	int64_t lines;			     /* of the ledger; 1 or more */
	Seal head;			     /* of the last of them */
	Instant at;
	unsigned char key[WITNESS_KEY_BYTES]; /* the public half */
	unsigned char signature[WITNESS_SIGNATURE_BYTES];
} Checkpoint;

/* Signs what the ledger holds at `at`. `practice` may be NULL. */
Checkpoint checkpoint_sign(const WitnessKeys *keys, const char *practice, int64_t lines, const Seal *head, Instant at);
/* Without an end of line. */
size_t checkpoint_print(const Checkpoint *checkpoint, char out[CHECKPOINT_MAX]);
/* As it was printed, to the byte; before it, on the line, may stand one that a full disk cut off. Whose it is, and
 * whether its signature is right, is for the caller to ask. */
bool checkpoint_read(const char *line, Checkpoint *ret_checkpoint);
bool checkpoint_is_signed(const Checkpoint *checkpoint); /* by the key that it names */
bool witness_key_read(const char *hex, unsigned char ret_key[WITNESS_KEY_BYTES]);

void ledger_code_make(const WitnessKeys *keys, int64_t lines, const Seal *head, char out[LEDGER_CODE_MAX]);
/* What was typed (as code32_value reads it, hyphens and blanks anywhere), as it was printed; false where its check is
 * not right. */
bool ledger_code_read(const char *typed, char ret_code[LEDGER_CODE_MAX]);
