#include "model/rules/decision.h"

#include <assert.h>

#include "base/macros.h"
#include "base/text.h"

#define RULE_TEXT_(name) #name,
static const char *const rule_texts[] = {"", RULES(RULE_TEXT_)};
#define REASON_TEXT_(value, text) text,
static const char *const reason_texts[] = {"", REASONS(REASON_TEXT_)};
static const char *const verdict_texts[] = {"deny", "ask", "allow"};
static const char *const via_texts[] = {NULL, "own", "override", "edsm", "mig", "scr"};
static const char *const channel_texts[] = {"edsm", "mig", "scr"};

const char *verdict_text(Verdict verdict)
{
	return verdict_texts[verdict];
}

const char *via_text(Via via)
{
	return via_texts[via];
}

const char *reason_text(Reason reason)
{
	return reason_texts[reason];
}

const char *rule_text(Rule rule)
{
	return rule_texts[rule];
}

const char *channel_text(Channel channel)
{
	return channel_texts[channel];
}

static Ruling ruling(Verdict verdict, Rule rule, Reason reason, const Fact *because)
{
	return (Ruling){.verdict = verdict, .reason = reason, .rule = rule, .because = {because}};
}

static Ruling deny(Rule rule, Reason reason, const Fact *because)
{
	return ruling(VERDICT_DENY, rule, reason, because);
}

/* The earlier first, nothing last. */
static inline void in_order(const Fact **a, const Fact **b)
{
	if (*b && (!*a || fact_order(*a, *b) > 0)) {
		const Fact *earlier = *b;
		*b = *a;
		*a = earlier;
	}
}

/* Puts the facts of a ruling into the decision, in replay order. */
static inline void rest_on(Decision *decision, const Ruling *ruling)
{
	const Fact *first = ruling->because[0], *second = ruling->because[1], *third = ruling->because[2];
	static_assert(BECAUSE_MAX == 3, "all are put in order");
	if (second || third) {
		in_order(&first, &second);
		in_order(&second, &third);
		in_order(&first, &second);
	}
	decision->because[0] = first;
	decision->because[1] = second;
	decision->because[2] = third;
	decision->because_count = (uint8_t)(!!first + !!second + !!third);
}

static void settle(Decision *decision, const Ruling *ruling, Via via)
{
	decision->verdict = ruling->verdict;
	decision->via = via;
	decision->reason = ruling->reason;
	decision->rule = ruling->rule;
	rest_on(decision, ruling);
}

static Decision decided(const Ruling *ruling, Via via)
{
	Decision decision = {0};
	settle(&decision, ruling, via);
	return decision;
}

bool decisions_alike(const Decision *a, const Decision *b)
{
	bool same = a->verdict == b->verdict && a->reason == b->reason && a->via == b->via &&
		    a->because_count == b->because_count;
	for (size_t i = 0; same && i < a->because_count; i++)
		same = a->because[i] == b->because[i];
	/* An answer that nobody gave is missing at one place or at another. */
	return same && (a->reason != REASON_SHARE_OUT_NOT_ASKED || text_is(a->entry->org, b->entry->org));
}

static Ruling opted_out(const Viewer *viewer)
{
	bool urgent = viewer->purpose == PURPOSE_UNPLANNED;
	return deny(RULE_G4, urgent ? REASON_OPTED_OUT_UNPLANNED : REASON_OPTED_OUT_PLANNED, viewer->opt_out);
}

/* G0 to G4: `reason` 0 where none applies. */
static Ruling general_ruling(const Viewer *viewer, const Entry *entry, const EntryState *state, bool gp_record,
			     Via *ret_via)
{
	*ret_via = VIA_NOTHING;
	if (instant_before(viewer->reach->at, entry->recorded))
		return deny(RULE_G0, REASON_NOT_YET_RECORDED, NULL);
	bool own = state->place == viewer->place;
	if (own || (viewer->home && gp_record)) {
		*ret_via = VIA_OWN;
		const Fact *registered = own ? NULL : episode_present_since(viewer->reach->home);
		return ruling(VERDICT_ALLOW, RULE_G1, REASON_OWN_RECORD, registered);
	}
	if (viewer->override_any) {
		const Fact *override = state->hidden ? viewer->override_private : viewer->override_any;
		if (!override)
			return deny(RULE_G2, REASON_PRIVATE, state->hidden);
		*ret_via = VIA_OVERRIDE;
		return ruling(VERDICT_ALLOW, RULE_G2, REASON_OVERRIDE, override);
	}
	if (state->hidden)
		return deny(RULE_G3, REASON_PRIVATE, state->hidden);
	return viewer->opt_out ? opted_out(viewer) : (Ruling){0};
}

