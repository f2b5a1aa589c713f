/* What the desk keeps for everybody: organisations, staff, the standing lists, lists that a site loads, what is
 * sensitive, whom to ask again. */
#pragma once

#include "base/index.h"
#include "model/desk/chart.h"
#include "model/desk/desk.h"
#include "model/desk/work.h"
#include "model/facts/pass_on.h"
#include "model/facts/sensitive_codes.h"

/* Organisations, the practice's standing lists, staff: what the desk keeps for everybody. */

/* For the picker: matches at each key over the whole directory, by any of organisation_words; the practice's list
 * first, then those used here, trusts, and the rest. */
bool desk_find_organisations(Desk *desk, const char *typed, bool with_closed, size_t limit, Arena *arena,
			     OrganisationList *ret_orgs, Error *err) must_check;
/* The same without commissioners, closed ones last: nobody is referred to either. */
bool desk_find_for_referral(Desk *desk, const char *typed, size_t limit, Arena *arena, OrganisationList *ret_orgs,
			    Error *err) must_check;
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

typedef struct OnLists {
	const OnList *items;
	size_t count;
	Index by_org;
} OnLists;

bool desk_on_lists(Desk *desk, Arena *arena, OnLists *ret_lists, Error *err) must_check;
Standing on_lists_say(const OnLists *lists, const char *org); /* verify where it is on none */
bool desk_put_standing(Desk *desk, const char *code, Standing standing,
		       Error *err) must_check; /* tells a `standing` fact */

/* Replaces the directory line; staff set it by hand, so no import changes system, MIG, SCR or care again. */
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
/* Gives somebody else's account a passphrase for one sign-in within a day (desk/accounts.h), after which they
 * choose their own; `ret_once` is shown once, and the caller's to wipe. */
enum { STAFF_ONCE_MAX = 20 };
bool desk_reset_staff(Desk *desk, const char *name, char ret_once[STAFF_ONCE_MAX], Error *err) must_check;
/* Takes their authenticator codes away: the device was lost. Their desks are signed out, and they are told. */
bool desk_take_codes(Desk *desk, const char *name, Error *err) must_check;
bool desk_change_staff(Desk *desk, const char *name, Role role, bool active,
		       Error *err) must_check; /* never the last administrator */
/* Makes the card that was proved just now (desk/card.h) that of this account; one card is one account's. */
bool desk_enrol_card(Desk *desk, const char *name, Error *err) must_check;
/* Who is asked for a card and has none: "Priya S, Mo K and 3 more have"; NULL: nobody. */
bool desk_without_card(Desk *desk, Arena *arena, const char **ret_who, Error *err) must_check;
bool desk_take_card(Desk *desk, const char *name, Error *err) must_check; /* not one's own */

/* The practice's own lists of organisations, as they are shown: who said what of which, and of which nothing is
 * known. */

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

/* Lists that a site keeps for itself and loads as a file: which system each organisation uses, and which organisations
 * stand on the practice's own lists. All rows of a list are taken in one transaction, or none. */

