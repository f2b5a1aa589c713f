#include "model/walk/said.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/rules/research.h"
#include "unit.h"

/* --- The ground as things stand, with the answers, or as an answer would make it --- */

static Ground *make(const Said *said, Ground ground)
{
	Ground *made = arena_alloc(said->arena, sizeof *made);
	*made = ground;
	return made;
}

static bool without_override(const Said *said)
{
	return said->agreement || (said->patient && said->walk->value[WALK_OVERRIDE] == 3);
}

static const Ground *before(const Said *said)
{
	Ground *ground = make(said, (Ground){.no_override = without_override(said)});
	ground_fold(ground, said->walk, said->arena);
	return ground;
}

static void add_answers(const Said *said, Ground *ground)
{
	for (size_t i = 0; i < said->answer_count; i++)
		ground_answer(ground, said->answers[i].episode, said->answers[i].direction, said->answers[i].answer);
}

static const Ground *after(const Said *said)
{
	Ground *ground = make(said, (Ground){.no_override = without_override(said)});
	add_answers(said, ground);
	ground_fold(ground, said->walk, said->arena);
	return ground;
}

static const Ground *counted(const Said *said, bool with_answers)
{
	Ground *ground = make(said, (Ground){.no_override = without_override(said), .real = true});
	if (with_answers)
		add_answers(said, ground);
	ground_fold(ground, said->walk, said->arena);
	return ground;
}

static const Ground *if_answered(const Said *said, Answer answer)
{
	Ground *ground = make(said, (Ground){.no_override = true});
	ground_answer(ground, said->item->episode, said->item->direction, answer);
	ground_fold(ground, said->walk, said->arena);
	return ground;
}

/* A yes to Share In opens what others share: the practice too, and once a code was read back where one is needed. */
static const Ground *if_yes_in(const Said *said)
{
	Ground *ground = make(said, (Ground){.no_override = true});
	const Walk *walk = said->walk;
	if (walk->value[WALK_AT_HOME] != 1)
		ground_answer(ground, "reg", DIRECTION_OUT, ANSWER_YES);
	if (walk->value[WALK_STANDING] == 1 && text_is(said->item->org, WALK_X)) {
		Fact *request = ground_add(ground, FACT_REQUEST), *code = ground_add(ground, FACT_CODE_ACCEPTED);
		request->org = WALK_X;
		request->episode = said->item->episode;
		request->request = code->request = "new";
	}
	ground_answer(ground, said->item->episode, DIRECTION_IN, ANSWER_YES);
	ground_fold(ground, walk, said->arena);
	return ground;
}

/* --- Claims --- */

static bool is(const Watermark *out, Instant to)
{
	return out && instant_order(out->to, to) == 0;
}

static bool none(const Watermark *out)
{
	return !out || is(out, INSTANT_MIN);
}

static bool all(const Seeing *seeing)
{
	return seeing->allow == seeing->count;
}

static bool sees(const Said *said, Claim claim, const char *org)
{
	const Ground *then = after(said), *now = before(said);
	const Sees seen = ground_sees(then, org), was = ground_sees(now, org);
	if (claim == CLAIM_SEES)
		return all(&seen.all);
	if (claim == CLAIM_SEES_NOT)
		return seen.all.allow == 0;
	if (claim == CLAIM_UP_TO)
		return seen.now.allow == 0 && all(&seen.old);
	if (claim == CLAIM_PART)
		return seen.all.allow > 0 && !all(&seen.all);
	if (claim == CLAIM_MAY_ASK)
		return seen.all.allow == 0 && seen.all.ask > 0;
	if (claim == CLAIM_NO_LONGER)
		return seen.now.allow == 0 && seen.old.allow >= was.old.allow && seen.old.allow > 0;
	if (claim == CLAIM_NEW_NOT)
		return seen.now.allow == 0;
	if (claim == CLAIM_KEEPS)
		return text_is(org, WALK_HOME) && said->walk->value[WALK_AT_HOME] != 1;
	return false;
}

static bool nobody(const Said *said)
{
	const Ground *now = before(said);
	return said->walk->value[WALK_AT_HOME] == 1 && ground_sees(now, WALK_X).all.allow == 0 &&
	       ground_sees(now, WALK_OTHER).all.allow == 0;
}

