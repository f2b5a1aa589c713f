/* What checkpoints and a code say, held against the ledger in one walk over its lines.
 *
 *	testimony_add      each line of the files
 *	testimony_line     each line of the ledger, from the first
 *	testimony_end
 *	testimony_say      what came of it */
#pragma once

#include "base/arena.h"
#include "base/text.h"
#include "model/ledger/witness.h"

typedef enum WitnessLine {
	WITNESS_TAKEN,
	WITNESS_NONE,	  /* no whole checkpoint: half a line, or something else */
	WITNESS_FALSE,	  /* its signature is not that of the key which it names: it was changed */
	WITNESS_STRANGER, /* by another key */
	WITNESS_KINDS
} WitnessLine;

typedef struct Testimony {
	Arena *arena;
	unsigned char key[WITNESS_KEY_BYTES]; /* whose checkpoints count */
	Checkpoint *items;
	size_t count, room;
	size_t next;		       /* the first that the walk has not reached */
	const Checkpoint *held, *lost; /* the last that holds, the first that does not; in the order of lines */
	size_t lost_count;
	int64_t lines; /* of the ledger */

	const char *code; /* that is looked for, as it is printed; NULL: none */
	const WitnessKeys *keys;
	int64_t code_lines; /* of the state that it is of; 0: none yet */
} Testimony;

WitnessLine testimony_add(Testimony *testimony, const char *line);
void testimony_begin(Testimony *testimony); /* all are added */
void testimony_line(Testimony *testimony, int64_t seq, const Seal *seal);
/* No more lines follow. `whole`: those were all that there are; else the walk ended at a fault, and of what is beyond
 * it nothing is said. */
void testimony_end(Testimony *testimony, bool whole);
bool testimony_holds(const Testimony *testimony); /* each checkpoint, and the code if there is one */
/* Sentences, each with its end of line. */
void testimony_say(const Testimony *testimony, Text *out);
