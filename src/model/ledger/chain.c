#include "model/ledger/chain.h"

#include <sodium.h>

enum { SEQ_BYTES = 8 };

static void hash_number(crypto_generichash_state *state, int64_t seq, LineSource source)
{
	unsigned char bytes[SEQ_BYTES + 1];
	for (int i = 0; i < SEQ_BYTES; i++)
		bytes[i] = (unsigned char)((uint64_t)seq >> (8 * (SEQ_BYTES - 1 - i)));
	bytes[SEQ_BYTES] = (unsigned char)source;
	crypto_generichash_update(state, bytes, sizeof bytes);
}

Seal chain_next(const Seal *previous, int64_t seq, LineSource source, const Line *line, Arena *scratch)
{
	ArenaMark mark = arena_mark(scratch);
	Text text = {.arena = scratch};
	line_seal_text(line, false, &text);

	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, SEAL_BYTES);
	crypto_generichash_update(&state, previous->bytes, SEAL_BYTES);
	hash_number(&state, seq, source);
	crypto_generichash_update(&state, (const unsigned char *)text.bytes, text.length);
	arena_reset(scratch, mark);

	Seal seal;
	crypto_generichash_final(&state, seal.bytes, SEAL_BYTES);
	return seal;
}
