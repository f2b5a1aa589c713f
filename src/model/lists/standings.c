/* Who said what of an organisation on the practice's lists, and of which organisations nobody knows the system. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/checks.h"
#include "model/lists/lists.h"
#include "model/rules/standing.h"

static const char *standing_text(const Fact *fact, const Zone *zone, Arena *arena)
{
	char day[16];
	date_print_staff(zone_date(zone, fact->at), day);
	return arena_print(arena, "%s since %s%s%s", words_text(&standing_words, fact->standing), day,
			   text_empty(fact->by) ? "" : ", said by ", text_or(fact->by, ""));
}

static const char *name_of(const Organisation *organisation, const char *code, Arena *arena)
{
	char name[256];
	if (!organisation)
		return code;
	organisation_short_name(organisation, name, sizeof name);
	return arena_text(arena, name);
}

static int by_standing_and_name(const void *a, const void *b)
{
	const StandingLine *one = a, *other = b;
	scoped(arena_free) Arena arena = {0};
	if (one->standing != other->standing)
		return one->standing == STANDING_ALLOWED ? -1 : 1;
	int order = strcmp(utf8_fold(&arena, one->name), utf8_fold(&arena, other->name));
	return order ? order : strcmp(one->org, other->org);
}

bool desk_standing_lines(Desk *desk, Arena *arena, const StandingLine **ret_lines, size_t *ret_count, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	FactList facts;
	Standings standings;
	if (desk->locked)
		return fail(err, ERROR_REFUSED, "The desk is locked: unlock it first.");
	const char *practice = desk_practice_code(desk, arena);
	if (!desk_read_standings(desk, arena, &facts, &standings, err))
		return false;
	StandingLine *lines = arena_array(arena, standings.count, sizeof *lines);
	size_t count = 0;
	for (size_t i = 0; practice && i < standings.count; i++) {
		const Fact *fact = standings.facts[i];
		const Organisation *organisation = NULL;
		if (fact->kind != FACT_STANDING)
			continue;
		StandingOf of = standings_say(&standings, practice, fact->org);
		if (of.said_by != fact || of.standing == STANDING_VERIFY)
			continue;
		if (!ledger.ops->organisation(ledger.self, fact->org, arena, &organisation, err))
			return false;
		lines[count++] = (StandingLine){
			.org = fact->org,
			.name = name_of(organisation, fact->org, arena),
			.standing = of.standing,
			.fact = fact,
			.closed = organisation && organisation_closed(organisation, desk_today(desk)),
			.text = standing_text(fact, desk_zone(desk), arena),
		};
	}
	if (count > 1)
		qsort(lines, count, sizeof *lines, by_standing_and_name);
	*ret_lines = lines;
	*ret_count = count;
	return true;
}

bool desk_unknown_systems(Desk *desk, size_t limit, Arena *arena, OrganisationList *ret_orgs, bool *ret_more,
			  Error *err)
{
	OrganisationList found;
	if (!desk_organisations_of(desk, ORGANISATIONS_UNKNOWN_SYSTEM, limit + 1, arena, &found, err))
		return false;
	*ret_more = found.count > limit;
	*ret_orgs = (OrganisationList){.items = found.items, .count = *ret_more ? limit : found.count};
	return true;
}