typedef struct SystemRow {
	const char *code;
	WordByte system; /* 0: not said, stays as it is */
	WordByte mig;	 /* Truth; 0: not said */
	WordByte scr;	 /* likewise */
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

/* Sets systems, MIG partners and viewers of the SCR as staff do by hand, so that no organisation list changes them
 * again. Codes that the directory does not know are all named in one sentence, line by line, as far as it has room.
 * Administrators, or anybody while the database has no staff. */
bool desk_load_systems(Desk *desk, const SystemRow *rows, size_t count, ListLoaded *ret_loaded, Error *err) must_check;

/* Tells a `standing` fact for each row that changes something, with `note` ("from the file lists.csv") beside who and
 * when. Administrators and privacy officers. */
bool desk_load_standings(Desk *desk, const StandingRow *rows, size_t count, const char *note, ListLoaded *ret_loaded,
			 Error *err) must_check;

/* Whoever is signed in may do `act`; while the database has no staff, anybody may. The second is for inside the
 * transaction. */
bool desk_may_load(Desk *desk, Act act, Error *err) must_check;
bool desk_may_still_load(Desk *desk, Arena *arena, Error *err) must_check;

/* A file of any list that the desk reads (ports/import_port.h): what it would bring, then taken as it was seen. For
 * administrators; the list of today alone for whoever may take that in. */
bool desk_look_at_file(Desk *desk, const char *path, Arena *arena, ImportSeen *ret_seen, Error *err) must_check;
bool desk_take_file(Desk *desk, const char *path, const ImportSeen *seen, Arena *arena, ImportSeen *ret_taken,
		    Error *err) must_check;

/* Who is expected today, beside the ledger. */

typedef struct ExpectedLoaded {
	size_t taken;
	const bool *unknown; /* of each row: nobody here has this number; in the arena */
	size_t unknown_count;
} ExpectedLoaded;

/* Puts these in place of those that were expected, for today; numbers that nobody here has are left out. Refused where
 * all are: what was there stays. Receptionists, nurses, clinicians and administrators, or anybody while the database
 * has no staff. */
bool desk_load_expected(Desk *desk, const Expected *rows, size_t count, Arena *arena, ExpectedLoaded *ret_loaded,
			Error *err) must_check;

/* What is sensitive: the site's own list of codes, kept beside the ledger, and marks by hand.
 *
 * A list only adds: an entry whose code is on it becomes sensitive, and one of which somebody said that it is (not)
 * stays as that was said. What a list marked stays marked under a later list that does not name it. */

typedef struct SensitiveLoaded {
	size_t codes;		  /* of the site's list */
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

/* Which answer is entered where, and by which code (pass_on.h): the site's own table takes the place of the one before,
 * and counts answer by answer beside what came with the program. Administrators, or anybody while the database has no
 * staff. The setting "pass-on-list" then says "14 rows, loaded 22-Nov-2026 by Sam Reed". */
bool desk_load_pass_on(Desk *desk, const PassOnRow *rows, size_t count, Error *err) must_check;
/* Where a standing that was changed here is entered too: " Enter it there too. SystmOne: Setup, Users & Policy, Share
 * In Rules."; "" where that is nowhere, or cannot be read. */
const char *desk_standing_entered(Desk *desk, Arena *arena);
bool pass_on_row_right(const PassOnRow *row, Error *err) must_check; /* its codes can be codes */

/* What the practice's patients have of the Summary Care Record who never chose (S1): core only, until it says that they
 * have additional information too, and since when. In England patients who expressed no preference have had it since
 * 2020. */
typedef struct ScrDefault {
	ScrStatus status; /* core or additional */
	Date since;	  /* none where nobody said it */
	const Fact *said; /* in the arena; NULL: nobody did */
} ScrDefault;

bool desk_scr_default(Desk *desk, Arena *arena, ScrDefault *ret_default, Error *err) must_check;
/* From the first instant of that day on; today's from now on. What was said of later days is voided by it. Refused for
 * a day to come, and where it stands so since that day already. Administrators. */
bool desk_put_scr_default(Desk *desk, ScrStatus status, Date since, Error *err) must_check;

/* Asking again after an organisation closed or became another: whom, as a list to work through.
 *
 * An agreement is with one organisation: a successor is a new referral, asked anew, and nothing is carried over. */

/* How much of it there is, and whether patients are yet to be looked at. Whoever may ask patients, and privacy officers
 * and administrators, who keep the lists: so is the list. */
typedef struct ReaskCounts {
	size_t to_ask, asked;
	bool counting;
} ReaskCounts;

bool desk_reask_counts(Desk *desk, ReaskCounts *ret_counts, Error *err) must_check;
/* A page of the list, by index: who is to be asked first, then by the day on which the organisation closed and by
 * number. What the rows say, desk_work_words gives (work.h: WORK_REASK). */
bool desk_reask_rows(Desk *desk, const WorkPage *page, Arena *arena, DueRows *ret_rows, Error *err) must_check;

/* What took the place of the closed organisation of this open episode; refused, in words, where desk_move_care is. */
bool desk_care_successor(const Desk *desk, const Chart *chart, const char *episode, const Organisation **ret_next,
			 Error *err) must_check;
/* Ends the care at the closed organisation and refers to its successor, in one act that `u` takes back. The questions
 * of the new referral are due. `ret_episode` lives in the chart. */
bool desk_move_care(Desk *desk, Chart *chart, const char *episode, const char **ret_episode, Error *err) must_check;
