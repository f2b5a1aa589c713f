#include "model/audit/audit.h"

#include <stdlib.h>

#include "base/date_zone.h"
#include "base/text.h"
#include "model/desk/accounts.h"
#include "model/desk/telling.h"
#include "model/ledger/transaction.h"

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

static bool set_up_before(const Desk *desk, Instant then)
{
	FactList facts;
	if (desk->ports.demo || !desk_facts_of_nobody(desk, NOBODY_ACCOUNTS, &facts, NULL))
		return false;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ACCOUNT && facts.items[i].told_here)
			return instant_before(facts.items[i].at, then);
	return false;
}

static const char *backup_late(Desk *desk, Arena *arena)
{
	enum { LATE = 26 * 60 * 60 };
	const char *made = desk_setting(desk, BACKUP_SETTING, arena);
	char day[16];
	const Instant at = {text_empty(made) ? 0 : strtoll(made, NULL, 10)};
	const int64_t since = desk_now(desk).seconds - at.seconds;
	if (text_empty(made) || since < -LATE) /* a clock that was ahead says nothing */
		return set_up_before(desk, instant_add(desk_now(desk), -LATE)) ? "No backup was made yet" : NULL;
	if (since <= LATE)
		return NULL;
	date_print_short(zone_date(desk_zone(desk), at), day);
	return arena_print(arena, "No backup since %s", day);
}

const char *desk_warning(Desk *desk, Arena *arena)
{
	const char *let_in = desk_let_in_lately(desk, arena);
	const char *late = backup_late(desk, arena);
	return let_in && late ? arena_print(arena, "%s; %s", let_in, late) : text_or(let_in, late);
}

bool desk_note_backup(Desk *desk, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	char seconds[24];
	scoped(transaction_end) Transaction transaction = {0};
	text_print(seconds, sizeof seconds, "%lld", (long long)desk_now(desk).seconds);
	return transaction_begin(&transaction, ledger, err) &&
	       ledger->ops->put_setting(ledger->self, BACKUP_SETTING, seconds, err) &&
	       transaction_commit(&transaction, err);
}
