/* The list "To pass on": answers that were told here and wait until somebody enters them in the system that shares. It
 * is worked through by patient, ticked, printed and written to a file. What waits is folded with the work list
 * (work.h); nothing is passed on by itself. */
#pragma once

#include "model/audit/audit.h"
#include "model/desk/chart.h"
#include "model/desk/work.h"
#include "model/paper/sheet.h"

typedef struct PassingLine {
	const char *nhs, *name; /* "Ashby M" */
	const char *fact;	/* the answer's id */
	const char *what, *whom;
	Instant since;
	bool back;	    /* to be taken back there */
	bool first;	    /* of its patient in this list */
	PassOnRow *ways;    /* where it is entered: more than one where the practice's system is not known */
	size_t way_count;   /* at least 1 */
	const char *system; /* of the first: "SystmOne" */
	const char *code;   /* of the first; NULL: none */
} PassingLine;

typedef struct PassingList {
	const PassingLine *lines; /* whose oldest waits longest first; of one patient the oldest first */
	size_t count, people;
	size_t total;	/* of all that waits, in the list or not */
	Instant oldest; /* INSTANT_MAX where nothing waits */
	System system;	/* which the practice itself uses */
	bool counting;	/* not every patient has been looked at yet */
} PassingList;

/* What waits, oldest first, at most `limit` lines; of one patient, where `nhs` is given. Lives in `arena`. Whoever
 * passes on. */
bool desk_passing(Desk *desk, const char *nhs, size_t limit, Arena *arena, PassingList *ret_list,
		  Error *err) must_check;

/* "22-Nov-2026"; and since then: "today", "1 day", "3 days". */
const char *passing_day(const Desk *desk, Instant at, Arena *arena);
const char *passing_age(const Desk *desk, Instant since, Arena *arena);
/* "Read v2 9Ndn. (check)"; "no code". */
const char *passing_code(const PassOnRow *way, Arena *arena);

/* A chart to tick on, for a list of many: nothing is shown of it, and nobody looked. Closed by desk_close_chart; `u`
 * takes back what was ticked on it. */
bool desk_passing_chart(Desk *desk, const char *nhs, Chart **ret_chart, Error *err) must_check;
/* These answers of the chart's patient were entered where they act, in the practice's own system: a `passed-on` for
 * each, or none where one does not wait any more. */
bool desk_pass_on(Desk *desk, Chart *chart, const char *const *facts, size_t count, Error *err) must_check;

/* For people, by patient, with a box for each; and for a spreadsheet, a row for each line and way. */
void passing_sheet(Desk *desk, const PassingList *list, Arena *arena, Sheet *ret_sheet);
Table passing_table(const Desk *desk, const PassingList *list, Arena *arena);
/* The list left the desk: an `exported` fact says how ("printed", "as a file"). */
bool desk_passing_left(Desk *desk, const PassingList *list, const char *how, Error *err) must_check;
