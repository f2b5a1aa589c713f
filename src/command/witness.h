/* What a command on the ledger leaves with the witness. */
#pragma once

#include "command/session.h"

/* Signs what the ledger holds now and appends it where sharedesk.ini says, else to desk.checkpoints beside the
 * database. `ret_line`, if it is not NULL, is the checkpoint, "" of an empty ledger. */
bool witness_put(Session *session, char *ret_line, Error *err) must_check;
/* The same after a backup or an export, which stands whatever comes of it: a fault is said on standard error. */
void witness_export(Session *session);
