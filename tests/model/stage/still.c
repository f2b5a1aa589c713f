#include "model/stage/still.h"

#include <sodium.h>

static Instant still_now(void *self)
{
	return ((StillClock *)self)->now;
}

Clock still_clock(StillClock *clock)
{
	return (Clock){still_now, clock};
}

/* SplitMix64 (Steele, Lea and Flood 2014): another number for each count. */
static uint64_t mix(uint64_t count)
{
	uint64_t z = (count + 1) * 0x9e3779b97f4a7c15U;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

static bool counted_fill(void *self, void *bytes, size_t n, Error *err)
{
	CountedEntropy *entropy = self;
	unsigned char *out = bytes;
	if (entropy->broken)
		return fail(err, ERROR_SYSTEM, "The machine gives no random bytes: restart it.");
	for (size_t i = 0; i < n; i++)
		out[i] = (unsigned char)(mix(entropy->next + i / 8) >> (8 * (i % 8)));
	entropy->next += n / 8 + 1;
	return true;
}

Entropy counted_entropy(CountedEntropy *entropy)
{
	return (Entropy){counted_fill, entropy};
}

HashCost least_hash_cost(void)
{
	return (HashCost){.passes = crypto_pwhash_OPSLIMIT_MIN, .memory = crypto_pwhash_MEMLIMIT_MIN};
}
