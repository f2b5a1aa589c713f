/* A message to a patient on its way: sealed by the desk, opened only by the program that sends it.
 *
 * Sealed with libsodium's secretbox under a key derived from desk.key (crypto_kdf, context "parcels_"), a fresh nonce
 * before it; padded, so that its length says nothing. The sealed text holds the id of the `code-issued` fact: a parcel
 * moved to another row does not open. It is wiped once sent, expired or withdrawn, and is in no backup and no
 * export. */
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "model/codes/letter.h"
#include "model/ports/entropy.h"
#include "model/ports/key.h"

/* `ret_sealed` lives in `arena`. */
bool parcel_seal(const unsigned char key[DESK_KEY_BYTES], const Entropy *entropy, const char *fact, const Letter *letter,
		 Arena *arena, const unsigned char **ret_sealed, size_t *ret_size, Error *err) must_check;
/* Refused where it was sealed under another key, for another fact, or changed. Texts live in `arena`; wipe it. */
bool parcel_open(const unsigned char key[DESK_KEY_BYTES], const char *fact, const unsigned char *sealed, size_t size,
		 Arena *arena, Letter *ret_letter, Error *err) must_check;
