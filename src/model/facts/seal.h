/* Thirty-two bytes that stand for more: the seal of a line of the chain, the keyed hash of a code. */
#pragma once

#include <stdbool.h>

enum { SEAL_BYTES = 32 };

typedef struct Seal {
	unsigned char bytes[SEAL_BYTES];
} Seal;

bool seal_same(const Seal *a, const Seal *b);
void seal_print(const Seal *seal, char out[2 * SEAL_BYTES + 1]);
