/* How far a piece of work is that has several parts, weighed by what they cost: what a bar shows of it. It never goes
 * back, and is at its end once each part is. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { PARTS_MAX = 32, PARTS_WHOLE = 1000 };

typedef struct Parts { /* {0}: none yet */
	int weights[PARTS_MAX], done[PARTS_MAX] /* of PARTS_WHOLE each */;
	size_t count;
} Parts;

size_t parts_add(Parts *parts, int weight); /* its number, for parts_at */
/* So much of this part is done; `total` 0: nothing yet. How far all of it is, of PARTS_WHOLE. */
int parts_at(Parts *parts, size_t part, int64_t done, int64_t total);
