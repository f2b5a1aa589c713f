/* What a kiosk's process gives up before anybody touches it: after this it can start no program, no process, no
 * connection, and no key or signal of a terminal ends or stops it. Nothing of it can be taken back. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

/* All signals wait for ever but those that end the program on purpose (SIGTERM, SIGHUP), a window's new size, and
 * faults. */
void confine_signals(void);

/* No new rights, no core, no further process; and where the kernel has seccomp, EPERM for starting a program or a
 * process, for sockets, for looking into or ending other processes, and for typing into the terminal (TIOCSTI).
 * `ret_filtered`: the filter is on. False only where the kernel refuses what every kernel can. */
bool confine_process(bool *ret_filtered, Error *err) must_check;
