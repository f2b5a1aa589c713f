/* Home: the search box, and what is due. An administrator, who sees no patient, finds the places they look after. */
#ifndef UI_SCREENS_HOME_H
#define UI_SCREENS_HOME_H

#include "ui/screen.h"

extern const Screen screen_home; /* no argument */

#endif
