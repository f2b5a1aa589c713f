/* Where a reader of some format puts what it found, line by line. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/facts/line.h"

typedef struct Sink {
	bool (*take)(void *self, Line *line, Error *err); /* false stops the reading; the reader adds where it was */
	void (*progress)(void *self, int64_t done, int64_t total); /* bytes; may be NULL */
	void *self;
} Sink;
