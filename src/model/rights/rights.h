/* What a patient may ask for of their data: to complain, and to have a copy of all that is kept.
 *
 * Whoever works at the desk takes either down; a privacy officer acknowledges and answers complaints; a clinician or a
 * privacy officer makes the copy, and says what of it is left out and why. By when each is owed: readings/owed.h.
 * Source: UK GDPR Art. 12, 15; Data Protection Act 2018 s164A and Sch. 2 to 4 (exemptions). */
#pragma once

#include "model/desk/chart.h"
#include "model/paper/sheet.h"
#include "model/readings/owed.h"

enum { RIGHTS_WORDS_MAX = 600 }; /* bytes of a complaint, an answer, a reason */

/* --- Taken down --- */

typedef struct Asked {
	const char *about; /* of a complaint: what it is about, in words; required */
	How how;	   /* 0: not said */
	const char *name;  /* who spoke or wrote for the patient; NULL or "": the patient */
	Date received;	   /* the day it came; none or today: today */
} Asked;

/* `ret_fact`: what it is called; lives with the chart, may be NULL. */
bool desk_complain(Desk *desk, Chart *chart, const Asked *asked, const char **ret_fact, Error *err) must_check;
/* Refused where one is owed already. */
bool desk_ask_for_copy(Desk *desk, Chart *chart, const Asked *asked, const char **ret_fact, Error *err) must_check;

/* Of this patient, as the chart stands: those that wait first, by the day they are due; then the latest first. */
OwedList desk_owed(const Chart *chart, Arena *arena);
/* NULL: it is not there, or was recorded in error. */
const Owed *desk_owed_find(const Chart *chart, const char *fact, Arena *arena);
/* "Acknowledge by 22-Dec-2026.", "The day to acknowledge it, 22-Dec-2026, has passed.", "Acknowledged on 23-Nov-2026:
 * answer it without undue delay.", "Answered on 24-Nov-2026." */
const char *desk_owed_text(const Chart *chart, const Owed *owed, Arena *arena);

/* --- Complaints --- */

/* The patient was told that it was received. Refused where that was said already, or where it is answered. */
bool desk_acknowledge_complaint(Desk *desk, Chart *chart, const char *complaint, How how, Error *err) must_check;
/* `words`: the outcome, as the patient was told it; required. */
bool desk_answer_complaint(Desk *desk, Chart *chart, const char *complaint, const char *words, Error *err) must_check;

/* --- The copy --- */

/* One thing that stands in the copy, or is left out of it: a fact, or an entry of the record. */
typedef struct CopyItem {
	const Fact *fact;    /* NULL: an entry */
	const Entry *entry;  /* NULL: a fact */
	const char *text;    /* in words, for the desk; of an entry its day and category alone */
	const Fact *decided; /* the latest that was decided of it: left out (on), or to stand in it; NULL: nothing */
	bool left_out;	     /* as it stands */
	const char *because; /* of what the desk leaves out itself: why, in a few words; else NULL */
	bool fixed;	     /* … and nobody puts it in: an override that is not to be told */
} CopyItem;

typedef struct CopyItems {
	const CopyItem *items; /* the latest first, entries behind the facts */
	size_t count, left_out;
} CopyItems;

/* What bears on whether something is left out is in no list: what was decided about the copy itself. */
CopyItems desk_copy_items(Desk *desk, const Chart *chart, Arena *arena);
/* Left out under an exemption, or not any more: `reason` is required and stays inside. */
bool desk_withhold(Desk *desk, Chart *chart, const CopyItem *item, bool left_out, const char *reason,
		   Error *err) must_check;

enum { COPY_PATH_MAX = 512 };

typedef struct CopyFiles {
	char sheet[COPY_PATH_MAX], bundle[COPY_PATH_MAX];
} CopyFiles;

/* The sheet that a person reads: English, as what was recorded is. `left_out`: the ids of the facts that it does not
 * tell, for the Bundle. Lives in `arena`. */
bool copy_make(Desk *desk, const Chart *chart, Arena *arena, Sheet *ret_sheet, TextList *ret_left_out,
	       Error *err) must_check;

/* Both files into `folder`, new and for their owner alone, and the fact that says so. Where anything fails, neither
 * file is left. The sheet and the Bundle are of one state of the ledger. */
bool desk_give_copy(Desk *desk, Chart *chart, const char *folder, CopyFiles *ret_files, Error *err) must_check;
