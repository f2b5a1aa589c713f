/* Port: what time it is. The host gives the system's clock, tests a still one. */
#ifndef MODEL_CLOCK_H
#define MODEL_CLOCK_H

#include "base/date.h"

typedef struct Clock {
	Instant (*now)(void *self);
	void *self;
} Clock;

#endif
