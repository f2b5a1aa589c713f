#include "model/desk/session_told.h"

#include "model/desk/teller.h"
#include "model/ledger/transaction.h"

/* While the clock was ahead, what is due was found as of then: everybody is looked at anew. */
static bool begin_anew_where_set_back(Desk *desk, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	bool set_back;
	return desk_clock_set_back(desk, &set_back, err) && (!set_back || ledger->ops->mark_all_due(ledger->self, err));
}

bool session_tell_in(Desk *desk, Strength strength, Error *err)
{
	Fact fact = FACT_NONE;
	if (!begin_anew_where_set_back(desk, err))
		return false;
	fact.kind = FACT_SIGNED_IN;
	fact.name = desk->staff->name;
	fact.strength = (WordByte)strength;
	return desk_tell_fact(desk, &fact, desk->session_fact, err);
}

bool session_tell_out(Desk *desk, const char *in, Ending ending, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_SIGNED_OUT;
	fact.name = desk->staff->name;
	fact.fact = in;
	fact.ending = (WordByte)ending;
	return desk_tell_fact(desk, &fact, NULL, err);
}

const Fact *session_out_of(const FactList *facts, size_t from, const char *in)
{
	for (size_t i = from; i < facts->count; i++)
		if (facts->items[i].kind == FACT_SIGNED_OUT && text_is(facts->items[i].fact, in))
			return &facts->items[i];
	return NULL;
}

/* At another desk, by who signed out everywhere. */
static bool is_told(Desk *desk, const char *in, bool *ret_told)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger ledger = desk->ports.ledger;
	const Fact *began = NULL;
	FactList facts;
	if (!ledger.ops->fact(ledger.self, in, &arena, &began, NULL) || !began ||
	    !ledger.ops->sessions(ledger.self, began->at, &arena, &facts, NULL))
		return false;
	*ret_told = session_out_of(&facts, 0, in) != NULL;
	return true;
}

void session_end(Desk *desk, Ending ending)
{
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	const char *in = desk->session_fact;
	bool told;
	const bool done = *in && transaction_begin(&transaction, &desk->ports.ledger, NULL) &&
			  is_told(desk, in, &told) && !told && session_tell_out(desk, in, ending, NULL) &&
			  transaction_commit(&transaction, NULL);
	(void)done;
	desk->session_fact[0] = '\0';
}
