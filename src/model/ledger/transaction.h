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
	bool anyhow;	      /* no hold keeps it: it is nobody's act, but what an act or a look leaves behind */
	const char *what;     /* what it does, for the hold; NULL: not said */
} Transaction;

bool transaction_begin(Transaction *transaction, const Ledger *ledger, Error *err) must_check;
/* Without waiting: true and not begun (`ledger` is NULL) while another desk writes. For what nobody asked for. */
bool transaction_try(Transaction *transaction, const Ledger *ledger, Error *err) must_check;
/* A failed one is rolled back; so is one that is held back. */
bool transaction_commit(Transaction *transaction, Error *err) must_check;
void transaction_end(Transaction *transaction); /* rolls back what was not committed */

/* Whether what is about to be done outside a transaction is let through; noted where it is not. */
bool ledger_lets(const Ledger *ledger, const char *what, Error *err) must_check;

typedef struct Reading { /* {0} is one not begun */
	const Ledger *ledger;
} Reading;

bool reading_begin(Reading *reading, const Ledger *ledger, Error *err) must_check;
void reading_end(Reading *reading);
