#include "model/properties/naive.h"

#include "model/properties/naive_past.h"

enum { DAY = 24 * 60 * 60 };

typedef struct Asked {
	const NaiveWorld *world;
	Past past;
	const char *org;
	const Entry *entry;
	Instant at;
} Asked;

static NaiveRuling says(const char *verdict, const char *reason, const char *rule)
{
	return (NaiveRuling){verdict, reason, rule};
}

static NaiveRuling silent(void)
{
	return (NaiveRuling){0};
}

static const Organisation *organisation(const NaiveWorld *world, const char *code)
{
	for (size_t i = 0; i < world->organisation_count; i++)
		if (past_same(world->organisations[i].code, code))
			return &world->organisations[i];
	return NULL;
}

/* Words: unknown is treated as other; so is an organisation of which the directory says nothing. */
static bool shares(const Asked *asked, const char *org)
{
	const Organisation *found = organisation(asked->world, org);
	return found && (found->system == SYSTEM_SYSTMONE || found->system == SYSTEM_EMIS);
}

static const char *home_of(const Asked *asked)
{
	const Fact *home = past_home(&asked->past);
	return home ? home->org : NULL;
}

/* Words, GP record: recorded by a practice where P is, or by T was, registered by a `registered` that had effect. */
static bool in_gp_record(const Asked *asked)
{
	for (size_t i = 0; i < asked->past.count; i++)
		if (asked->past.facts[i]->kind == FACT_REGISTERED && past_opens(&asked->past, i) &&
		    past_same(asked->past.facts[i]->org, asked->entry->org))
			return true;
	return false;
}

/* Words, holders: the recorder, and home too where E belongs to the GP record. */
static size_t holders(const Asked *asked, const char *found[2])
{
	size_t count = 0;
	found[count++] = asked->entry->org;
	const char *home = home_of(asked);
	if (home && in_gp_record(asked) && !past_same(home, asked->entry->org))
		found[count++] = home;
	return count;
}

typedef struct Said {
	Standing standing;
	size_t lifted; /* E4: place of the fact that lifted the latest prohibition, or NOWHERE */
} Said;

/* Words, standing: what home says of X on its own lists; E2: home itself is allowed, without a home all are `verify`.
 */
static Said standing(const Asked *asked)
{
	Said said = {STANDING_VERIFY, NOWHERE};
	const char *home = home_of(asked);
	for (size_t i = 0; home && i < asked->past.count; i++) {
		const Fact *fact = asked->past.facts[i];
		if (fact->kind != FACT_STANDING || !past_same(fact->practice, home) ||
		    !past_same(fact->org, asked->org))
			continue;
		if (said.standing == STANDING_PROHIBITED && fact->standing != STANDING_PROHIBITED)
			said.lifted = i;
		said.standing = (Standing)fact->standing;
	}
	if (past_same(home, asked->org))
		said.standing = STANDING_ALLOWED;
	return said;
}

static bool is_private(const Asked *asked)
{
	bool hidden = false;
	for (size_t i = 0; i < asked->past.count; i++) {
		const Fact *fact = asked->past.facts[i];
		if (!past_same(fact->entry, asked->entry->id))
			continue;
		if (fact->kind == FACT_ENTRY_PRIVATE || fact->kind == FACT_ENTRY_PRIVATE_REQUESTED)
			hidden = true;
		if (fact->kind == FACT_ENTRY_OPEN)
			hidden = false;
	}
	return hidden;
}

/* G2: is the override that this fact opens in force at T? */
static bool in_force(const Asked *asked, size_t place)
{
	const Fact *opening = asked->past.facts[place];
	for (size_t i = 0; i < place; i++) /* a second of the same identifier has no effect */
		if (asked->past.facts[i]->kind == FACT_OVERRIDE &&
		    past_same(asked->past.facts[i]->override, opening->override))
			return false;
	for (size_t i = place + 1; i < asked->past.count; i++)
		if (asked->past.facts[i]->kind == FACT_OVERRIDE_ENDED &&
		    past_same(asked->past.facts[i]->override, opening->override))
			return false;
	return asked->at.seconds < opening->until.seconds && asked->at.seconds < opening->at.seconds + DAY;
}

