/* What is proposed for the local list, and whose system is still to be said. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/desk/inside.h"
#include "model/lists/first_hour.h"

enum { NEAR_MAX = 5000 };

/* "LE" of "LE1 5WW". */
static size_t area_length(const char *postcode)
{
	size_t length = 0;
	while (postcode[length] >= 'A' && postcode[length] <= 'Z')
		length++;
	return length;
}

static bool in_area_of(const Organisation *organisation, const Organisation *practice)
{
	const char *here = text_or(practice->postcode, ""), *there = text_or(organisation->postcode, "");
	const size_t length = area_length(here);
	return length > 0 && area_length(there) == length && strncmp(here, there, length) == 0;
}

/* Those that are dormant, or only proposed, treat nobody. */
static bool is_at_work(const Organisation *organisation)
{
	return text_empty(organisation->status) || text_is(organisation->status, "active");
}

static bool proposed(const Organisation *organisation, const Organisation *practice)
{
	return is_at_work(organisation) && !text_is(organisation->code, practice->code) &&
	       (organisation->care == CARE_GP || in_area_of(organisation, practice));
}

static int by_name(const void *a, const void *b)
{
	const Organisation *one = a, *other = b;
	const int order = text_order(one->name, other->name);
	return order ? order : text_order(one->code, other->code);
}

/* The trusts, of which there are few, before the practices. */
static int by_sort_and_name(const void *a, const void *b)
{
	const bool one = ((const Organisation *)a)->care == CARE_GP, other = ((const Organisation *)b)->care == CARE_GP;
	return one == other ? by_name(a, b) : one - other;
}

static const Organisation *practice_here(Desk *desk, Error *err)
{
	const Organisation *practice = desk_practice(desk);
	if (!practice)
		fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	return practice;
}

bool desk_proposed_list(Desk *desk, Arena *arena, OrganisationList *ret_orgs, Error *err)
{
	const Organisation *practice = practice_here(desk, err);
	const Ledger ledger = desk->ports.ledger;
	OrganisationList near;
	OnLists lists;
	size_t count = 0;
	if (!practice || !desk_on_lists(desk, arena, &lists, err))
		return false;
	const OrganisationQuery query = {
		.today = desk_today(desk),
		.limit = NEAR_MAX,
		.which = ORGANISATIONS_NEAR,
		.commissioner = text_empty(practice->commissioner) ? NULL : practice->commissioner,
	};
	if (!ledger.ops->find_organisations(ledger.self, &query, arena, &near, err))
		return false;
	Organisation *items = arena_array(arena, near.count, sizeof *items);
	for (size_t i = 0; i < near.count; i++)
		if (proposed(&near.items[i], practice) && on_lists_say(&lists, near.items[i].code) == STANDING_VERIFY)
			items[count++] = near.items[i];
	if (count > 1)
		qsort(items, count, sizeof *items, by_sort_and_name);
	*ret_orgs = (OrganisationList){.items = items, .count = count};
	return true;
}

static bool to_be_said(const Organisation *organisation, Date today)
{
	return organisation && organisation->system == SYSTEM_UNKNOWN && !organisation_closed(organisation, today);
}

bool desk_local_unknown(Desk *desk, Arena *arena, OrganisationList *ret_orgs, Error *err)
{
	const Organisation *practice = practice_here(desk, err), *found = NULL;
	const Ledger ledger = desk->ports.ledger;
	const Date today = desk_today(desk);
	OnLists lists;
	size_t count = 0;
	if (!practice || !desk_on_lists(desk, arena, &lists, err))
		return false;
	Organisation *items = arena_array(arena, lists.count + 1, sizeof *items);
	if (to_be_said(practice, today))
		items[count++] = *practice;
	const size_t first = count;
	for (size_t i = 0; i < lists.count; i++) {
		if (lists.items[i].standing != STANDING_ALLOWED)
			continue;
		if (!ledger.ops->organisation(ledger.self, lists.items[i].org, arena, &found, err))
			return false;
		if (to_be_said(found, today))
			items[count++] = *found;
	}
	if (count - first > 1)
		qsort(items + first, count - first, sizeof *items, by_name);
	*ret_orgs = (OrganisationList){.items = items, .count = count};
	return true;
}
