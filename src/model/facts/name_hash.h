/* Names made from what they stand for: the same parts give the same name whenever a file is read. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/macros.h"
#include "model/facts/fact.h"

/* BLAKE2b-64 of the parts, each ended by a newline; NULL counts as empty. */
uint64_t name_hash(const char *const *parts, size_t count);
#define NAME_HASH(...) name_hash((const char *const[]){__VA_ARGS__}, countof(((const char *const[]){__VA_ARGS__})))

/* The episode that such an opening begins, as a record names it: `what` is the entry of the record that says so, or, of
 * a registration, when it began. */
const char *episode_name(Arena *arena, const Fact *opening, const char *what);