static NaiveRuling override_rule(const Asked *asked)
{
	bool any = false, with_private = false;
	for (size_t i = 0; i < asked->past.count; i++) {
		const Fact *fact = asked->past.facts[i];
		if (fact->kind != FACT_OVERRIDE || !past_same(fact->org, asked->org) || !in_force(asked, i))
			continue;
		any = true;
		with_private = with_private || fact->include_private == TRUTH_TRUE;
	}
	if (!any)
		return silent();
	if (is_private(asked) && !with_private)
		return says("deny", "private", "G2");
	return says("allow", "override", "G2");
}

/* G4, R4: an opt-out takes effect at once, an allow its purpose's lag after it was made. */
static bool opted_out(const Past *past, Instant at, Purpose purpose)
{
	bool out = false;
	for (size_t i = 0; i < past->count; i++) {
		const Fact *fact = past->facts[i];
		if (fact->kind != FACT_PURPOSE || fact->purpose != purpose)
			continue;
		if (fact->purpose_choice == CHOICE_OPT_OUT)
			out = true;
		else if (purpose != PURPOSE_RESEARCH || fact->at.seconds + 21 * (int64_t)DAY <= at.seconds)
			out = false;
	}
	return out;
}

static NaiveRuling general(const Asked *asked)
{
	if (asked->entry->recorded.seconds > asked->at.seconds)
		return says("deny", "not-yet-recorded", "G0");
	bool home = past_same(home_of(asked), asked->org);
	if (past_same(asked->entry->org, asked->org) || (home && in_gp_record(asked)))
		return says("allow", "own-record", "G1");
	NaiveRuling override = override_rule(asked);
	if (override.verdict)
		return override;
	if (is_private(asked))
		return says("deny", "private", "G3");
	const Organisation *viewer = organisation(asked->world, asked->org);
	/* Words: one that the directory does not know serves either purpose. */
	bool urgent = !viewer || viewer->care == CARE_URGENT, planned = !viewer || viewer->care != CARE_URGENT;
	if (!home && planned && opted_out(&asked->past, asked->at, PURPOSE_PLANNED))
		return says("deny", "opted-out-planned", "G4");
	if (!home && urgent && opted_out(&asked->past, asked->at, PURPOSE_UNPLANNED))
		return says("deny", "opted-out-unplanned", "G4");
	return silent();
}

/* E4: does this open episode at X count? */
static bool counts(const Asked *asked, Said said, const char *episode)
{
	if (said.standing == STANDING_ALLOWED)
		return true;
	NaiveVerification verification = past_verification(&asked->past, episode);
	if (!verification.given || !past_home(&asked->past))
		return false;
	return verification.by > past_home_since(&asked->past) &&
	       (said.lifted == NOWHERE || verification.by > said.lifted);
}

typedef struct Mark { /* a watermark, W1 or W2 */
	bool all, some;
	Instant to;
} Mark;

static bool inside(const Asked *asked, Mark mark) /* W3 */
{
	return mark.all || (mark.some && asked->entry->recorded.seconds <= mark.to.seconds);
}

static void stretch(Mark *mark, Instant to)
{
	if (!mark->some || to.seconds > mark->to.seconds)
		mark->to = to;
	mark->some = true;
}

/* The episode that this fact opened at this organisation, or NULL. */
static const char *opened_here(const Past *past, size_t place, const char *org)
{
	return past_opens(past, place) && past_same(past->facts[place]->org, org) ? past->facts[place]->episode : NULL;
}

