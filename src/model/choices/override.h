/* Duty of care: looking without an agreement, for a reason, for a time, and watched (G2).
 *
 * Nurses and clinicians start one; a privacy officer reviews it, never one's own. It happened, so `u` does not take it
 * back: it can be ended early. It stands in the history and on the privacy officer's list until it is reviewed. */
#pragma once

#include "model/desk/chart.h"

enum { OVERRIDE_MINUTES_DEFAULT = 60, OVERRIDE_MINUTES_MAX = 24 * 60 };

typedef struct OverrideStart {
	const char *org; /* who is to see; NULL: this practice */
	OverrideReason reason;
	const char *why;	 /* in their own words; required */
	bool asked;		 /* the patient was asked … */
	const char *asked_words; /* … and what they said; or why they were not asked. Required */
	int minutes;		 /* 0: an hour; at most 24 h */
	bool include_private;	 /* private entries too … */
	const char *private_why; /* … for this reason: required then, refused otherwise */
	Tell tell;		 /* whether what is for the patient may name it; 0: as the reason asks … */
	const char *not_told;	 /* … TELL_NOT: why; required then, refused otherwise */
} OverrideStart;

/* How a list offers the reasons, in order: "An emergency". */
typedef struct OverrideOffer {
	OverrideReason reason;
	const char *title;
} OverrideOffer;

extern const OverrideOffer override_offers[];
extern const size_t override_offer_count;

/* Refused where one as wide is on for this organisation already. For a patient who has died only a statute, a court
 * order or the public interest is a reason. `ret_override` lives in the chart; may be NULL. */
bool desk_start_override(Desk *desk, Chart *chart, const OverrideStart *start, const char **ret_override,
			 Error *err) must_check;
/* Early, by anyone who may start one. Refused where it is over. */
bool desk_end_override(Desk *desk, Chart *chart, const char *override, Error *err) must_check;

/* What was written down when it was started: the note of the fact, read back. Fields not there are NULL. */
typedef struct OverrideWords {
	const char *why, *asked_words, *private_why, *not_told;
	bool asked;
} OverrideWords;

/* Those in force now, the first to run out first: for the banner. */
typedef struct OverrideOn {
	const Fact *opening;
	const char *override, *org, *name; /* how the organisation is called */
	Instant until;
	bool private_too;
	bool told;		/* the patient may be told of it */
	const char *until_text; /* "14:05", with the day where that is another */
	const char *reason;	/* "emergency" */
} OverrideOn;

void desk_override_now(const Chart *chart, Arena *arena, const OverrideOn **ret_items, size_t *ret_count);

/* All of this patient's, the latest first: for the page and for the next receipt. */
typedef struct OverrideLine {
	const Fact *opening, *ended, *reviewed; /* NULL: not ended early, not reviewed */
	Instant over;				/* when it ended or runs out */
	Instant told_from; /* since when the patient may be told of it; INSTANT_MAX: they may not */
	Tell tell;
	bool on;
	OverrideWords words;
	const char *text;     /* one sentence */
	const char *tells;    /* another: whether the patient is told of it */
	const char *not_told; /* why not, as whoever said so last wrote it down; NULL */
} OverrideLine;

void desk_overrides(const Chart *chart, Arena *arena, const OverrideLine **ret_lines, size_t *ret_count);

typedef struct OverrideReview {
	Outcome outcome;
	const char *words; /* why it was justified, or what was wrong; required */
	/* From now on: TELL_NOW or TELL_NOT; 0: what waited for a review may be told, all else stays as it is. */
	Tell tell;
	const char *not_told; /* TELL_NOT: why; required then, refused otherwise */
} OverrideReview;

/* Whether a review says all that it must. */
bool desk_check_override_review(const OverrideReview *review, Error *err) must_check;
/* Refused while it is on, to who started it (nobody reviews their own), and where it was reviewed; one of which the
 * patient is not told may be reviewed again, to tell them after all. Needs no chart. */
bool desk_review_override(Desk *desk, const char *nhs, const char *override, const OverrideReview *review,
			  Error *err) must_check;
