/* Where a reader of some format puts what it found, line by line. */
#ifndef EXCHANGE_SINK_H
#define EXCHANGE_SINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/facts/line.h"

typedef struct Sink {
	bool (*take)(void *self, Line *line, Error *err); /* false stops the reading; the reader adds where it was */
	void (*progress)(void *self, int64_t done, int64_t total); /* bytes; may be NULL */
	void *self;
} Sink;

#endif
