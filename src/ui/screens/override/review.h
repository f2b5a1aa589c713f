/* One override: who, when, why, whether the patient was asked, what was looked at while it was on; and its review. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct OverrideReviewArgument {
	Chart *chart;	      /* stays the caller's */
	const char *override; /* copied */
} OverrideReviewArgument;

extern const Screen screen_override_review;
