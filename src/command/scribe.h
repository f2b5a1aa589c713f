/* The port of model/ports/witness_port.h: checkpoints are appended to a file by a process beside this one, so that a
 * share that hangs holds up nobody here.
 *
 * It is made before any key is read and holds nothing but the lines that it is given: no terminal, no database. Each
 * is appended with one write (O_APPEND, no link followed) and is on the disk when it answers. It ends with this
 * process, or once the share lets go of it. */
#pragma once

#include <time.h>

#include "model/ports/witness_port.h"

enum { SCRIBE_SECONDS = 10 /* for an answer */, SCRIBE_PATH_MAX = 4096 };

typedef struct Scribe { /* zero: there is none */
	bool runs;
	int fd;			    /* to the process */
	char path[SCRIBE_PATH_MAX]; /* where the lines go */
	int waiting;		    /* lines that are not answered yet … */
	time_t since;		    /* … and since when, by a clock that nobody sets */
	int fault;		    /* errno of the last that is; 0: it was written */
} Scribe;

void scribe_start(Scribe *scribe);
void scribe_close(Scribe *scribe);
/* `path` may be given once the settings are read. */
WitnessPort scribe_port(Scribe *scribe, const char *path);
/* Until all is answered, for SCRIBE_SECONDS at most. */
bool scribe_wait(Scribe *scribe, Error *err) must_check;
