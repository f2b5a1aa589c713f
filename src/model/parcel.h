/* A message to a patient on its way: sealed by the desk, opened only by the program that sends it.
 *
 * Sealed with libsodium's secretbox under a key derived from desk.key (crypto_kdf, context "parcels_"), a fresh nonce
 * before it; padded, so that its length says nothing. The sealed text holds the id of the `code-issued` fact: a parcel
 * moved to another row does not open. It is wiped once sent, expired or withdrawn, and is in no backup and no
 * export. */
#ifndef MODEL_PARCEL_H
#define MODEL_PARCEL_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "model/desk.h"
#include "model/word.h"

/* Where a message stands. */
#define DELIVERY_WORDS(X) \
	X(DELIVERY_QUEUED, "queued") X(DELIVERY_SENT, "sent") X(DELIVERY_DELIVERED, "delivered") \
	X(DELIVERY_FAILED, "failed") X(DELIVERY_EXPIRED, "expired") X(DELIVERY_WITHDRAWN, "withdrawn")

WORD_LIST(DeliveryState, DELIVERY_WORDS);
extern const Words delivery_words;

/* What is inside; texts are never NULL once opened. */
typedef struct Letter {
	const char *to;	     /* a mobile "07700900111", or an e-mail address */
	const char *subject; /* of an e-mail; else "" */
	const char *message; /* all of it, in the patient's language, English below it where that is another */
	const char *code;    /* "123 456" */
	const char *organisation; /* who asks, by name */
	const char *until;	  /* "2:30pm" */
} Letter;

/* A parcel as the ledger port keeps it beside the ledger (never in it). */
typedef struct Parcel {
	const char *fact;    /* the `code-issued` fact: its key */
	const char *request;
	CodeChannel channel; /* CODE_SMS or CODE_EMAIL */
	Instant queued, expires;
	const unsigned char *sealed;
	size_t size;
} Parcel;

typedef struct ParcelList {
	const Parcel *items; /* `sealed` NULL */
	size_t count;
} ParcelList;

/* What is known of its way: never what is in it. */
typedef struct Delivery {
	const char *fact;
	CodeChannel channel;
	DeliveryState state;
	Instant changed; /* when it came to this state; queued: when it was queued */
	unsigned tries;
	const char *why; /* of the last try that failed, one sentence; "" */
} Delivery;

/* `ret_sealed` lives in `arena`. */
bool parcel_seal(const unsigned char key[DESK_KEY_BYTES], const Entropy *entropy, const char *fact, const Letter *letter,
		 Arena *arena, const unsigned char **ret_sealed, size_t *ret_size, Error *err) must_check;
/* Refused where it was sealed under another key, for another fact, or changed. Texts live in `arena`; wipe it. */
bool parcel_open(const unsigned char key[DESK_KEY_BYTES], const char *fact, const unsigned char *sealed, size_t size,
		 Arena *arena, Letter *ret_letter, Error *err) must_check;

#endif
