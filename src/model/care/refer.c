#include "model/care/care.h"

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/lists/lists.h"
#include "model/readings/explain.h"

/* --- Referring --- */

static bool check_referral(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	const char *code = telling->facts[0].org;
	Directory directory = now->world.directory;
	if (!desk_check_living(&now->world, err))
		return false;
	const Organisation *organisation = code ? directory.organisation(directory.self, code) : NULL;
	if (!organisation)
		return fail(err, ERROR_MISSING, "The directory has no organisation %s: add it by hand, then refer.",
			    text_or(code, "without a code"));
	if (organisation_closed(organisation, zone_date(desk_zone(desk), now->at)))
		return fail(err, ERROR_REFUSED, "%s is closed: refer to the organisation that took its place.",
			    organisation->name);
	return true;
}

/* With the referral or not at all: a refused referral changes no organisation. */
static bool also_system(void *context, Desk *desk, const OldTelling *telling, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const System *system = context;
	return !*system || desk_say_system(desk, telling->facts[0].org, *system, &arena, err);
}

bool desk_refer(Desk *desk, Chart *chart, const Referral *referral, const char **ret_episode, Error *err)
{
	char id[DESK_ID_MAX];
	if (!desk_allows(desk, ACT_REFER, err) || !desk_new_id(desk, "e", id, err))
		return false;
	Arena *keep = &chart_open(chart)->visit;
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.org = referral->org;
	fact.episode = arena_text(keep, id);
	fact.from = desk_practice_code(desk, keep);
	fact.service = text_empty(referral->service) ? NULL : referral->service;
	const char *called = referral->org ? explain_name(&chart->world, referral->org, keep) : "nobody";
	System system = referral->system;
	OldTelling telling = {
		.act = arena_print(keep, "referred to %s", called), .facts = &fact, .count = 1, .check = check_referral,
		.also = also_system, .context = &system,
	};
	if (!desk_tell(desk, chart, &telling, err))
		return false;
	*ret_episode = fact.episode;
	return true;
}

/* --- Ending and re-opening --- */

static bool agreement_stands(const Episode *episode)
{
	return episode->side[DIRECTION_OUT].state != STATE_NOT_ASKED
		|| episode->side[DIRECTION_IN].state != STATE_NOT_ASKED || episode->verification != VERIFICATION_NONE;
}

/* A8: what would have no effect is refused here, so that nobody believes it had one. */
static bool check_ending(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	const Fact *fact = &telling->facts[0];
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
static bool may_reopen(Desk *desk, const Reach *reach, const Episode *episode, Arena *arena, Error *err)
{
	bool disputed = episode->stopped && episode->stopped->kind == FACT_DISPUTED;
	return !disputed || desk_may(desk, ACT_SETTLE_DISPUTE) ||
	       fail(err, ERROR_REFUSED, "The sharing with %s was disputed when the care ended: ask a clinician to re-open it.",
		    desk_called(reach, episode, arena));
}

static bool check_reopening(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	const char *id = telling->facts[0].episode;
	const Reach *reach = desk_fold_now(now);
	const Episode *episode = id ? agreements_episode(&reach->agreements, id) : NULL;
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

typedef bool (*Check)(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err);

static bool tell_of_episode(Desk *desk, Chart *chart, const char *act, Fact *fact, Check check, Error *err)
{
	const Episode *episode = fact->episode ? agreements_episode(&chart->now.agreements, fact->episode) : NULL;
	Arena *keep = &chart_open(chart)->visit;
	const char *called = episode ? desk_called(&chart->now, episode, keep) : "";
	OldTelling telling = {.act = arena_print(keep, "%s %s", act, called), .facts = fact, .count = 1, .check = check};
	return desk_tell(desk, chart, &telling, err);
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
	Fact fact = fact_of_episode(FACT_DISCHARGED, episode);
	return desk_allows(desk, ACT_REFER, err)
		&& tell_of_episode(desk, chart, "discharged from", &fact, check_ending, err);
}

bool desk_cancel_discharge(Desk *desk, Chart *chart, const char *episode, Error *err)
{
	Fact fact = fact_of_episode(FACT_DISCHARGE_CANCELLED, episode);
	return desk_allows(desk, ACT_REFER, err)
		&& tell_of_episode(desk, chart, "re-opened the care by", &fact, check_reopening, err);
}

bool desk_end_agreement(Desk *desk, Chart *chart, const char *episode, Error *err)
{
	Fact fact = fact_of_episode(FACT_ENDED, episode);
	return desk_allows(desk, ACT_ASK, err) && desk_clock_right(desk, INSTANT_MIN, err)
		&& tell_of_episode(desk, chart, "ended the agreement with", &fact, check_ending, err);
}

/* A11: acts as `ended`, whatever stood; the work list hands it to a clinician. */
bool desk_dispute(Desk *desk, Chart *chart, const char *episode, const char *note, Error *err)
{
	Fact fact = fact_of_episode(FACT_DISPUTED, episode);
	fact.note = text_empty(note) ? NULL : note;
	return desk_allows(desk, ACT_ASK, err)
		&& tell_of_episode(desk, chart, "noted a dispute about", &fact, check_ending, err);
}

/* --- Permission at the point of care --- */

static bool check_permission(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	return desk_check_living(&now->world, err);
}

bool desk_permission(Desk *desk, Chart *chart, const char *org, ViewChannel channel, Answer answer, Error *err)
{
	if (!desk_allows(desk, ACT_ASK, err) || !desk_clock_right(desk, INSTANT_MIN, err))
		return false;
	if (*words_text(&view_channel_words, channel) == '\0' || *words_text(&permission_answer_words, answer) == '\0')
		return fail(err, ERROR_INPUT,
			    "Say which record may be viewed (MIG or SCR), and yes, no or unable to ask.");
	Arena *keep = &chart_open(chart)->visit;
	Fact fact = FACT_NONE;
	fact.kind = FACT_VIEW_PERMISSION;
	fact.org = org;
	fact.view_channel = (WordByte)channel;
	fact.answer = (WordByte)answer;
	const char *called = org ? explain_name(&chart->world, org, keep) : "";
	OldTelling telling = {
		.act = arena_print(keep, "recorded the permission for %s", called), .facts = &fact, .count = 1,
		.check = check_permission,
	};
	return desk_tell(desk, chart, &telling, err);
}
