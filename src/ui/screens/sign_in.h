/* Signing in, and choosing a PIN where there is none yet. */
#ifndef UI_SCREENS_SIGN_IN_H
#define UI_SCREENS_SIGN_IN_H

#include "ui/screen.h"

extern const Screen screen_sign_in; /* no argument; begins with the PIN where somebody is signed in already */

#endif
