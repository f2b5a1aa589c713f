/* Organisations, the practice's standing lists, staff: what the desk keeps for everybody. */
#pragma once

#include "model/desk/desk.h"

/* For the picker: matches at each key over the whole directory. */
bool desk_find_organisations(Desk *desk, const char *typed, bool with_closed, size_t limit, Arena *arena,
			     OrganisationList *ret_orgs, Error *err) must_check;
/* The open ones of one sort, by name. */
bool desk_organisations_of(Desk *desk, OrganisationWhich which, size_t limit, Arena *arena, OrganisationList *ret_orgs,
			   Error *err) must_check;
bool desk_organisation(Desk *desk, const char *code, Arena *arena, const Organisation **ret_org, Error *err) must_check;
/* What this practice says of it now: allowed, prohibited, or verify (everyone unlisted). */
bool desk_standing(Desk *desk, const char *code, Standing *ret_standing, Error *err) must_check;
/* All that are on its lists, allowed and prohibited, in the order in which that was said. */
typedef struct OnList {
	const char *org;
	Standing standing;
} OnList;

bool desk_on_lists(Desk *desk, Arena *arena, const OnList **ret_items, size_t *ret_count, Error *err) must_check;
bool desk_put_standing(Desk *desk, const char *code, Standing standing,
		       Error *err) must_check; /* tells a `standing` fact */

/* Replaces the directory line; staff set it by hand, so no import changes system, MIG or care again. */
bool desk_put_organisation(Desk *desk, const Organisation *organisation, Error *err) must_check;
/* One that is in no list: gets a local code made from its name. `ret_code` lives in `arena`. */
bool desk_add_organisation(Desk *desk, const Organisation *organisation, Arena *arena, const char **ret_code,
			   Error *err) must_check;
/* "Shared system not known, set it": whoever may refer may say it while it is unknown; changing a known one is for
 * administrators. */
bool desk_tell_system(Desk *desk, const char *code, System system, Error *err) must_check;
/* The same, inside a transaction. */
bool desk_say_system(Desk *desk, const char *code, System system, Arena *arena, Error *err) must_check;

bool desk_staff_list(Desk *desk, Arena *arena, StaffList *ret_staff, Error *err) must_check;
bool desk_add_staff(Desk *desk, const char *name, Role role, const char *passphrase, Error *err) must_check;
bool desk_change_staff(Desk *desk, const char *name, Role role, bool active,
		       Error *err) must_check; /* never the last administrator */
