/* A ledger on trial: everything is done as it would be, in one transaction that is never ended, and nothing of it
 * stays. Transactions within it begin and end without effect, so one file of a trial sees what the one before told.
 * What fails within one is not undone for the next: a trial ends with its first failure. */
#pragma once

#include "model/ledger/ledger.h"

/* The same ledger with ways of its own, kept in `ops`; no trial yet. */
Ledger trial_ledger(const Ledger *ledger, LedgerOps *ops);
/* From here on nothing stays, until it is ended or the store is closed. */
bool trial_begin(const Ledger *ledger, LedgerOps *ops, Error *err) must_check;
/* All that was told since is undone; from here on things stay. `ledger`: the one that the trial was made of. */
void trial_end(const Ledger *ledger, LedgerOps *ops);
