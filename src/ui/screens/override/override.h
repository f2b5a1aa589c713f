/* Duty of care: beginning to look without an agreement, the list of such looks, and their review. */
#pragma once

#include "model/desk/chart.h"
#include "ui/app.h"
#include "ui/screen.h"

/* Starting a duty-of-care override: who is to see, why, whether the patient was asked, for how long. Read back, and
 * confirmed by a letter of its own and Ctrl-S. */

typedef struct OverrideArgument {
	bool listed;  /* opened from the list, which is below; else the list takes its place once one is started */
	Chart *chart; /* stays the caller's */
} OverrideArgument;

extern const Screen screen_override;

/* The duty-of-care overrides of one patient, the latest first: start one, end one early, review one. */

typedef struct OverridesArgument {
	struct Chart *chart; /* stays the caller's */
} OverridesArgument;

/* Opens the list; where there was none yet, and who is signed in may start one, the form itself: in an emergency one
 * key is enough, and Esc is back on the patient. Others are told who may. */
void overrides_open(App *app, struct Chart *chart);

extern const Screen screen_overrides;

/* One override: who, when, why, whether the patient was asked, what was looked at while it was on; and its review. */

typedef struct OverrideReviewArgument {
	Chart *chart;	      /* stays the caller's */
	const char *override; /* copied */
} OverrideReviewArgument;

extern const Screen screen_override_review;

/* What the reviewer says of it: justified or not and why, and whether the patient is told from now on. */

typedef struct OverrideVerdictArgument {
	OverrideReviewArgument of;
	Outcome outcome; /* as it was asked for; it can be changed on the form */
	Tell tell;	 /* as it stands */
} OverrideVerdictArgument;

extern const Screen screen_override_verdict;
