#include "model/rules/reach.h"

#include <stdlib.h>

#include "base/text.h"
#include "model/rules/counting.h"

static Instant sixteenth_birthday(const World *world)
{
	const Person *person = world->person;
	if (date_is_none(person->born))
		return INSTANT_MAX;
	return zone_midnight(world->zone, date_add_years(person->born, ADULT_FROM));
}

/* A12: what permits, of the choices that are not answers (those are A10's). */
static bool permits(const Fact *fact)
{
	switch ((int)fact->kind) {
	case FACT_STUDY_CONSENT:
	case FACT_VIEW_PERMISSION: return fact->answer == ANSWER_YES;
	case FACT_SCR: return fact->scr_status != SCR_DISSENT;
	case FACT_SCR_INCLUDE: return fact->scr_include == TRUTH_TRUE;
	case FACT_MIG: return fact->mig_choice == MIG_SHARE;
	case FACT_PURPOSE: return fact->purpose_choice == CHOICE_ALLOW;
	default: return false;
	}
}

/* A12: from 16 no fact by parental responsibility that permits counts, as if it had been voided. */
static size_t drop_outgrown(const Fact **facts, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (facts[i]->who != WHO_PARENTAL_RESPONSIBILITY || !permits(facts[i]))
			facts[kept++] = facts[i];
	return kept;
}

static void pick_facts(Reach *reach, Arena *arena)
{
	const World *world = reach->world;
	reach->voided = facts_voided(world->facts, reach->known_at, arena);
	const Fact **facts =
		facts_counting_but(world->facts, &reach->voided, reach->at, reach->known_at, arena, &reach->fact_count);
	reach->facts = facts;
	if (!instant_before(reach->at, reach->agreements.sixteen))
		reach->fact_count = drop_outgrown(facts, reach->fact_count);
}

static bool of_a_code(const Fact *fact)
{
	return fact->kind == FACT_CODE_ISSUED || fact->kind == FACT_CODE_FAILED || fact->kind == FACT_CODE_ACCEPTED ||
	       fact->kind == FACT_CHOICE;
}

static int by_request(const void *a, const void *b)
{
	return text_order((*(const Fact *const *)a)->request, (*(const Fact *const *)b)->request);
}

static void pick_codes(Reach *reach, Arena *arena)
{
	const FactList facts = reach->world->facts;
	size_t count = 0;
	for (size_t i = 0; i < facts.count; i++)
		count += of_a_code(&facts.items[i]);
	reach->codes = arena_array(arena, count, sizeof(const Fact *));
	for (size_t i = 0; i < facts.count; i++)
		if (of_a_code(&facts.items[i]))
			reach->codes[reach->code_count++] = &facts.items[i];
	if (count > 1)
		qsort(reach->codes, count, sizeof(const Fact *), by_request);
}

Instant purpose_in_effect(const Fact *choice)
{
	bool late = choice->purpose == PURPOSE_RESEARCH && choice->purpose_choice == CHOICE_ALLOW;
	return instant_add(choice->at, late ? RESEARCH_LAG_SECONDS : 0);
}

/* G4, R4: of those in effect the latest in replay order. */
static void take_purpose(Reach *reach, const Fact *fact)
{
	if (!instant_before(reach->at, purpose_in_effect(fact)))
		reach->purposes[fact->purpose] = fact;
}

/* P1: at ≤ T < at + 24 h. */
static void take_permission(Reach *reach, const Fact *fact)
{
	if (instant_before(reach->at, instant_add(fact->at, PERMISSION_SECONDS)))
		reach->permissions[reach->permission_count++] = fact;
}

/* The latest of each choice counts; facts come in replay order. Facts about entries are taken later, with the
 * entries. */
static void take(Reach *reach, const Fact *fact)
{
	switch (fact->kind) {
	case FACT_SCR: reach->scr = fact; break;
	case FACT_MIG: reach->mig = fact; break;
	case FACT_NATIONAL_OPT_OUT: reach->national = fact; break;
	case FACT_PURPOSE: take_purpose(reach, fact); break;
	case FACT_OVERRIDE:
	case FACT_OVERRIDE_ENDED:
	case FACT_OVERRIDE_REVIEWED: override_take(reach->overrides, &reach->override_count, fact); break;
	case FACT_VIEW_PERMISSION: take_permission(reach, fact); break;
	case FACT_MERGED: reach->merged = fact; break;
	default: agreements_replay(&reach->agreements, fact); break;
	}
}

static size_t count_kind(const Reach *reach, FactKind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < reach->fact_count; i++)
		count += reach->facts[i]->kind == kind;
	return count;
}

static void replay(Reach *reach, Arena *arena)
{
	reach->overrides = arena_array(arena, count_kind(reach, FACT_OVERRIDE), sizeof *reach->overrides);
	reach->permissions = arena_array(arena, count_kind(reach, FACT_VIEW_PERMISSION), sizeof *reach->permissions);
	for (size_t i = 0; i < reach->fact_count; i++)
		take(reach, reach->facts[i]);
	agreements_end(&reach->agreements, reach->at);
	reach->home = agreements_home(&reach->agreements);
}

/* The marks that facts left on entries, by the entry's identifier. */
typedef struct Marks {
	Index index;
	EntryState *states;
	size_t count;
} Marks;

