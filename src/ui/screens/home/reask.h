/* Whom to ask again, because the organisation that they agreed to has closed or become another: a list to work
 * through. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_reask; /* no argument */
