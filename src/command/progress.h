/* A progress bar on standard error while a file is read; nothing where that is no terminal. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Progress {
	const char *name; /* outlives it */
	bool shown;
	int percent; /* last drawn; −1 at first */
} Progress;

Progress progress_begin(const char *name);
void progress_show(Progress *progress, int64_t done, int64_t total); /* `total` 0 where it is not known */
void progress_end(Progress *progress);				     /* wipes the bar */
