/* What the parts of the FHIR reader share: the bundle, and the lines gathered from it so far. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/index.h"
#include "exchange/fhir.h"
#include "exchange/fhir_bundle.h"
#include "exchange/fhir_json.h"
#include "model/facts/line.h"

typedef struct FhirLines {
	Line *items;
	size_t count, room;
} FhirLines;

typedef struct FhirPatient {
	const json_t *resource;
	Person person;
	const Organisation *managing; /* who holds the record; NULL if not told */
	const Organisation *practice; /* where the patient is registered; NULL if not told */
	uint64_t seed;		      /* of the test number, if it has one */
	FhirSpan registered;	      /* as the record states it; first is INSTANT_MIN where it does not */
	Instant ended;		      /* INSTANT_MAX while it lasts */
	Instant earliest;	      /* when the practice first wrote something down; INSTANT_MAX for never */
	FactList known;		      /* what the ledger holds of the patient */
	FhirLines registrations, entries, facts;
} FhirPatient;

typedef struct FhirReader {
	FhirOptions options;
	FhirBundle bundle;
	Arena *arena;
	FhirSummary summary;
	Organisation **organisations; /* those found so far */
	size_t organisation_count;
	Index organisation_index; /* code → place in `organisations` */
	FhirPatient *patients;
	size_t patient_count;
	Index entry_ids;	     /* id → place among its patient's entries */
	FhirLines own_organisations; /* of the desk's own export */
	bool partial;		     /* the desk's own export of a restricted patient: its facts may lack a field */
} FhirReader;

/* --- lines (fhir_add.c) --- */

/* The line's texts are copied: the resource that they come from does not stay. */
void fhir_add_line(FhirReader *reader, FhirLines *lines, const Line *line);
/* A fact comes as the ledger holds it where it holds its id: told once, it stays as it was told. */
void fhir_add_fact(FhirReader *reader, const FhirPatient *patient, FhirLines *lines, const Fact *fact);

void fhir_note(const FhirReader *reader, FhirNoteKind kind, const char *type, const char *id, const char *why);

/* --- organisations (fhir_organisation.c) --- */

/* The organisation that `reference` of `from` leads to: itself, that of a role, a practitioner's one employer, that of
 * an encounter or a place. NULL where it leads to none. `type` is what the field names where the reference does
 * not say. */
const Organisation *fhir_organisation_of(FhirReader *reader, const json_t *from, const json_t *reference,
					 const char *type);
void fhir_organisation_is_practice(FhirReader *reader, const Organisation *org);
/* Who wrote the resource down: its author's organisation (of the paths `authors`, up to the first NULL), else its
 * encounter's, else its custodian, else who holds the patient's record. Never NULL. */
const Organisation *fhir_recorder(FhirReader *reader, const FhirPatient *patient, const json_t *resource,
				  const char *const *authors);

/* --- patients (fhir_patient.c) --- */

bool fhir_patients_read(FhirReader *reader, Error *err) must_check;
/* Whose resource this is; NULL if it names nobody, refused if it names someone who is not in the file. */
bool fhir_patient_of(FhirReader *reader, const json_t *resource, const char *id, FhirPatient **ret_patient,
		     Error *err) must_check;
/* Someone else, in the ledger or earlier in the file, has this number. */
bool fhir_held_by_other(const FhirReader *reader, const FhirPatient *patient, const char *nhs, bool *ret_held,
			Error *err) must_check;
/* What staff set by hand stays. Also reads what the ledger knows of the patient. */
bool fhir_keep_by_hand(FhirReader *reader, FhirPatient *patient, Error *err) must_check;

/* --- a person (fhir_person.c) --- */

/* Name, dates and how to reach the person; not the number. */
bool fhir_person_read(Arena *arena, const json_t *resource, Person *ret_person, Error *err) must_check;

/* --- what a resource says (fhir_wording.c) --- */

/* The entry's text, code and system: the words of its first concept that has any, its SNOMED CT code or else its first,
 * and the result or the dosage. Notes and comments stay out: a coded view must not carry free text. */
void fhir_wording(FhirReader *reader, const json_t *resource, const char *const *concepts, Entry *entry);

/* --- entries, registrations, referrals (fhir_entry.c, fhir_episode.c) --- */

bool fhir_entry_read(FhirReader *reader, size_t i, Error *err) must_check;
/* The episode that a referral or an EpisodeOfCare opens, if it does. */
void fhir_referral_read(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Entry *entry);
void fhir_care_read(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Entry *entry);
/* After all entries, which say when the practice first wrote something down. */
bool fhir_registration_read(FhirReader *reader, FhirPatient *patient, Error *err) must_check;

/* --- answers (fhir_consent.c) --- */

/* After all else: the Consents of others, of which each is an answer without doubt or a doubt to report. */
bool fhir_consents_read(FhirReader *reader, Error *err) must_check;

/* --- the desk's own export (fhir_own.c) --- */

/* Its one patient, organisations and facts, as lines (fhir_export.h says what is in it). */
bool fhir_is_own(const FhirBundle *bundle);
bool fhir_own_read(FhirReader *reader, Error *err) must_check;
