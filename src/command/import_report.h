/* What an import says of each file: what was taken, what a label hides, what was left out and why, what the source
 * corrected, what a person should look at, which Consents have to be asked again.
 *
 * Shortly for a terminal, notes counted by kind, type of resource and reason; and whole as a table, a row a note.
 * Neither holds what an entry says nor the name of a patient: of a resource its type and id. */
#pragma once

#include <stdint.h>

#include "base/index.h"
#include "base/text.h"
#include "exchange/fhir/fhir.h"
#include "model/audit/audit.h"
#include "model/ledger/tell.h"

/* Of what is shown one by one: warnings of one reason, Consents; and lines of warnings. */
enum { REPORT_ALIKE = 3, REPORT_ASKED = 20, REPORT_WARNINGS = 8 };

typedef struct ReportGroup ReportGroup;
typedef struct ReportNote ReportNote;

typedef struct ImportReport {
	bool whole; /* a table will be made; else only what is shown is kept */

	/* Of the file being read, begun by import_report_file. */
	const char *file;
	size_t told[TOLD_LEFT_OUT + 1][LINE_FACT + 1];
	size_t entries[Category_COUNT_], answers, private_marks; /* of what is new */
	size_t held_replaced;	/* lines known by name that differ, told at the end of the file */
	size_t private_entries; /* by a label */
	bool own;		/* the desk's own export of a patient's choices */
	const char *loaded;	/* what a list of the site's own did; NULL: it was none */
	ReportGroup *groups;
	ReportNote *notes;
	size_t group_count, group_room, note_count, note_room, notes_of[FHIR_NOTE_WARNING + 1];
	Index group_index;
	Arena arena;

	/* Of all files that were taken. */
	const char **cells;
	size_t cell_count, cell_room;
	bool faulty;   /* rows that are not right were named: the table stays although nothing was taken */
	bool in_doubt; /* something that should have been taken was not, or a person should look */
	Arena kept;
} ImportReport;

void import_report_file(ImportReport *report, const char *shown); /* `shown` lives until the next */
void import_report_line(ImportReport *report, const Line *line, Told told);
void import_report_note(ImportReport *report, const FhirNote *note);
/* Many of one kind, which have no ids. */
void import_report_many(ImportReport *report, size_t count, FhirNoteKind kind, const char *type, const char *why);

/* The file was taken: it says so to `out` and goes into the table; or it was refused, and the table says that. */
void import_report_taken(ImportReport *report, Text *out);
void import_report_refused(ImportReport *report);
/* A row of a list that is not right: nothing of the list is taken. */
void import_report_fault(ImportReport *report, int64_t line, const char *column, const char *why);

/* The first row of the table: that nothing stays. */
void import_report_dry(ImportReport *report, const char *sentence);

/* Lives as long as the report. */
Table import_report_table(ImportReport *report);
void import_report_done(ImportReport *report);
