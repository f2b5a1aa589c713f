/* The patient's history: every fact in words, the latest first. */
#ifndef UI_SCREENS_HISTORY_H
#define UI_SCREENS_HISTORY_H

#include "ui/screen.h"

extern const Screen screen_history; /* argument: a Chart *, as of screen_matrix */

#endif
