/* Whom to ask again, because the organisation that they agreed to has closed or become another: a list to work
 * through. */
#ifndef UI_SCREENS_REASK_H
#define UI_SCREENS_REASK_H

#include "ui/screen.h"

extern const Screen screen_reask; /* no argument */

#endif
