/* What waits to be passed on of one patient: answers that were told here and act only once they are entered in the
 * system that shares.
 *
 * Of each question the answer that stands waits, unless it was passed on; one that another took the place of needs no
 * entry any more. What was passed on and does not stand (voided, a parent's yes after the 16th birthday) waits to be
 * taken back there. What a file told was entered elsewhere already: it waits only where something else was passed on
 * after it was told. An answer without effect (RULES A8) never waits. */
#pragma once

#include "model/facts/pass_on.h"
#include "model/rules/reach.h"

typedef struct PassOnItem {
	const Fact *fact;    /* the answer; what its `passed-on` names */
	PassOnAnswer answer; /* its rows in the table */
	bool back;	     /* it was passed on and does not stand: to be taken back there */
	Instant since;
} PassOnItem;

typedef struct PassOnItems {
	const PassOnItem *items; /* in the order in which their questions were first answered */
	size_t count;
} PassOnItems;

/* Share Out and In count at `practice` alone: another service asks for itself. Lives in `arena`. */
PassOnItems pass_on_waiting(const Reach *reach, const char *practice, Arena *arena);

/* What is entered, in words: "Share Out here: no", "An entry of 12-Nov-2026, to be made private". Never what an entry
 * says, nor of which kind it is. */
const char *pass_on_what(const Reach *reach, const PassOnItem *item, Arena *arena);
/* Who said it, how, and who recorded it: "the patient, by telephone; recorded by Priya S". */
const char *pass_on_whom(const PassOnItem *item, Arena *arena);
