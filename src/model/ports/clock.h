/* Port: what time it is. The host gives the system's clock, tests a still one. */
#pragma once

#include "base/date.h"

typedef struct Clock {
	Instant (*now)(void *self);
	void *self;
} Clock;
