/* A file that only who has the passphrase, or the key it was made for, can read, and in which a changed byte is found.
 *
 *	sharedesk backup 1\n
 *	'p', salt (16 bytes), passes and memory of Argon2id (each 8 bytes, the lowest first)
 *	or 'k', a fresh key in libsodium's sealed box for the public key (80 bytes)
 *	the header of libsodium's secretstream (XChaCha20-Poly1305, 24 bytes)
 *	chunks of 65,536 bytes and the last of 0 to 65,536, each 17 bytes longer; the last one bears the tag FINAL
 *
 * All before the chunks goes into the first chunk's check. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/facts/staff.h"

enum { SEALED_KEY_BYTES = 32 };

/* What opens it: `passphrase`, or else the pair of keys. To write only the public one is looked at. */
typedef struct SealedFor {
	const char *passphrase; /* NULL: the keys */
	unsigned char public_key[SEALED_KEY_BYTES], secret_key[SEALED_KEY_BYTES];
	HashCost cost; /* of a new passphrase's key */
} SealedFor;

typedef void (*SealedShow)(void *self, int64_t done, int64_t total); /* bytes read of all */

/* All of `in`, from its first byte on, to `out`. */
bool sealed_write(const SealedFor *for_whom, int in, int out, SealedShow show, void *self, Error *err) must_check;
/* What it wrote to `out` before it failed is worth nothing. `name` is how a refusal calls the file. */
bool sealed_read(const SealedFor *for_whom, const char *name, int in, int out, SealedShow show, void *self,
		 Error *err) must_check;

/* Whether the file is sealed for a key, and not by a passphrase. Refused where it is no such file. */
bool sealed_for_key(const char *name, int in, bool *ret_key, Error *err) must_check;
