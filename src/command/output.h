/* What a command hands out: to a file, whole or not at all, or to standard output. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* All of the bytes; `what` could not be written otherwise: "The export". */
bool output_write(int fd, const char *what, const char *bytes, size_t count, Error *err) must_check;

/* Writes the whole export to `fd`. */
typedef bool OutputWriter(void *self, int fd, Error *err);

typedef struct Output {
	const char *path;
	OutputWriter *write;
	bool (*check)(void *self, const char *draft,
		      Error *err); /* the whole file before it has its name; may be NULL */
	void *self;
} Output;

/* A file gets its name only once it is whole, on the disk and checked. One of that name, a link too, is refused. */
bool output_put(const Output *output, Error *err) must_check;
bool output_is_free(const Output *output, Error *err) must_check; /* asked before work is done for it */

/* The steps of output_put, for what writes several files. Gives a draft its name; a file that is there stays what it
 * is. */
bool output_give_name(const char *draft, const char *path, Error *err) must_check;
/* A name outlives a power cut only once its folder is on the disk. */
bool output_keep_name(const char *path, Error *err) must_check;

/* `path` NULL is standard output. A file gets its name only once it is whole and on the disk; one of that name is
 * refused. */
bool output_to(const char *path, OutputWriter *writer, void *self, Error *err) must_check;
