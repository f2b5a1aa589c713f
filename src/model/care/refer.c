#include "model/care/care.h"

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/lists/lists.h"
#include "model/readings/explain.h"

/* --- Referring --- */

static bool check_referral(const Desk *desk, const TellingNow *now, const char *code, Error *err)
{
	Directory directory = now->world.directory;
	const Organisation *organisation = code ? directory.organisation(directory.self, code) : NULL;
	if (!organisation)
		return fail(err, ERROR_MISSING, "The directory has no organisation %s: add it by hand, then refer.",
			    text_or(code, "without a code"));
	if (organisation_closed(organisation, zone_date(desk_zone(desk), now->at)))
		return fail(err, ERROR_REFUSED, "%s is closed: refer to the organisation that took its place.",
			    organisation->name);
	return !reach_is_home(desk_fold_now(now), code) ||
	       fail(err, ERROR_REFUSED, "Nobody is referred to their own practice: choose another organisation.");
}

bool desk_refer(Desk *desk, Chart *chart, const Referral *referral, const char **ret_episode, Error *err)
{
	char id[DESK_ID_MAX];
	Arena *keep = &chart_open(chart)->visit;
	const char *called = referral->org ? explain_name(&chart->world, referral->org, keep) : "nobody";
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REFER,
		.living = true,
		.act = arena_print(keep, "referred to %s", called),
	};
	if (!telling_begin(&telling, err) || !check_referral(desk, &telling.now, referral->org, err) ||
	    !desk_new_id(desk, "e", id, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.org = referral->org;
	fact.episode = arena_text(keep, id);
	fact.from = desk_practice_code(desk, keep);
	fact.service = text_empty(referral->service) ? NULL : referral->service;
	/* The system with the referral or not at all: a refused referral changes no organisation. */
	if (!telling_put(&telling, &fact, err) ||
	    (referral->system && !desk_say_system(desk, fact.org, referral->system, telling.now.arena, err)) ||
	    !telling_commit(&telling, err))
		return false;
	*ret_episode = fact.episode;
	return true;
}

/* --- Ending and re-opening --- */

static bool agreement_stands(const Episode *episode)
{
	return episode->side[DIRECTION_OUT].state != STATE_NOT_ASKED ||
	       episode->side[DIRECTION_IN].state != STATE_NOT_ASKED || episode->verification != VERIFICATION_NONE;
}

/* A8: what would have no effect is refused here, so that nobody believes it had one. */
static bool check_ending(const TellingNow *now, const Fact *fact, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	const Episode *episode;
	if (!desk_open_episode(reach, fact->episode, &episode, err))
		return false;
	if (fact->kind == FACT_ENDED && !agreement_stands(episode))
		return fail(err, ERROR_REFUSED, "Nothing was agreed with %s yet, so there is nothing to end.",
			    desk_called(reach, episode, now->arena));
	return true;
}

/* Re-opened, the dispute is gone (A6): only who settles disputes may do that, else A11 had a way round. */
static bool may_reopen(const Desk *desk, const Reach *reach, const Episode *episode, Arena *arena, Error *err)
{
	bool disputed = episode->stopped && episode->stopped->kind == FACT_DISPUTED;
	return !disputed || desk_may(desk, ACT_SETTLE_DISPUTE) ||
	       fail(err, ERROR_REFUSED,
		    "The sharing with %s was disputed when the care ended: ask a clinician to re-open it.",
		    desk_called(reach, episode, arena));
}

static bool check_reopening(const Desk *desk, const TellingNow *now, const Fact *fact, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	const Episode *episode = fact->episode ? agreements_episode(&reach->agreements, fact->episode) : NULL;
	if (!episode)
		return fail(err, ERROR_MISSING, "This patient has no such referral: choose one of those listed.");
	if (episode->open)
		return fail(err, ERROR_REFUSED, "The care by %s has not ended, so there is nothing to re-open.",
			    desk_called(reach, episode, now->arena));
	if (episode->registration && reach->home)
		return fail(err, ERROR_REFUSED, "The patient is registered with %s now: that must end first.",
			    desk_called(reach, reach->home, now->arena));
	return may_reopen(desk, reach, episode, now->arena, err);
}

/* "discharged from Lincoln Physiotherapy", for undo. */
static const char *act_of(Chart *chart, const char *act, const char *id)
{
	const Episode *episode = id ? agreements_episode(&chart->now.agreements, id) : NULL;
	Arena *keep = &chart_open(chart)->visit;
	return arena_print(keep, "%s %s", act, episode ? desk_called(&chart->now, episode, keep) : "");
}

static Fact fact_of_episode(FactKind kind, const char *episode)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.episode = episode;
	return fact;
}

bool desk_discharge(Desk *desk, Chart *chart, const char *episode, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REFER,
		.act = act_of(chart, "discharged from", episode),
	};
	Fact fact = fact_of_episode(FACT_DISCHARGED, episode);
	return telling_begin(&telling, err) && check_ending(&telling.now, &fact, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

bool desk_cancel_discharge(Desk *desk, Chart *chart, const char *episode, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REFER,
		.act = act_of(chart, "re-opened the care by", episode),
	};
	Fact fact = fact_of_episode(FACT_DISCHARGE_CANCELLED, episode);
	return telling_begin(&telling, err) && check_reopening(desk, &telling.now, &fact, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

bool desk_end_agreement(Desk *desk, Chart *chart, const char *episode, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_ASK,
		.clock = true,
		.act = act_of(chart, "ended the agreement with", episode),
	};
	Fact fact = fact_of_episode(FACT_ENDED, episode);
	return telling_begin(&telling, err) && check_ending(&telling.now, &fact, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* A11: acts as `ended`, whatever stood; the work list hands it to a clinician. */
bool desk_dispute(Desk *desk, Chart *chart, const char *episode, const char *note, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_ASK,
		.act = act_of(chart, "noted a dispute about", episode),
	};
	Fact fact = fact_of_episode(FACT_DISPUTED, episode);
	fact.note = text_empty(note) ? NULL : note;
	return telling_begin(&telling, err) && check_ending(&telling.now, &fact, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
