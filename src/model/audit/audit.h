/* Looking back over all patients: who has looked, figures, tables and the ledger handed out. */
#pragma once

#include "model/desk/chart.h"
#include "model/desk/desk.h"
#include "model/lists/lists.h"

/* Who has looked, across all patients: openings of records and entries, what was handed out of the ledger, overrides.
 *
 * Privacy officers. Read by pages, so that neither patients nor years cost anything. Of an entry only that it was
 * opened is said, never what it holds. */

typedef struct AuditRow {
	Instant at;
	int64_t seq; /* of one moment, which was told first */
	FactKind kind;
	const char *by;		/* who is signed in as; "" where nobody was named */
	const char *nhs, *name; /* the patient: "Ashby M"; NULL: of nobody (an export) */
	const char *text;	/* "Opened the record", "Override for … : emergency" */
} AuditRow;

typedef struct AuditRows {
	const AuditRow *items;
	size_t count;
} AuditRows;

typedef struct AuditQuery {
	/* Of those alone whose name begins so in one of its words, as folded; "" or NULL: of everybody. */
	const char *by;
	const AuditRow *from; /* by its `at` and `seq`; NULL: from the latest on, or (back) from the earliest */
	bool with;	      /* this row too */
	bool back;	      /* towards the latest */
	size_t limit;	      /* at most so many: the nearest, and the nearest first */
} AuditQuery;

bool desk_audit(Desk *desk, const AuditQuery *query, Arena *arena, AuditRows *ret_rows, Error *err) must_check;

/* What was looked at of one patient between two moments, both counted, the earliest first: for the review of an
 * override. The facts are the chart's. */
void desk_viewed_between(const Chart *chart, Instant from, Instant to, Arena *arena, const Fact *const **ret_facts,
			 size_t *ret_count);
/* "Opened the entry of 12-Nov-2026 (problem)". */
const char *desk_viewed_text(const Chart *chart, const Fact *viewed, Arena *arena);

/* Accounts, for the yearly question who still needs theirs, and what became of accounts and settings in the last 12
 * months. Privacy officers and administrators. */

typedef struct AccountRow {
	const char *name;
	Role role;
	bool open;	   /* may sign in */
	bool altered;	   /* by something other than sharedesk */
	bool codes, card;  /* of an authenticator app; a smartcard: a second factor */
	bool unused;	   /* open, and not used for STAFF_UNUSED_DAYS */
	Instant signed_in; /* last; 0: never, or it is not known */
	int64_t wrong;	   /* passphrases typed for this name since it was last given rightly */
	size_t number;	   /* by name */
} AccountRow;

typedef struct AccountReview {
	const AccountRow *accounts; /* who administers first, who may not sign in last */
	size_t account_count;
	const AuditRow *changes; /* the latest first */
	size_t change_count;
	const AuditRow *sessions; /* of the last 3 months, the latest first: when they signed in, by what, how long */
	size_t session_count;
} AccountReview;

bool desk_review_accounts(Desk *desk, Arena *arena, AccountReview *ret_review, Error *err) must_check;
/* "5 may sign in, 1 administers, 2 unused for 90 days" */
void account_review_say(const AccountReview *review, Text *out);
/* "Dr Shah, clinician: last signed in on 12-Jun-2024; since then 2 wrong passphrases." */
void account_say(const Desk *desk, const AccountRow *row, Text *out);

/* Figures for the manager, without names: how the questions went, by organisation and month.
 *
 * A row counts the referrals and registrations that were opened in that month (local time) at that organisation. For
 * each direction: what was answered last, as it had effect, to this day; "not given" where the patient was asked and
 * nothing more came of it. asked = yes + no + not given; asked + not asked = opened. A yes that was withdrawn later
 * counts as a no. Privacy officers and administrators. Read of what is kept beside what is due (readings/tallies.h):
 * nobody is folded. */

typedef struct Month {
	int year, month; /* 1 to 12 */
} Month;

typedef struct FigureCounts {
	size_t yes, no, not_given, not_asked;
	size_t how[How_COUNT_]; /* of those asked; 0: nobody wrote it down, or they were not asked */
} FigureCounts;

