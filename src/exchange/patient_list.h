/* A practice's own list of its patients, as its record system or a spreadsheet saves it: CSV or TSV, in any encoding
 * that encoding.h reads. Source: PRACTICE §1.
 *
 * Strict, and taken whole or not at all: every row that is not right is a fault, named by line and column. A cell that
 * is empty says nothing. What is no way to reach a patient (a landline, "N/A") is left out and noted. */
#pragma once

#include "base/date_zone.h"
#include "exchange/list_faults.h"
#include "exchange/source.h"
#include "model/facts/organisation.h"
#include "model/facts/person.h"

typedef struct PatientRow {
	int64_t line;
	Person person;
	Date since;	/* registered; none where the list does not say */
	bool elsewhere; /* registered with another practice */
} PatientRow;

typedef struct PatientNote { /* not taken as it stands, or to be looked at by a person */
	const char *nhs;
	const char *why; /* half a sentence, the same words for the same reason */
	bool left_out;
} PatientNote;

typedef struct PatientNotes {
	PatientNote *items;
	size_t count, room;
} PatientNotes;

typedef struct PatientList { /* all of it in the arena */
	PatientRow *rows;
	size_t count, room;
	ListFaults faults;
	PatientNotes notes;
	const char *const *left; /* headings that say nothing to the desk */
	size_t left_count;
	const char *headings[2]; /* of the number and the family name, for faults that the ledger shows */
} PatientList;

/* Whether text that begins so is such a list, by its headings. */
bool patient_list_known(const char *bytes, size_t length);

/* `practice`: the desk's own. Where rows are not right they are in `faults` and the list is read all the same; refused
 * is what cannot be read as a list at all. */
bool patient_list_read(Source *source, const Organisation *practice, Date today, Arena *arena, PatientList *ret_list,
		       Error *err) must_check;

void patient_fault(PatientList *list, Arena *arena, int64_t line, const char *column, const char *why);
void patient_note(PatientList *list, Arena *arena, const char *nhs, const char *why, bool left_out);
/* The first faults in one sentence, and how many more there are; true where there is none. */
bool patient_list_right(const PatientList *list, Error *err) must_check;
