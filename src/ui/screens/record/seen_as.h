/* "Seen as": the record exactly as one organisation would see it, with the reason beside each entry. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct SeenAsArgument {
	Chart *chart;    /* stays the caller's */
	const char *org; /* its code; copied */
} SeenAsArgument;

extern const Screen screen_seen_as;