static bool stands_in_the_way(const Said *said, Claim claim, const char *org)
{
	const Ground *then = after(said);
	const unsigned *value = said->walk->value;
	const Reason reason = org ? ground_reason(then, org) : 0;
	if (claim == CLAIM_CODE)
		return value[WALK_AT_HOME] != 1 &&
		       (reason == REASON_NOT_VERIFIED || reason == REASON_VERIFICATION_REFUSED);
	if (claim == CLAIM_OPTED_PLANNED)
		return reason == REASON_OPTED_OUT_PLANNED;
	if (claim == CLAIM_OPTED_UNPLANNED)
		return reason == REASON_OPTED_OUT_UNPLANNED;
	if (claim == CLAIM_OPTED_BOTH)
		return value[WALK_PLANNED] == 1 && value[WALK_UNPLANNED] == 1;
	if (claim == CLAIM_PROHIBITED)
		return text_is(org, WALK_X) && value[WALK_STANDING] == 2 && reason;
	const bool unlinked = reason == REASON_NO_SHARED_SYSTEM || !ground_out(then, org);
	const bool unknown = text_is(org, WALK_X) && value[WALK_SYSTEM] == 2;
	if (claim == CLAIM_NOT_LINKED)
		return unlinked && !unknown;
	if (claim == CLAIM_NOT_KNOWN)
		return unlinked && unknown;
	if (claim == CLAIM_NO_HOME)
		return value[WALK_AT_HOME] == 1 && reason;
	if (claim == CLAIM_NOT_SHARED)
		return none(ground_out(then, WALK_HOME));
	return false;
}

static bool shares(const Said *said, Claim claim, const char *org)
{
	const Ground *then = after(said);
	const Watermark *out = ground_out(then, org);
	if (claim == CLAIM_SHARES)
		return is(out, INSTANT_MAX);
	if (claim == CLAIM_SHARES_NOT)
		return none(out);
	if (claim == CLAIM_SHARES_UP_TO)
		return !none(out) && !is(out, INSTANT_MAX);
	if (claim == CLAIM_SHARES_STOPPED)
		return !is(out, INSTANT_MAX);
	return false;
}

static bool would_be(const Said *said, Claim claim)
{
	const char *org = said->item->org;
	const Ground *no = if_answered(said, ANSWER_NO), *yes = if_answered(said, ANSWER_YES);
	const Ground *in_yes = if_yes_in(said),
		     *now = before(&(Said){.walk = said->walk, .agreement = true, .arena = said->arena});
	const Sees then = ground_sees(no, org), was = ground_sees(now, org), opened = ground_sees(in_yes, org);
	const Watermark *out = ground_out(no, org);
	if (claim == CLAIM_IF_IN_YES)
		return all(&opened.all);
	if (claim == CLAIM_IF_IN_NO)
		return then.all.allow == 0;
	if (claim == CLAIM_IF_IN_NO_KEEPS)
		return then.now.allow == 0 && then.old.allow > 0 && then.old.allow == was.old.allow;
	if (claim == CLAIM_IF_OUT_YES)
		return is(ground_out(yes, org), INSTANT_MAX);
	if (claim == CLAIM_IF_OUT_NO)
		return none(out);
	if (claim == CLAIM_IF_OUT_NO_KEEPS)
		return !none(out) && !is(out, INSTANT_MAX);
	return false;
}

/* On paper it explains an answer that was told above it: of some organisation it is so. */
static bool is_of_somebody(const Said *said, Claim claim)
{
	static const Claim told[CLAIMS] = {
		[CLAIM_IF_IN_YES] = CLAIM_SEES,
		[CLAIM_IF_IN_NO] = CLAIM_SEES_NOT,
		[CLAIM_IF_OUT_YES] = CLAIM_SHARES,
		[CLAIM_IF_OUT_NO] = CLAIM_SHARES_NOT,
	};
	static const char *const codes[] = {WALK_X, WALK_HOME, WALK_OTHER};
	for (size_t i = 0; i < countof(codes); i++)
		if (told[claim] < CLAIM_CODE ? sees(said, told[claim], codes[i]) : shares(said, told[claim], codes[i]))
			return true;
	return false;
}

static bool opens(const Said *said)
{
	const Ground *then = after(said);
	const Sees seen = ground_sees(then, said->item->org);
	return said->item->direction == DIRECTION_OUT ? is(ground_out(then, said->item->org), INSTANT_MAX)
						      : all(&seen.all);
}

static bool other_says_yes(const Said *said, Direction direction, const char *org)
{
	const Ground *now = before(said);
	return ground_episode(now, org, direction, STATE_YES) != NULL;
}

static bool stays(const Ground *now, const Ground *then, const char *org)
{
	const Seeing was = ground_count(now, org), is_seen = ground_count(then, org);
	return was.allow == is_seen.allow && was.ask == is_seen.ask;
}

