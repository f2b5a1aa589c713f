#include "base/parts.h"

#include <assert.h>

size_t parts_add(Parts *parts, int weight)
{
	assert(parts->count < PARTS_MAX && weight >= 0);
	parts->weights[parts->count] = weight;
	return parts->count++;
}

static int part_of(int64_t done, int64_t total)
{
	if (total <= 0 || done <= 0)
		return 0;
	return done < total ? (int)((double)done / (double)total * PARTS_WHOLE) : PARTS_WHOLE;
}

int parts_at(Parts *parts, size_t part, int64_t done, int64_t total)
{
	int64_t sum = 0, whole = 0;
	const int is = part_of(done, total);
	assert(part < parts->count);
	if (is > parts->done[part])
		parts->done[part] = is;
	for (size_t i = 0; i < parts->count; i++) {
		sum += (int64_t)parts->weights[i] * parts->done[i];
		whole += parts->weights[i];
	}
	return whole > 0 ? (int)(sum / whole) : 0;
}
