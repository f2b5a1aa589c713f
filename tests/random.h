/* Numbers at random that are the same each time: what a seed begins, it repeats. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Random {
	uint64_t state;
} Random;

uint64_t random_next(Random *random);
size_t random_below(Random *random, size_t limit);
bool random_one_in(Random *random, size_t n);
