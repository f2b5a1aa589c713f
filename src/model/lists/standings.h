/* The practice's own lists of organisations, as they are shown: who said what of which, and of which nothing is known. */
#pragma once

#include "model/desk/desk.h"

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