static void mark_entry(Marks *marks, const Fact *fact, Arena *arena)
{
	uint32_t next = (uint32_t)marks->count;
	uint32_t number = index_add(&marks->index, arena, fact->entry, next);
	marks->count += number == next;
	EntryState *state = &marks->states[number];
	if (fact->kind == FACT_SCR_INCLUDE)
		state->scr_include = fact;
	else
		state->hidden = fact->kind == FACT_ENTRY_OPEN ? NULL : fact; /* G3 */
}

static bool marks_an_entry(const Fact *fact)
{
	return fact->kind == FACT_ENTRY_PRIVATE || fact->kind == FACT_ENTRY_PRIVATE_REQUESTED ||
	       fact->kind == FACT_ENTRY_OPEN || fact->kind == FACT_SCR_INCLUDE;
}

static Marks marks_of(const Reach *reach, Arena *arena)
{
	size_t room = 0;
	for (size_t i = 0; i < reach->fact_count; i++)
		room += marks_an_entry(reach->facts[i]);
	Marks marks = {.states = arena_array(arena, room, sizeof *marks.states)};
	for (size_t i = 0; i < reach->fact_count; i++)
		if (marks_an_entry(reach->facts[i]))
			mark_entry(&marks, reach->facts[i], arena);
	return marks;
}

static void place_entries(Reach *reach, Arena *arena)
{
	EntryList entries = reach->world->entries;
	Marks marks = marks_of(reach, arena);
	reach->entries = arena_array(arena, entries.count, sizeof *reach->entries);
	for (size_t i = 0; i < entries.count; i++) {
		const Entry *entry = &entries.items[i];
		uint32_t marked = marks.count ? index_find(&marks.index, entry->id) : INDEX_NONE;
		if (marked != INDEX_NONE)
			reach->entries[i] = marks.states[marked];
		bool as_before = i && text_is(entry->org, entries.items[i - 1].org);
		reach->entries[i].place =
			as_before ? reach->entries[i - 1].place : agreements_place(&reach->agreements, entry->org);
	}
}

/* W2, over the open episodes at each place; what stopped before is kept by the replay. */
static void measure_out(Reach *reach)
{
	const Agreements *agreements = &reach->agreements;
	for (size_t i = 0; i < agreements->place_count; i++)
		reach->places[i].out = (Watermark){agreements->places[i].out_stopped, agreements->places[i].out_stop};
	for (size_t i = 0; i < agreements->episode_count; i++) {
		const Episode *episode = &agreements->episodes[i];
		const Side *out = &episode->side[DIRECTION_OUT];
		PlaceReach *place = &reach->places[episode->place];
		if (episode->open && out->state == STATE_YES)
			place->out = (Watermark){INSTANT_MAX, out->set_by};
		if (episode->open && out->state == STATE_REFUSED)
			place->out_refused = out->set_by;
	}
}

static void look_up_places(Reach *reach, Arena *arena)
{
	const Agreements *agreements = &reach->agreements;
	const Directory *directory = &reach->world->directory;
	reach->places = arena_array(arena, agreements->place_count, sizeof *reach->places);
	for (size_t i = 0; i < agreements->place_count; i++) {
		const Organisation *found = directory->organisation(directory->self, agreements->places[i].org);
		reach->places[i].organisation = found;
		reach->places[i].shares = found && organisation_shares(found);
	}
}

void reach_fold_listed(const World *world, const Standings *standings, Instant at, Instant known_at, Arena *arena,
		       Reach *ret_reach)
{
	Reach *reach = ret_reach;
	*reach = (Reach){
		.world = world,
		.at = at,
		.known_at = known_at,
		.lists = standings,
		.standings = standings->facts,
		.standing_count = standings->count,
	};
	agreements_begin(&reach->agreements, sixteenth_birthday(world), arena);
	pick_facts(reach, arena);
	pick_codes(reach, arena);
	replay(reach, arena);
	place_entries(reach, arena);
	look_up_places(reach, arena);
	measure_out(reach);
}

void reach_fold(const World *world, Instant at, Instant known_at, Arena *arena, Reach *ret_reach)
{
	if (world->lists && standings_hold(world->lists, at, known_at)) {
		reach_fold_listed(world, world->lists, at, known_at, arena, ret_reach);
		return;
	}
	Standings *standings = arena_alloc(arena, sizeof *standings);
	standings_fold(world->standings, at, known_at, arena, standings);
	reach_fold_listed(world, standings, at, known_at, arena, ret_reach);
}

StandingOf reach_standing(const Reach *reach, const char *org)
{
	if (reach_is_home(reach, org))
		return (StandingOf){.standing = STANDING_ALLOWED};
	if (!reach->home)
		return (StandingOf){.standing = STANDING_VERIFY};
	return standings_say(reach->lists, reach->home->org, org);
}

ScrState reach_scr(const Reach *reach)
{
	if (reach->scr && reach->scr->scr_status != SCR_IMPLIED)
		return (ScrState){(ScrStatus)reach->scr->scr_status, reach->scr};
	const Fact *says = reach->home ? standings_scr_default(reach->lists, reach->home->org) : NULL;
	return says ? (ScrState){(ScrStatus)says->scr_status, says} : (ScrState){SCR_CORE, reach->scr};
}

bool reach_is_home(const Reach *reach, const char *org)
{
	return reach->home && text_is(reach->home->org, org);
}

bool reach_in_gp_record(const Reach *reach, size_t entry)
{
	return reach->agreements.places[reach->entries[entry].place].practice;
}

const Fact *reach_opt_out(const Reach *reach, Purpose purpose)
{
	const Fact *choice = reach->purposes[purpose];
	return choice && choice->purpose_choice == CHOICE_OPT_OUT ? choice : NULL;
}
