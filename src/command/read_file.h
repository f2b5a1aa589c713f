/* What is known of a file that is being read, for the fact that it was taken in (model/desk/imported.h). */
#pragma once

#include <sodium.h>

#include "exchange/source.h"
#include "model/desk/imported.h"

typedef struct ReadFile {
	ImportedFile said; /* the format is the caller's to set */
	crypto_generichash_state state;
	char hash[2 * crypto_generichash_BYTES + 1];
} ReadFile;

/* Before anything is read. `shown`: the path, fit for a terminal; it lives on. */
void read_file_begin(ReadFile *file, Source *source, const char *shown);
/* All of it was read, in so many lines. */
void read_file_end(ReadFile *file, int64_t lines);