/* The places that hold the entry and can share: its recorder, and home too where it belongs to the GP record. */
typedef struct Holders {
	const PlaceReach *recorder, *home; /* NULL where it is no holder or cannot share */
} Holders;

static Holders holders_of(const Viewer *viewer, const EntryState *state, bool gp_record)
{
	const PlaceReach *places = viewer->reach->places, *recorder = &places[state->place];
	const bool home = gp_record && viewer->home_at != INDEX_NONE;
	return (Holders){recorder->shares ? recorder : NULL, home ? &places[viewer->home_at] : NULL};
}

static bool inside(Instant recorded, Watermark watermark) /* W3 */
{
	return instant_order(watermark.to, INSTANT_MIN) != 0 && !instant_before(watermark.to, recorded);
}

/* E6, of an entry inside no holder's Share Out: the reason is read at home if it is such a holder, else at the
 * recorder. */
static Ruling out_closed(Holders holders)
{
	const PlaceReach *read_at = holders.home ? holders.home : holders.recorder;
	if (instant_order(read_at->out.to, INSTANT_MIN) != 0)
		return deny(RULE_E6, REASON_SHARE_OUT_STOPPED, read_at->out.because);
	if (read_at->out_refused)
		return deny(RULE_E6, REASON_SHARE_OUT_REFUSED, read_at->out_refused);
	return deny(RULE_E6, REASON_SHARE_OUT_NOT_ASKED, NULL);
}

static Ruling edsm_ruling(const Viewer *viewer, const Entry *entry, const EntryState *state, bool gp_record)
{
	Holders holders = holders_of(viewer, state, gp_record);
	if (!viewer->shares || (!holders.recorder && !holders.home))
		return deny(RULE_E1, REASON_NO_SHARED_SYSTEM, NULL);
	if (viewer->edsm.reason)
		return viewer->edsm;
	if (!inside(entry->recorded, viewer->in))
		return viewer->in_closed;
	const PlaceReach *open = holders.home && inside(entry->recorded, holders.home->out) ? holders.home : NULL;
	if (!open && holders.recorder && inside(entry->recorded, holders.recorder->out))
		open = holders.recorder;
	if (!open)
		return out_closed(holders);
	bool by_code = viewer->standing.standing == STANDING_VERIFY;
	return (Ruling){VERDICT_ALLOW,
			REASON_SHARED,
			RULE_E7,
			{by_code ? viewer->verification : NULL, viewer->in.because, open->out.because}};
}

/* M4 */
static bool in_mig_view(Category category)
{
	return category != CATEGORY_DOCUMENT && category != CATEGORY_FREE_TEXT;
}

static Ruling mig_ruling(const Viewer *viewer, const Entry *entry, bool gp_record)
{
	const Reach *reach = viewer->reach;
	if (viewer->mig.reason) /* M1 */
		return viewer->mig;
	if (!reach->home || !gp_record)
		return deny(RULE_M2, REASON_NOT_GP_RECORD, NULL);
	if (reach->mig && reach->mig->mig_choice == MIG_DISSENT)
		return deny(RULE_M3, REASON_MIG_DISSENT, reach->mig);
	if (!in_mig_view((Category)entry->category))
		return deny(RULE_M4, REASON_NOT_IN_MIG_VIEW, NULL);
	return viewer->mig_permission; /* M5: P1 */
}

typedef enum ScrPart { SCR_PART_NONE, SCR_PART_CORE, SCR_PART_ADDITIONAL } ScrPart;

/* S3: which part of the Summary Care Record a category belongs to. */
static const ScrPart scr_parts[Category_COUNT_] = {
	[CATEGORY_MEDICATION] = SCR_PART_CORE,
	[CATEGORY_ALLERGY] = SCR_PART_CORE,
	[CATEGORY_ADVERSE_REACTION] = SCR_PART_CORE,
	[CATEGORY_PROBLEM] = SCR_PART_ADDITIONAL,
	[CATEGORY_PROCEDURE] = SCR_PART_ADDITIONAL,
	[CATEGORY_ANTICIPATORY_CARE] = SCR_PART_ADDITIONAL,
	[CATEGORY_COMMUNICATION_PREFERENCE] = SCR_PART_ADDITIONAL,
	[CATEGORY_END_OF_LIFE] = SCR_PART_ADDITIONAL,
	[CATEGORY_IMMUNISATION] = SCR_PART_ADDITIONAL,
};

