/* What is sensitive: the site's own list of codes, kept beside the ledger, and marks by hand.
 *
 * A list only adds: an entry whose code is on it becomes sensitive, and one of which somebody said that it is (not)
 * stays as that was said. What a list marked stays marked under a later list that does not name it. */
#pragma once

#include "model/desk/chart.h"
#include "model/facts/sensitive_codes.h"

typedef struct SensitiveLoaded {
	size_t codes;	/* of the site's list */
	size_t looked_at, marked; /* entries */
} SensitiveLoaded;

/* Takes the place of the site's list before it, and looks through every record again, in one transaction.
 * Administrators, or anybody while the database has no staff. The setting "sensitive-list" then says "14 codes, loaded
 * 22-Nov-2026 by Sam Reed". */
bool desk_load_sensitive(Desk *desk, const SensitiveCode *codes, size_t count, SensitiveLoaded *ret_loaded,
			 Error *err) must_check;
/* The codes that came with the program and the site's. Lives in `arena`. */
bool desk_sensitive_list(Desk *desk, Arena *arena, SensitiveList *ret_list, Error *err) must_check;

/* By hand, by whoever flags entries: an `entry-flag` fact says who and when, the entry's line says what holds. Setting
 * it back is the same act; `u` does not take it back. Refused where it stands so already. */
bool desk_entry_sensitive(Desk *desk, Chart *chart, const char *entry, bool sensitive, Error *err) must_check;

/* Who last said by hand whether it is sensitive, as the chart stands; NULL: nobody, a list or an import did. */
const Fact *desk_sensitive_said(const Chart *chart, size_t entry);