typedef struct FigureRow {
	const char *org, *name; /* its code, and how it is called */
	Month month;
	size_t opened;
	FigureCounts of[Direction_COUNT_]; /* by Direction */
} FigureRow;

typedef struct Figures {
	const FigureRow *rows; /* by month, then by name */
	size_t count;
	/* How many answers are not passed on yet, whatever the months, and since when the oldest waits; INSTANT_MAX:
	 * none does. */
	size_t waiting;
	Instant oldest;
	size_t complaints, in_time, open; /* that came in the months; acknowledged in time; not answered yet */
	bool counting;			  /* not every patient has been looked at yet (desk_work_step) */
} Figures;

/* Both months are counted. */
bool desk_figures(Desk *desk, Month from, Month to, Arena *arena, Figures *ret_figures, Error *err) must_check;

/* "Complaints about data: 3, 2 acknowledged in time, 1 open."; nothing where none came. `suppress`: as figure_text. */
void desk_figures_say_complaints(const Figures *figures, bool suppress, Text *out);

typedef enum FigureColumn {
	FIGURE_ASKED,
	FIGURE_NOT_ASKED,
	FIGURE_YES,
	FIGURE_NO,
	FIGURE_NOT_GIVEN,
	FIGURE_IN_PERSON, /* from here on how those asked were asked, as How */
	FIGURE_PHONE,
	FIGURE_VIDEO,
	FIGURE_PAPER,
	FIGURE_KIOSK,
	FIGURE_ONLINE,
	FIGURE_COLUMNS
} FigureColumn;

enum { FIGURE_TEXT_MAX = 24, FIGURE_SMALL = 5 };

extern const char *const figure_headings[FIGURE_COLUMNS]; /* "Asked", "Not asked", … */

size_t figure_count(const FigureRow *row, Direction direction, FigureColumn column);
/* As it is written: the number, or with `suppress` (for figures that leave the practice) "<5" for 1 to 4 and "*" for
 * what would let somebody work it out, who may know how many were opened: of few, all. */
void figure_text(const FigureRow *row, Direction direction, FigureColumn column, bool suppress,
		 char out[FIGURE_TEXT_MAX]);

/* A table that leaves the desk as a file for a spreadsheet, and the port that writes it. */

typedef struct Table {
	const char *const *cells; /* row by row, the first being the headings; never NULL */
	size_t columns, rows;
} Table;

/* One row for each month, organisation and direction; no names of patients. `suppress`: for figures that leave the
 * practice (figure_text). Lives in `arena`, as far as it is not of the rows. */
Table table_of_figures(const FigureRow *rows, size_t count, bool suppress, Arena *arena);
Table table_of_accounts(const Desk *desk, const AccountReview *review, Arena *arena);
Table table_of_account_changes(const Desk *desk, const AuditRow *changes, size_t count, Arena *arena);
/* The practice's lists, in the form in which they are read again ("code", "standing", "name"). */
Table table_of_standings(const StandingLine *lines, size_t count, Arena *arena);

enum { TABLE_NAME_MAX = 64, TABLE_PATH_MAX = 512 };

/* Writes it through the port of the desk (DeskPorts.tables): a new file for its owner alone, never over one that is
 * there, in the folder for receipts. `name` is a plain one: letters, digits, "-", "_" and blanks, then ".csv"; else
 * whoever has no more than the desk could write what a shell or a program reads at its start. */
bool desk_write_table(Desk *desk, const Table *table, const char *name, char ret_path[TABLE_PATH_MAX],
		      Error *err) must_check;

/* Handing the ledger out: each export by a person is a fact. */

/* Tells the `exported` fact where somebody is signed in; `what` was handed out if not the whole ledger (NULL).
 * `ret_until`: the export holds the lines before this number. */
bool desk_export(Desk *desk, const char *what, int64_t *ret_until, Error *err) must_check;

/* A backup was made whole just now. */
bool desk_note_backup(Desk *desk, Error *err) must_check;
/* What every desk says on its Home: that somebody was let in on the machine itself (desk_let_in_lately), else "No
 * backup since 28-Nov" where the last that was made here is more than a day old, and two hours for a timer that takes
 * its time. NULL: nothing, and where none was made yet (first_hour.h says so). */
const char *desk_warning(Desk *desk, Arena *arena);
