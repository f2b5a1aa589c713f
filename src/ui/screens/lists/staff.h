/* Who works at the desk: added, given another role, let in and kept out. For administrators. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_staff; /* no argument */
