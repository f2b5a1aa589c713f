/* What this desk says of the ledger to the outside: signed checkpoints, and the code of the moment. */
#pragma once

#include "model/desk/desk.h"
#include "model/ledger/witness.h"

/* Signs what the ledger holds now, with the keys of this desk.key. `ret_line` is without its end of line, and "" where
 * the ledger has no line yet. */
bool desk_checkpoint(Desk *desk, const unsigned char desk_key[DESK_KEY_BYTES], char ret_line[CHECKPOINT_MAX],
		     Error *err) must_check;

/* Gives the port a checkpoint where one is due: the first time, a day after the last, ten minutes after one that could
 * not be written, and after desk_witness_again. To be asked about once a minute. */
void desk_witness_step(Desk *desk);
/* Something left the desk: what the ledger holds now is to be witnessed. */
void desk_witness_again(Desk *desk);
/* False where the last checkpoint could not be written. */
bool desk_witness_stands(Desk *desk, Error *err) must_check;

/* The code of what the ledger holds now, and of how many lines that is; "" and 0 of an empty one. */
bool desk_ledger_code(Desk *desk, char ret_code[LEDGER_CODE_MAX], int64_t *ret_lines, Error *err) must_check;
