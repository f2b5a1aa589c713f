#include "model/facts/seal.h"

#include <sodium.h>
#include <string.h>

bool seal_same(const Seal *a, const Seal *b)
{
	return memcmp(a->bytes, b->bytes, SEAL_BYTES) == 0;
}

void seal_print(const Seal *seal, char out[2 * SEAL_BYTES + 1])
{
	sodium_bin2hex(out, 2 * SEAL_BYTES + 1, seal->bytes, SEAL_BYTES);
}
