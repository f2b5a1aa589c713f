#include "model/desk/teller.h"

Teller desk_teller(Desk *desk)
{
	return (Teller){.ledger = desk->ports.ledger, .now = desk_now(desk), .source = SOURCE_DESK};
}

bool desk_tell_line(Desk *desk, Line line, Arena *arena, Error *err)
{
	Teller teller = desk_teller(desk);
	Told told;
	const bool done = tell(&teller, &line, arena, &told, err);
	teller_done(&teller);
	return done;
}

bool desk_tell_beside(Desk *desk, Teller *teller, Fact *fact, Arena *arena, Error *err)
{
	char id[DESK_ID_MAX];
	Told told;
	if (!fact->id && !desk_new_id(desk, "f", id, err))
		return false;
	fact->id = fact->id ? fact->id : arena_text(arena, id);
	fact->at = teller->now;
	fact->by = desk->staff ? desk->staff->name : fact->by;
	Line line = line_of_fact(fact);
	return tell(teller, &line, arena, &told, err);
}

bool desk_tell_fact(Desk *desk, Fact *fact, char ret_id[DESK_ID_MAX], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Teller teller = desk_teller(desk);
	const bool done = desk_tell_beside(desk, &teller, fact, &arena, err);
	teller_done(&teller);
	if (done && ret_id)
		text_copy(ret_id, DESK_ID_MAX, fact->id);
	return done;
}

bool desk_tell_organisation(Desk *desk, const Organisation *organisation, Arena *arena, Error *err)
{
	return desk_tell_line(desk, line_of_organisation(organisation), arena, err);
}
