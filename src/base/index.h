/* Finds the number that stands for a text: a hash table in an arena, for the names inside one record. Texts are not
 * copied. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct IndexSlot {
	const char *text; /* NULL: free */
	uint32_t hash, value;
} IndexSlot;

typedef struct Index { /* {0} is an empty one */
	IndexSlot *slots;
	size_t count, room; /* room is 0 or a power of two */
} Index;

#define INDEX_NONE UINT32_MAX

uint32_t index_find(const Index *index, const char *text); /* INDEX_NONE if it is not there */

/* Adds `text` with `value` unless it is there already; answers the value that now stands for it. */
uint32_t index_add(Index *index, Arena *arena, const char *text, uint32_t value);
