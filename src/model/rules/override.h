/* When an override of the duty of care begins, holds and ends (G2), and whether the patient may be told of it.
 *
 * It is opened once: a second opening of the same identifier has no effect. It ends at the time it was given, when
 * somebody ends it, or 24 hours after it began, whichever is first.
 *
 * Who reads a child's receipt may be the one the child is kept safe from. So an override says of itself whether papers,
 * pages and exports for the patient may name it: now, after its review, or not. Where it says nothing, one for
 * safeguarding waits for its review; any other may be named at once, as it always was. What a review says of this holds
 * from then on; a review that says nothing lets what waited for it be named, and leaves "not" as it is. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "model/facts/fact.h"

enum { OVERRIDE_SECONDS_MAX = 24 * 60 * 60 };

typedef struct Override {
	const Fact *opening;
	const Fact *ended;    /* or NULL */
	const Fact *reviewed; /* the latest review, or NULL */
	Tell tell;	      /* as it stands: TELL_AFTER_REVIEW waits for one, or for another */
	Instant told_from;    /* since when it may be named; INSTANT_MAX: it may not */
} Override;

/* An `override`, its end or a review of it, in replay order; `overrides` has room for one more. */
void override_take(Override *overrides, size_t *count, const Fact *fact);
Instant override_over(const Override *override); /* when it ends, or ended */
bool override_is_on(const Override *override, Instant at);
/* The opening of the one in force at `at` for this organisation, or NULL; with `private_too` only one that includes
 * private entries. */
const Fact *override_in_force(const Override *overrides, size_t count, Instant at, const char *org, bool private_too);

/* What is meant where nothing is said of it. */
Tell override_tell_by(OverrideReason reason);
Tell override_tell_first(const Fact *opening); /* what the opening says of it, or means by saying nothing */
/* The words of one that was not to be told at once stay inside, also once it is told: what was written to keep somebody
 * safe may name them, or whom they are kept from. */
bool override_keeps_words(const Fact *opening);
/* Whether what is for the patient may name it at `at`, which is not after the moment of the fold: the override, its end
 * and reviews, their voids, and looks that rest on it. */
bool override_may_be_told(const Override *override, Instant at);
