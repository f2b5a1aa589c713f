/* What stands against a ledger outside it: files of checkpoints, and the code of a receipt. */
#pragma once

#include "base/error.h"
#include "model/ledger/testimony.h"

typedef struct TestifyOptions {
	const char *witness, *key, *code; /* --witness, --witness-key and --code; NULL: not given */
	char **more;			  /* further files */
	int more_count;
} TestifyOptions;

typedef struct Testify {
	Testimony testimony;
	WitnessKeys keys;
	char code[LEDGER_CODE_MAX];
	size_t passed_over; /* lines of the files that are no checkpoints of this desk: said on standard error */
} Testify;

bool testify_wanted(const TestifyOptions *options);
/* Reads the key, the code and the files. Refused where none of them holds a checkpoint of this desk. */
bool testify_begin(const TestifyOptions *options, const char *database, Arena *arena, Testify *ret_testify,
		   Error *err) must_check;
void testify_end(Testify *testify); /* wipes the keys */
