/* Organisations: found by name, code or town, and the card of one. */
#ifndef UI_SCREENS_ORGANISATION_H
#define UI_SCREENS_ORGANISATION_H

#include "ui/screen.h"

extern const Screen screen_organisations; /* no argument */

#endif
