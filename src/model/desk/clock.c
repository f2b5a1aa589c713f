/* The clock of this desk, and how it stands to what the ledger has (RULES, Time). */
#include <inttypes.h>

#include "model/desk/inside.h"
#include "model/ledger/tell.h"

enum { CLOCK_BEHIND_SECONDS = 60, CLOCK_LOOK_BACK = 64, CLOCK_PATIENTS_MAX = 16 };

Instant desk_now(const Desk *desk)
{
	return desk->ports.clock.now(desk->ports.clock.self);
}

Date desk_today(const Desk *desk)
{
	return zone_date(desk->ports.zone, desk_now(desk));
}

const Zone *desk_zone(const Desk *desk)
{
	return desk->ports.zone;
}

/* What a file dates later than a file may: an older program took it. */
static bool dated_too_late(const Fact *fact, Instant now)
{
	return !fact->told_here && tell_too_late(fact->at, now);
}

Instant desk_latest_at(FactList facts, Instant now)
{
	Instant latest = now;
	for (size_t i = 0; i < facts.count; i++)
		if (!dated_too_late(&facts.items[i], now))
			latest = instant_later(latest, facts.items[i].at);
	return latest;
}

Instant desk_next_at(FactList facts, Instant now)
{
	Instant next = INSTANT_MAX;
	for (size_t i = 0; i < facts.count; i++) {
		const Instant counts = instant_add(facts.items[i].at, -TELL_AHEAD_SECONDS);
		if (dated_too_late(&facts.items[i], now) && instant_before(counts, next))
			next = counts;
	}
	return next;
}

int64_t desk_latest_seq(FactList facts)
{
	return facts.count > 0 ? facts.items[facts.count - 1].seq : 0;
}

void desk_note_facts(Desk *desk, FactList facts)
{
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].told_here)
			desk->latest = instant_later(desk->latest, facts.items[i].recorded_at);
}

int64_t desk_head(Desk *desk)
{
	int64_t seq = 0;
	Seal seal;
	return desk->ports.ledger.ops->head(desk->ports.ledger.self, &seq, &seal, NULL) ? seq : 0;
}

bool desk_moved(Desk *desk)
{
	return desk->ports.ledger.ops->moved(desk->ports.ledger.self);
}

bool desk_reaches_ledger(Desk *desk, Error *err)
{
	int64_t seq;
	Seal seal;
	return desk->ports.ledger.ops->head(desk->ports.ledger.self, &seq, &seal, err);
}

/* The port hands out no latest moment; the patients of the latest lines have it. A file may bring any number. */
static bool note_latest(Desk *desk, int64_t head, Arena *arena, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	int64_t since = desk->latest_head > 0 ? desk->latest_head : head > CLOCK_LOOK_BACK ? head - CLOCK_LOOK_BACK : 0;
	TextList patients;
	FactList facts;
	if (!ledger.ops->changed(ledger.self, since, CLOCK_PATIENTS_MAX, arena, &patients, err) ||
	    !ledger.ops->facts_since(ledger.self, NULL, since, arena, &facts, err))
		return false;
	desk_note_facts(desk, facts);
	for (size_t i = 0; i < patients.count; i++) {
		if (!ledger.ops->facts(ledger.self, patients.items[i], arena, &facts, err))
			return false;
		desk_note_facts(desk, facts);
	}
	return true;
}

/* By how much the clock is behind the latest line, or behind `known` where that is later; 0 where it is not. */
static bool seconds_behind(Desk *desk, Instant known, int64_t *ret_seconds, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Seal seal;
	int64_t head;
	if (!desk->ports.ledger.ops->head(desk->ports.ledger.self, &head, &seal, err))
		return false;
	if (head != desk->latest_head && !note_latest(desk, head, &arena, err))
		return false;
	desk->latest_head = head;
	Instant now = desk_now(desk), latest = instant_later(desk->latest, known);
	*ret_seconds = instant_later(latest, now).seconds - now.seconds;
	return true;
}

bool desk_clock_behind(Desk *desk, int64_t *ret_seconds)
{
	int64_t seconds = 0;
	if (!seconds_behind(desk, INSTANT_MIN, &seconds, NULL) || seconds <= CLOCK_BEHIND_SECONDS)
		return false;
	if (ret_seconds)
		*ret_seconds = seconds;
	return true;
}

bool desk_clock_set_back(const Desk *desk, bool *ret_set_back, Error *err)
{
	enum { WEEK = 7 * 24 * 60 * 60 };
	scoped(arena_free) Arena arena = {0};
	const Ledger *ledger = &desk->ports.ledger;
	const Instant now = desk_now(desk), ahead = instant_add(now, CLOCK_BEHIND_SECONDS);
	const Fact *last = NULL;
	FactList sessions;
	*ret_set_back = false;
	if (!ledger->ops->sessions(ledger->self, ahead, &arena, &sessions, err))
		return false;
	if (sessions.count == 0)
		return true;
	if (!ledger->ops->sessions(ledger->self, instant_add(now, -WEEK), &arena, &sessions, err))
		return false;
	for (size_t i = 0; i < sessions.count; i++)
		if (!last || sessions.items[i].seq > last->seq)
			last = &sessions.items[i];
	*ret_set_back = last && !instant_before(last->at, ahead);
	return true;
}

/* What a file brought is dated by another clock than this: only this patient waits, and not for long. */
static bool files_have_come(const Desk *desk, FactList facts, Error *err)
{
	const Instant now = desk_now(desk);
	const int64_t seconds = desk_latest_at(facts, now).seconds - now.seconds;
	return seconds <= CLOCK_BEHIND_SECONDS ||
	       fail(err, ERROR_REFUSED,
		    "A file says of this patient what comes only in %" PRId64 " minutes: answers can be taken then.",
		    (seconds + 59) / 60);
}

bool desk_may_date(Desk *desk, FactList facts, Error *err)
{
	Instant latest = INSTANT_MIN;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].told_here)
			latest = instant_later(latest, facts.items[i].at);
	return desk_clock_right(desk, latest, err) && files_have_come(desk, facts, err);
}

bool desk_clock_right(Desk *desk, Instant known, Error *err)
{
	int64_t seconds;
	if (!seconds_behind(desk, known, &seconds, err))
		return false;
	return seconds <= CLOCK_BEHIND_SECONDS ||
	       fail(err, ERROR_REFUSED,
		    "This computer's clock is %" PRId64 " minutes behind what was already recorded: set it right "
		    "first.",
		    (seconds + 59) / 60);
}
