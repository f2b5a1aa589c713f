/* The requests of this patient and how each stands. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_requests; /* argument: a Chart *, as of screen_matrix */
