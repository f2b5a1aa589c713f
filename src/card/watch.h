/* The part of sharedesk-card that checks: it watches the reader, makes challenges, judges what was signed, and tells
 * the desk (card/protocol.h). */
#pragma once

#include "config/settings.h"

/* Until the desk at the other end of `desk` is gone. `seconds`: what a module has before it is ended. */
void watch(const CardSettings *settings, int desk, int seconds);
