/* MIG, and the permission to view that MIG and the Summary Care Record ask for. */
#include <stdlib.h>

#include "base/text.h"
#include "model/choices/inside.h"
#include "model/lists/lists.h"
#include "model/readings/explain.h"

/* More than any locality has partners. */
enum { PARTNERS_MOST = 5000 };

/* --- Permission (P1) --- */

static const Ruling *closed_by(const Viewer *viewer, ViewChannel channel)
{
	const Ruling *ruling = channel == VIEW_MIG ? &viewer->mig : &viewer->scr;
	return ruling->reason ? ruling : NULL;
}

/* "14:05", with the day where that is another; it is in the last 24 hours. */
static const char *since_text(const Reach *reach, Instant since, Arena *arena)
{
	char time[8];
	const Zone *zone = reach->world->zone;
	bool today = date_order(zone_date(zone, since), zone_date(zone, reach->at)) == 0;
	time_print_staff(zone_local(zone, since), time);
	return arena_print(arena, "%s%s", time, today ? "" : " yesterday");
}

static const char *until_text(const Reach *reach, Instant until, Arena *arena)
{
	char time[8];
	const Zone *zone = reach->world->zone;
	Date day = zone_date(zone, until), today = zone_date(zone, reach->at);
	time_print_staff(zone_local(zone, until), time);
	if (date_order(day, today) == 0)
		return arena_print(arena, "%s today", time);
	if (date_order(day, date_add_days(today, 1)) == 0)
		return arena_print(arena, "%s tomorrow", time);
	return arena_print(arena, "%s on %s", time, choosing_day(reach, until, arena));
}

static void say_state(const Reach *reach, MigPartner *partner, Arena *arena)
{
	static const char *const words[] = {
		[PERMISSION_ASK] = "ask",	[PERMISSION_YES] = "yes",
		[PERMISSION_NO] = "no",		[PERMISSION_UNABLE] = "could not respond, may look",
		[PERMISSION_CLOSED] = "closed",
	};
	const char *word = words[partner->state];
	partner->text = word;
	if (!partner->fact)
		return;
	const char *until = until_text(reach, partner->until, arena);
	partner->held = arena_print(arena, "of %s stands until %s", since_text(reach, partner->fact->at, arena), until);
	if (partner->state != PERMISSION_CLOSED)
		partner->text = arena_print(arena, "%s, until %s", word, until);
}

static PermissionState state_of(const Ruling *ruling)
{
	if (ruling->reason == REASON_PERMISSION_GIVEN)
		return PERMISSION_YES;
	if (ruling->reason == REASON_UNABLE_TO_ASK)
		return PERMISSION_UNABLE;
	return ruling->reason == REASON_VIEW_REFUSED ? PERMISSION_NO : PERMISSION_ASK;
}

void desk_permission_state(const Chart *chart, const char *org, ViewChannel channel, Arena *arena,
			   MigPartner *ret_state)
{
	const Reach *reach = &chart->now;
	Viewer viewer = viewer_of(reach, org);
	const Ruling *ruling = channel == VIEW_MIG ? &viewer.mig_permission : &viewer.scr_permission;
	const Fact *fact = ruling->because[0];
	MigPartner partner = {
		.org = org,
		.name = explain_name(reach->world, org, arena),
		.state = state_of(ruling),
		.fact = fact,
		.until = fact ? instant_add(fact->at, PERMISSION_SECONDS) : INSTANT_MIN,
	};
	/* M2: without a home there is no GP record to look at. M3, S1. */
	bool dissent = channel == VIEW_MIG && reach->mig && reach->mig->mig_choice == MIG_DISSENT;
	if (closed_by(&viewer, channel) || dissent || viewer.opt_out || !reach->home)
		partner.state = PERMISSION_CLOSED;
	say_state(reach, &partner, arena);
	*ret_state = partner;
}

/* --- The page --- */

static int by_name(const void *a, const void *b)
{
	const MigPartner *left = a, *right = b;
	int order = text_order(left->name, right->name);
	return order ? order : text_order(left->org, right->org);
}

static bool list_partners(Desk *desk, const Chart *chart, Arena *arena, MigPage *page, Error *err)
{
	OrganisationList all;
	if (!desk_organisations_of(desk, ORGANISATIONS_MIG, PARTNERS_MOST, arena, &all, err))
		return false;
	MigPartner *partners = arena_array(arena, all.count, sizeof *partners);
	for (size_t i = 0; i < all.count; i++) {
		const char *code = all.items[i].code;
		if (!reach_is_home(&chart->now, code))
			desk_permission_state(chart, code, VIEW_MIG, arena, &partners[page->count++]);
	}
	if (page->count > 1)
		qsort(partners, page->count, sizeof *partners, by_name);
	page->partners = partners;
	return true;
}

bool desk_mig_page(Desk *desk, const Chart *chart, Arena *arena, MigPage *ret_page, Error *err)
{
	const Reach *reach = &chart->now;
	MigPage page = {.choice = reach->mig ? (MigChoice)reach->mig->mig_choice : MIG_SHARE};
	bool shares = page.choice == MIG_SHARE;
	page.chosen = choosing_chosen(reach, reach->mig, shares ? "Shared with local partners" : "Not shared", "chosen",
				      arena);
	page.means = shares ? "Local partners may look at the coded GP record where the patient says yes, each time."
			    : "No local partner may look at the GP record, and none can ask for it.";
	if (!list_partners(desk, chart, arena, &page, err))
		return false;
	*ret_page = page;
	return true;
}
