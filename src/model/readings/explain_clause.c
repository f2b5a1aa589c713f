/* Which clause says why. One reason may have several: what was asked once is not called never asked. */
#include "base/macros.h"
#include "base/text.h"
#include "model/readings/inside.h"

/* After "X cannot see this: " or "X sees this: ". The names are those of explain.c. */
static const char *const clauses[Reason_COUNT_] = {
	[REASON_NOT_YET_RECORDED] = "{it} had not been recorded then",
	[REASON_OWN_RECORD] = "{is} part of their own record",
	[REASON_PRIVATE] = "{is} private{marked}",
	[REASON_OVERRIDE] = "an override ({why}) is in force, started{on}{by}",
	[REASON_OPTED_OUT_PLANNED] = "{s} opted out of sharing for planned care{on}",
	[REASON_OPTED_OUT_UNPLANNED] = "{s} opted out of sharing for urgent care{on}",
	[REASON_NO_SHARED_SYSTEM] = "they use neither SystmOne nor EMIS",
	[REASON_PROHIBITED] = "{h} put them on its prohibited list{on}{by}",
	[REASON_AGREEMENT_ENDED] = "their care of {p} ended{on}, and the share with it; a new referral asks again",
	[REASON_NO_AGREEMENT] = "{p} is not under their care; a referral would ask",
	[REASON_VERIFICATION_REFUSED] = "{s} refused them{on}{noted}",
	[REASON_NOT_VERIFIED] = "they are not on the local list, and no code has been read back for them",
	[REASON_SHARE_IN_STOPPED] = "{s} stopped Share In there{on}{asked}, and {was} recorded later",
	[REASON_SHARE_IN_REFUSED] = "{s} said no to Share In there{on}{asked}",
	[REASON_SHARE_IN_NOT_ASKED] = "nobody has asked about Share In there yet",
	[REASON_SHARE_OUT_STOPPED] = "Share Out{at} stopped{on}, and {was} recorded later",
	[REASON_SHARE_OUT_REFUSED] = "{s} said no to Share Out{at}{on}{asked}",
	[REASON_SHARE_OUT_NOT_ASKED] = "nobody has asked about Share Out{at} yet",
	[REASON_SHARED] = "{shared}",
	[REASON_NOT_A_MIG_PARTNER] = "they are no partner of the local view of the GP record (MIG)",
	[REASON_NOT_GP_RECORD] = "{is} not part of the GP record",
	[REASON_MIG_DISSENT] = "{s} said no to the local view of the GP record (MIG){on}",
	[REASON_NOT_IN_MIG_VIEW] = "the local view of the GP record (MIG) holds no documents and no free text",
	[REASON_NOT_AN_SCR_VIEWER] = "they do not look into Summary Care Records",
	[REASON_SCR_DISSENT] = "{s} chose to have no Summary Care Record{on}",
	[REASON_NOT_IN_SCR] = "the Summary Care Record does not hold {them}",
	[REASON_SCR_EXCLUDED] = "{is} sensitive, and {p} has not asked for {them} to be in the Summary Care Record",
	[REASON_PERMISSION_GIVEN] = "{s} gave permission to look{on}{noted}",
	[REASON_VIEW_REFUSED] = "{s} said no when they asked to look{on}{noted}",
	[REASON_UNABLE_TO_ASK] = "{p} could not be asked{on}{noted}",
	[REASON_ASK_FIRST] = "they must ask {p} first, at the point of care",
};

/* --- What the sentence dates --- */

/* Of a permission it is the permission, whatever else the verdict rests on; otherwise the oldest. */
static const Fact *dated(const Decision *decision)
{
	for (size_t i = 0; decision->rule == RULE_P1 && i < decision->because_count; i++)
		if (decision->because[i]->kind == FACT_VIEW_PERMISSION)
			return decision->because[i];
	return decision->because_count ? decision->because[0] : NULL;
}

const char *explain_out_place(const Reach *reach, const Fact *fact, Watermark *ret_out)
{
	for (size_t i = 0; fact && i < reach->agreements.place_count; i++)
		if (reach->places[i].out.because == fact) {
			*ret_out = reach->places[i].out;
			return reach->agreements.places[i].org;
		}
	return NULL;
}

/* E6 reads its reason at home where home holds the entry and can share, else at the recorder. */
static const char *asked_for_out(const Reach *reach, const Entry *entry)
{
	size_t number = (size_t)(entry - reach->world->entries.items);
	bool at_home = reach->home && reach_in_gp_record(reach, number) && reach->places[reach->home->place].shares;
	return at_home ? reach->home->org : entry->org;
}

static const char *place_of(const Explaining *self, Instant *ret_stopped)
{
	Watermark out;
	const Fact *fact = self->fact;
	const Decision *decision = self->decision;
	if (decision->reason == REASON_SHARE_OUT_NOT_ASKED)
		return decision->entry ? asked_for_out(self->reach, decision->entry) : NULL;
	if (decision->reason == REASON_SHARE_OUT_STOPPED) {
		const char *place = explain_out_place(self->reach, fact, &out);
		if (place)
			*ret_stopped = out.to; /* of a 16th birthday there is no fact */
		return place;
	}
	const Episode *episode =
		fact && fact->episode ? agreements_episode(&self->reach->agreements, fact->episode) : NULL;
	return episode ? episode->org : NULL;
}

/* --- An answer that is missing --- */

/* The latest open episode there in which this was asked before; without one, the latest. */
static const Episode *asked_in(const Reach *reach, const char *org, Direction direction)
{
	const Episode *found = NULL;
	for (size_t i = 0; org && i < reach->agreements.episode_count; i++) {
		const Episode *episode = &reach->agreements.episodes[i];
		if (episode->open && text_is(episode->org, org) && episode->side[direction].state == STATE_NOT_ASKED)
			found = episode;
	}
	return found;
}

