/* The parts of the sheet that a person reads of all that is kept of them. */
#pragma once

#include "model/rights/inside.h"

typedef struct CopyPage {
	Desk *desk;
	const Chart *chart; /* as the patient may be told of it */
	Sheet sheet;
	CopyGaps gaps;
	KeptList kept;	 /* every directory line of theirs */
	FactList copies; /* that the ledger was handed out */
} CopyPage;

void copy_say(CopyPage *page, SheetKind kind, const char *text);
const char *copy_day(const CopyPage *page, Instant at);	   /* "22-Nov-2026" */
const char *copy_moment(const CopyPage *page, Instant at); /* "22-Nov-2026 09:41" */
const char *copy_language(const char *language);	   /* "Gujarati" */

/* What happened, by subject, each in the order in which it happened: who recorded it, how, what was noted. */
void copy_add_facts(CopyPage *page);
/* Details that others took the place of, and who told the present ones. */
void copy_add_earlier(CopyPage *page);
void copy_add_entries(CopyPage *page);
