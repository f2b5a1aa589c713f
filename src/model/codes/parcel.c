#include "model/codes/codes.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"

static_assert(DESK_KEY_BYTES == crypto_kdf_KEYBYTES, "parcels are sealed under a key derived from desk.key");

/* The longest message, in a script of three bytes a character, is well inside one
 * block. */
enum { PARCEL_BLOCK = 4096, PARCEL_BOX = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES, PARCEL_TEXTS = 7 };

typedef struct SealingKey {
	unsigned char bytes[crypto_secretbox_KEYBYTES];
} SealingKey;

static SealingKey sealing_key(const unsigned char key[DESK_KEY_BYTES])
{
	static const char context[crypto_kdf_CONTEXTBYTES] = {'p', 'a', 'r', 'c', 'e', 'l', 's', '_'};
	SealingKey made;
	crypto_kdf_derive_from_key(made.bytes, sizeof made.bytes, 1, context, key);
	return made;
}

/* The texts inside, each ended by a NUL, in this order. */
static void texts_of(const char *fact, const Letter *letter, const char *ret_texts[PARCEL_TEXTS])
{
	const char *const texts[PARCEL_TEXTS] = {fact,	       letter->to,	     letter->subject, letter->message,
						 letter->code, letter->organisation, letter->until};
	for (size_t i = 0; i < PARCEL_TEXTS; i++)
		ret_texts[i] = text_or(texts[i], "");
}

static size_t padded_size(const char *const texts[PARCEL_TEXTS])
{
	size_t size = 1; /* padding always has a byte */
	for (size_t i = 0; i < PARCEL_TEXTS; i++)
		size += strlen(texts[i]) + 1;
	return (size + PARCEL_BLOCK - 1) / PARCEL_BLOCK * PARCEL_BLOCK;
}

bool parcel_seal(const unsigned char key[DESK_KEY_BYTES], const Entropy *entropy, const char *fact,
		 const Letter *letter, Arena *arena, const unsigned char **ret_sealed, size_t *ret_size, Error *err)
{
	const char *texts[PARCEL_TEXTS];
	texts_of(fact, letter, texts);
	size_t plain = padded_size(texts), length = 0;
	unsigned char *sealed = arena_alloc(arena, PARCEL_BOX + plain);
	unsigned char *box = sealed + crypto_secretbox_NONCEBYTES;
	if (!entropy->fill(entropy->self, sealed, crypto_secretbox_NONCEBYTES, err))
		return false;
	for (size_t i = 0; i < PARCEL_TEXTS; i++) {
		size_t size = strlen(texts[i]) + 1;
		memcpy(box + length, texts[i], size);
		length += size;
	}
	size_t padded = 0;
	int fits = sodium_pad(&padded, box, length, PARCEL_BLOCK, plain);
	assert(fits == 0 && padded == plain);
	SealingKey sealing = sealing_key(key);
	crypto_secretbox_easy(box, box, plain, sealed, sealing.bytes); /* in place: the plain text is overwritten */
	sodium_memzero(&sealing, sizeof sealing);
	*ret_sealed = sealed;
	*ret_size = PARCEL_BOX + plain;
	return true;
}

/* False where there are not exactly these texts in it. */
static bool split(char *plain, size_t length, const char *ret_texts[PARCEL_TEXTS])
{
	size_t at = 0;
	for (size_t i = 0; i < PARCEL_TEXTS; i++) {
		const char *end = at < length ? memchr(plain + at, '\0', length - at) : NULL;
		if (!end)
			return false;
		ret_texts[i] = plain + at;
		at = (size_t)(end - plain) + 1;
	}
	return at == length;
}

static bool unseal(const unsigned char key[DESK_KEY_BYTES], const unsigned char *sealed, size_t size, char *plain)
{
	SealingKey sealing = sealing_key(key);
	const unsigned char *box = sealed + crypto_secretbox_NONCEBYTES;
	int done = crypto_secretbox_open_easy((unsigned char *)plain, box, size - crypto_secretbox_NONCEBYTES, sealed,
					      sealing.bytes);
	sodium_memzero(&sealing, sizeof sealing);
	return done == 0;
}

bool parcel_open(const unsigned char key[DESK_KEY_BYTES], const char *fact, const unsigned char *sealed, size_t size,
		 Arena *arena, Letter *ret_letter, Error *err)
{
	const char *texts[PARCEL_TEXTS];
	size_t length = 0, plain_size = size > PARCEL_BOX ? size - PARCEL_BOX : 0;
	char *plain = arena_alloc(arena, plain_size + 1);
	if (plain_size == 0 || !unseal(key, sealed, size, plain) ||
	    sodium_unpad(&length, (unsigned char *)plain, plain_size, PARCEL_BLOCK) != 0 ||
	    !split(plain, length, texts)) {
		sodium_memzero(plain, plain_size);
		return fail(err, ERROR_INPUT,
			    "This message does not open: it was sealed by another desk.key, or changed since.");
	}
	if (!text_is(texts[0], fact)) {
		sodium_memzero(plain, plain_size);
		return fail(err, ERROR_INPUT, "This message was sealed for another code: it is not sent.");
	}
	*ret_letter = (Letter){
		.to = texts[1],
		.subject = texts[2],
		.message = texts[3],
		.code = texts[4],
		.organisation = texts[5],
		.until = texts[6],
	};
	return true;
}
