/* How this desk looks and when it locks itself. An administrator's settings are kept; others' hold until it closes. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_settings; /* no argument */