/* The latest "not given" since the agreement began. */
static const Fact *not_given(const Explaining *self, Direction direction)
{
	const Fact *found = NULL;
	for (size_t i = 0; self->asked && i < self->reach->fact_count; i++) {
		const Fact *fact = self->reach->facts[i];
		if (fact->kind == FACT_ANSWERED && fact->answer == ANSWER_NOT_GIVEN && fact->direction == direction &&
		    text_is(fact->episode, self->asked->id) && fact_order(fact, episode_present_since(self->asked)) > 0)
			found = fact;
	}
	return found;
}

/* What is said instead of "nobody has asked". What stopped an agreement comes first: it came after what was asked. */
static const char *missing(Explaining *self, Direction direction)
{
	static const char *const of_age[] = {
		[DIRECTION_OUT] =
			"what a parent said{at} ended{on}, when {p} turned 16, and nobody has asked about Share Out "
			"again",
		[DIRECTION_IN] =
			"what a parent said ended{on}, when {p} turned 16, and nobody has asked about Share In "
			"again",
	};
	static const char *const ended[] = {
		[DIRECTION_OUT] = "the agreement{at} was ended{on}, and nobody has asked about Share Out again",
		[DIRECTION_IN] = "the agreement there was ended{on}, and nobody has asked about Share In again",
	};
	static const char *const no_answer[] = {
		[DIRECTION_OUT] = "{s} gave no answer about Share Out{at}{on}{asked}",
		[DIRECTION_IN] = "{s} gave no answer about Share In there{on}{asked}",
	};
	if (!self->asked)
		return NULL;
	if (self->asked->came_of_age) {
		self->on = self->reach->agreements.sixteen;
		return of_age[direction];
	}
	const Fact *stopped = self->asked->stopped, *silent = not_given(self, direction);
	if (stopped && (!silent || fact_order(silent, stopped) < 0)) {
		self->fact = stopped;
		self->on = stopped->at;
		return ended[direction];
	}
	if (!silent)
		return NULL;
	self->fact = silent;
	self->on = silent->at;
	return no_answer[direction];
}

static const char *not_asked(Explaining *self)
{
	bool out = self->decision->reason == REASON_SHARE_OUT_NOT_ASKED;
	Direction direction = out ? DIRECTION_OUT : DIRECTION_IN;
	if (self->object && self->object->mixed)
		return NULL;
	self->asked = asked_in(self->reach, out ? self->place : self->decision->viewer, direction);
	return missing(self, direction);
}

/* --- Other reasons with more than one clause --- */

static const char *not_verified(Explaining *self)
{
	const Fact *lapsed = NULL;
	if (!self->reach->home)
		return "{p} is registered with no practice, so nobody can verify them";
	for (size_t i = 0; i < self->reach->agreements.episode_count; i++) {
		const Episode *episode = &self->reach->agreements.episodes[i];
		if (episode->open && text_is(episode->org, self->decision->viewer) && episode->verified_by)
			lapsed = episode->verified_by;
	}
	if (!lapsed)
		return NULL;
	self->on = lapsed->at;
	return "what verified them{on} no longer counts, and no code has been read back for them since";
}

static const char *no_shared_system(Explaining *self)
{
	const Directory *directory = &self->reach->world->directory;
	const char *viewer = self->decision->viewer;
	const Organisation *found = viewer ? directory->organisation(directory->self, viewer) : NULL;
	return found && found->system == SYSTEM_UNKNOWN
		       ? "it is not known whether they use SystmOne or EMIS; their card is where it is set"
		       : NULL;
}

/* Additional information: who said that the summary holds the core alone. */
static const char *not_in_scr(Explaining *self)
{
	const Fact *fact = self->fact;
	if (!fact)
		return NULL;
	if (fact->kind == FACT_SCR_DEFAULT)
		return "the Summary Care Record of who expressed no preference holds the core alone, says {h}{on}";
	return fact->scr_status == SCR_CORE ? "{s} chose the core alone for the Summary Care Record{on}" : NULL;
}

static const char *scr_excluded(Explaining *self)
{
	return self->fact ? "{is} sensitive, and {s} wished {them} left out of the Summary Care Record{on}" : NULL;
}

static const char *clause_of(Explaining *self)
{
	const char *other = NULL;
	Reason reason = self->decision->reason;
	if (reason == REASON_SHARE_IN_NOT_ASKED || reason == REASON_SHARE_OUT_NOT_ASKED)
		other = not_asked(self);
	else if (reason == REASON_NOT_VERIFIED)
		other = not_verified(self);
	else if (reason == REASON_NO_SHARED_SYSTEM)
		other = no_shared_system(self);
	else if (reason == REASON_NOT_IN_SCR)
		other = not_in_scr(self);
	else if (reason == REASON_SCR_EXCLUDED)
		other = scr_excluded(self);
	return other ? other : clauses[reason];
}

const char *explain_clause(const Reach *reach, const Decision *decision, const Explained *object,
			   Explaining *ret_explaining)
{
	*ret_explaining = (Explaining){
		.reach = reach,
		.decision = decision,
		.object = object,
		.fact = dated(decision),
		.on = INSTANT_MIN,
	};
	if (ret_explaining->fact)
		ret_explaining->on = ret_explaining->fact->at;
	ret_explaining->place = place_of(ret_explaining, &ret_explaining->on);
	if (object && object->mixed) {
		ret_explaining->fact = NULL;
		ret_explaining->place = NULL;
		ret_explaining->on = INSTANT_MIN;
	}
	return clause_of(ret_explaining);
}
