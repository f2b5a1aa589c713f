/* The rows of the Record tab: what each says, its marks, and how it is drawn. */
#pragma once

#include "model/care/flags.h"
#include "ui/canvas.h"

typedef struct RecordRow {
	const Entry *entry;
	EntryMarks marks;
	const char *called; /* who recorded it */
	const char *folded; /* what the filter looks at */
	const char *words;  /* what it says, where this desk may read that; or NULL */
} RecordRow;

typedef struct RecordRows { /* what the list is given */
	const Chart *chart;
	const RecordRow *all;
	const size_t *shown;
	size_t all_count, shown_count, hidden, review;
	bool content; /* who is signed in reads entries, and sees what is safeguarding relevant */
} RecordRows;

/* In the place of words that the practice itself may not see. */
extern const char record_withheld[];

/* The latest first; `shown` is not set. */
void record_rows_load(Desk *desk, const Chart *chart, Arena *arena, RecordRows *ret_rows);
const RecordRow *record_row(const RecordRows *rows, size_t index); /* of those shown; NULL beyond */
void record_draw_row(const void *rows, size_t index, Area area);
/* "212 entries, 3 private, 1 to review". */
const char *record_summary(const RecordRows *rows, Arena *arena);
/* The marks as sentences: " Private." */
void record_say_marks(const RecordRow *row, bool content, Text *out);
