#include "model/desk/sessions.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "model/desk/account_change.h"
#include "model/desk/accounts.h"
#include "model/desk/session_told.h"
#include "model/readings/explain.h"

enum { ELSEWHERE_SECONDS = 24 * 60 * 60 };

/* --- Looking back --- */

bool sessions_since(Desk *desk, Instant since, Arena *arena, SessionList *ret_sessions, Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	FactList facts;
	if (!ledger.ops->sessions(ledger.self, since, arena, &facts, err))
		return false;
	SessionSeen *items = arena_array(arena, facts.count, sizeof *items);
	size_t count = 0;
	for (size_t i = facts.count; i-- > 0;) {
		const Fact *fact = &facts.items[i];
		if (fact->kind == FACT_SIGNED_IN && fact->told_here)
			items[count++] = (SessionSeen){fact, session_out_of(&facts, i + 1, fact->id)};
	}
	*ret_sessions = (SessionList){items, count};
	return true;
}

void session_say(const SessionSeen *session, Text *out)
{
	text_add(out, "With ");
	explain_strength((Strength)session->in->strength, out);
	if (!session->out) {
		text_add(out, "; not signed out");
		return;
	}
	const int64_t minutes = (session->out->at.seconds - session->in->at.seconds) / 60;
	text_add(out, ", for ");
	if (minutes >= 60)
		text_add_print(out, "%" PRId64 " h ", minutes / 60);
	text_add_print(out, "%" PRId64 " min", minutes % 60);
}

/* --- At two desks --- */

/* Theirs that have no end and are not this one, of the last day. */
static bool others(Desk *desk, Arena *arena, SessionList *ret_others, Error *err)
{
	const char *folded = utf8_fold(arena, desk->staff->name);
	SessionList all;
	if (!sessions_since(desk, instant_add(desk_now(desk), -ELSEWHERE_SECONDS), arena, &all, err))
		return false;
	SessionSeen *items = arena_array(arena, all.count, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < all.count; i++)
		if (!all.items[i].out && !text_is(all.items[i].in->id, desk->session_fact) &&
		    text_is(utf8_fold(arena, all.items[i].in->name), folded))
			items[count++] = all.items[i];
	*ret_others = (SessionList){items, count};
	return true;
}

bool desk_signed_in_elsewhere(Desk *desk, Instant *ret_since)
{
	scoped(arena_free) Arena arena = {0};
	SessionList list;
	if (!desk->staff || !*desk->session_fact || !others(desk, &arena, &list, NULL) || list.count == 0)
		return false;
	*ret_since = list.items[0].in->at;
	return true;
}

bool desk_signed_in_meanwhile(Desk *desk, Instant *ret_when)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *now = NULL;
	if (!desk->staff || !*desk->session_fact || desk->locked || !account_find_own(desk, &arena, &now, NULL) ||
	    !instant_before(desk->signed_in, now->signed_in))
		return false;
	*ret_when = desk->signed_in = now->signed_in;
	return true;
}

static bool end_others(Desk *desk, Arena *arena, Error *err)
{
	SessionList list;
	if (!others(desk, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (!session_tell_out(desk, list.items[i].in->id, ENDING_EVERYWHERE, err))
			return false;
	return true;
}

bool desk_sign_out_elsewhere(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {.what = "signed out at all other desks"};
	const Ledger *ledger = &desk->ports.ledger;
	const Staff *now = NULL;
	if (!desk_may_act(desk, err) || !transaction_begin(&transaction, ledger, err) ||
	    !desk_still_allowed(desk, &arena, err) ||
	    !ledger->ops->staff(ledger->self, desk->staff->name, &arena, &now, err))
		return false;
	Staff changed = *now;
	changed.everywhere++;
	if (!account_tell(desk, &changed, ACCOUNT_EVERYWHERE, NULL, NULL, err) || !end_others(desk, &arena, err) ||
	    !ledger->ops->put_staff(ledger->self, &changed, err) || !transaction_commit(&transaction, err))
		return false;
	desk->staff->everywhere = changed.everywhere;
	return true;
}
