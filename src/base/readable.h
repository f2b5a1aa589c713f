/* A file that somebody named, opened to be read. A pipe may be one (/dev/stdin, what a shell makes of <(…)); one that
 * nobody writes to is refused after three seconds, for whoever waits for it waits for ever. errno says why it could not
 * be opened. A block device and a folder are none. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

bool readable_open(const char *path, int *ret_fd, Error *err) must_check;

/* The same, as a stream; NULL where it could not be. */
FILE *readable_stream(const char *path, Error *err) must_check;