/* E3, E4, E5, W1 */
static NaiveRuling share_in(const Asked *asked, Said said)
{
	const Past *past = &asked->past;
	bool ever = false, open = false, counted = false, verification_refused = false, refused = false;
	Mark in = {0};
	for (size_t i = 0; i < past->count; i++) {
		const char *episode = opened_here(past, i, asked->org);
		ever = ever || episode;
		if (!episode || !past_open(past, episode, past->count))
			continue;
		open = true;
		verification_refused = verification_refused || past_verification(past, episode).refused;
		if (!counts(asked, said, episode))
			continue;
		counted = true;
		NaiveSide side = past_side(past, episode, DIRECTION_IN, past->count);
		in.all = in.all || side.state == NAIVE_YES;
		if (side.state == NAIVE_WITHDRAWN)
			stretch(&in, side.withdrawn);
		refused = refused || side.state == NAIVE_REFUSED;
	}
	if (!open)
		return says("deny", ever ? "agreement-ended" : "no-agreement", "E3");
	if (!counted)
		return says("deny", verification_refused ? "verification-refused" : "not-verified", "E4");
	if (inside(asked, in))
		return silent();
	return says("deny", in.some ? "share-in-stopped" : refused ? "share-in-refused" : "share-in-not-asked", "E5");
}

/* W2 */
static Mark out_of(const Past *past, const char *org, bool *ret_refused)
{
	Mark out = {0};
	*ret_refused = false;
	for (size_t i = 0; i < past->count; i++) {
		const char *episode = opened_here(past, i, org);
		if (!episode)
			continue;
		for (size_t k = i + 1; k < past->count; k++) { /* did a yes stop at this fact? */
			NaiveState before = past_side(past, episode, DIRECTION_OUT, k).state;
			NaiveState after = past_side(past, episode, DIRECTION_OUT, k + 1).state;
			if (before == NAIVE_YES && after != NAIVE_YES)
				stretch(&out, past->facts[k]->at);
		}
		NaiveState last = past_side(past, episode, DIRECTION_OUT, past->count).state;
		bool open = past_open(past, episode, past->count);
		out.all = out.all || (open && last == NAIVE_YES);
		*ret_refused = *ret_refused || (open && last == NAIVE_REFUSED);
	}
	return out;
}

static NaiveRuling share_out(const Asked *asked, const char *const holding[2], size_t count)
{
	const char *told_at = asked->entry->org; /* where the reason is read */
	bool refused;
	for (size_t i = 0; i < count; i++) {
		if (shares(asked, holding[i]) && inside(asked, out_of(&asked->past, holding[i], &refused)))
			return silent();
		if (shares(asked, holding[i]) && past_same(holding[i], home_of(asked)))
			told_at = holding[i];
	}
	Mark out = out_of(&asked->past, told_at, &refused);
	if (out.some)
		return says("deny", "share-out-stopped", "E6");
	return says("deny", refused ? "share-out-refused" : "share-out-not-asked", "E6");
}

static NaiveRuling edsm(const Asked *asked)
{
	const char *holding[2];
	size_t count = holders(asked, holding);
	if (!shares(asked, asked->org) || !(shares(asked, holding[0]) || (count > 1 && shares(asked, holding[1]))))
		return says("deny", "no-shared-system", "E1");
	Said said = standing(asked);
	if (said.standing == STANDING_PROHIBITED)
		return says("deny", "prohibited", "E2");
	NaiveRuling in = share_in(asked, said);
	if (in.verdict)
		return in;
	NaiveRuling out = share_out(asked, holding, count);
	return out.verdict ? out : says("allow", "shared", "E7");
}

/* P1 */
static NaiveRuling permission(const Asked *asked, ViewChannel channel)
{
	WordByte said = 0;
	bool unable = false;
	for (size_t i = 0; i < asked->past.count; i++) {
		const Fact *fact = asked->past.facts[i];
		if (fact->kind != FACT_VIEW_PERMISSION || !past_same(fact->org, asked->org) ||
		    fact->view_channel != channel || asked->at.seconds >= fact->at.seconds + DAY)
			continue;
		if (fact->answer == ANSWER_UNABLE)
			unable = true;
		else
			said = fact->answer;
	}
	if (said == ANSWER_YES)
		return says("allow", "permission-given", "P1");
	if (said == ANSWER_NO)
		return says("deny", "view-refused", "P1");
	return unable ? says("allow", "unable-to-ask", "P1") : says("ask", "ask-first", "P1");
}

