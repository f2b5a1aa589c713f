/* The practice's standing lists: which organisations are allowed and which prohibited, who said so and when. All staff
 * may look; privacy officers and administrators change them. */
#ifndef UI_SCREENS_STANDINGS_H
#define UI_SCREENS_STANDINGS_H

#include "ui/screen.h"

extern const Screen screen_standings; /* no argument */

#endif
