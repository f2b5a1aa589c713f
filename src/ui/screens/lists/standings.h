/* The practice's standing lists: which organisations are allowed and which prohibited, who said so and when. All staff
 * may look; privacy officers and administrators change them. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_standings; /* no argument */
