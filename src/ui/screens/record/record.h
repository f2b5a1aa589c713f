/* The record: every entry of this patient, who recorded it, what kind it is; which are private. */
#ifndef UI_SCREENS_RECORD_H
#define UI_SCREENS_RECORD_H

#include "ui/screen.h"

extern const Screen screen_record; /* argument: a Chart *, as of screen_matrix */

#endif
