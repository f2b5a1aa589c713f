#include "model/lists/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/desk/scan.h"
#include "model/readings/explain.h"

static const Act reask_acts[] = {ACT_ASK, ACT_STANDING};

struct Reask {
	Scan scan;
	const char *org; /* in `arena`; NULL: every closed one */
	Arena arena;	 /* the rows and their texts */
	ReaskRow *rows;
	size_t count, room;
};

/* --- Opening --- */

static bool check_closed(Desk *desk, const char *org, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Organisation *organisation = NULL;
	if (!org)
		return true;
	return desk_organisation(desk, org, &arena, &organisation, err) &&
	       (organisation_closed(organisation, desk_today(desk)) ||
		fail(err, ERROR_REFUSED, "%s is open: nobody need be asked again because of it.", organisation->name));
}

bool desk_reask_open(Desk *desk, const char *org, Reask **ret_reask, Error *err)
{
	if (!desk_allows_any(desk, reask_acts, countof(reask_acts), err) || !check_closed(desk, org, err))
		return false;
	Reask *reask = calloc(1, sizeof *reask);
	if (!reask)
		abort();
	reask->org = arena_text(&reask->arena, org);
	if (!scan_begin(&reask->scan, desk, err)) {
		desk_reask_close(reask);
		return false;
	}
	*ret_reask = reask;
	return true;
}

void desk_reask_close(Reask *reask)
{
	if (!reask)
		return;
	scan_end(&reask->scan);
	arena_free(&reask->arena);
	free(reask);
}

/* --- Looking --- */

static bool both_asked(const Episode *episode)
{
	return episode->side[DIRECTION_OUT].state != STATE_NOT_ASKED &&
	       episode->side[DIRECTION_IN].state != STATE_NOT_ASKED;
}

/* The latest open episode at what the organisation became. */
static const Episode *newer_of(const Agreements *agreements, const char *successor)
{
	const Episode *newer = NULL;
	for (size_t i = 0; i < agreements->episode_count; i++)
		if (agreements->episodes[i].open && text_is(agreements->episodes[i].org, successor))
			newer = &agreements->episodes[i];
	return newer;
}

static void add_row(Reask *reask, const Reach *reach, const Episode *episode, const Organisation *organisation,
		    Arena *scratch)
{
	if (reask->count == reask->room) {
		size_t room = reask->room ? 2 * reask->room : 32;
		reask->rows = arena_grow(&reask->arena, reask->rows, reask->room, room, sizeof *reask->rows);
		reask->room = room;
	}
	const char *successor = text_empty(organisation->successor) ? NULL : organisation->successor;
	const Episode *newer = successor ? newer_of(&reach->agreements, successor) : NULL;
	const World *world = reach->world;
	Arena *keep = &reask->arena;
	reask->rows[reask->count++] = (ReaskRow){
		.nhs = arena_text(keep, world->person->nhs),
		.name = person_short_name(world->person, keep),
		.episode = arena_text(keep, episode->id),
		.org = arena_text(keep, episode->org),
		.called = arena_text(keep, explain_name(world, episode->org, scratch)),
		.successor = arena_text(keep, successor),
		.successor_called = successor ? arena_text(keep, explain_name(world, successor, scratch)) : NULL,
		.since = episode->opening->at,
		.newer = newer ? arena_text(keep, newer->id) : NULL,
		.asked = newer && both_asked(newer),
	};
}

static bool look_at_patient(void *self, Desk *desk, const World *world, Arena *arena, Error *err)
{
	Reask *reask = self;
	Reach reach;
	if (person_has_died(world->person))
		return true;
	reach_fold(world, desk_latest_at(world->facts, desk_now(desk)), INSTANT_MAX, arena, &reach);
	for (size_t i = 0; i < reach.agreements.episode_count; i++) {
		const Episode *episode = &reach.agreements.episodes[i];
		if (!episode->open || (reask->org && !text_is(reask->org, episode->org)))
			continue;
		const Organisation *organisation = world->directory.organisation(world->directory.self, episode->org);
		if (organisation && organisation_closed(organisation, desk_today(desk)))
			add_row(reask, &reach, episode, organisation, arena);
	}
	return true;
}

