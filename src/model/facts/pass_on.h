/* What is entered in which system so that an answer acts there, and by which code. Source: DOMAIN §1.9, §3.1, §4.
 *
 * The table is part of the program (assets/codes/pass-on.tsv); a site loads its own, which counts answer by answer. An
 * answer of which the table has no row for the practice's system needs no entry anywhere. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/facts/word.h"

/* Answers that act elsewhere, as the table names them. */
#define PASS_ON_WORDS(X) \
	X(PASS_ON_SHARE, "share")   /* Share Out or In, at the practice itself */ \
	X(PASS_ON_CHOICE, "choice") /* of an organisation that asked with a code */ \
	X(PASS_ON_LOCAL_VIEW_YES, "local-view-yes") \
	X(PASS_ON_LOCAL_VIEW_NO, "local-view-no") \
	X(PASS_ON_SCR_CORE, "scr-core") \
	X(PASS_ON_SCR_ADDITIONAL, "scr-additional") \
	X(PASS_ON_SCR_NONE, "scr-none") \
	X(PASS_ON_PLANNED_OUT, "planned-out") \
	X(PASS_ON_PLANNED_IN, "planned-in") \
	X(PASS_ON_UNPLANNED_OUT, "unplanned-out") \
	X(PASS_ON_UNPLANNED_IN, "unplanned-in") \
	X(PASS_ON_RESEARCH_OUT, "research-out") \
	X(PASS_ON_RESEARCH_IN, "research-in") \
	X(PASS_ON_ENTRY_PRIVATE, "entry-private") \
	X(PASS_ON_ENTRY_OPEN, "entry-open") \
	X(PASS_ON_STANDING, "standing") /* of the practice's lists, not of a patient: said when it is set */

WORD_LIST(PassOnAnswer, PASS_ON_WORDS);
extern const Words pass_on_words;

typedef struct PassOnRow {
	WordByte answer;		   /* PassOnAnswer */
	WordByte system;		   /* PassedTo */
	const char *where;		   /* there; NULL: nothing is to be entered */
	const char *read2, *ctv3, *snomed; /* NULL: none */
	WordByte confirmed;		   /* Truth; false: it is shown with "check" */
} PassOnRow;

extern const PassOnRow pass_on_rows[]; /* those that came with the program */
extern const size_t pass_on_row_count;

typedef struct PassOnTable {
	const PassOnRow *site; /* the site's own, or none */
	size_t site_count;
} PassOnTable;

enum { PASS_ON_WAYS = 8 };

/* The rows of this answer for a practice that uses `home`: its own system's, and the Spine's. All of them where nobody
 * said which system that is, or where the table has no row of a system that is neither SystmOne nor EMIS. Returns how
 * many; `out` holds PASS_ON_WAYS. */
size_t pass_on_ways(const PassOnTable *table, PassOnAnswer answer, System home, const PassOnRow **out);

/* "Read v2 93C1., SNOMED CT 416409005"; NULL where there is no code. */
const char *pass_on_code(const PassOnRow *row, Arena *arena);

/* The site's rows as they are kept: one a line, as in the file. */
const char *pass_on_write(const PassOnRow *rows, size_t count, Arena *arena);
PassOnTable pass_on_read(const char *kept, Arena *arena); /* a line that is none is passed over */
