#include "deliver/token.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"

enum { UUID = 36, MAC = crypto_auth_hmacsha256_BYTES, BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

static const char *base64(Arena *arena, const void *bytes, size_t size)
{
	size_t room = sodium_base64_encoded_len(size, BASE64);
	return sodium_bin2base64(arena_alloc(arena, room), room, bytes, size, BASE64);
}

bool token_make(const char *key, Instant now, Arena *arena, const char **ret_token, Error *err)
{
	static const char header[] = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
	size_t length = strlen(key);
	const char *secret = length > 2 * UUID + 1 ? key + length - UUID : NULL;
	const char *service = secret ? secret - UUID - 1 : NULL;
	if (!secret || secret[-1] != '-' || service[-1] != '-' || !text_starts_uuid(secret) ||
	    !text_starts_uuid(service))
		return fail(err, ERROR_INPUT,
			    "The key of GOV.UK Notify must be its name and two identifiers, joined by dashes.");
	const char *claims = arena_print(arena, "{\"iss\":\"%.*s\",\"iat\":%" PRId64 "}", UUID, service, now.seconds);
	const char *signed_part = arena_print(arena, "%s.%s", base64(arena, header, sizeof header - 1),
					      base64(arena, claims, strlen(claims)));
	crypto_auth_hmacsha256_state state;
	unsigned char mac[MAC];
	crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret, UUID);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)signed_part, strlen(signed_part));
	crypto_auth_hmacsha256_final(&state, mac);
	*ret_token = arena_print(arena, "%s.%s", signed_part, base64(arena, mac, sizeof mac));
	sodium_memzero(&state, sizeof state);
	return true;
}