bool desk_reask_step(Desk *desk, Reask *reask, size_t patients, bool *ret_done, Error *err)
{
	return desk_allows_any(desk, reask_acts, countof(reask_acts), err) &&
	       scan_step(&reask->scan, desk, patients, look_at_patient, reask, ret_done, err);
}

/* The old rows stay where the ledger cannot be read. */
bool desk_reask_again(Desk *desk, Reask *reask, const char *nhs, Error *err)
{
	size_t before = reask->count, kept = 0;
	if (!desk_allows_any(desk, reask_acts, countof(reask_acts), err))
		return false;
	if (!scan_one(desk, nhs, look_at_patient, reask, err)) {
		reask->count = before;
		return false;
	}
	for (size_t i = 0; i < reask->count; i++)
		if (i >= before || !text_is(reask->rows[i].nhs, nhs))
			reask->rows[kept++] = reask->rows[i];
	reask->count = kept;
	return true;
}

static int to_do_first(const void *a, const void *b)
{
	const ReaskRow *left = a, *right = b;
	int by_org = text_order(left->called, right->called);
	by_org = by_org ? by_org : text_order(left->org, right->org);
	if (by_org)
		return by_org;
	if (left->asked != right->asked)
		return left->asked ? 1 : -1;
	int by_name = text_order(left->name, right->name);
	by_name = by_name ? by_name : text_order(left->nhs, right->nhs);
	return by_name ? by_name : text_order(left->episode, right->episode);
}

void desk_reask_rows(Reask *reask, const ReaskRow **ret_rows, size_t *ret_count)
{
	if (reask->count > 1)
		qsort(reask->rows, reask->count, sizeof *reask->rows, to_do_first);
	*ret_rows = reask->rows;
	*ret_count = reask->count;
}

/* --- Moving on --- */

static bool find_successor(const Reach *reach, const Episode *episode, Date today, const Organisation **ret_next,
			   Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Directory directory = reach->world->directory;
	const char *called = desk_called(reach, episode, &arena);
	const Organisation *old = directory.organisation(directory.self, episode->org);
	if (episode->registration)
		return fail(err, ERROR_REFUSED,
			    "The patient is registered at %s: a new practice registers them itself.", called);
	if (!old || !organisation_closed(old, today))
		return fail(err, ERROR_REFUSED, "%s is open: refer elsewhere, or discharge, in the usual way.", called);
	const Organisation *next = old->successor ? directory.organisation(directory.self, old->successor) : NULL;
	if (!next || organisation_closed(next, today))
		return fail(err, ERROR_MISSING,
			    "The directory does not say what open organisation took the place of %s: refer by name.",
			    called);
	*ret_next = next;
	return true;
}

bool desk_care_successor(const Desk *desk, const Chart *chart, const char *episode, const Organisation **ret_next,
			 Error *err)
{
	const Episode *found;
	return desk_check_living(&chart->world, err) && desk_open_episode(&chart->now, episode, &found, err) &&
	       find_successor(&chart->now, found, desk_today(desk), ret_next, err);
}

/* The successor is read inside the transaction. */
bool desk_move_care(Desk *desk, Chart *chart, const char *episode, const char **ret_episode, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REFER,
		.living = true,
		.act = "referred to the organisation that took over",
	};
	char id[DESK_ID_MAX];
	const Episode *left;
	const Organisation *next;
	if (!telling_begin(&telling, err) || !desk_new_id(desk, "e", id, err))
		return false;
	const Reach *reach = desk_fold_now(&telling.now);
	if (!desk_open_episode(reach, episode, &left, err) ||
	    !find_successor(reach, left, zone_date(desk_zone(desk), telling.now.at), &next, err))
		return false;
	Fact facts[2] = {FACT_NONE, FACT_NONE};
	facts[0].kind = FACT_DISCHARGED;
	facts[0].episode = episode;
	facts[1].kind = FACT_REFERRED;
	facts[1].episode = arena_text(&chart_open(chart)->visit, id);
	facts[1].org = next->code;
	facts[1].service = left->opening->service;
	facts[1].from = desk_practice_code(desk, telling.now.arena);
	if (!telling_put_all(&telling, facts, countof(facts), err) || !telling_commit(&telling, err))
		return false;
	*ret_episode = facts[1].episode;
	return true;
}
