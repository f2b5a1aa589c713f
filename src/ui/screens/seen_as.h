/* "Seen as": the record exactly as one organisation would see it, with the reason beside each entry. */
#ifndef UI_SCREENS_SEEN_AS_H
#define UI_SCREENS_SEEN_AS_H

#include "model/desk_chart.h"
#include "ui/glyphs.h"
#include "ui/screen.h"

typedef struct SeenAsArgument {
	Chart *chart;    /* stays the caller's */
	const char *org; /* its code; copied */
} SeenAsArgument;

extern const Screen screen_seen_as;

/* For lists of decisions: a sign; and "share in refused", the reason's own name as words. */
const char *seen_sign(const Glyphs *glyphs, Verdict verdict);
const char *seen_reason(const Decision *decision, Arena *arena);

#endif
