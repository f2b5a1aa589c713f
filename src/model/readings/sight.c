#include "model/readings/sight.h"

#include "base/macros.h"
#include "base/text.h"

static const Category kinds[] = {CATEGORY_MEDICATION, CATEGORY_PROBLEM, CATEGORY_DOCUMENT};

/* Before anything that is told of anybody: in 1843. */
static const Instant long_ago = {-4000000000};

static void add_kinds(Entry *entries, size_t *count, const char *org, Instant recorded)
{
	for (size_t i = 0; i < countof(kinds); i++)
		entries[(*count)++] = (Entry){
			.id = "",
			.org = org,
			.recorded = recorded,
			.category = (WordByte)kinds[i],
			.sensitive = TRUTH_FALSE,
		};
}

/* What home records now and recorded long ago, and what each practice before it recorded; of a patient who was
 * registered nowhere, what anybody recorded. */
static EntryList record_of(const Reach *reach, Arena *arena)
{
	const Agreements *agreements = &reach->agreements;
	Entry *entries = arena_array(arena, countof(kinds) * (agreements->place_count + 2), sizeof *entries);
	const char *home = reach->home ? reach->home->org : NULL;
	size_t count = 0;
	if (home)
		add_kinds(entries, &count, home, reach->at);
	for (size_t i = 0; i < agreements->place_count; i++)
		if (agreements->places[i].practice)
			add_kinds(entries, &count, agreements->places[i].org, long_ago);
	if (count == 0)
		add_kinds(entries, &count, "", long_ago);
	return (EntryList){entries, count};
}

void sight_probe(const Reach *reach, Arena *arena, Reach *ret_probe)
{
	World *world = arena_alloc(arena, sizeof *world);
	*world = *reach->world;
	world->entries = record_of(reach, arena);
	reach_fold_listed(world, reach->lists, reach->at, reach->known_at, arena, ret_probe);
}

typedef struct Tally {
	size_t count, allow, ask;
} Tally;

static void tally(Tally *tally, Verdict verdict)
{
	tally->count++;
	tally->allow += verdict == VERDICT_ALLOW;
	tally->ask += verdict == VERDICT_ASK;
}

/* W3 lets through what is recorded at the very moment of a change of mind, and nothing that comes after it. */
static Verdict from_now_on(const Viewer *viewer, const Decision *decision)
{
	const Reach *reach = viewer->reach;
	bool ends = instant_order(viewer->in.to, INSTANT_MAX) != 0 ||
		    instant_order(reach->places[reach->home->place].out.to, INSTANT_MAX) != 0;
	if (decision->via != VIA_EDSM || !ends)
		return decision->verdict;
	Verdict mig = decision->channels[CHANNEL_MIG].verdict, scr = decision->channels[CHANNEL_SCR].verdict;
	return mig > scr ? mig : scr;
}

static Sight sight_by(const Tally *old, const Tally *now)
{
	if (old->allow + now->allow == old->count + now->count)
		return SIGHT_WHOLE;
	if (old->allow + now->allow == 0)
		return old->ask + now->ask ? SIGHT_ASKS : SIGHT_NONE;
	return now->count && now->allow == 0 && old->allow == old->count ? SIGHT_UP_TO : SIGHT_PART;
}

/* Of a part it is what keeps the rest that is to be explained. */
static const Verdict explains[] = {
	[SIGHT_NONE] = VERDICT_DENY,  [SIGHT_ASKS] = VERDICT_ASK,    [SIGHT_PART] = VERDICT_DENY,
	[SIGHT_UP_TO] = VERDICT_DENY, [SIGHT_WHOLE] = VERDICT_ALLOW,
};

Sighted sight_of(const Viewer *viewer)
{
	const Reach *reach = viewer->reach;
	Tally old = {0}, now = {0};
	Sighted seen = {.up_to = INSTANT_MAX};
	for (size_t i = 0; i < reach->world->entries.count; i++) {
		Decision decision = decide(viewer, i);
		bool is_old = instant_order(decision.entry->recorded, long_ago) == 0;
		tally(is_old ? &old : &now, is_old ? decision.verdict : from_now_on(viewer, &decision));
		seen.asks_mig |= decision.verdict == VERDICT_ASK && decision.via == VIA_MIG;
		seen.asks_scr |= decision.verdict == VERDICT_ASK && decision.via == VIA_SCR;
	}
	seen.sight = sight_by(&old, &now);
	view_with_example(viewer, NULL, &seen.example);
	if (seen.sight != SIGHT_NONE && !(viewer->home && seen.sight == SIGHT_WHOLE))
		example_decided(viewer, NULL, explains[seen.sight], &seen.example);
	if (seen.sight == SIGHT_UP_TO) {
		Instant out = reach->places[reach->home->place].out.to;
		seen.up_to = instant_before(viewer->in.to, out) ? viewer->in.to : out;
	}
	return seen;
}

static Sight by_watermark(Instant to)
{
	if (instant_order(to, INSTANT_MIN) == 0)
		return SIGHT_NONE;
	return instant_order(to, INSTANT_MAX) == 0 ? SIGHT_WHOLE : SIGHT_UP_TO;
}

Sight sight_of_others(const Viewer *viewer)
{
	if (viewer->override_any)
		return SIGHT_WHOLE;
	bool closed = viewer->opt_out || viewer->edsm.reason || !viewer->organisation ||
		      !organisation_shares(viewer->organisation);
	return closed ? SIGHT_NONE : by_watermark(viewer->in.to);
}

static const PlaceReach *shared_place(const Reach *reach, const char *org)
{
	for (size_t i = 0; i < reach->agreements.place_count; i++)
		if (text_is(reach->agreements.places[i].org, org) && reach->places[i].shares)
			return &reach->places[i];
	return NULL;
}

bool sight_shares(const Reach *reach, const char *org)
{
	return shared_place(reach, org) != NULL;
}

bool sight_known(const Reach *reach, const char *org)
{
	const Directory *directory = &reach->world->directory;
	const Organisation *organisation = directory->organisation(directory->self, org);
	return !organisation || organisation->system != SYSTEM_UNKNOWN;
}

Sight sight_out(const Reach *reach, const char *org)
{
	const PlaceReach *place = shared_place(reach, org);
	return place ? by_watermark(place->out.to) : SIGHT_NONE;
}

/* E1: what the practice holds reaches them only where both use a shared system. */
static bool linked(const Viewer *viewer)
{
	const Reach *reach = viewer->reach;
	return viewer->organisation && organisation_shares(viewer->organisation) &&
	       (!reach->home || reach->places[reach->home->place].shares);
}

Obstacle obstacle_of(const Viewer *viewer)
{
	const Reach *reach = viewer->reach;
	bool unverified = viewer->edsm.rule == RULE_E4;
	if (viewer->opt_out)
		return viewer->purpose == PURPOSE_UNPLANNED ? OBSTACLE_OPTED_OUT_UNPLANNED : OBSTACLE_OPTED_OUT_PLANNED;
	if (viewer->edsm.reason == REASON_PROHIBITED)
		return OBSTACLE_PROHIBITED;
	if (!linked(viewer))
		return sight_known(reach, viewer->code) ? OBSTACLE_NOT_LINKED : OBSTACLE_NOT_KNOWN;
	if (unverified)
		return reach->home ? OBSTACLE_CODE : OBSTACLE_NO_HOME;
	bool shared = viewer->home || !reach->home || sight_out(reach, reach->home->org) != SIGHT_NONE;
	return shared ? OBSTACLE_NONE : OBSTACLE_NOT_SHARED;
}
