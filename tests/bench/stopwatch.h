/* Times pieces of work: best of several rounds, so that what else the machine does counts least. */
#pragma once

#include <stddef.h>
#include <stdint.h>

int64_t stopwatch_ns(void);	/* a clock that only goes on */
double stopwatch_busy_ms(void); /* of the processor, of this process: what else the machine does counts little */

/* Nanoseconds of one `work`: repeated until a round takes 20 ms, the best of 7 rounds. */
double stopwatch_best(void (*work)(void *self), void *self);

double stopwatch_median(double *values, size_t count); /* sorts them */
