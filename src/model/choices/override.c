#include "model/choices/override.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/choices/inside.h"
#include "model/desk/checks.h"
#include "model/readings/explain.h"

const OverrideOffer override_offers[] = {
	{OVERRIDE_EMERGENCY, "An emergency"},
	{OVERRIDE_SAFEGUARDING, "Safeguarding"},
	{OVERRIDE_PUBLIC_INTEREST, "The public interest"},
	{OVERRIDE_STATUTE, "Required by statute"},
	{OVERRIDE_COURT_ORDER, "Required by a court order"},
	{OVERRIDE_OTHER, "Another reason, written down below"},
};
const size_t override_offer_count = countof(override_offers);

/* --- Starting --- */

static bool check_not_told(Tell tell, const char *why, Error *err)
{
	if (tell == TELL_NOT && text_empty(why))
		return fail(err, ERROR_INPUT, "Write down why the patient is not to be told.");
	return tell == TELL_NOT || text_empty(why) ||
	       fail(err, ERROR_INPUT,
		    "There is a reason why the patient is not told, and they are to be: say that they are not, or take the "
		    "reason out.");
}

static bool check_texts(const OverrideStart *start, Error *err)
{
	if (*words_text(&override_reason_words, start->reason) == '\0')
		return fail(err, ERROR_INPUT, "Choose the reason from the list.");
	if (text_empty(start->why))
		return fail(
			err, ERROR_INPUT,
			"Write down what happened: the privacy officer will read it, and the patient where they are "
			"told of it at once.");
	if (text_empty(start->asked_words))
		return fail(err, ERROR_INPUT,
			    start->asked ? "Write down what the patient said."
					 : "Write down why the patient was not asked.");
	if (start->include_private && text_empty(start->private_why))
		return fail(err, ERROR_INPUT, "Write down why the private entries are needed too.");
	if (!start->include_private && !text_empty(start->private_why))
		return fail(err, ERROR_INPUT,
			    "There is a reason for private entries and no tick: tick that they are included, or take "
			    "the reason out.");
	if (!check_not_told(start->tell, start->not_told, err))
		return false;
	if (start->minutes < 0 || start->minutes > OVERRIDE_MINUTES_MAX)
		return fail(err, ERROR_INPUT, "An override lasts from 1 minute to 24 hours.");
	return true;
}

/* Nobody is treated or protected any more; what the law or a court asks for is still owed. */
static bool check_reason(const World *world, const Fact *fact, Error *err)
{
	return !person_has_died(world->person) || fact->override_reason == OVERRIDE_STATUTE ||
	       fact->override_reason == OVERRIDE_COURT_ORDER || fact->override_reason == OVERRIDE_PUBLIC_INTEREST ||
	       fail(err, ERROR_REFUSED,
		    "The patient has died: only a statute, a court order or the public interest can be the reason.");
}

static bool check_start(const TellingNow *now, const Fact *fact, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	Directory directory = now->world.directory;
	const Organisation *organisation = directory.organisation(directory.self, fact->org);
	if (!check_reason(&now->world, fact, err))
		return false;
	if (!organisation)
		return fail(err, ERROR_MISSING, "The directory has no organisation %s: add it by hand first.",
			    fact->org);
	const Fact *on = override_in_force(reach->overrides, reach->override_count, reach->at, fact->org,
					   fact->include_private == TRUTH_TRUE);
	return !on || fail(err, ERROR_REFUSED, "An override for %s is on already: end that one first.",
			   explain_name(&now->world, fact->org, now->arena));
}

/* It happened: `u` does not take it back (no `act`). */
bool desk_start_override(Desk *desk, Chart *chart, const OverrideStart *start, const char **ret_override, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_OVERRIDE,
		.lasting = "An override cannot be taken back, only ended early.",
	};
	char id[DESK_ID_MAX];
	if (!telling_may(&telling, err) || !check_texts(start, err) || !telling_begin(&telling, err) ||
	    !desk_new_id(desk, "o", id, err))
		return false;
	Arena *keep = &chart_open(chart)->visit;
	OverrideWords words = {start->why, start->asked_words, start->include_private ? start->private_why : NULL,
			       start->not_told, start->asked};
	Fact fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE;
	fact.override = arena_text(keep, id);
	fact.org = text_empty(start->org) ? desk_practice_code(desk, keep) : start->org;
	fact.override_reason = (WordByte)start->reason;
	fact.include_private = start->include_private ? TRUTH_TRUE : TRUTH_FALSE;
	fact.tell = (WordByte)(start->tell ? start->tell : override_tell_by(start->reason));
	fact.note = override_words_write(&words, keep);
	fact.until = instant_add(telling.now.at, 60 * (start->minutes ? start->minutes : OVERRIDE_MINUTES_DEFAULT));
	if (!check_start(&telling.now, &fact, err) || !telling_put(&telling, &fact, err) ||
	    !telling_commit(&telling, err))
		return false;
	if (ret_override)
		*ret_override = fact.override;
	return true;
}

/* --- Ending --- */

static bool check_end(const TellingNow *now, const char *id, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	for (size_t i = 0; i < reach->override_count; i++)
		if (text_is(reach->overrides[i].opening->override, id))
			return override_is_on(&reach->overrides[i], now->at) ||
			       fail(err, ERROR_REFUSED, "This override is over already.");
	return fail(err, ERROR_MISSING, "This patient has no such override: choose one of those listed.");
}

bool desk_end_override(Desk *desk, Chart *chart, const char *override, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE_ENDED;
	fact.override = override;
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_OVERRIDE,
		.lasting = "The override has ended and is not taken up again: start a new one if it is needed.",
	};
	return telling_begin(&telling, err) && check_end(&telling.now, override, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* --- Reviewing --- */

static bool check_review(const Desk *desk, const TellingNow *now, const char *id, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	const Override *found = NULL;
	for (size_t i = 0; i < reach->override_count; i++)
		if (text_is(reach->overrides[i].opening->override, id))
			found = &reach->overrides[i];
	if (!found)
		return fail(err, ERROR_MISSING, "This patient has no such override: choose one of those listed.");
	if (desk_is_own(desk, found->opening))
		return fail(err, ERROR_REFUSED,
			    "Nobody reviews their own: another privacy officer reviews this override.");
	if (override_is_on(found, now->at))
		return fail(err, ERROR_REFUSED, "This override is still on: review it once it is over.");
	return !found->reviewed || found->tell != TELL_NOW ||
	       fail(err, ERROR_REFUSED, "This override was reviewed already.");
}

bool desk_check_override_review(const OverrideReview *review, Error *err)
{
	if (*words_text(&outcome_words, review->outcome) == '\0')
		return fail(err, ERROR_INPUT, "Say whether the override was justified or not.");
	if (text_empty(review->words))
		return fail(err, ERROR_INPUT, "Write down why it was justified, or what was wrong.");
	if (review->tell == TELL_AFTER_REVIEW)
		return fail(err, ERROR_INPUT,
			    "This is the review: say whether the patient is told from now on, or not.");
	return check_not_told(review->tell, review->not_told, err);
}

bool desk_review_override(Desk *desk, const char *nhs, const char *override, const OverrideReview *review, Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .patient = nhs, .right = ACT_REVIEW_OVERRIDE};
	if (!telling_may(&telling, err) || !desk_check_override_review(review, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE_REVIEWED;
	fact.override = override;
	fact.outcome = (WordByte)review->outcome;
	fact.reason = review->words;
	fact.tell = (WordByte)review->tell;
	fact.note = text_empty(review->not_told) ? NULL : review->not_told;
	return telling_begin(&telling, err) && check_review(desk, &telling.now, override, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