static Ruling scr_ruling(const Viewer *viewer, const Entry *entry, const EntryState *state, bool gp_record)
{
	const Reach *reach = viewer->reach;
	if (viewer->scr.reason) /* S0, S1 */
		return viewer->scr;
	if (!reach->home || !gp_record)
		return deny(RULE_S2, REASON_NOT_GP_RECORD, NULL);
	ScrPart part = scr_parts[entry->category];
	const ScrState summary = viewer->summary;
	if (part == SCR_PART_NONE || (part == SCR_PART_ADDITIONAL && summary.status != SCR_ADDITIONAL))
		return deny(RULE_S3, REASON_NOT_IN_SCR, part == SCR_PART_ADDITIONAL ? summary.because : NULL);
	bool sensitive = part == SCR_PART_ADDITIONAL && entry->sensitive == TRUTH_TRUE;
	const Fact *include = state->scr_include;
	if (sensitive && !(include && include->scr_include == TRUTH_TRUE))
		return deny(RULE_S4, REASON_SCR_EXCLUDED, include);
	Ruling permission = viewer->scr_permission; /* S5: P1 */
	if (permission.verdict == VERDICT_ALLOW && part == SCR_PART_ADDITIONAL) {
		permission.because[1] = summary.because;
		permission.because[2] = sensitive ? include : NULL;
	}
	return permission;
}

/* C1: the first of eDSM allow, MIG allow, SCR allow, MIG ask, SCR ask; else the denial of the first channel not ruled
 * out, or of eDSM where all are. */
static void settle_on_one(Decision *decision)
{
	static const Via vias[CHANNELS] = {VIA_EDSM, VIA_MIG, VIA_SCR};
	static const Rule ruled_out[CHANNELS] = {RULE_E1, RULE_M1, RULE_S0};
	const Ruling *channels = decision->channels;
	Channel best = CHANNEL_EDSM;
	for (Channel c = CHANNEL_MIG; c < CHANNELS; c++)
		if (channels[c].verdict > channels[best].verdict)
			best = c;
	if (channels[best].verdict != VERDICT_DENY) {
		settle(decision, &channels[best], vias[best]);
		return;
	}
	while (best < CHANNELS && channels[best].rule == ruled_out[best])
		best++;
	settle(decision, &channels[best == CHANNELS ? CHANNEL_EDSM : best], VIA_NOTHING);
}

void decide_into(const Viewer *viewer, size_t number, Decision *ret_decision)
{
	const Reach *reach = viewer->reach;
	const Entry *entry = &reach->world->entries.items[number];
	const EntryState *state = &reach->entries[number];
	const bool gp_record = reach->agreements.places[state->place].practice;
	Via via;
	/* Each part by itself, for the compiler makes a slow loop of zeroing the whole. */
	ret_decision->needs_basis = false;
	ret_decision->viewer = viewer->code;
	ret_decision->entry = entry;
	const Ruling general = general_ruling(viewer, entry, state, gp_record, &via);
	ret_decision->general = general.reason != 0;
	if (ret_decision->general) {
		for (Channel c = CHANNEL_EDSM; c < CHANNELS; c++)
			ret_decision->channels[c] = (Ruling){0};
		settle(ret_decision, &general, via);
		return;
	}
	ret_decision->channels[CHANNEL_EDSM] = edsm_ruling(viewer, entry, state, gp_record);
	ret_decision->channels[CHANNEL_MIG] = mig_ruling(viewer, entry, gp_record);
	ret_decision->channels[CHANNEL_SCR] = scr_ruling(viewer, entry, state, gp_record);
	settle_on_one(ret_decision);
}

int decision_part(Category category)
{
	return 2 * (int)scr_parts[category] + in_mig_view(category);
}

static void count(View *view, const Decision *decision, size_t entries)
{
	view->recorded += entries;
	view->visible += decision->verdict == VERDICT_ALLOW ? entries : 0;
	view->withheld += decision->verdict == VERDICT_DENY ? entries : 0;
	view->ask += decision->verdict == VERDICT_ASK ? entries : 0;
	view->by_edsm += decision->verdict == VERDICT_ALLOW && decision->via == VIA_EDSM ? entries : 0;
	view->ask_mig += decision->verdict == VERDICT_ASK && decision->via == VIA_MIG ? entries : 0;
	view->ask_scr += decision->verdict == VERDICT_ASK && decision->via == VIA_SCR ? entries : 0;
}

