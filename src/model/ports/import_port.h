/* Port: a file of lists read into the ledger. The ui asks through desk_look_at_file and desk_take_file
 * (model/lists/lists.h); the program does it (command/importing.h).
 *
 * The zero value cannot import. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum { IMPORT_STAMP = 4 };

/* What a file would bring, as the command line says it; nothing of it has been told. */
typedef struct ImportSeen {
	bool right;		     /* it may be taken */
	const char *said;	     /* what it brings, or why none of it can be taken; several lines */
	const char *const *rows;     /* each line refused, left out, or to be looked at by a person */
	size_t count;		     /* of rows */
	int64_t stamp[IMPORT_STAMP]; /* of the file: another has another */
} ImportSeen;

typedef struct Importing {
	/* `take` NULL: everything is done as it would be, and nothing of it stays. Else it is taken, refused where the
	 * file is no longer the one that was seen. False: it is no file that the desk reads, or it was stopped. */
	bool (*read)(void *self, const char *path, const ImportSeen *take, Arena *arena, ImportSeen *ret_seen,
		     Error *err);
	void *self;
} Importing;
