/* A program on a pseudo-terminal of its own: started, typed at, listened to, waited for. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/error.h"

typedef struct Child {
	pid_t pid;    /* 0: never started, or waited for */
	int fd;	      /* of the terminal's other side; non-blocking */
	int status;   /* as waitpid gives it, once pid is 0 */
	FILE *record; /* gets a copy of every byte heard; NULL for none. The caller's */
} Child;

/* Runs `command` through the shell, in its own session, on a terminal of this size. */
bool child_start(Child *child, const char *command, int rows, int cols, Error *err) must_check;
/* Bytes heard within `timeout` ms: more than 0, 0 for silence, -1 when the other side is closed. */
ssize_t child_hear(Child *child, char *bytes, size_t size, int timeout);
void child_type(Child *child, const char *bytes, size_t length);
void child_resize(Child *child, int rows, int cols);
/* Whether it sleeps: it has nothing to do before it is typed at, or an hour comes. Where no /proc tells, true. */
bool child_sleeps(const Child *child);
/* True when it has ended; waits at most `timeout` ms. */
bool child_ended(Child *child, int timeout);
int child_exit_status(const Child *child); /* of an ended one; 128 + signal where a signal ended it */
void child_finish(Child *child);	   /* hangs up, kills what stays, closes */
