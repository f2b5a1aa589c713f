#include "model/desk/checks.h"

#include "model/facts/nhs_number.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/readings/explain.h"

const Reach *desk_fold_now(const TellingNow *now)
{
	Reach *reach = arena_alloc(now->arena, sizeof *reach);
	reach_fold(&now->world, now->at, INSTANT_MAX, now->arena, reach);
	return reach;
}

const char *desk_called(const Reach *reach, const Episode *episode, Arena *arena)
{
	return explain_name(reach->world, episode->org, arena);
}

bool desk_open_episode(const Reach *reach, const char *id, const Episode **ret_episode, Error *err)
{
	const Episode *episode = id ? agreements_episode(&reach->agreements, id) : NULL;
	if (!episode)
		return fail(err, ERROR_MISSING, "This patient has no such referral: choose one of those listed.");
	if (!episode->open) {
		Arena arena = {0};
		fail(err, ERROR_REFUSED, "The care by %s has ended: refer again to ask about it.",
		     desk_called(reach, episode, &arena));
		arena_free(&arena);
		return false;
	}
	*ret_episode = episode;
	return true;
}

bool desk_find_request(const Reach *reach, const char *id, const Request **ret_request, Error *err)
{
	const Request *request = id ? agreements_request(&reach->agreements, id) : NULL;
	if (!request)
		return fail(err, ERROR_MISSING, "This patient has no such request: open one on the Requests page.");
	if (!request->open)
		return fail(err, ERROR_REFUSED, "This request is closed: open a new one if it is still wanted.");
	*ret_request = request;
	return true;
}

bool desk_find_entry(const World *world, const char *id, size_t *ret_entry, Error *err)
{
	for (size_t i = 0; id && i < world->entries.count; i++)
		if (text_is(world->entries.items[i].id, id)) {
			*ret_entry = i;
			return true;
		}
	return fail(err, ERROR_MISSING, "This patient's record has no such entry: choose one of those listed.");
}

bool desk_needs_code(const Reach *reach, const Episode *episode, Error *err)
{
	StandingOf standing = reach_standing(reach, episode->org);
	scoped(arena_free) Arena arena = {0};
	const char *called = desk_called(reach, episode, &arena);
	if (reach->home && standing.standing == STANDING_PROHIBITED)
		return fail(err, ERROR_REFUSED,
			    "The practice has put %s on its list of those it does not share with: no code can change "
			    "that.",
			    called);
	if (reach->home && standing.standing == STANDING_ALLOWED)
		return fail(err, ERROR_REFUSED, "%s is on the practice's list, so no code is needed: ask the patient.",
			    called);
	return true;
}

bool desk_check_undisputed(const Reach *reach, const Episode *episode, Error *err)
{
	if (!episode_disputed(episode))
		return true;
	scoped(arena_free) Arena arena = {0};
	return fail(err, ERROR_REFUSED,
		    "Two people disagree about %s: a clinician settles that before anything is asked.",
		    desk_called(reach, episode, &arena));
}

bool desk_check_living(const World *world, Error *err)
{
	return !person_has_died(world->person) ||
	       fail(err, ERROR_REFUSED,
		    "The patient has died: the record is shown, and nothing new is asked or chosen.");
}

bool desk_check_number(const Fact *goes_on, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return !goes_on ||
	       fail(err, ERROR_REFUSED, "This number is one person with %s: open that one, and ask and record there.",
		    nhs_number_text(goes_on->patient, &arena));
}

const Fact *desk_voided_by(FactList facts, const char *id)
{
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_VOIDED && text_is(facts.items[i].fact, id))
			return &facts.items[i];
	return NULL;
}

bool desk_is_own(const Desk *desk, const Fact *fact)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *staff = desk_staff(desk);
	return staff && fact->told_here && fact->by &&
	       text_is(utf8_fold(&arena, staff->name), utf8_fold(&arena, fact->by));
}
