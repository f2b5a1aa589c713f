/* The Record tab, one entry of it, and the record as an organisation sees it. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

/* The record: every entry of this patient, who recorded it, what kind it is; which are private. */
extern const Screen screen_record; /* argument: a Chart *, as of screen_matrix */

/* The latest entries beside another page of the patient, in a large window: made in its `load`, by app_loaded. */
const struct RecordRows *record_beside_load(App *app, const Chart *chart);
void record_beside_draw(const struct RecordRows *rows, Area area);

/* One entry of the record with all that it says, for those who may see content. That it was looked at is told. */

typedef struct EntryCardArgument {
	Chart *chart;	   /* stays the caller's */
	const char *entry; /* its identifier; copied */
} EntryCardArgument;

extern const Screen screen_entry_card;

/* "Seen as": the record exactly as one organisation would see it, with the reason beside each entry. */

typedef struct SeenAsArgument {
	Chart *chart;	 /* stays the caller's */
	const char *org; /* its code; copied */
} SeenAsArgument;

extern const Screen screen_seen_as;
