/* What is open in front of staff: the chart of one patient. */
#pragma once

#include "model/desk/desk.h"
#include "model/readings/matrix.h"

/* One patient, as the ledger stands. Everything hangs in its own arena; `now` is the fold at this moment.
 * Stands until desk_close_chart. Opening tells a `viewed` fact: who looked is known, also when they only looked. */
typedef struct Chart {
	Arena arena;
	World world;
	Reach now;
	Matrix matrix;
	int64_t head; /* the ledger's sequence number it was read at */
	Instant past; /* INSTANT_MIN: the present; otherwise the chart shows the past and nothing can be changed */
	/* the `merged` fact of the other patient that this one is, under whose number their care goes on; or NULL */
	const Fact *goes_on;
	struct EntryTexts *texts; /* of those of its entries that were asked for (desk_entry_said) */
	bool restricted;	  /* no address, telephone or practice anywhere */
	/* what the screen showed: the patient's latest fact by then; acts rest on it (meanwhile.h). Every refresh sets
	 * it; a screen in which something is prepared sets it back to what it showed when it was opened */
	int64_t shown;
	How how; /* by which way the patient speaks with the desk in this visit; 0: in person */
} Chart;

/* `born`: what the patient said; needed where another patient has the same name, else may be none. */
bool desk_open_chart(Desk *desk, const char *nhs, Date born, Chart **ret_chart, Error *err) must_check;
void desk_close_chart(Desk *desk, Chart *chart); /* NULL is let pass */

typedef struct TakenUp {  /* sentences; NULL: nothing */
	const char *gone; /* it is let go: the record became restricted since, and what stands there shows too much */
	const char *news; /* what anybody else told since */
} TakenUp;

/* Opens a chart again that was put aside, by the same rules and with the same fact: somebody looks anew. What it shows
 * stays as it was, so that acts rest on that; what was checked of the patient before holds no more (desk_breaks).
 * What is said lives in `arena`. */
bool desk_take_up(Desk *desk, const Chart *chart, Date born, Arena *arena, TakenUp *ret_taken, Error *err) must_check;

/* Reads the chart anew if any desk told something since, or if the moment passed at which a rule changes by itself
 * (an override, a permission, a code runs out; a 16th birthday). `ret_changed` may be NULL. Pointers into the old one
 * are gone. */
bool desk_refresh_chart(Desk *desk, Chart *chart, bool *ret_changed, Error *err) must_check;
/* Such a moment passed. */
bool desk_chart_aged(Desk *desk, const Chart *chart);

/* Shows the chart as it was at that moment, as far as it is known today; INSTANT_MIN: the present again. */
bool desk_chart_past(Desk *desk, Chart *chart, Instant past, Error *err) must_check;

/* What the desk's own practice may not see is read by nobody at the desk either. The practice as a viewer at present,
 * also where the chart shows the past: what was hidden since is not read by going back. Made once, asked for each
 * entry; it lives in `arena` and with the chart. */
Viewer desk_own_viewer(Desk *desk, const Chart *chart, Arena *arena);
bool desk_reads(const Viewer *own, size_t entry);

/* What an entry of the chart says, "" where it has no words: for who may see content, of what `desk_reads`. Entries
 * come without it; it is read when it is first asked for, and lasts until the chart is read anew. */
bool desk_entry_said(Desk *desk, const Chart *chart, size_t entry, const char **ret_text, Error *err) must_check;
/* Reads what all of them say: for who looks through them. */
bool desk_entries_say(Desk *desk, const Chart *chart, Error *err) must_check;

/* The chart as the patient may be shown it, for papers and what is read aloud: without the overrides of which they may
 * not be told now, whatever moment it shows (rules/told.h). The chart itself where there is none; else a reading in
 * `arena`, for no act. */
const Chart *desk_chart_told(Desk *desk, const Chart *chart, Arena *arena);

/* Of each of these patients that whoever is signed in looked; nothing where nobody is. */
bool desk_note_looks(Desk *desk, TextList patients, Error *err) must_check;
/* Who looked at one entry's content is a fact too. Refused where `desk_reads` says no. */
bool desk_view_entry(Desk *desk, Chart *chart, const char *entry, Error *err) must_check;

/* The fold of the same patient with facts added (nothing is told): what an answer would change. Lives in `arena`. */
void desk_preview(Desk *desk, const Chart *chart, const Fact *facts, size_t count, Arena *arena, Reach *ret_reach);
