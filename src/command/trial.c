#include "command/trial.h"

static bool go_on(void *self, Error *err)
{
	return true;
}

static void stay(void *self)
{
}

Ledger trial_ledger(const Ledger *ledger, LedgerOps *ops)
{
	*ops = *ledger->ops;
	return (Ledger){ops, ledger->self, ledger->hold};
}

bool trial_begin(const Ledger *ledger, LedgerOps *ops, Error *err)
{
	if (!ledger->ops->begin(ledger->self, err))
		return false;
	ops->begin = ops->commit = go_on;
	ops->rollback = stay;
	return true;
}

void trial_end(const Ledger *ledger, LedgerOps *ops)
{
	*ops = *ledger->ops;
	ledger->ops->rollback(ledger->self);
}
