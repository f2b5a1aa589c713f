/* Signing in, and choosing a PIN where there is none yet. */
#pragma once

#include "ui/app.h"

void sign_in_heading(App *app); /* the practice and who is signed in, as they are now */
void sign_in_anew(App *app);    /* closes all, forgets who was signed in, and begins with this screen */

extern const Screen screen_sign_in; /* no argument; begins with the PIN where somebody is signed in already */
