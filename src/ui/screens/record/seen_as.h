/* "Seen as": the record exactly as one organisation would see it, with the reason beside each entry. */
#ifndef UI_SCREENS_SEEN_AS_H
#define UI_SCREENS_SEEN_AS_H

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct SeenAsArgument {
	Chart *chart;    /* stays the caller's */
	const char *org; /* its code; copied */
} SeenAsArgument;

extern const Screen screen_seen_as;

#endif
