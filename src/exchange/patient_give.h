/* What a patient list changes, told line by line: each patient, and the registration of whoever has none.
 *
 * An NHS number that the ledger has must be the same person's (known_person.h). What the list does not say stays, and
 * so does how to reach a patient where it was told at the desk. A second registration would end what was agreed: none
 * is told of who is registered here, and none over a later one or over an end that somebody told. Source: PRACTICE §1.
 */
#pragma once

#include "exchange/patient_list.h"
#include "exchange/sink.h"
#include "model/ledger/ledger.h"

enum { PATIENT_FIELDS_MAX = 32 };

typedef struct PatientGiven {
	size_t added, changed, same;
	size_t registered, elsewhere;
	size_t fields[PATIENT_FIELDS_MAX]; /* of the changed, by place in the table of fields (line.h) */
} PatientGiven;

typedef struct PatientGiving {
	const Ledger *ledger;
	const Organisation *practice;
	const Zone *zone; /* NULL is UTC */
	Instant now;
	const char *by, *note; /* of what is told; NULL: nobody, nothing */
} PatientGiving;

/* Faults and notes come to the list's own; where there is a fault the transaction has to be rolled back. Whoever is
 * registered here and not in the list is noted: nothing is done of itself. */
bool patient_list_give(PatientList *list, const PatientGiving *giving, const Sink *sink, Arena *arena,
		       PatientGiven *ret_given, Error *err) must_check;
