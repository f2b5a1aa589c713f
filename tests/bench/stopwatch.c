#include "bench/stopwatch.h"

#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 7, ROUND_NS = 20 * 1000 * 1000 };

int64_t stopwatch_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

double stopwatch_busy_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int64_t round_ns(void (*work)(void *self), void *self, int64_t times)
{
	const int64_t start = stopwatch_ns();
	for (int64_t i = 0; i < times; i++)
		work(self);
	return stopwatch_ns() - start;
}

double stopwatch_best(void (*work)(void *self), void *self)
{
	int64_t times = 1, took, best;
	while ((took = round_ns(work, self, times)) < ROUND_NS)
		times *= 2;
	best = took;
	for (int i = 1; i < ROUNDS; i++) {
		took = round_ns(work, self, times);
		if (took < best)
			best = took;
	}
	return (double)best / (double)times;
}

static int order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double stopwatch_median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, order);
	return values[count / 2];
}
