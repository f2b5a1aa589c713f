#include "model/readings/onlookers.h"

#include "base/text.h"

TextList onlookers_named(const Reach *reach, Arena *arena)
{
	size_t count = 0;
	const char **named = arena_array(arena, reach->fact_count + reach->standing_count, sizeof *named);
	Index index = {0};
	for (size_t i = 0; i < reach->fact_count + reach->standing_count; i++) {
		bool of_patient = i < reach->fact_count; /* home's own registration is among them */
		const Fact *fact = of_patient ? reach->facts[i] : reach->standings[i - reach->fact_count];
		bool counts = of_patient || (reach->home && text_is(fact->practice, reach->home->org));
		if (fact->org && counts && index_find(&index, fact->org) == INDEX_NONE) {
			index_add(&index, arena, fact->org, 0);
			named[count++] = fact->org;
		}
	}
	return (TextList){named, count};
}

static bool is_named(const TextList *named, const char *code)
{
	for (size_t i = 0; i < named->count; i++)
		if (text_is(named->items[i], code))
			return true;
	return false;
}

/* Whom no fact and no list names is answered by these alone: the purpose served, and which channels are open. */
enum { KINDS = 8 };

static size_t kind_of(const Organisation *organisation)
{
	return (organisation->care == CARE_URGENT ? 1U : 0U) | (organisation->mig == TRUTH_TRUE ? 2U : 0U) |
	       (organisation_views_scr(organisation) ? 4U : 0U);
}

const char *onlookers_asking(const Reach *reach, size_t entry, const TextList *named, const OrganisationList *askers,
			     Via via)
{
	bool asked[KINDS] = {0};
	const char *recorder = reach->world->entries.items[entry].org;
	for (size_t i = 0; i < askers->count; i++) {
		const Organisation *asker = &askers->items[i];
		size_t kind = kind_of(asker);
		if (asked[kind] || text_is(asker->code, recorder) || is_named(named, asker->code))
			continue;
		asked[kind] = true;
		Viewer viewer = viewer_of(reach, asker->code);
		Decision decision = decide(&viewer, entry);
		if (decision.verdict == VERDICT_ASK && decision.via == via)
			return asker->code;
	}
	return NULL;
}
