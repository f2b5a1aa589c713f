/* Set-up: a database without staff asks for the practice, its first administrator and their passphrase. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_set_up; /* no argument */
