#include "random.h"

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t random_next(Random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

size_t random_below(Random *random, size_t limit)
{
	return (size_t)(random_next(random) % limit);
}

bool random_one_in(Random *random, size_t n)
{
	return random_below(random, n) == 0;
}
