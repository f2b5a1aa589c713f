/* Who has looked, across all patients: openings of records and entries, what was handed out of the ledger, overrides.
 *
 * Privacy officers. Read in slices, so that no key press waits for a large practice. Of an entry only that it was
 * opened is said, never what it holds. */
#pragma once

#include "model/desk/chart.h"

typedef struct AuditRow {
	Instant at;
	FactKind kind;
	const char *by;	  /* who is signed in as; "" where nobody was named */
	const char *nhs, *name; /* the patient: "Ashby M"; NULL: of nobody (an export) */
	const char *text; /* "Opened the record", "Override for … : emergency" */
} AuditRow;

typedef struct Audit Audit;

/* `ret_audit` is the caller's: desk_audit_close. */
bool desk_audit_open(Desk *desk, Audit **ret_audit, Error *err) must_check;
void desk_audit_close(Audit *audit); /* NULL is let pass */
/* Looks at up to `patients` more; `ret_done` once all were. A fault leaves what was found so far, and can be tried
 * again. */
bool desk_audit_step(Desk *desk, Audit *audit, size_t patients, bool *ret_done, Error *err) must_check;
/* The latest first; `by`: only of those whose name begins so in one of its words, as folded ("" or NULL: everybody).
 * Lives until the next call. */
void desk_audit_rows(Audit *audit, const char *by, const AuditRow **ret_rows, size_t *ret_count);
void desk_audit_progress(const Audit *audit, size_t *ret_looked_at, size_t *ret_patients);

/* What was looked at of one patient between two moments, both counted, the earliest first: for the review of an
 * override. The facts are the chart's. */
void desk_viewed_between(const Chart *chart, Instant from, Instant to, Arena *arena, const Fact *const **ret_facts,
			 size_t *ret_count);
/* "Opened the entry of 12-Nov-2026 (problem)". */
const char *desk_viewed_text(const Chart *chart, const Fact *viewed, Arena *arena);
