#include <inttypes.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/desk_checks.h"

enum { LINKED_SECONDS = 3600 };

/* --- Hiding and showing an entry --- */

static bool find_entry(const World *world, const char *id, size_t *ret_entry, Error *err)
{
	for (size_t i = 0; id && i < world->entries.count; i++)
		if (text_is(world->entries.items[i].id, id)) {
			*ret_entry = i;
			return true;
		}
	return fail(err, ERROR_MISSING, "This patient's record has no such entry: choose one of those listed.");
}

/* A clinician's mark on an entry that the patient only wished hidden confirms the wish (G3). */
static bool check_private(void *context, Desk *desk, const TellingNow *now, Telling *telling, Error *err)
{
	(void)context, (void)desk;
	const Fact *fact = &telling->facts[0];
	const Reach *reach = desk_fold_now(now);
	size_t entry = 0;
	if (!find_entry(&now->world, fact->entry, &entry, err))
		return false;
	const Fact *hidden = reach->entries[entry].hidden;
	bool confirms = hidden && hidden->kind == FACT_ENTRY_PRIVATE_REQUESTED && fact->kind == FACT_ENTRY_PRIVATE;
	if (!hidden || confirms)
		return true;
	return fail(err, ERROR_REFUSED, hidden->kind == FACT_ENTRY_PRIVATE
			? "This entry is private already: nobody outside sees it."
			: "This entry is hidden already; a clinician is to review it.");
}

bool desk_make_private(Desk *desk, Chart *chart, const char *entry, Error *err)
{
	bool clinician = desk_may(desk, ACT_REVIEW_PRIVATE);
	if (!clinician && !desk_allows(desk, ACT_ASK_PRIVATE, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = clinician ? FACT_ENTRY_PRIVATE : FACT_ENTRY_PRIVATE_REQUESTED;
	fact.entry = entry;
	Telling telling = {
		.act = clinician ? "made an entry private" : "asked for an entry to be private",
		.facts = &fact, .count = 1, .check = check_private,
	};
	return desk_tell(desk, chart, &telling, err);
}

static bool check_open(void *context, Desk *desk, const TellingNow *now, Telling *telling, Error *err)
{
	(void)context, (void)desk;
	const Reach *reach = desk_fold_now(now);
	size_t entry = 0;
	if (!find_entry(&now->world, telling->facts[0].entry, &entry, err))
		return false;
	return reach->entries[entry].hidden
		|| fail(err, ERROR_REFUSED, "This entry is not private, so there is nothing to open.");
}

bool desk_make_open(Desk *desk, Chart *chart, const char *entry, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_OPEN;
	fact.entry = entry;
	Telling telling = {.act = "opened a private entry", .facts = &fact, .count = 1, .check = check_open};
	return desk_allows(desk, ACT_REVIEW_PRIVATE, err) && desk_tell(desk, chart, &telling, err);
}

/* --- What belongs with an entry --- */

/* Hiding a code alone leaves the appointment about it in sight (DOMAIN 3.3). */
static bool linked(const Entry *a, const Entry *b)
{
	if (!text_is(a->org, b->org))
		return false;
	bool same_code = !text_empty(a->code) && text_is(a->code, b->code);
	return same_code || llabs((long long)(a->recorded.seconds - b->recorded.seconds)) < LINKED_SECONDS;
}

void desk_linked_entries(const Chart *chart, size_t entry, Arena *arena, const size_t **ret_entries, size_t *ret_count)
{
	EntryList all = chart->world.entries;
	size_t *found = arena_array(arena, all.count, sizeof *found);
	size_t count = 0;
	for (size_t i = 0; i < all.count; i++)
		if (i != entry && !chart->now.entries[i].hidden && linked(&all.items[entry], &all.items[i]))
			found[count++] = i;
	*ret_entries = found;
	*ret_count = count;
}
