/* The requests of this patient and how each stands. */
#ifndef UI_SCREENS_REQUESTS_H
#define UI_SCREENS_REQUESTS_H

#include "ui/screen.h"

extern const Screen screen_requests; /* argument: a Chart *, as of screen_matrix */

#endif
