/* An organisation found by name, code or town, and put on one of the practice's standing lists. */
#ifndef UI_SCREENS_STANDING_ADD_H
#define UI_SCREENS_STANDING_ADD_H

#include "ui/screen.h"

extern const Screen screen_standing_add; /* no argument */

#endif
