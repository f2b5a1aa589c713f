/* The lock: nothing of a patient, only the time, that it is locked, and who is signed in. By PIN, after five wrong ones
 * by passphrase; unlocking shows what was there before, with what was typed. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_lock; /* no argument; locks the desk */
