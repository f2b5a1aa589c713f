#include "model/desk/totp.h"

#include <assert.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
	EARLY_OR_LATE = 1, /* steps */
	NONCE = crypto_secretbox_NONCEBYTES,
	BOX = TOTP_SECRET + crypto_secretbox_MACBYTES,
	BASE64 = sodium_base64_VARIANT_ORIGINAL,
};

bool totp_holds(const unsigned char secret[TOTP_SECRET], Instant now, const char *code, int64_t *ret_step)
{
	uint64_t step = 0;
	if (oath_init() != OATH_OK || now.seconds < (EARLY_OR_LATE + 1) * TOTP_SECONDS ||
	    oath_totp_validate4((const char *)secret, TOTP_SECRET, now.seconds, TOTP_SECONDS, 0, EARLY_OR_LATE, NULL,
				&step, 0, code) < 0)
		return false;
	*ret_step = (int64_t)step;
	return true;
}

bool totp_letters(const unsigned char secret[TOTP_SECRET], char ret_letters[TOTP_LETTERS_MAX], Error *err)
{
	char *letters = NULL;
	size_t length = 0;
	if (oath_base32_encode((const char *)secret, TOTP_SECRET, &letters, &length) != OATH_OK)
		return fail(err, ERROR_SYSTEM, "This machine has no memory left: close other programs.");
	text_copy(ret_letters, TOTP_LETTERS_MAX, letters);
	sodium_memzero(letters, length);
	free(letters);
	return true;
}

/* --- As it is kept --- */

static Seal key_of(const Desk *desk, const char *name)
{
	scoped(arena_free) Arena arena = {0};
	return desk_keyed(desk, "sharedesk authenticator secret", NULL, utf8_fold(&arena, name));
}

static_assert(sizeof(Seal) == crypto_secretbox_KEYBYTES, "a keyed hash is a key");

bool totp_seal(Desk *desk, const char *name, const unsigned char secret[TOTP_SECRET], char ret_sealed[TOTP_SEALED_MAX],
	       Error *err)
{
	unsigned char kept[NONCE + BOX];
	if (!desk->ports.entropy.fill(desk->ports.entropy.self, kept, NONCE, err))
		return false;
	Seal key = key_of(desk, name);
	crypto_secretbox_easy(kept + NONCE, secret, TOTP_SECRET, kept, key.bytes);
	sodium_memzero(&key, sizeof key);
	sodium_bin2base64(ret_sealed, TOTP_SEALED_MAX, kept, sizeof kept, BASE64);
	return true;
}

bool totp_open(const Desk *desk, const char *name, const char *sealed, unsigned char ret_secret[TOTP_SECRET])
{
	unsigned char kept[NONCE + BOX];
	size_t length = 0;
	if (sodium_base642bin(kept, sizeof kept, sealed, strlen(sealed), NULL, &length, NULL, BASE64) != 0 ||
	    length != sizeof kept)
		return false;
	Seal key = key_of(desk, name);
	const bool opens = crypto_secretbox_open_easy(ret_secret, kept + NONCE, BOX, kept, key.bytes) == 0;
	sodium_memzero(&key, sizeof key);
	return opens;
}
