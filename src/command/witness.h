/* What a command on the ledger leaves with the witness. */
#pragma once

#include "command/session.h"

/* After a backup or an export: signs what the ledger holds now and appends it where sharedesk.ini says, else to
 * desk.checkpoints beside the database. What was made stands whatever comes of it: a fault is said on standard
 * error. */
void witness_export(Session *session);
