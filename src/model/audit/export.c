#include "model/audit/audit.h"

#include "model/desk/telling.h"

static bool seq_of(const Ledger *ledger, const char *id, int64_t *ret_seq, Error *err)
{
	Arena arena = {0};
	const Fact *fact = NULL;
	bool found = ledger->ops->fact(ledger->self, id, &arena, &fact, err);
	if (found)
		*ret_seq = fact->seq;
	arena_free(&arena);
	return found;
}

bool desk_export(Desk *desk, const char *what, int64_t *ret_until, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_EXPORTED;
	fact.reason = what;
	if (!desk_staff(desk)) { /* a database without staff: nobody to name */
		*ret_until = INT64_MAX;
		return true;
	}
	return desk_tell_facts(desk, NULL, ACT_BACKUP, NULL, &fact, 1, err) &&
	       seq_of(&desk->ports.ledger, fact.id, ret_until, err);
}
