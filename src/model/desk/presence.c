#include "model/desk/presence.h"

#include "base/text.h"
#include "model/ledger/transaction.h"

bool presence_read(Desk *desk, const char *number, Arena *arena, Presence *ret_presence, Error *err)
{
	PresenceList all;
	Instant now = desk_now(desk);
	if (!desk->ports.ledger.ops->presences(desk->ports.ledger.self, arena, &all, err))
		return false;
	Presence found = {
		.kiosk = arena_text(arena, number),
		.state = KIOSK_CLOSED,
		.since = now,
		.seen = now,
		.called = INSTANT_MIN,
		.passphrase_at = INSTANT_MIN,
	};
	for (size_t i = 0; i < all.count; i++)
		if (text_is(all.items[i].kiosk, number))
			found = all.items[i];
	*ret_presence = found;
	return true;
}

bool presence_put(Desk *desk, const Presence *presence, Error *err)
{
	return desk->ports.ledger.ops->put_presence(desk->ports.ledger.self, presence, err);
}

bool presence_change(Desk *desk, const char *number, PresenceChange change, const void *context, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	Presence presence;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) ||
	    (desk->staff && !desk_still_allowed(desk, &arena, err)) ||
	    !presence_read(desk, number, &arena, &presence, err))
		return false;
	return !change(desk, &presence, context) ||
	       (presence_put(desk, &presence, err) && transaction_commit(&transaction, err));
}

void presence_call(Presence *presence, Instant now)
{
	if (instant_order(presence->called, INSTANT_MIN) == 0)
		presence->called = now;
}

void presence_clear(Presence *presence, Instant now)
{
	presence->patient = presence->visit = NULL;
	presence->state = KIOSK_IDLE;
	presence->question = presence->of = 0;
	presence->since = presence->seen = now;
}

void presence_attended(Presence *presence)
{
	presence->called = presence->passphrase_at = INSTANT_MIN;
	presence->wrong_tickets = presence->wrong_passphrases = 0;
}

/* --- What a kiosk may tell --- */

static bool may_be_told(FactKind kind)
{
	return kind == FACT_ANSWERED || kind == FACT_TICKET || kind == FACT_STAFF_CALLED;
}

bool presence_is_ours(const Desk *desk, const Presence *presence)
{
	return desk->visit[0] && text_is(presence->visit, desk->visit);
}

bool desk_kiosk_may(Desk *desk, const Chart *chart, Act right, Arena *arena, Error *err)
{
	Presence presence;
	if (desk->staff->role != ROLE_KIOSK)
		return true;
	if (!role_may(ROLE_KIOSK, right))
		return fail(err, ERROR_REFUSED, "This cannot be done at a kiosk: please speak to a member of staff.");
	if (!chart || right == ACT_OPEN_BY_TICKET)
		return true;
	if (!presence_read(desk, desk->kiosk, arena, &presence, err))
		return false;
	return presence_is_ours(desk, &presence) ||
	       fail(err, ERROR_REFUSED, "A member of staff goes on with this at the desk: nothing was saved here.");
}

bool desk_kiosk_tells(const Desk *desk, FactKind kind, Error *err)
{
	return desk->staff->role != ROLE_KIOSK || may_be_told(kind) ||
	       fail(err, ERROR_REFUSED, "This cannot be done at a kiosk: please speak to a member of staff.");
}
