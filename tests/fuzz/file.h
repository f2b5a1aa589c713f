/* Bytes as a file, for readers that ask for a path: in memory, for its owner alone, without a name in any folder. */
#pragma once

#include "fuzz.h"

enum { FUZZ_PATH_ROOM = 32 };

/* The descriptor, at its start, is the caller's to close; the path leads to it until then. `bytes` may be NULL. */
int fuzz_file(const uint8_t *bytes, size_t size, char ret_path[FUZZ_PATH_ROOM]);
/* All that such a file holds, from its start. */
char *fuzz_file_bytes(int fd, Arena *arena, size_t *ret_size);
