/* A clock that stands still until it is moved, entropy that counts, and hashes that cost nothing: what the model gets
 * instead of the machine's. */
#pragma once

#include <stdint.h>

#include "model/facts/staff.h"
#include "model/ports/clock.h"
#include "model/ports/entropy.h"

typedef struct StillClock {
	Instant now;
} StillClock;

Clock still_clock(StillClock *clock);

typedef struct CountedEntropy {
	uint64_t next; /* the next eight bytes, mixed, so that what is drawn differs in every byte */
	bool broken;   /* every draw fails */
} CountedEntropy;

Entropy counted_entropy(CountedEntropy *entropy);

HashCost least_hash_cost(void);
