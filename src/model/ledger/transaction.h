/* A transaction, and a stretch of reading, that end with their scope.
 *
 *	scoped(transaction_end) Transaction transaction = {0};
 *	if (!transaction_begin(&transaction, &ledger, err) || !tell_something(…))
 *		return false;  // rolled back
 *	return transaction_commit(&transaction, err); */
#pragma once

#include "model/ledger/ledger.h"

typedef struct Transaction {  /* {0} is one not begun */
	const Ledger *ledger; /* NULL unless open */
} Transaction;

bool transaction_begin(Transaction *transaction, const Ledger *ledger, Error *err) must_check;
bool transaction_commit(Transaction *transaction, Error *err) must_check; /* a failed one is rolled back */
void transaction_end(Transaction *transaction);				  /* rolls back what was not committed */

typedef struct Reading { /* {0} is one not begun */
	const Ledger *ledger;
} Reading;

bool reading_begin(Reading *reading, const Ledger *ledger, Error *err) must_check;
void reading_end(Reading *reading);
