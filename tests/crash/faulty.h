/* What goes wrong with this process at the nth step that it takes towards the world: a write, a sync, a cut, a lock, a
 * new name or a delete; or at the nth piece of memory that it asks for.
 *
 * The functions of the C library that SQLite and the tests call for these are defined in faulty.c before the library's
 * own, which they call in turn: no other process and no other program is touched. */
#pragma once

#include <stdbool.h>

typedef enum Fault {
	/* kill -9 … */
	FAULT_KILL,	 /* before the step */
	FAULT_KILL_HALF, /* in the middle of it, where it is a write to a place in a file */
	FAULT_POWER,	 /* … and what was written to files since each was synced is gone */
	FAULT_TORN,	 /* … or some of it, in any order */
	FAULT_KILLS,
	/* The step fails, and the process goes on. */
	FAULT_FULL = FAULT_KILLS, /* a write or cut, and all that come later: no space is left */
	FAULT_READ_ONLY,	  /* the same: the disk was mounted again, to be read only */
	FAULT_BROKEN,		  /* a write, cut or sync, once: an I/O error */
	FAULT_SHORT,		  /* a write, once: half of it is taken */
	FAULT_MEMORY,		  /* there is none left, once */
	FAULT_COUNT,
} Fault;

/* From now on; 0: never. `seed`: of what is torn. */
void faulty_arm(int at, Fault fault, unsigned seed);
/* Memory that is asked for meanwhile is not counted. */
void faulty_spare_memory(bool spared);
/* It came to that step. */
bool faulty_struck(void);

/* From now on this process waits before each step until it is told on this socket to go on (turns.h), and says there
 * that it has come to one; it says so too where it would sleep, and does not. A fork of it takes no turns. */
void faulty_take_turns(int line);
/* What is said on it: by the process, and to it. */
enum {
	TURN_STEP = 's',
	TURN_SCARCE = 'w' /* of which there are few: a write, sync, cut, name or delete */,
	TURN_SLEEP = 'z',
	TURN_GO = 'g',
	TURN_HALF = 'h' /* half of a write to a place in a file */
};
