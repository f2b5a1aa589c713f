/* Which facts count at a time T as known at a time K, and in which order (RULES, Time). */
#pragma once

#include "base/arena.h"
#include "model/facts/fact.h"

/* Told of by then, happened by then, not voided by then; in replay order. Voids themselves do not count. */
const Fact **facts_counting(FactList facts, Instant at, Instant known_at, Arena *arena, size_t *ret_count);
