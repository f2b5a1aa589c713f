/* Who works at the desk: added, given another role, let in and kept out. For administrators. */
#ifndef UI_SCREENS_STAFF_H
#define UI_SCREENS_STAFF_H

#include "ui/screen.h"

extern const Screen screen_staff; /* no argument */

#endif
