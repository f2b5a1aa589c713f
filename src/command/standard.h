/* The standard streams of the program, from its start to its end. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

/* First of all: where a stream is closed, no file that is opened later takes its place and is written to instead. */
void standard_open(void);

/* Whether standard output can be written, as far as that can be told without writing: for what cannot be said twice. */
bool standard_takes(Error *err) must_check;

/* What was printed so far is written out. */
bool standard_flush(Error *err) must_check;

/* Last of all: the same. Where it fails, that is said, once, and no status tells of success. */
int standard_close(int status);
