/* The record: every entry of this patient, who recorded it, what kind it is; which are private. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_record; /* argument: a Chart *, as of screen_matrix */
