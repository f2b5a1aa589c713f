#include "model/ledger/transaction.h"

#include "base/text.h"

bool ledger_lets(const Ledger *ledger, const char *what, Error *err)
{
	Hold *hold = ledger->hold;
	if (!hold || !hold->holds)
		return true;
	hold->held = true;
	text_copy(hold->what, sizeof hold->what, text_or(what, ""));
	return fail(err, ERROR_REFUSED, "Nothing is recorded by that key alone: Ctrl-S records.");
}

bool transaction_begin(Transaction *transaction, const Ledger *ledger, Error *err)
{
	if (!ledger->ops->begin(ledger->self, err))
		return false;
	transaction->ledger = ledger;
	return true;
}

bool transaction_try(Transaction *transaction, const Ledger *ledger, Error *err)
{
	bool begun;
	if (!ledger->ops->try_begin(ledger->self, &begun, err))
		return false;
	transaction->ledger = begun ? ledger : NULL;
	return true;
}

bool transaction_commit(Transaction *transaction, Error *err)
{
	const Ledger *ledger = transaction->ledger;
	if ((!transaction->anyhow && !ledger_lets(ledger, transaction->what, err)) ||
	    !ledger->ops->commit(ledger->self, err))
		return false;
	transaction->ledger = NULL;
	return true;
}

void transaction_end(Transaction *transaction)
{
	const Ledger *ledger = transaction->ledger;
	if (ledger)
		ledger->ops->rollback(ledger->self);
	transaction->ledger = NULL;
}

bool reading_begin(Reading *reading, const Ledger *ledger, Error *err)
{
	if (!ledger->ops->read_begin(ledger->self, err))
		return false;
	reading->ledger = ledger;
	return true;
}

void reading_end(Reading *reading)
{
	if (reading->ledger)
		reading->ledger->ops->read_end(reading->ledger->self);
}
