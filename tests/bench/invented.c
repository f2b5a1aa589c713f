#include "bench/invented.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date_zone.h"

enum { START = 1672531200, MILLION = 1000000 };

static uint64_t state;
static uint32_t *numbers; /* the six digits, and above them the check digit */

/* SplitMix64. */
unsigned below(unsigned limit)
{
	uint64_t z = state += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (unsigned)((z ^ (z >> 31)) % limit);
}

/* 10 where there is no such number; ten times the same digit is none. */
static uint32_t check_of(uint32_t n)
{
	if (n == MILLION - 1)
		return 10;
	uint32_t sum = 9 * (10 + 9) + (n < MILLION ? 9 : 8) * 8, digits = n % MILLION;
	for (uint32_t weight = 2; weight <= 7; weight++, digits /= 10)
		sum += digits % 10 * weight;
	return (11 - sum % 11) % 11;
}

void invented_begin(uint64_t seed, size_t count)
{
	state = seed;
	numbers = calloc(count + 1, sizeof *numbers);
	if (!numbers)
		exit(1);
	for (uint32_t n = 0, made = 0; made < count; n++)
		if (check_of(n) < 10)
			numbers[made++] = n;
}

void invented_end(void)
{
	free(numbers);
}

void invented_number(size_t which, char out[NUMBER_MAX])
{
	const uint32_t n = numbers[which];
	snprintf(out, NUMBER_MAX, "99%c%06" PRIu32 "%" PRIu32, n < MILLION ? '9' : '8', n % MILLION, check_of(n));
}

const char *moment(int64_t day, int64_t second)
{
	static char printed[2][32];
	static int turn;
	turn = !turn;
	instant_print((Instant){START + day * DAY_SECONDS + second}, printed[turn]);
	return printed[turn];
}
