/* The filters of system calls (seccomp) that confine.h speaks of. That of a desk is compiled when the program is
 * built (confine_desk_export.c), a fifth of a start; that of a kiosk, which names its own process, when it starts. */
#pragma once

#include <linux/filter.h>
#include <seccomp.h>
#include <stdbool.h>

/* NULL where it cannot be made; else for seccomp_release. `looks_for_leaks`: with what a sanitiser does at the end. */
scmp_filter_ctx confine_filter_kiosk(bool looks_for_leaks);
scmp_filter_ctx confine_filter_desk(void);

struct sock_fprog confine_desk_program(void); /* the latter, as the kernel reads it */
