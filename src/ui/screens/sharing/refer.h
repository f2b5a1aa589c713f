/* A referral: to which organisation of the whole directory, and for what. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct ReferArgument {
	Chart *chart;  /* stays the caller's */
	char *episode; /* where to put the identifier of the new referral; may be NULL */
	size_t size;   /* its room in bytes */
} ReferArgument;

extern const Screen screen_refer;

/* What comes next with this new referral: the desk offers it, so that nobody has to know the rule. */
const char *refer_next(const Desk *desk, const Chart *chart, const char *episode);
