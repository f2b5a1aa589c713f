/* Messages that are of no use any more are withdrawn where the facts are told that made them so. */
#include "model/desk/checks.h"
#include "model/rules/code_stand.h"

static bool may_be_typed(const World *world, const Parcel *parcel, Instant at, Arena *arena)
{
	Reach reach;
	reach_fold(world, at, INSTANT_MAX, arena, &reach);
	const Request *request = agreements_request(&reach.agreements, parcel->request);
	CodeStand stand = code_stand(&reach, parcel->request, at);
	return request && request->open && stand.state == CODE_STATE_OUT && text_is(stand.code->id, parcel->fact) &&
	       desk_check_living(world, NULL) &&
	       desk_needs_code(&reach, &reach.agreements.episodes[request->episode], NULL);
}

static bool is_useful(Desk *desk, const Parcel *parcel, bool *ret_useful, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	OrganisationBook *book = NULL;
	const Fact *fact;
	World world;
	if (!ledger.ops->fact(ledger.self, parcel->fact, &arena, &fact, err))
		return false;
	if (fact && !desk_load_world(desk, fact->patient, &arena, &world, &book, err))
		return false;
	*ret_useful = fact && may_be_typed(&world, parcel, desk_latest_at(world.facts, desk_now(desk)), &arena);
	return !book || book->fault.kind == ERROR_NONE || fail(err, book->fault.kind, "%s", book->fault.text);
}

/* `leaving`: what is of a patient who cannot be read is not sent, for its code cannot be typed either. */
static bool withdraw_useless(Desk *desk, const ParcelList *queued, bool leaving, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	for (size_t i = 0; i < queued->count; i++) {
		bool useful = false;
		Error why = {0};
		if (!is_useful(desk, &queued->items[i], &useful, &why)) {
			if (!leaving || why.kind != ERROR_STORE)
				return fail(err, why.kind, "%s", why.text);
			useful = false;
		}
		if (!useful && !ledger.ops->withdraw_parcels(ledger.self, queued->items[i].request, err))
			return false;
	}
	return true;
}

bool desk_withdraw_dead(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	ParcelList queued;
	return ledger.ops->queued_parcels(ledger.self, &arena, &queued, err) &&
	       withdraw_useless(desk, &queued, false, err);
}

bool desk_withdraw_doubtful(Desk *desk, bool leaving, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	ParcelList queued;
	return ledger.ops->doubtful_parcels(ledger.self, desk_now(desk), &arena, &queued, err) &&
	       withdraw_useless(desk, &queued, leaving, err);
}
