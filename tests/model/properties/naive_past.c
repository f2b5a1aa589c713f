#include "model/properties/naive_past.h"

#include <assert.h>
#include <string.h>

bool past_same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* Time: a fact voided by a void known by K does not count at all, whatever T is. A void cannot be voided. */
static bool is_voided(const Fact *fact, const Fact *list, size_t count, Instant known_at)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].kind == FACT_VOIDED && list[i].recorded_at.seconds <= known_at.seconds &&
		    past_same(list[i].fact, fact->id) && fact->kind != FACT_VOIDED)
			return true;
	return false;
}

/* Time: replay order is (at, ledger sequence). */
static void put_in_order(Past *past, const Fact *fact)
{
	assert(past->count <= NAIVE_FACTS_MAX);
	size_t i = past->count++;
	for (; i > 0; i--) {
		const Fact *before = past->facts[i - 1];
		if (before->at.seconds < fact->at.seconds)
			break;
		if (before->at.seconds == fact->at.seconds && before->seq < fact->seq)
			break;
		past->facts[i] = before;
	}
	past->facts[i] = fact;
}

/* A12: from the 16th birthday what a parent allowed counts as if it had been voided. */
static bool outgrown(const Past *past, const Fact *fact)
{
	if (past->at.seconds < past->sixteen.seconds || fact->who != WHO_PARENTAL_RESPONSIBILITY)
		return false;
	return (fact->kind == FACT_STUDY_CONSENT && fact->answer == ANSWER_YES) ||
	       (fact->kind == FACT_SCR && fact->scr_status != SCR_DISSENT) ||
	       (fact->kind == FACT_SCR_INCLUDE && fact->scr_include == TRUTH_TRUE) ||
	       (fact->kind == FACT_MIG && fact->mig_choice == MIG_SHARE) ||
	       (fact->kind == FACT_PURPOSE && fact->purpose_choice == CHOICE_ALLOW) ||
	       (fact->kind == FACT_VIEW_PERMISSION && fact->answer == ANSWER_YES);
}

/* Time: facts with at ≤ T count, of those that the desk had been told by K. */
static void put_list(Past *past, const Fact *list, size_t count, Instant known_at)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].at.seconds <= past->at.seconds && list[i].recorded_at.seconds <= known_at.seconds &&
		    !is_voided(&list[i], list, count, known_at) && !outgrown(past, &list[i]))
			put_in_order(past, &list[i]);
}

void past_make(Past *past, const NaiveWorld *world, Instant at, Instant known_at, Fact *birthday)
{
	past->count = 0;
	past->at = at;
	past->sixteen = world->sixteen;
	put_list(past, world->facts, world->fact_count, known_at);
	put_list(past, world->standings, world->standing_count, known_at);

	/* A10: at that midnight, before any fact of that instant. */
	*birthday = (Fact){.at = world->sixteen, .seq = INT64_MIN};
	if (world->sixteen.seconds <= at.seconds)
		put_in_order(past, birthday);
}

/* A8: a second opening has no effect, so the first one is the opening. */
size_t past_opening(const Past *past, const char *episode)
{
	for (size_t i = 0; i < past->count; i++)
		if ((past->facts[i]->kind == FACT_REGISTERED || past->facts[i]->kind == FACT_REFERRED) &&
		    past_same(past->facts[i]->episode, episode))
			return i;
	return NOWHERE;
}

bool past_opens(const Past *past, size_t place)
{
	const Fact *fact = past->facts[place];
	return (fact->kind == FACT_REGISTERED || fact->kind == FACT_REFERRED) &&
	       past_opening(past, fact->episode) == place;
}

static bool is_registration(const Past *past, const char *episode)
{
	size_t opening = past_opening(past, episode);
	return opening != NOWHERE && past->facts[opening]->kind == FACT_REGISTERED;
}

static bool another_registration_open(const Past *past, const char *episode, size_t before)
{
	for (size_t i = 0; i < before; i++)
		if (past->facts[i]->kind == FACT_REGISTERED && past_opens(past, i) &&
		    !past_same(past->facts[i]->episode, episode) && past_open(past, past->facts[i]->episode, before))
			return true;
	return false;
}

/* A7: a new registration discharges the open one. */
static bool is_new_registration(const Past *past, size_t place)
{
	return past->facts[place]->kind == FACT_REGISTERED && past_opens(past, place);
}

bool past_open(const Past *past, const char *episode, size_t before)
{
	size_t opening = past_opening(past, episode);
	if (opening == NOWHERE || opening >= before)
		return false; /* A8: nothing before its opening counts */
	bool open = true;
	for (size_t i = opening + 1; i < before; i++) {
		const Fact *fact = past->facts[i];
		bool named = past_same(fact->episode, episode);
		if (fact->kind == FACT_DISCHARGED && named)
			open = false; /* A5 */
		else if (is_new_registration(past, i) && is_registration(past, episode))
			open = false; /* A7 */
		else if (fact->kind == FACT_DISCHARGE_CANCELLED && named && !open &&
			 !(is_registration(past, episode) && another_registration_open(past, episode, i)))
			open = true; /* A6, A8 */
	}
	return open;
}