View view_of(const Viewer *viewer)
{
	View view = {0};
	for (size_t i = 0; i < viewer->reach->world->entries.count; i++) {
		Decision decision = decide(viewer, i);
		if (decision.rule != RULE_G0)
			count(&view, &decision, 1);
	}
	return view;
}

/* What is said before any entry is looked at: an opt-out (G4) comes before eDSM. */
static Decision of_the_whole(const Viewer *viewer)
{
	if (viewer->home)
		return decided(&(Ruling){VERDICT_ALLOW, REASON_OWN_RECORD, RULE_G1, {viewer->reach->home->opening}},
			       VIA_OWN);
	if (viewer->opt_out && !viewer->override_any) {
		const Ruling out = opted_out(viewer);
		return decided(&out, VIA_NOTHING);
	}
	if (!viewer->shares)
		return decided(&(Ruling){.rule = RULE_E1, .reason = REASON_NO_SHARED_SYSTEM}, VIA_NOTHING);
	if (viewer->edsm.reason)
		return decided(&viewer->edsm, VIA_NOTHING);
	if (instant_order(viewer->in.to, INSTANT_MAX) != 0)
		return decided(&viewer->in_closed, VIA_NOTHING);
	return decided(&(Ruling){VERDICT_ALLOW, REASON_SHARED, RULE_E7, {viewer->in.because}}, VIA_EDSM);
}

/* Of the entries that are not seen for one reason. */
typedef struct Unseen {
	size_t count;
	size_t last;	   /* of their numbers */
	Decision decision; /* on the first */
	bool mixed;
} Unseen;

static void take_unseen(Unseen *unseen, const Decision *decision, const Kin *kin)
{
	if (unseen->count == 0)
		unseen->decision = *decision;
	else
		unseen->mixed |= !decisions_alike(&unseen->decision, decision);
	unseen->count += kin->count;
	if (unseen->last < kin->last)
		unseen->last = kin->last;
}

/* Of two that are as large the one whose last entry comes first; 0: all are seen. */
static Reason largest_of(const Unseen unseen[static Reason_COUNT_])
{
	Reason largest = 0;
	for (Reason r = 1; r < Reason_COUNT_; r++)
		if (unseen[r].count > unseen[largest].count ||
		    (unseen[r].count && unseen[r].count == unseen[largest].count &&
		     unseen[r].last < unseen[largest].last))
			largest = r;
	return largest;
}

/* The next from number *at on; false after the last. */
static bool next_kin(const Viewer *viewer, const Kins *kins, size_t *at, Kin *ret_kin)
{
	const size_t number = (*at)++;
	if (number >= (kins ? kins->count : viewer->reach->world->entries.count))
		return false;
	*ret_kin = kins ? kins->items[number] : (Kin){(uint32_t)number, (uint32_t)number, 1};
	return true;
}

View view_with_example(const Viewer *viewer, const Kins *kins, Example *ret_example)
{
	View view = {0};
	Unseen unseen[Reason_COUNT_] = {0};
	Kin kin;
	for (size_t at = 0; next_kin(viewer, kins, &at, &kin);) {
		Decision decision = decide(viewer, kin.first);
		if (decision.rule == RULE_G0)
			continue;
		count(&view, &decision, kin.count);
		if (decision.verdict != VERDICT_ALLOW)
			take_unseen(&unseen[decision.reason], &decision, &kin);
	}
	const Reason largest = largest_of(unseen);
	Decision whole = of_the_whole(viewer);
	whole.viewer = viewer->code;
	bool closed = whole.verdict == VERDICT_DENY && whole.rule != RULE_E1 && !view.by_edsm;
	*ret_example = (Example){.decision = whole, .group = closed ? unseen[whole.reason].count : 0};
	if (largest && !closed)
		*ret_example = (Example){unseen[largest].decision, unseen[largest].count, unseen[largest].mixed};
	return view;
}

bool example_decided(const Viewer *viewer, const Kins *kins, Verdict verdict, Example *ret_example)
{
	Kin kin;
	for (size_t at = 0; next_kin(viewer, kins, &at, &kin);) {
		Decision decision = decide(viewer, kin.first);
		if (decision.verdict == verdict) {
			*ret_example = (Example){.decision = decision, .group = 1};
			return true;
		}
	}
	return false;
}
