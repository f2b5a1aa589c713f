/* Port: unguessable bytes. The host gives the system's source, tests a counted one. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

typedef struct Entropy {
	bool (*fill)(void *self, void *bytes, size_t n, Error *err);
	void *self;
} Entropy;
