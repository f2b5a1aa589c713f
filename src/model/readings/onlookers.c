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

/* Nobody in particular: with no fact, on no list, neither a partner nor in the directory, of planned or of urgent care.
 */
bool onlookers_any_asks(const Reach *reach, size_t entry)
{
	Viewer anybody = viewer_of(reach, "");
	return decide(&anybody, entry).verdict == VERDICT_ASK && !reach_opt_out(reach, PURPOSE_UNPLANNED);
}

static bool is_named(const TextList *named, const char *code)
{
	for (size_t i = 0; i < named->count; i++)
		if (text_is(named->items[i], code))
			return true;
	return false;
}

const char *onlookers_asking_partner(const Reach *reach, size_t entry, const TextList *named,
				     const OrganisationList *partners)
{
	for (size_t i = 0; i < partners->count; i++) {
		const char *code = partners->items[i].code;
		Viewer partner = viewer_of(reach, code);
		if (decide(&partner, entry).verdict == VERDICT_ASK && !is_named(named, code))
			return code;
	}
	return NULL;
}
