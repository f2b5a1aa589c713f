/* Which facts count at a time T as known at a time K, and in which order (RULES, Time). */
#pragma once

#include "base/arena.h"
#include "base/index.h"
#include "model/facts/fact.h"

/* Told of by then, happened by then, not voided by then; in replay order. Voids themselves do not count. */
const Fact **facts_counting(FactList facts, Instant at, Instant known_at, Arena *arena, size_t *ret_count);

/* The identifiers of what the desk had been told to be in error by K, whatever the time asked about. */
Index facts_voided(FactList facts, Instant known_at, Arena *arena);
/* facts_counting, where these are known. */
const Fact **facts_counting_but(FactList facts, const Index *voided, Instant at, Instant known_at, Arena *arena,
				size_t *ret_count);