static const Fact *latest(const Past *past, FactKind kind, const char *entry)
{
	const Fact *found = NULL;
	for (size_t i = 0; i < past->count; i++)
		if (past->facts[i]->kind == kind && (!entry || past_same(past->facts[i]->entry, entry)))
			found = past->facts[i];
	return found;
}

static NaiveRuling mig(const Asked *asked)
{
	const Organisation *viewer = organisation(asked->world, asked->org);
	if (!viewer || viewer->mig != TRUTH_TRUE)
		return says("deny", "not-a-mig-partner", "M1");
	if (!home_of(asked) || !in_gp_record(asked))
		return says("deny", "not-gp-record", "M2");
	const Fact *choice = latest(&asked->past, FACT_MIG, NULL);
	if (choice && choice->mig_choice == MIG_DISSENT)
		return says("deny", "mig-dissent", "M3");
	if (asked->entry->category == CATEGORY_DOCUMENT || asked->entry->category == CATEGORY_FREE_TEXT)
		return says("deny", "not-in-mig-view", "M4");
	return permission(asked, VIEW_MIG); /* M5 */
}

static bool is_core(unsigned category) /* S3 */
{
	return category == CATEGORY_MEDICATION || category == CATEGORY_ALLERGY || category == CATEGORY_ADVERSE_REACTION;
}

static bool is_additional(unsigned category) /* S3 */
{
	return category == CATEGORY_PROBLEM || category == CATEGORY_PROCEDURE ||
	       category == CATEGORY_ANTICIPATORY_CARE || category == CATEGORY_COMMUNICATION_PREFERENCE ||
	       category == CATEGORY_END_OF_LIFE || category == CATEGORY_IMMUNISATION;
}

/* S0: told, or else general practice and urgent care. */
static bool views_scr(const Asked *asked)
{
	const Organisation *viewer = organisation(asked->world, asked->org);
	if (!viewer)
		return false;
	if (viewer->scr == TRUTH_TRUE)
		return true;
	return viewer->scr != TRUTH_FALSE && (viewer->care == CARE_GP || viewer->care == CARE_URGENT);
}

/* S1: what the patient chose; where nobody has asked, what home's latest `scr-default` says, or core. */
static unsigned scr_status(const Asked *asked)
{
	const Fact *chosen = latest(&asked->past, FACT_SCR, NULL);
	if (chosen && chosen->scr_status != SCR_IMPLIED)
		return chosen->scr_status;
	unsigned status = SCR_CORE;
	for (size_t i = 0; i < asked->past.count; i++)
		if (asked->past.facts[i]->kind == FACT_SCR_DEFAULT &&
		    past_same(asked->past.facts[i]->practice, home_of(asked)))
			status = asked->past.facts[i]->scr_status;
	return status;
}

static NaiveRuling scr(const Asked *asked)
{
	if (!views_scr(asked))
		return says("deny", "not-an-scr-viewer", "S0");
	unsigned status = scr_status(asked);
	if (status == SCR_DISSENT)
		return says("deny", "scr-dissent", "S1");
	if (!home_of(asked) || !in_gp_record(asked))
		return says("deny", "not-gp-record", "S2");
	bool additional = is_additional(asked->entry->category);
	bool shown = is_core(asked->entry->category) || (additional && status == SCR_ADDITIONAL);
	if (!shown)
		return says("deny", "not-in-scr", "S3");
	const Fact *include = latest(&asked->past, FACT_SCR_INCLUDE, asked->entry->id);
	if (asked->entry->sensitive == TRUTH_TRUE && additional && !(include && include->scr_include == TRUTH_TRUE))
		return says("deny", "scr-excluded", "S4");
	return permission(asked, VIEW_SCR); /* S5 */
}

static NaiveAnswer answer_of(NaiveRuling ruling, const char *via)
{
	return (NaiveAnswer){.verdict = ruling.verdict, .via = via, .reason = ruling.reason, .rule = ruling.rule};
}

