/* The half of a decision that no single entry changes: who asks, and how far their agreements reach. */
#include "base/text.h"
#include "model/rules/decision.h"

static Ruling deny(Rule rule, Reason reason, const Fact *because)
{
	return (Ruling){.verdict = VERDICT_DENY, .reason = reason, .rule = rule, .because = {because}};
}

static uint32_t first_here(const Viewer *viewer)
{
	return viewer->place == INDEX_NONE ? INDEX_NONE : viewer->reach->agreements.places[viewer->place].first;
}

/* The open episode at the organisation that is number *at or the next after it; NULL after the last. */
static const Episode *next_open(const Viewer *viewer, uint32_t *at)
{
	while (*at != INDEX_NONE) {
		const Episode *episode = &viewer->reach->agreements.episodes[*at];
		*at = episode->next_here;
		if (episode->open)
			return episode;
	}
	return NULL;
}

/* E3: whether there was an agreement before, and what closed the latest. */
static Ruling rule_no_episode(const Viewer *viewer)
{
	const Episode *episodes = viewer->reach->agreements.episodes;
	const Fact *closing = NULL;
	for (uint32_t i = first_here(viewer); i != INDEX_NONE; i = episodes[i].next_here)
		if (!closing || fact_order(closing, episodes[i].closing) < 0)
			closing = episodes[i].closing;
	return closing ? deny(RULE_E3, REASON_AGREEMENT_ENDED, closing) : deny(RULE_E3, REASON_NO_AGREEMENT, NULL);
}

/* E4: a verification counts while there is a home, after the present registration and after the latest lifting. */
bool episode_verified(const Reach *reach, const StandingOf *standing, const Episode *episode)
{
	const Episode *home = reach->home;
	const Fact *by = episode->verified_by;
	if (episode->verification != VERIFICATION_GIVEN || !home)
		return false;
	const Fact *lifted = standing->lifted;
	return fact_order(by, episode_present_since(home)) > 0 && (!lifted || fact_order(by, lifted) > 0);
}

static bool counts(const Viewer *viewer, const Episode *episode)
{
	return viewer->standing.standing == STANDING_ALLOWED ||
	       episode_verified(viewer->reach, &viewer->standing, episode);
}

static Ruling rule_none_counts(const Viewer *viewer)
{
	uint32_t at = first_here(viewer);
	for (const Episode *episode; (episode = next_open(viewer, &at));)
		if (episode->verification == VERIFICATION_REFUSED)
			return deny(RULE_E4, REASON_VERIFICATION_REFUSED, episode->verified_by);
	return deny(RULE_E4, REASON_NOT_VERIFIED, NULL);
}

/* W1 and the reasons of E5, over the open episodes that count. */
static void measure_in(Viewer *viewer)
{
	Ruling closed = deny(RULE_E5, REASON_SHARE_IN_NOT_ASKED, NULL);
	viewer->in = (Watermark){INSTANT_MIN, NULL};
	uint32_t at = first_here(viewer);
	for (const Episode *episode; (episode = next_open(viewer, &at));) {
		const Side *in = &episode->side[DIRECTION_IN];
		Instant to = in->state == STATE_YES ? INSTANT_MAX : INSTANT_MIN;
		if (in->state == STATE_WITHDRAWN)
			to = in->set_by->at;
		if (!counts(viewer, episode))
			continue;
		if (instant_before(viewer->in.to, to)) {
			viewer->in = (Watermark){to, in->set_by};
			viewer->verification = episode->verified_by;
		}
		if (in->state == STATE_REFUSED)
			closed = deny(RULE_E5, REASON_SHARE_IN_REFUSED, in->set_by);
	}
	bool stopped = instant_order(viewer->in.to, INSTANT_MIN) != 0;
	viewer->in_closed = stopped ? deny(RULE_E5, REASON_SHARE_IN_STOPPED, viewer->in.because) : closed;
}

static bool any_counts(const Viewer *viewer, bool *ret_any_open)
{
	uint32_t at = first_here(viewer);
	*ret_any_open = false;
	for (const Episode *episode; (episode = next_open(viewer, &at));) {
		*ret_any_open = true;
		if (counts(viewer, episode))
			return true;
	}
	return false;
}

