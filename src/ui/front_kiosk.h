/* The app put together for a kiosk: one sealed screen, the mouse on, no lock that comes by itself, nothing pasted. */
#pragma once

#include "ui/front.h"
#include "ui/screens/kiosk/kiosk.h"

/* `desk` was opened as a kiosk; it is signed in here, unless it is already. NULL: `err` says why. */
App *front_open_kiosk(Desk *desk, const FrontOptions *options, const KioskArgument *argument, Error *err) must_check;

/* Whether a terminal of this name (TERM) shows Latin letters only. An xterm does not shape either, but calls itself
 * like many that do: as the kiosk's terminal it has a name that no other has, elsewhere it is for who sets the kiosk
 * up to say. */
bool front_kiosk_latin(const char *term);
