#include "model/facts/name_hash.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"

enum { HASH_BYTES = 16 };

uint64_t name_hash(const char *const *parts, size_t count)
{
	crypto_generichash_state state;
	unsigned char bytes[HASH_BYTES];
	uint64_t hash = 0;
	crypto_generichash_init(&state, NULL, 0, sizeof bytes);
	for (size_t i = 0; i < count; i++) {
		const char *part = text_or(parts[i], "");
		crypto_generichash_update(&state, (const unsigned char *)part, strlen(part));
		crypto_generichash_update(&state, (const unsigned char *)"\n", 1);
	}
	crypto_generichash_final(&state, bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof hash; i++)
		hash = hash << 8 | bytes[i];
	return hash;
}

const char *episode_name(Arena *arena, const Fact *opening, const char *what)
{
	const uint64_t hash = NAME_HASH(opening->patient, opening->org, what);
	return arena_print(arena, "%s-%016" PRIx64, words_text(&fact_kind_words, opening->kind), hash);
}
