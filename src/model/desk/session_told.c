#include "model/desk/session_told.h"

#include "model/desk/teller.h"
#include "model/ledger/transaction.h"

bool session_tell_in(Desk *desk, Strength strength, Error *err)
{
	Fact fact = FACT_NONE;
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

/* Of one that was ended elsewhere that was told there. */
void session_end(Desk *desk, Ending ending)
{
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	const bool told = *desk->session_fact && ending != ENDING_EVERYWHERE &&
			  transaction_begin(&transaction, &desk->ports.ledger, NULL) &&
			  session_tell_out(desk, desk->session_fact, ending, NULL) &&
			  transaction_commit(&transaction, NULL);
	(void)told;
	desk->session_fact[0] = '\0';
}
