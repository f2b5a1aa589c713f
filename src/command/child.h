/* A program run to its end: its input and output are memory, its complaint is kept, and it has a time. No shell. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

enum { CHILD_SECONDS = 30 };

/* Files in memory: nothing of a patient is ever in a temporary folder. A file descriptor, closed on exec; −1 with
 * `err`. */
int child_memory(const char *name, Error *err);

/* Runs words[0] (found in PATH where it holds no slash); words end with NULL. `in` is read from its beginning. `out`
 * −1: what it prints is dropped. `called` names it in the sentence ("The printer's program lp"). ERROR_MISSING: it is
 * not there. */
bool child_run(const char *const *words, const char *called, int in, int out, Error *err) must_check;