/* C1: the first of eDSM allow, MIG allow, SCR allow, MIG ask, SCR ask. */
static NaiveAnswer one_answer(const NaiveRuling channels[3])
{
	static const char *const names[] = {"edsm", "mig", "scr"};
	for (size_t i = 0; i < 3; i++)
		if (past_same(channels[i].verdict, "allow"))
			return answer_of(channels[i], names[i]);
	for (size_t i = 1; i < 3; i++)
		if (past_same(channels[i].verdict, "ask"))
			return answer_of(channels[i], names[i]);
	static const char *const ruled_out[] = {"E1", "M1", "S0"};
	for (size_t i = 0; i < 3; i++)
		if (!past_same(channels[i].rule, ruled_out[i]))
			return answer_of(channels[i], NULL);
	return answer_of(channels[0], NULL);
}

NaiveAnswer naive_decide(const NaiveWorld *world, const NaiveQuestion *question)
{
	Asked asked = {.world = world, .org = question->org, .entry = question->entry, .at = question->at};
	Fact birthday;
	past_make(&asked.past, world, question->at, question->known_at, &birthday);
	NaiveRuling first = general(&asked);
	if (first.verdict) {
		const char *via = past_same(first.rule, "G1") ? "own" : "override";
		NaiveAnswer answer = answer_of(first, past_same(first.verdict, "allow") ? via : NULL);
		answer.general = true;
		return answer;
	}
	NaiveRuling channels[3] = {edsm(&asked), mig(&asked), scr(&asked)};
	NaiveAnswer answer = one_answer(channels);
	for (size_t i = 0; i < 3; i++)
		answer.channels[i] = channels[i];
	return answer;
}

NaiveRuling naive_research(const NaiveWorld *world, const NaiveUse *use)
{
	Past past;
	Fact birthday;
	past_make(&past, world, use->at, use->known_at, &birthday);
	if (past_same(use->colour, "green"))
		return says("allow", "de-identified", "R1");
	if (use->public_health)
		return says("allow", "public-health", "R2");
	const Fact *consent = NULL;
	for (size_t i = 0; i < past.count; i++)
		if (past.facts[i]->kind == FACT_STUDY_CONSENT && past_same(past.facts[i]->study, use->study))
			consent = past.facts[i];
	if (consent && consent->answer == ANSWER_YES)
		return says("allow", "study-consent", "R3");
	if (consent && consent->answer == ANSWER_NO)
		return says("deny", "study-refused", "R3");
	if (opted_out(&past, use->at, PURPOSE_RESEARCH))
		return says("deny", "research-opt-out", "R4");
	if (past_same(use->colour, "amber"))
		return says("allow", "de-identified", "R6");
	const Fact *national = latest(&past, FACT_NATIONAL_OPT_OUT, NULL);
	if (national && national->national == NATIONAL_OPTED_OUT)
		return says("deny", "national-opt-out", "R5");
	return says("allow", "no-objection", "R6");
}

/* The latest word counts, a review's or else the opening's; one to wait for a review is met by any that came later. */
bool naive_may_be_told(const NaiveWorld *world, const char *override, Instant at, Instant known_at)
{
	Past past;
	Fact birthday;
	past_make(&past, world, at, known_at, &birthday);
	size_t opening = 0, reviews = 0;
	while (opening < past.count &&
	       (past.facts[opening]->kind != FACT_OVERRIDE || !past_same(past.facts[opening]->override, override)))
		opening++;
	for (size_t i = past.count; i-- > opening + 1;) {
		const Fact *fact = past.facts[i];
		if (fact->kind != FACT_OVERRIDE_REVIEWED || !past_same(fact->override, override))
			continue;
		if (fact->tell)
			return fact->tell == TELL_NOW || (fact->tell == TELL_AFTER_REVIEW && reviews > 0);
		reviews++;
	}
	if (opening == past.count || past.facts[opening]->tell == TELL_NOT)
		return false;
	const bool waits =
		past.facts[opening]->tell == TELL_AFTER_REVIEW ||
		(!past.facts[opening]->tell && past.facts[opening]->override_reason == OVERRIDE_SAFEGUARDING);
	return !waits || reviews > 0;
}
