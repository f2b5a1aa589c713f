/* Figures for the manager, without names: how the questions went, by organisation and month.
 *
 * A row counts the referrals and registrations that were opened in that month (local time) at that organisation. For
 * each direction: what was answered last, as it had effect, to this day; "not given" where the patient was asked and
 * nothing more came of it. asked = yes + no + not given; asked + not asked = opened. A yes that was withdrawn later
 * counts as a no. Privacy officers and administrators. Counted in slices, so that no key press waits for a large
 * practice. */
#pragma once

#include "model/desk/desk.h"

typedef struct Month {
	int year, month; /* 1 to 12 */
} Month;

typedef struct FigureCounts {
	size_t yes, no, not_given, not_asked;
} FigureCounts;

typedef struct FigureRow {
	const char *org, *name; /* its code, and how it is called */
	Month month;
	size_t opened;
	FigureCounts of[Direction_COUNT_]; /* by Direction */
} FigureRow;

typedef struct Figures Figures;

/* Both months are counted. `ret_figures` is the caller's: desk_figures_close. */
bool desk_figures_open(Desk *desk, Month from, Month to, Figures **ret_figures, Error *err) must_check;
void desk_figures_close(Figures *figures); /* NULL is let pass */
/* Counts up to `patients` more; `ret_done` once all were. A fault leaves what was counted so far, and can be tried
 * again. */
bool desk_figures_step(Desk *desk, Figures *figures, size_t patients, bool *ret_done, Error *err) must_check;
/* By month, then by name. Complete once the last step is done. Lives until the next step. */
void desk_figures_rows(Figures *figures, const FigureRow **ret_rows, size_t *ret_count);

typedef enum FigureColumn {
	FIGURE_ASKED,
	FIGURE_NOT_ASKED,
	FIGURE_YES,
	FIGURE_NO,
	FIGURE_NOT_GIVEN,
	FIGURE_COLUMNS
} FigureColumn;

enum { FIGURE_TEXT_MAX = 24, FIGURE_SMALL = 5 };

extern const char *const figure_headings[FIGURE_COLUMNS]; /* "Asked", "Not asked", … */

size_t figure_count(const FigureRow *row, Direction direction, FigureColumn column);
/* As it is written: the number, or with `suppress` (for figures that leave the practice) "<5" for 1 to 4 and "*" for
 * what would let somebody work it out. */
void figure_text(const FigureRow *row, Direction direction, FigureColumn column, bool suppress,
		 char out[FIGURE_TEXT_MAX]);
