/* The chain: each line seals the one before, so that a line broken, missing or moved shows.
 *
 * seal(n) = BLAKE2b-256(seal(n−1) ‖ seq as 8 bytes big-endian ‖ source as one byte ‖ line_seal_text(n)); seal(0) is all
 * zeros. BLAKE2b is RFC 7693, by libsodium. */
#pragma once

#include "model/facts/line.h"
#include "model/facts/seal.h"

Seal chain_next(const Seal *previous, int64_t seq, LineSource source, const Line *line, Arena *scratch);
