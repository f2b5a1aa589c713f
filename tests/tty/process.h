/* What the system says of a running program: that it is still the same one, alone, and how much it holds. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

typedef struct ProcessLook {
	char state;		    /* as ps shows it: 'S' sleeps, 'T' is stopped */
	unsigned long long started; /* ticks since the machine was */
	unsigned long ticks;	    /* of work so far */
	long resident;		    /* kB in memory */
	int files;		    /* open */
	int children;		    /* that run */
	int ended;		    /* children that nobody has asked after */
	char program[256];	    /* the file it was made of */
} ProcessLook;

/* False where there is no such process any more. */
bool process_look(pid_t pid, ProcessLook *ret_look);
/* It began, with so many children beside it. */
bool process_begins(pid_t pid, int children, ProcessLook *ret_look, Error *err) must_check;
/* The same program, with as many children as at first and none that ended, not stopped, not dead; with no more files
 * open than at first. */
bool process_same(const ProcessLook *first, const ProcessLook *now, Error *err) must_check;
