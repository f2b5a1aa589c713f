/* How this desk looks and when it locks itself. An administrator's settings are kept; others' hold until it closes. */
#ifndef UI_SCREENS_SETTINGS_H
#define UI_SCREENS_SETTINGS_H

#include "ui/screen.h"

extern const Screen screen_settings; /* no argument */

#endif
