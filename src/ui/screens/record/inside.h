/* What the screens of the record share: rows, the private mark, who sees an entry, signs and reasons. */
#pragma once

#include "model/care/care.h"
#include "model/desk/chart.h"
#include "model/rules/decision.h"
#include "ui/app.h"
#include "ui/canvas.h"
#include "ui/glyphs.h"
#include "ui/screen.h"

/* The rows of the Record tab: what each says, its marks, and how it is drawn. */

typedef struct RecordRow {
	const Entry *entry;
	EntryMarks marks;
	const char *called; /* who recorded it */
	bool withheld;	    /* the practice itself may not see what it says */
} RecordRow;

typedef struct RecordRows { /* what the list is given */
	Desk *desk;
	const Chart *chart;
	const RecordRow *all;
	const size_t *shown;
	size_t all_count, shown_count, hidden, review;
	bool content; /* who is signed in reads entries, and sees what is safeguarding relevant */
} RecordRows;

/* The latest first; `shown` is not set. */
void record_rows_load(Desk *desk, const Chart *chart, Arena *arena, RecordRows *ret_rows);
/* What the entry says, or that it is withheld, where who is signed in reads entries; or NULL. */
const char *record_words(const RecordRows *rows, const RecordRow *row);
const RecordRow *record_row(const RecordRows *rows, size_t index); /* of those shown; NULL beyond */
/* Whether a filter, folded, finds it; `arena` is as it was afterwards. */
bool record_row_matches(const RecordRows *rows, const RecordRow *row, const char *wanted, Arena *arena);
void record_draw_row(const void *rows, size_t index, Area area);
/* "212 entries, 3 private, 1 to review". */
const char *record_summary(const RecordRows *rows, Arena *arena);
/* The marks as sentences: " Private." */
void record_say_marks(const RecordRow *row, bool content, Text *out);

/* Keeping an entry private, and what belongs with it: hiding one alone often leaves in sight what it was about. */

/* Whether an entry with these marks can be hidden now. `clinician`: who is signed in reviews what others have
 * hidden. */
bool private_can_hide(const EntryMarks *marks, bool clinician, Error *why);
/* Hides the entry at once where nothing belongs with it; else opens a list on which each can be left out, and hides
 * what is ticked in one act. The caller loads anew afterwards. */
void private_begin(App *app, Chart *chart, const char *entry);
/* Asks for the reason, then opens a hidden entry again. `theirs`: who recorded it, where it may not be read here; else
 * NULL. `done` is the caller's hook for it; it calls private_reopened. */
void private_ask_reason(App *app, const char *theirs, DialogDone *done);
void private_reopened(App *app, Chart *chart, const char *entry, const char *reason);

extern const Screen screen_private;

/* Who can see one entry: every organisation of this patient, with the verdict and the reason. */

typedef struct WhoSeesArgument {
	Chart *chart;	   /* stays the caller's */
	const char *entry; /* its identifier; copied */
	const char *org;   /* listed too, if the patient is not in its care; copied; may be NULL */
} WhoSeesArgument;

extern const Screen screen_who_sees;

/* A decision in few words, for the lists of what somebody sees and of who sees something. */

const char *seen_sign(const Glyphs *glyphs, Verdict verdict);
const char *seen_reason(const Decision *decision, Arena *arena); /* its own name as words: "share in refused" */
