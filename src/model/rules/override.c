#include "model/rules/override.h"

#include "base/text.h"

Tell override_tell_by(OverrideReason reason)
{
	return reason == OVERRIDE_SAFEGUARDING ? TELL_AFTER_REVIEW : TELL_NOW;
}

Tell override_tell_first(const Fact *opening)
{
	return opening->tell ? (Tell)opening->tell : override_tell_by((OverrideReason)opening->override_reason);
}

static Override opened(const Fact *opening)
{
	const Tell tell = override_tell_first(opening);
	return (Override){.opening = opening, .tell = tell, .told_from = tell == TELL_NOW ? opening->at : INSTANT_MAX};
}

static void take_review(Override *override, const Fact *review)
{
	const bool told = override->tell == TELL_NOW;
	override->reviewed = review;
	if (review->tell)
		override->tell = (Tell)review->tell;
	else if (override->tell == TELL_AFTER_REVIEW)
		override->tell = TELL_NOW;
	if (override->tell != TELL_NOW)
		override->told_from = INSTANT_MAX;
	else if (!told)
		override->told_from = review->at;
}

void override_take(Override *overrides, size_t *count, const Fact *fact)
{
	for (size_t i = 0; i < *count; i++) {
		Override *override = &overrides[i];
		if (!text_is(override->opening->override, fact->override))
			continue;
		if (fact->kind == FACT_OVERRIDE_ENDED && !override->ended)
			override->ended = fact;
		if (fact->kind == FACT_OVERRIDE_REVIEWED)
			take_review(override, fact);
		return;
	}
	if (fact->kind == FACT_OVERRIDE)
		overrides[(*count)++] = opened(fact);
}

Instant override_over(const Override *override)
{
	Instant over = instant_add(override->opening->at, OVERRIDE_SECONDS_MAX);
	if (instant_before(override->opening->until, over))
		over = override->opening->until;
	if (override->ended && instant_before(override->ended->at, over))
		over = override->ended->at;
	return over;
}

bool override_is_on(const Override *override, Instant at)
{
	return instant_before(at, override_over(override));
}

const Fact *override_in_force(const Override *overrides, size_t count, Instant at, const char *org, bool private_too)
{
	for (size_t i = 0; i < count; i++) {
		const Fact *opening = overrides[i].opening;
		if (override_is_on(&overrides[i], at) && text_is(opening->org, org) &&
		    (!private_too || opening->include_private == TRUTH_TRUE))
			return opening;
	}
	return NULL;
}

bool override_keeps_words(const Fact *opening)
{
	return opening->override_reason == OVERRIDE_SAFEGUARDING || override_tell_first(opening) != TELL_NOW;
}

bool override_may_be_told(const Override *override, Instant at)
{
	return !instant_before(at, override->told_from);
}