static bool counts(const Said *said, Claim claim, const char *org, unsigned long count)
{
	if (said->walk->value[WALK_RECORDS] != 2 || desk_is_kiosk(said->walk->desk))
		return false;
	const Ground *now = counted(said, false), *then = counted(said, true);
	const Seeing was = org ? ground_count(now, org) : (Seeing){0};
	const Seeing seen = org ? ground_count(then, org) : (Seeing){0};
	if (claim == CLAIM_COUNT)
		return seen.allow == count;
	if (claim == CLAIM_COUNT_ALL)
		return seen.allow == seen.count;
	if (claim == CLAIM_COUNT_NONE)
		return seen.allow == 0;
	if (claim == CLAIM_COUNT_SAME)
		return seen.allow == count && was.allow == count;
	if (claim == CLAIM_COUNT_WAS)
		return was.allow == count;
	if (claim == CLAIM_COUNT_HELD)
		return seen.count - seen.allow - seen.ask == count;
	if (claim == CLAIM_COUNT_STAYS)
		return stays(now, then, WALK_X) && stays(now, then, WALK_OTHER) && stays(now, then, WALK_HOME);
	return true; /* COUNT_OPENS, COUNTED: that it is here */
}

static bool chosen(const Said *said, Claim claim)
{
	const Ground *now = before(said);
	const ResearchUse use = {.colour = COLOUR_RED};
	const bool private = said->walk->value[WALK_PRIVATE] && said->walk->value[WALK_RECORDS];
	const Ground *real = counted(&(Said){.walk = said->walk, .patient = true, .arena = said->arena}, false);
	const Viewer viewer = viewer_of(&real->reach, WALK_X);
	if (claim == CLAIM_PLANNED_ON)
		return !reach_opt_out(&now->reach, PURPOSE_PLANNED);
	if (claim == CLAIM_PLANNED_OFF)
		return reach_opt_out(&now->reach, PURPOSE_PLANNED);
	if (claim == CLAIM_UNPLANNED_ON)
		return !reach_opt_out(&now->reach, PURPOSE_UNPLANNED);
	if (claim == CLAIM_UNPLANNED_OFF)
		return reach_opt_out(&now->reach, PURPOSE_UNPLANNED);
	if (claim == CLAIM_RESEARCH_ON)
		return research_decide(&now->reach, &use).verdict == VERDICT_ALLOW;
	if (claim == CLAIM_RESEARCH_OFF)
		return research_decide(&now->reach, &use).verdict == VERDICT_DENY;
	for (size_t i = 0; private && i < real->world.entries.count; i++)
		if (real->reach.entries[i].hidden && decide(&viewer, i).verdict == VERDICT_ALLOW)
			return false;
	return claim == CLAIM_PRIVATE;
	return false;
}

bool said_so(const Said *said, Claim claim, const char *org, unsigned long count)
{
	if (claim == CLAIM_NONE)
		return true;
	if (claim == CLAIM_NOBODY)
		return nobody(said);
	if (claim < CLAIM_CODE)
		return sees(said, claim, org);
	if (claim < CLAIM_SHARES)
		return stands_in_the_way(said, claim, org);
	if (claim < CLAIM_IF_IN_YES)
		return shares(said, claim, org);
	if (claim < CLAIM_OPENS)
		return said->item ? would_be(said, claim) : is_of_somebody(said, claim);
	if (claim == CLAIM_OPENS)
		return opens(said);
	if (claim < CLAIM_COUNT)
		return other_says_yes(said, claim == CLAIM_OTHER_IN ? DIRECTION_IN : DIRECTION_OUT, org);
	return claim < CLAIM_PLANNED_ON ? counts(said, claim, org, count) : chosen(said, claim);
}

void said_claim(const Said *said, Claim claim, const char *org, unsigned long count, const char *text)
{
	if (said_so(said, claim, org, count))
		return;
	Text answers = {.arena = said->arena};
	for (size_t i = 0; i < said->answer_count; i++)
		text_add_print(&answers, " %s %s %s", said->answers[i].episode,
			       said->answers[i].direction == DIRECTION_OUT ? "out" : "in",
			       said->answers[i].answer == ANSWER_YES ? "yes" : "no");
	fail_msg("not so (claim %d) in the %s: \"%s\"\nin the world: %s\nwith%s", (int)claim, said->where, text,
		 walk_text(said->walk, said->arena), answers.length ? text_done(&answers) : " nothing answered");
}

static const char *code_of(const Said *said, const char *name)
{
	static const char *const codes[] = {WALK_X, WALK_HOME, WALK_OTHER, WALK_FORMER};
	for (size_t i = 0; i < countof(codes); i++)
		if (text_starts(name, walk_name(said->walk, codes[i])))
			return codes[i];
	return NULL;
}

void said_text(const Said *said, const char *own, const char *english)
{
	Claimed claimed;
	if (!claims_read(own, said->arena, &claimed))
		fail_msg("the walk does not know what this claims: say it in tests/model/walk/claims.c\n%s",
			 english ? english : own);
	const char *org = code_of(said, claimed.organisation);
	for (size_t i = 0; i < CLAIMS_OF_A_TEXT; i++)
		said_claim(said, claimed.says[i], org, claimed.count, text_or(english, claimed.english));
}
