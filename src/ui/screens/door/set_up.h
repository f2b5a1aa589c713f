/* Set-up: a database without staff asks for the practice, its first administrator and their passphrase. */
#ifndef UI_SCREENS_SET_UP_H
#define UI_SCREENS_SET_UP_H

#include "ui/screen.h"

extern const Screen screen_set_up; /* no argument */

#endif
