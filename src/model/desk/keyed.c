#include <sodium.h>
#include <string.h>

#include "model/desk/inside.h"

static void add(crypto_generichash_state *state, const char *text, size_t length)
{
	crypto_generichash_update(state, (const unsigned char *)text, length);
}

Seal desk_keyed(const Desk *desk, const char *purpose, const char *of, const char *text)
{
	crypto_generichash_state state;
	Seal seal;
	crypto_generichash_init(&state, desk->ports.key, DESK_KEY_BYTES, sizeof seal.bytes);
	add(&state, purpose, strlen(purpose) + 1);
	if (of)
		add(&state, of, strlen(of) + 1);
	add(&state, text, strlen(text));
	crypto_generichash_final(&state, seal.bytes, sizeof seal.bytes);
	sodium_memzero(&state, sizeof state);
	return seal;
}
