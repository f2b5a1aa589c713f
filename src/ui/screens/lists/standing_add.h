/* An organisation found by name, code or town, and put on one of the practice's standing lists. */
#pragma once

#include <stddef.h>

#include "ui/screen.h"

/* The bytes are the caller's, which outlives this screen and selects there what was added. */
typedef struct StandingAddArgument {
	char *added; /* takes the code of what was added, at most `size` bytes */
	size_t size;
} StandingAddArgument;

extern const Screen screen_standing_add;