/* E2 to E4; E1 comes before them and needs the entry. */
static Ruling rule_edsm(const Viewer *viewer)
{
	bool any_open;
	bool counting = any_counts(viewer, &any_open);
	if (viewer->standing.standing == STANDING_PROHIBITED)
		return deny(RULE_E2, REASON_PROHIBITED, viewer->standing.said_by);
	if (!any_open)
		return rule_no_episode(viewer);
	return counting ? (Ruling){0} : rule_none_counts(viewer);
}

/* P1. The permissions held are those of the last 24 h, in replay order. */
static Ruling rule_permission(const Viewer *viewer, ViewChannel channel)
{
	const Reach *reach = viewer->reach;
	const Fact *answered = NULL, *unable = NULL;
	for (size_t i = 0; i < reach->permission_count; i++) {
		const Fact *fact = reach->permissions[i];
		if (fact->view_channel != channel || !text_is(fact->org, viewer->code))
			continue;
		if (fact->answer == ANSWER_UNABLE)
			unable = fact;
		else
			answered = fact;
	}
	if (answered && answered->answer == ANSWER_YES)
		return (Ruling){VERDICT_ALLOW, REASON_PERMISSION_GIVEN, RULE_P1, {answered}};
	if (answered)
		return deny(RULE_P1, REASON_VIEW_REFUSED, answered);
	if (unable)
		return (Ruling){VERDICT_ALLOW, REASON_UNABLE_TO_ASK, RULE_P1, {unable}};
	return (Ruling){VERDICT_ASK, REASON_ASK_FIRST, RULE_P1, {NULL}};
}

Viewer viewer_of(const Reach *reach, const char *org)
{
	const Directory *directory = &reach->world->directory;
	Viewer viewer = {.reach = reach, .code = org, .home = reach_is_home(reach, org)};
	viewer.organisation = directory->organisation(directory->self, org);
	viewer.standing = reach_standing(reach, org);
	viewer.override_any = override_in_force(reach->overrides, reach->override_count, reach->at, org, false);
	viewer.override_private = override_in_force(reach->overrides, reach->override_count, reach->at, org, true);
	bool urgent = viewer.organisation && viewer.organisation->care == CARE_URGENT;
	viewer.purpose = urgent ? PURPOSE_UNPLANNED : PURPOSE_PLANNED;
	viewer.opt_out = viewer.home ? NULL : reach_opt_out(reach, viewer.purpose);
	/* Of an organisation that could not be looked up it is not known which purpose it serves: a fault is never an
	 * allow. */
	if (!viewer.organisation && !viewer.home && !viewer.opt_out) {
		viewer.purpose = PURPOSE_UNPLANNED;
		viewer.opt_out = reach_opt_out(reach, PURPOSE_UNPLANNED);
	}
	viewer.shares = viewer.organisation && organisation_shares(viewer.organisation);
	viewer.place = org ? index_find(&reach->agreements.place_index, org) : INDEX_NONE;
	viewer.home_at = reach->home && reach->places[reach->home->place].shares ? reach->home->place : INDEX_NONE;
	viewer.summary = reach_scr(reach);
	viewer.edsm = rule_edsm(&viewer);
	measure_in(&viewer);
	if (!viewer.organisation || viewer.organisation->mig != TRUTH_TRUE)
		viewer.mig = deny(RULE_M1, REASON_NOT_A_MIG_PARTNER, NULL);
	if (!viewer.organisation || !organisation_views_scr(viewer.organisation))
		viewer.scr = deny(RULE_S0, REASON_NOT_AN_SCR_VIEWER, NULL);
	else if (reach->scr && reach->scr->scr_status == SCR_DISSENT)
		viewer.scr = deny(RULE_S1, REASON_SCR_DISSENT, reach->scr);
	viewer.mig_permission = rule_permission(&viewer, VIEW_MIG);
	viewer.scr_permission = rule_permission(&viewer, VIEW_SCR);
	return viewer;
}
