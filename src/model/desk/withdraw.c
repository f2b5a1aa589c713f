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

static bool look_at_parcel(Desk *desk, const Parcel *parcel, Error *err)
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
	bool useful = fact && may_be_typed(&world, parcel, desk_latest_at(world.facts, desk_now(desk)), &arena);
	if (book && book->fault.kind != ERROR_NONE)
		return fail(err, book->fault.kind, "%s", book->fault.text);
	return useful || ledger.ops->withdraw_parcels(ledger.self, parcel->request, err);
}

bool desk_withdraw_dead(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	ParcelList queued = {NULL, 0};
	bool done = ledger.ops->queued_parcels(ledger.self, &arena, &queued, err);
	for (size_t i = 0; done && i < queued.count; i++)
		done = look_at_parcel(desk, &queued.items[i], err);
	return done;
}
