/* The patient's history: every fact in words, the latest first. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_history; /* argument: a Chart *, as of screen_matrix */
