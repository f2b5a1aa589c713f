/* Programs that the desk starts, without a shell; most run to their end: their input and output are memory, their
 * complaint is kept, and they have a time. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

enum { CHILD_SECONDS = 30 };

/* Files in memory: nothing of a patient is ever in a temporary folder. A file descriptor, closed on exec; −1 with
 * `err`. */
int child_memory(const char *name, Error *err);

/* Starts words[0], away from the terminal's keys, with these as its standard input, output and complaints, −1: nothing.
 * Returns errno; 0: it runs. */
int child_start(const char *const *words, int in, int out, int complaint, pid_t *ret_child);

/* Runs words[0] (found in PATH where it holds no slash); words end with NULL. `in` is read from its beginning. `out`
 * −1: what it prints is dropped. `called` names it in the sentence ("The printer's program lp"). ERROR_MISSING: it is
 * not there. */
bool child_run(const char *const *words, const char *called, int in, int out, Error *err) must_check;
