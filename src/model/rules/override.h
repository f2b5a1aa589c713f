/* When an override of the duty of care begins, holds and ends (G2).
 *
 * It is opened once: a second opening of the same identifier has no effect. It ends at the time it was given, when
 * somebody ends it, or 24 hours after it began, whichever is first. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "model/facts/fact.h"

enum { OVERRIDE_SECONDS_MAX = 24 * 60 * 60 };

typedef struct Override {
	const Fact *opening;
	const Fact *ended; /* or NULL */
} Override;

/* An `override` or `override-ended`, in replay order; `overrides` has room for one more. */
void override_take(Override *overrides, size_t *count, const Fact *fact);
Instant override_over(const Override *override); /* when it ends, or ended */
bool override_is_on(const Override *override, Instant at);
/* The opening of the one in force at `at` for this organisation, or NULL; with `private_too` only one that includes
 * private entries. */
const Fact *override_in_force(const Override *overrides, size_t count, Instant at, const char *org, bool private_too);
