/* Asking again after an organisation closed or became another: whom, as a list to work through; and who said what of an
 * organisation on the practice's own lists.
 *
 * An agreement is with one organisation: a successor is a new referral, asked anew, and nothing is carried over. */
#ifndef MODEL_DESK_REASK_H
#define MODEL_DESK_REASK_H

#include "model/desk_chart.h"

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

/* The practice's lists with who and when. */
typedef struct StandingLine {
	const char *org, *name;
	Standing standing;
	const Fact *fact; /* when, by whom, and the note of an import */
	bool closed;
	const char *text; /* "allowed since 12-Nov-2026, said by Helen P" */
} StandingLine;

bool desk_standing_lines(Desk *desk, Arena *arena, const StandingLine **ret_lines, size_t *ret_count,
			 Error *err) must_check; /* the allowed, then the prohibited; by name */

/* Organisations of which nobody said which system they use, by name, at most `limit`; closed ones are left out.
 * `ret_more`: there are more. */
bool desk_unknown_systems(Desk *desk, size_t limit, Arena *arena, OrganisationList *ret_orgs, bool *ret_more,
			  Error *err) must_check;

#endif
