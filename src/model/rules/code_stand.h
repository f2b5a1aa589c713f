/* How the newest code of a request stands, read from the facts alone: for the card, the matrix and the work list alike.
 *
 * What stands beside the ledger (a hash that was wiped, a message on its way) is the desk's to know (codes.h). */
#pragma once

#include "model/rules/reach.h"

enum { CODE_DIGITS = 6, CODE_TRIES = 5 };

typedef enum CodeState {
	CODE_STATE_NONE, /* none was given out yet, or the newest was recorded in error */
	CODE_STATE_OUT,	 /* it can be typed until it expires */
	CODE_STATE_RUN_OUT,
	CODE_STATE_LOCKED, /* its tries are used up */
	CODE_STATE_USED,   /* typed right, or a choice was recorded since */
} CodeState;

typedef struct CodeStand {
	const Fact *code; /* the newest `code-issued`; NULL: CODE_STATE_NONE */
	CodeState state;
	int tries_left;
} CodeStand;

/* Of what had happened and was known when `reach` was folded; run out or not at `at`, half-open at `expires`. */
CodeStand code_stand(const Reach *reach, const char *request, Instant at);
