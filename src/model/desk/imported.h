/* A file that is taken in is a fact of the kind `imported`, told in the transaction of what it brought: who, which
 * file, and which lines of the ledger it made. Nobody is named, and nothing told, where nobody is signed in. */
#pragma once

#include "model/desk/desk.h"

typedef struct ImportedFile {
	const char *name; /* its own, without the folder */
	FileFormat format;
	const char *hash; /* BLAKE2b-256 of its bytes, in hex */
	int64_t read;	  /* lines, rows or resources */
} ImportedFile;

/* What the desk loads from here on is of this file, which lives until it is NULL again. */
void desk_taking_file(Desk *desk, const ImportedFile *file);
/* Whether a file may bring answers and acts whoever made it: where nobody signs in, or no patient is here yet. */
bool desk_moves_in(Desk *desk, bool *ret_moves_in, Error *err) must_check;
/* Told last, inside the transaction: of the lines after `began` (INT64_MAX: it makes none). Where there is none nothing
 * was taken, and nothing is told, unless the file is kept beside the ledger. */
bool desk_tell_imported(Desk *desk, int64_t began, Error *err) must_check;
