/* Asking again after an organisation closed or became another: whom, as a list to work through.
 *
 * An agreement is with one organisation: a successor is a new referral, asked anew, and nothing is carried over. */
#pragma once

#include "model/desk/chart.h"

/* One open episode at an organisation that has closed. */
typedef struct ReaskRow {
	const char *nhs, *name; /* "Ashby M" */
	const char *episode, *org, *called;
	const char *successor, *successor_called; /* NULL where the directory names none */
	Instant since;				  /* when the episode was opened */
	const char *newer; /* an open episode at the successor, the latest; NULL: not referred there yet */
	bool asked;	   /* both questions were put for that one: done */
} ReaskRow;

typedef struct Reask Reask;

/* `org`: one closed organisation, refused while it is open; NULL: every closed one. In slices, as the figures
 * (desk_figures.h). Whoever may ask patients, and administrators and privacy officers, who keep the lists. */
bool desk_reask_open(Desk *desk, const char *org, Reask **ret_reask, Error *err) must_check;
void desk_reask_close(Reask *reask); /* NULL is let pass */
bool desk_reask_step(Desk *desk, Reask *reask, size_t patients, bool *ret_done, Error *err) must_check;
/* By organisation, those not done first, then by name. Lives until the next step. */
void desk_reask_rows(Reask *reask, const ReaskRow **ret_rows, size_t *ret_count);
/* Looks at this patient again, after the questions were put. */
bool desk_reask_again(Desk *desk, Reask *reask, const char *nhs, Error *err) must_check;

/* What took the place of the closed organisation of this open episode; refused, in words, where desk_move_care is. */
bool desk_care_successor(const Desk *desk, const Chart *chart, const char *episode, const Organisation **ret_next,
			 Error *err) must_check;
/* Ends the care at the closed organisation and refers to its successor, in one act that `u` takes back. The questions
 * of the new referral are due. `ret_episode` lives in the chart. */
bool desk_move_care(Desk *desk, Chart *chart, const char *episode, const char **ret_episode, Error *err) must_check;
