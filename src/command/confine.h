/* What a process gives up before anybody touches it. Nothing of it can be taken back.
 *
 * All programs: nobody of the same user looks into them. A kiosk: it starts no program, no process, no connection,
 * opens no file but the database, and no key or signal of a terminal ends or stops it. A desk: it prints and imports,
 * so programs and files stay; what changes the machine, or looks into other processes, goes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* This process is not dumpable: its memory is root's alone to read or to write (/proc/PID/mem, ptrace). */
void confine_looks(void);

/* All signals wait for ever but those that end the program on purpose (SIGTERM, SIGHUP), a window's new size, and
 * faults. */
void confine_signals(void);

/* For a kiosk: no new rights, no core, no further process; and where the kernel has seccomp, EPERM for every system
 * call that is not one of a kiosk's. `ret_filtered`: the filter is on. False only where the kernel refuses what every
 * kernel can. */
bool confine_process(bool *ret_filtered, Error *err) must_check;

/* For a desk, and the programs that it starts: no new rights, and EPERM for every call that neither needs. */
void confine_desk(void);

/* From here on no file can be opened but those of the system, to read, the terminal, and the database with its log, to
 * read and write: no desk.key, no home, no /proc, no new file anywhere. `ret_confined`: false where the kernel has no
 * Landlock. The database is open already, or its log would be missing. */
bool confine_files(const char *database, bool *ret_confined, Error *err) must_check;

/* The calls of a kiosk, and those that a desk has besides; some that both have with some arguments only stand in
 * confine.c. Numbers below zero are of other machines. */
extern const int confine_kiosk_calls[], confine_desk_calls[];
extern const size_t confine_kiosk_count, confine_desk_count;

/* What is newer than the lists (Linux 5.16), by numbers that are the same on every machine: ENOSYS, not EPERM. */
enum { CONFINE_NEWER = 449, CONFINE_END = 480 };
