/* What the kernel has counted of a program on a terminal. */
#pragma once

#include "tty/child.h"

double running_busy_ms(const Child *child); /* that it has been on a processor (/proc/PID/schedstat) */
/* How often a tick found a processor of this machine taken by another one (/proc/stat, steal). */
long running_stolen(void);
long running_status(const Child *child, const char *name); /* a number of /proc/PID/status; -1 where there is none */
