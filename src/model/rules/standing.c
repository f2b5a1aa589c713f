#include "model/rules/standing.h"

#include "base/text.h"
#include "model/rules/counting.h"

/* Narrows the span around `now` to where `change` is on the same side of it. */
static void narrow(Span *span, Instant now, Instant change)
{
	if (instant_before(now, change)) {
		if (instant_before(change, span->until))
			span->until = change;
	} else {
		span->since = instant_later(span->since, change);
	}
}

static bool within(Span span, Instant at)
{
	return !instant_before(at, span.since) &&
	       (instant_before(at, span.until) || instant_order(span.until, INSTANT_MAX) == 0);
}

static Listed *find(const Standings *standings, const char *practice, const char *org)
{
	uint32_t number = index_find(&standings->by_org, org);
	while (number != INDEX_NONE && !text_is(standings->listed[number].practice, practice))
		number = standings->listed[number].next;
	return number == INDEX_NONE ? NULL : &standings->listed[number];
}

/* An organisation stays in the index under the first of its items; those of other practices hang from it. */
static Listed *list(Standings *standings, const Fact *fact, Arena *arena)
{
	Listed *known = find(standings, fact->practice, fact->org);
	if (known)
		return known;
	uint32_t number = (uint32_t)standings->listed_count++;
	uint32_t first = index_add(&standings->by_org, arena, fact->org, number);
	Listed *listed = &standings->listed[number];
	*listed = (Listed){.of = {.standing = STANDING_VERIFY}, .practice = fact->practice, .next = INDEX_NONE};
	if (first != number) {
		listed->next = standings->listed[first].next;
		standings->listed[first].next = number;
	}
	return listed;
}

static void take(StandingOf *of, const Fact *fact)
{
	if (of->standing == STANDING_PROHIBITED && fact->standing != STANDING_PROHIBITED)
		of->lifted = fact;
	of->standing = fact->standing;
	of->said_by = fact;
}

static void take_scr_default(Standings *standings, const Fact *fact, Arena *arena)
{
	uint32_t next = (uint32_t)standings->scr_default_of.count;
	standings->scr_defaults[index_add(&standings->scr_default_of, arena, fact->practice, next)] = fact;
}

void standings_fold(FactList facts, Instant at, Instant known_at, Arena *arena, Standings *ret_standings)
{
	Standings standings = {.at = {INSTANT_MIN, INSTANT_MAX}, .known_at = {INSTANT_MIN, INSTANT_MAX}};
	standings.facts = facts_counting(facts, at, known_at, arena, &standings.count);
	standings.listed = arena_array(arena, standings.count, sizeof *standings.listed);
	for (size_t i = 0; i < facts.count; i++) {
		narrow(&standings.at, at, facts.items[i].at);
		narrow(&standings.known_at, known_at, facts.items[i].recorded_at);
	}
	standings.scr_defaults = arena_array(arena, standings.count, sizeof(const Fact *));
	for (size_t i = 0; i < standings.count; i++) {
		const Fact *fact = standings.facts[i];
		if (fact->kind == FACT_STANDING)
			take(&list(&standings, fact, arena)->of, fact);
		else if (fact->kind == FACT_SCR_DEFAULT)
			take_scr_default(&standings, fact, arena);
	}
	*ret_standings = standings;
}

StandingOf standings_say(const Standings *standings, const char *practice, const char *org)
{
	const Listed *listed = find(standings, practice, org);
	return listed ? listed->of : (StandingOf){.standing = STANDING_VERIFY};
}

const Fact *standings_scr_default(const Standings *standings, const char *practice)
{
	uint32_t number = index_find(&standings->scr_default_of, practice);
	return number == INDEX_NONE ? NULL : standings->scr_defaults[number];
}

bool standings_hold(const Standings *standings, Instant at, Instant known_at)
{
	return within(standings->at, at) && within(standings->known_at, known_at);
}
