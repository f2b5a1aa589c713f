/* Lists that a site keeps for itself and loads as a file: which system each organisation uses, and which organisations
 * stand on the practice's own lists. All rows of a list are taken in one transaction, or none. */
#pragma once

#include "model/desk/desk.h"

typedef struct SystemRow {
	const char *code;
	WordByte system; /* 0: not said, stays as it is */
	WordByte mig;	 /* Truth; 0: not said */
	int64_t line;	 /* of its file, for sentences */
} SystemRow;

typedef struct StandingRow {
	const char *org;
	WordByte standing; /* allowed, prohibited, or verify: off the lists */
	int64_t line;
} StandingRow;

typedef struct ListLoaded {
	size_t changed, known; /* known: it stood so already */
} ListLoaded;

/* Sets systems and MIG partners as staff do by hand, so that no organisation list changes them again. Codes that the
 * directory does not know are all named in one sentence, line by line, as far as it has room. Administrators, or
 * anybody while the database has no staff. */
bool desk_load_systems(Desk *desk, const SystemRow *rows, size_t count, ListLoaded *ret_loaded, Error *err) must_check;

/* Tells a `standing` fact for each row that changes something, with `note` ("from the file lists.csv") beside who and
 * when. Administrators and privacy officers. */
bool desk_load_standings(Desk *desk, const StandingRow *rows, size_t count, const char *note, ListLoaded *ret_loaded,
			 Error *err) must_check;

/* Whoever is signed in may do `act`; while the database has no staff, anybody may. The second is for inside the
 * transaction. */
bool desk_may_load(Desk *desk, Act act, Error *err) must_check;
bool desk_may_still_load(Desk *desk, Arena *arena, Error *err) must_check;
