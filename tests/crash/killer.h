/* Kills this process at the nth step that it takes towards the world: a write, a sync, a cut, a lock or a delete.
 *
 * The functions of the C library that SQLite and the tests call for these are defined in killer.c before the library's
 * own, which they call in turn: no other process and no other program is touched. */
#pragma once

#include <stdbool.h>

typedef enum KillWay {
	KILL_BEFORE, /* the nth step is not taken */
	KILL_HALF,   /* where it is a write to a place in a file, its first half is */
} KillWay;

/* From now on; 0: never. */
void killer_arm(int at, KillWay way);