/* A10: who gave the answer that stands is the latest effective yes. A withdrawn yes still speaks for what was recorded
 * before it was withdrawn; were it left standing at 16, a no would let see more than none (property 2). */
static bool parents_speak(const Past *past, const char *episode, Direction direction, size_t before)
{
	NaiveSide side = past_side(past, episode, direction, before);
	return side.yes && side.yes->who == WHO_PARENTAL_RESPONSIBILITY;
}

bool past_stops(const Past *past, const char *episode, size_t place)
{
	const Fact *fact = past->facts[place];
	if (!past_open(past, episode, place))
		return false; /* A8 */
	if (past_same(fact->episode, episode) &&
	    (fact->kind == FACT_ENDED || fact->kind == FACT_DISCHARGED || fact->kind == FACT_DISPUTED))
		return true; /* A5, A11 */
	if (is_new_registration(past, place))
		return is_registration(past, episode); /* A7 */
	if (fact->kind == 0)
		return parents_speak(past, episode, DIRECTION_OUT, place) ||
		       parents_speak(past, episode, DIRECTION_IN, place); /* A10 */
	return false;
}

static NaiveSide answered(const Past *past, NaiveSide side, const Fact *fact)
{
	if (fact->answer == ANSWER_YES) { /* A2 */
		if (fact->who == WHO_PARENTAL_RESPONSIBILITY && fact->at.seconds >= past->sixteen.seconds)
			return side; /* A10 */
		side.state = NAIVE_YES;
		side.yes = fact;
	} else if (fact->answer == ANSWER_NO) { /* A3 */
		if (side.state == NAIVE_NOT_ASKED)
			side.state = NAIVE_REFUSED;
		if (side.state == NAIVE_YES) {
			side.state = NAIVE_WITHDRAWN;
			side.withdrawn = fact->at;
		}
	}
	return side; /* A4: not-given changes nothing */
}

NaiveSide past_side(const Past *past, const char *episode, Direction direction, size_t before)
{
	NaiveSide side = {.state = NAIVE_NOT_ASKED}; /* A1 */
	size_t opening = past_opening(past, episode);
	for (size_t i = opening == NOWHERE ? before : opening + 1; i < before; i++) {
		const Fact *fact = past->facts[i];
		if (past_stops(past, episode, i))
			side = (NaiveSide){.state = NAIVE_NOT_ASKED}; /* A5 */
		else if (fact->kind == FACT_ANSWERED && past_same(fact->episode, episode) &&
			 fact->direction == direction && past_open(past, episode, i))
			side = answered(past, side, fact);
	}
	return side;
}

/* A9: for an episode open then, by that episode's own organisation; otherwise it has no effect, and the next may open
 * it. */
static size_t request_opening(const Past *past, const char *request)
{
	for (size_t i = 0; i < past->count; i++) {
		const Fact *fact = past->facts[i];
		if (fact->kind != FACT_REQUEST || !past_same(fact->request, request) ||
		    !past_open(past, fact->episode, i))
			continue;
		if (past_same(past->facts[past_opening(past, fact->episode)]->org, fact->org))
			return i;
	}
	return NOWHERE;
}

/* A9: the episode whose request is open before this fact, or NULL. */
static const char *requesting(const Past *past, const char *request, size_t before)
{
	size_t opening = request_opening(past, request);
	if (opening == NOWHERE || opening >= before)
		return NULL;
	const char *episode = past->facts[opening]->episode;
	for (size_t i = opening + 1; i < before; i++) {
		const Fact *fact = past->facts[i];
		if (fact->kind == FACT_REQUEST_CANCELLED && past_same(fact->request, request))
			return NULL;
		if (past_stops(past, episode, i))
			return NULL;
	}
	return episode;
}

NaiveVerification past_verification(const Past *past, const char *episode)
{
	NaiveVerification now = {.by = NOWHERE};
	for (size_t i = 0; i < past->count; i++) {
		const Fact *fact = past->facts[i];
		if (past_stops(past, episode, i))
			now = (NaiveVerification){.by = NOWHERE}; /* A5, A9 */
		if ((fact->kind != FACT_CODE_ACCEPTED && fact->kind != FACT_CHOICE) ||
		    !past_same(requesting(past, fact->request, i), episode))
			continue;
		if (fact->kind == FACT_CHOICE && fact->answer == ANSWER_NO)
			now = (NaiveVerification){.refused = true, .by = NOWHERE};
		else
			now = (NaiveVerification){.given = true, .by = i};
	}
	return now;
}

/* Words: home is the open registration, of which there is at most one. */
const Fact *past_home(const Past *past)
{
	for (size_t i = 0; i < past->count; i++)
		if (is_new_registration(past, i) && past_open(past, past->facts[i]->episode, past->count))
			return past->facts[i];
	return NULL;
}

/* E4: the fact that opened, or re-opened, the present registration. */
size_t past_home_since(const Past *past)
{
	const char *episode = past_home(past)->episode;
	size_t since = past_opening(past, episode);
	for (size_t i = since + 1; i < past->count; i++)
		if (past->facts[i]->kind == FACT_DISCHARGE_CANCELLED && past_same(past->facts[i]->episode, episode) &&
		    !past_open(past, episode, i) && past_open(past, episode, i + 1))
			since = i;
	return since;
}
