/* sharedesk decide --batch: a stream of questions. */
#pragma once

#include "command/session.h"
#include "model/readings/inquiry.h"

/* How questions are asked of a ledger now: what whoever is signed in may read. */
Inquirer decide_inquirer(const Session *session, Ledger ledger);

/* Questions as lines of JSON on standard input, answers on standard output in the order asked, of one state of the
 * ledger for as long as nobody waits before they ask on; one bad question never stops the rest: EXIT_WRONG. No answer
 * is given before it is told who looked. */
int decide_batch(Session *session, Error *err);
