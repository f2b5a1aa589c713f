/* Reads a FHIR Bundle: STU3 (the GP Connect structured record) or R4 (UK Core, PDS, Synthea), or a Patient by itself.
 * Source: FORMATS §3.
 *
 * Lines come in this order: organisations, then person by person the patient, the registration, the entries and the
 * other facts. Their texts live until fhir_read returns; a sink that keeps a line copies it. The same file gives the
 * same ids and instants whenever it is read; a fact that the ledger already knows by its id comes as it was told.
 *
 * The desk's own export (export.h) gives the organisations, the patient and the facts it was made from. Of the
 * Consents of others only what is without doubt is an answer; each other one is noted, and stays an entry of history.
 * What is not simply taken as it stands is told to `note`, one by one, while the file is read.
 *
 * Refused, and then no line is given: a source over 64 MiB, one that is not JSON or not a Bundle or holds no patient, a
 * patient without a name whom the ledger does not know, one whose NHS number is no key (missing, failing its check
 * digit, ended, or held by someone with another name or birth date) unless test numbers are asked for, a resource about
 * a patient who is not in the file. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/date_zone.h"
#include "exchange/sink.h"
#include "exchange/source.h"
#include "model/facts/sensitive_codes.h"
#include "model/ledger/ledger.h"

typedef enum FhirNoteKind {
	FHIR_NOTE_LEFT_OUT = 1, /* not taken */
	FHIR_NOTE_DOUBT,	/* a Consent that is no answer: ask again */
	FHIR_NOTE_CORRECTED,	/* the source took back, ended or replaced what it had said */
	FHIR_NOTE_LABELLED,	/* taken, and hidden or flagged by a label */
	FHIR_NOTE_WARNING, /* taken, and a person should look: what the source withheld, doubts, or says in two ways */
} FhirNoteKind;

typedef struct FhirNote {
	FhirNoteKind kind;
	const char *type; /* of the resource: "AllergyIntolerance"; "" for the file as a whole */
	const char *id;
	const char
		*why; /* half a sentence, the same words for the same reason: notes are counted by kind, type and it */
} FhirNote;

typedef struct FhirOptions {
	bool test_numbers;    /* a patient without a key gets a 999 number made from the source's own identifier */
	Instant now;	      /* decides whether a referral is recent, and nothing else that is dated */
	const Zone *zone;     /* of days without a time; NULL is UTC */
	const Ledger *ledger; /* what is known so far, readable; NULL is nothing */
	void (*note)(void *self, const FhirNote *note); /* may be NULL; the texts live until it returns */
	void *note_self;
	const char *by,
		*from; /* who takes it in, and "from the file x.json": told with each new fact; NULL: not said */
	/* An entry with one of these codes is sensitive; NULL: none is. */
	const SensitiveList *sensitive;
	const struct FhirSealer *sealer; /* knows what this site made; NULL: nothing is known to be */
	/* Set before any line is given where the file says that it is the desk's own export, and no seal proves it;
	 * NULL: nobody asks. */
	bool *ret_unproven;
} FhirOptions;

typedef struct FhirSummary {
	size_t patients, test_numbers;
	size_t organisations;
	size_t registrations, episodes, private_entries;
	size_t entries, of_category[Category_COUNT_];
	size_t orders;				  /* of a plan, not repeated */
	size_t not_content;			  /* people, places, lists, claims … */
	size_t in_error;			  /* entered in error at the source: not taken */
	size_t repeated;			  /* the same resource again in the same file */
	size_t undated;				  /* nothing says when it was written down: not taken */
	size_t of_nobody;			  /* names no patient: not taken */
	size_t consents_taken, consents_in_doubt; /* of others: answers, and what has to be asked again */
	bool own;				  /* the desk's own export */
} FhirSummary;

bool fhir_read(Source *source, const FhirOptions *options, const Sink *sink, FhirSummary *ret_summary,
	       Error *err) must_check;
