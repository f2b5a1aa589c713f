/* What the practice's patients have of the Summary Care Record who never chose (S1). */
#include "base/text.h"
#include "model/desk/telling.h"
#include "model/lists/lists.h"
#include "model/rules/counting.h"
#include "model/rules/standing.h"

static ScrDefault default_of(const Standings *standings, const char *practice, const Zone *zone)
{
	const Fact *said = standings_scr_default(standings, practice);
	if (!said)
		return (ScrDefault){.status = SCR_CORE};
	return (ScrDefault){(ScrStatus)said->scr_status, zone_date(zone, said->at), said};
}

bool desk_scr_default(Desk *desk, Arena *arena, ScrDefault *ret_default, Error *err)
{
	FactList facts;
	Standings standings;
	if (desk->locked)
		return fail(err, ERROR_REFUSED, "The desk is locked: unlock it first.");
	const char *practice = desk_practice_code(desk, arena);
	if (!desk_read_standings(desk, arena, &facts, &standings, err))
		return false;
	*ret_default = default_of(&standings, text_or(practice, ""), desk_zone(desk));
	return true;
}

/* Today's begins now: nothing that was decided today is decided anew. */
static bool begin_of(const TellingNow *now, Date since, Instant *ret_from, Error *err)
{
	const int order = date_order(since, zone_date(now->world.zone, now->now));
	*ret_from = order < 0 ? zone_midnight(now->world.zone, since) : now->at;
	return order <= 0 || fail(err, ERROR_INPUT, "That day has not come yet: say it when it has.");
}

static bool changes(const ScrDefault *now, ScrStatus status, Date since, Error *err)
{
	char day[16];
	if (!now->said || now->status != status || date_order(now->since, since) > 0)
		return true;
	date_print_staff(now->since, day);
	return fail(err, ERROR_REFUSED, "It stands so since %s already; to begin it later, first say %s since %s.", day,
		    status == SCR_CORE ? "core and additional" : "core only", day);
}

/* From that day on it is as it is said now: what was said of later days was in error. */
static bool void_later(Telling *telling, const char *practice, Instant from, Error *err)
{
	const TellingNow *now = &telling->now;
	size_t count;
	const Fact **counting = facts_counting(now->world.standings, INSTANT_MAX, INSTANT_MAX, now->arena, &count);
	for (size_t i = 0; i < count; i++) {
		if (counting[i]->kind != FACT_SCR_DEFAULT || !text_is(counting[i]->practice, practice) ||
		    !instant_before(from, counting[i]->at))
			continue;
		Fact made = FACT_NONE;
		made.kind = FACT_VOIDED;
		made.fact = counting[i]->id;
		made.reason = "said anew from an earlier day";
		if (!telling_put(telling, &made, err))
			return false;
	}
	return true;
}

bool desk_put_scr_default(Desk *desk, ScrStatus status, Date since, Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .right = ACT_SETTINGS, .clock = true};
	TellingNow *now = &telling.now;
	Fact fact = FACT_NONE;
	Standings standings;
	Instant from;
	if (!telling_begin(&telling, err))
		return false;
	fact.kind = FACT_SCR_DEFAULT;
	fact.practice = desk_practice_code(desk, now->arena);
	fact.scr_status = (WordByte)status;
	if (!fact.practice)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	standings_fold(now->world.standings, now->at, INSTANT_MAX, now->arena, &standings);
	const ScrDefault stands = default_of(&standings, fact.practice, now->world.zone);
	if (!begin_of(now, since, &from, err) || !changes(&stands, status, since, err) ||
	    !void_later(&telling, fact.practice, from, err))
		return false;
	now->at = from;
	return telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
