#include "model/rules/override.h"

#include "base/text.h"

void override_take(Override *overrides, size_t *count, const Fact *fact)
{
	for (size_t i = 0; i < *count; i++) {
		Override *override = &overrides[i];
		if (!text_is(override->opening->override, fact->override))
			continue;
		if (fact->kind == FACT_OVERRIDE_ENDED && !override->ended)
			override->ended = fact;
		return;
	}
	if (fact->kind == FACT_OVERRIDE)
		overrides[(*count)++] = (Override){.opening = fact};
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
