/* Home: the search box, and what is due. An administrator, who sees no patient, finds the places they look after. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_home; /* no argument */
