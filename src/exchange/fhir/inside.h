/* What the parts of the FHIR reader share: the bundle, and the lines gathered from it so far. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/index.h"
#include "exchange/fhir/bundle.h"
#include "exchange/fhir/fhir.h"
#include "exchange/fhir/json.h"
#include "exchange/known_person.h"
#include "model/facts/line.h"

typedef struct FhirLines { /* {0} is none; given back by fhir_lines_free: in an arena all that it outgrew would stay */
	Line *items;
	size_t count, room;
} FhirLines;

/* The entries of a patient that the ledger holds, found by what a source keeps of an entry (known.c). */
typedef struct FhirHad {
	bool read;
	EntryList entries;
	Index ids, stems, twins; /* id; "Condition-17"; what it says and when → the latest place of it */
	uint32_t *stem, *twin;	 /* of each place: the one before it, INDEX_NONE for none */
} FhirHad;

typedef struct FhirPatient {
	const json_t *resource; /* the newest, where the file has several */
	const json_t *naming;	/* the newest that tells a name */
	const char *id;
	Person person;
	const char *number;	      /* a valid NHS number that holds today; NULL if none is told */
	bool two_numbers;	      /* another one holds just as well */
	bool restricted;	      /* by a label of an older version */
	const Organisation *managing; /* who holds the record; NULL if not told */
	const Organisation *practice; /* where the patient is registered; NULL if not told */
	uint64_t seed;		      /* of a test number */
	FhirSpan registered;	      /* as the record states it; first is INSTANT_MIN where it does not */
	Instant ended;		      /* INSTANT_MAX while it lasts */
	Instant earliest;	      /* when the practice first wrote something down; INSTANT_MAX for never */
	FactList known;		      /* what the ledger holds of the patient */
	const Fact *const *counting;  /* those of them that count, in replay order */
	size_t counting_count;
	bool hides;		   /* one of them hides, or hid, an entry */
	FhirHad had;		   /* its entries */
	struct FhirMarked *marked; /* the entries of this file that a label hides or flags; given back by fhir_read */
	size_t marked_count, marked_room;
	Index marks; /* id of a mark → its place among `facts` */
	FhirLines registrations, entries, facts;
} FhirPatient;

#define FHIR_NO_PATIENT SIZE_MAX

typedef struct FhirCopy { /* one resource of a type, of the file */
	const json_t *resource;
	const char *id;
	Instant changed; /* INSTANT_MIN where nothing says when */
	size_t patient;	 /* of a Patient, who it is: a place among the reader's, or FHIR_NO_PATIENT */
} FhirCopy;

/* R or V: hidden from everybody else. NOPAT: hidden from the patient's online view, and from nobody who cares. */
typedef enum FhirLabel { FHIR_PRIVATE, FHIR_NOT_ONLINE, FhirLabel_COUNT_ } FhirLabel;

typedef struct FhirLabelSaid {
	bool borne, flowed; /* by the resource itself; by another that holds it or belongs to it */
	Instant learned;    /* the first that any bearer says; INSTANT_MAX: none says */
} FhirLabelSaid;

/* What the file says of the resource at one place, wherever it says it (gather.c). */
typedef struct FhirSaid {
	FhirLabelSaid label[FhirLabel_COUNT_];
	uint32_t copy; /* the next place of the same type and id, in a ring; its own where there is no other */
	bool read;     /* as one of its copies */
} FhirSaid;

typedef struct FhirAbsent {
	uint32_t holder;
	const char *stem; /* "Observation-17"; NULL: the reference does not say so */
} FhirAbsent;

typedef struct FhirReader {
	FhirOptions options;
	FhirBundle bundle;
	Arena *arena, scratch; /* the scratch is emptied after each entry */
	FhirSummary summary;
	Organisation **organisations; /* those found so far */
	size_t organisation_count;
	size_t organisations_told; /* by an Organization of the file: those before; the rest by references alone */
	Index organisation_index;  /* code → place in `organisations` */
	FhirPatient *patients;
	size_t patient_count;
	FhirCopy *copies; /* newest first */
	size_t copy_count;
	FhirSaid *said; /* of each place of the bundle; given back by fhir_read */
	size_t said_room;
	bool labelled;	    /* somewhere in the file stands a label */
	FhirAbsent *absent; /* what labelled resources hold that is not in the file; given back by fhir_read */
	size_t absent_count, absent_room;
	Index entry_ids;	     /* id → place among its patient's entries */
	FhirLines own_organisations; /* of the desk's own export */
	bool partial; /* the desk's own export, of which something is left out: its facts may lack a field */
} FhirReader;

/* --- lines (add.c) --- */

/* The line's texts are copied: the resource that they come from does not stay. */
void fhir_add_line(FhirReader *reader, FhirLines *lines, const Line *line);
void fhir_lines_free(FhirLines *lines);
/* A fact comes as the ledger holds it where it holds its id: told once, it stays as it was told. */
void fhir_add_fact(FhirReader *reader, const FhirPatient *patient, FhirLines *lines, const Fact *fact);

void fhir_note(const FhirReader *reader, FhirNoteKind kind, const char *type, const char *id, const char *why);

/* --- organisations (organisation.c) --- */

/* The organisation that `reference` of `from` leads to: itself, that of a role, a practitioner's one employer, that of
 * an encounter or a place. NULL where it leads to none. `type` is what the field names where the reference does
 * not say. */
const Organisation *fhir_organisation_of(FhirReader *reader, const json_t *from, const json_t *reference,
					 const char *type);
/* Before all else: each Organization of the file, the newest of each code. */
void fhir_organisations_read(FhirReader *reader);
void fhir_organisation_is_practice(FhirReader *reader, const Organisation *org);
/* Who wrote the resource down: its author's organisation (of the paths `authors`, up to the first NULL), else its
 * encounter's, else its custodian, else who holds the patient's record. Never NULL. */
const Organisation *fhir_recorder(FhirReader *reader, const FhirPatient *patient, const json_t *resource,
				  const char *const *authors);

/* --- patients (patient.c) --- */

bool fhir_patients_read(FhirReader *reader, Error *err) must_check;
/* Whom a reference of `from` names, by any of the versions of a Patient; NULL: nobody of the file. */
FhirPatient *fhir_patient_named(FhirReader *reader, const json_t *from, const json_t *reference);
/* Whose resource this is; NULL if it names nobody, or somebody who is not in a file of one patient. Refused where a
 * file of several has somebody who is not in it: which of them is meant, cannot be said. */
bool fhir_patient_of(FhirReader *reader, const json_t *resource, const char *id, FhirPatient **ret_patient,
		     Error *err) must_check;
/* What staff set by hand stays. Also reads what the ledger knows of the patient. */
bool fhir_keep_by_hand(FhirReader *reader, FhirPatient *patient, Error *err) must_check;

/* --- the key of a patient (key.c) --- */

/* Who holds this number already, in the ledger or earlier in the file. */
bool fhir_held_by(const FhirReader *reader, const FhirPatient *patient, const char *nhs, KnownPerson *ret_same,
		  Error *err) must_check;
bool fhir_find_held(const FhirReader *reader, const char *nhs, const Person **ret_person, Error *err) must_check;
bool fhir_is_copy(const FhirReader *reader, const FhirPatient *patient, const FhirPatient *newer);
uint64_t fhir_seed_of(const json_t *resource, const char *id);
/* The valid NHS number that holds today; NULL if there is none. */
const char *fhir_number_of(const FhirReader *reader, const json_t *resource, bool *ret_two);
/* Its number, or one of the test range where that is asked for, and a name where the file has none. */
bool fhir_key_give(FhirReader *reader, FhirPatient *patient, Error *err) must_check;

/* --- a person (person.c, life.c) --- */

/* Name, dates, how to reach the person, and the number as told; without a name `family` and `given` are NULL. */
void fhir_person_read(FhirReader *reader, FhirPatient *patient);
void fhir_naming_read(FhirReader *reader, FhirPatient *patient); /* the names alone */
/* What the ledger has, and the file says has ended, goes off: an empty text in its line. The rest stays. */
void fhir_contact_end(const FhirReader *reader, FhirPatient *patient, const Person *present);
void fhir_name_read(Arena *arena, const json_t *name, Person *ret_person);
void fhir_life_read(const FhirReader *reader, FhirPatient *patient);
/* What the ledger knows of a death stays where the file says less of it (tell.h); what does not fit is said. */
void fhir_life_compare(const FhirReader *reader, const FhirPatient *patient, const Person *present);

/* --- which of several holds today (current.c) --- */

typedef struct FhirAsked {	 /* of a list of names, telecoms, addresses, identifiers, references */
	const char *const *uses; /* best first, up to NULL; "" is none */
	const char *(*value)(Arena *arena, const json_t *item); /* what is compared; NULL: this one is not asked for */
	bool past;						/* of those that do not hold */
	const char *at; /* where an item has its use and period; NULL: in itself */
} FhirAsked;

/* By rank (lowest first), use, the newest start; the order of the list changes nothing. NULL if there is none.
 * `*ret_two`: another has as much for it, and says something else. */
const json_t *fhir_current(const FhirReader *reader, const json_t *list, const FhirAsked *asked, bool *ret_two);
/* One that says this value has ended, or is an old one. */
bool fhir_is_past(const FhirReader *reader, const json_t *list, const FhirAsked *asked, const char *value);
/* All resources of the type, the newest first (by meta.lastUpdated, then versionId), whatever order the file has. */
FhirCopy *fhir_copies(const FhirReader *reader, const char *type, size_t *ret_count);

/* --- what a resource says (wording.c) --- */

/* The entry's text, code and system: the words of its first concept that has any, its SNOMED CT code or else its first,
 * and the result or the dosage. Notes and comments stay out: a coded view must not carry free text. */
void fhir_wording(FhirReader *reader, const json_t *resource, const char *const *concepts, Entry *entry);

/* --- what the file says of each thing (gather.c) --- */

/* Its own labels, and what it says of itself: while the file is walked (FhirWatch of a FhirReader). */
void fhir_gather_see(void *self, uint32_t place, const json_t *resource);
/* Then what belongs together, and whose label is whose. */
void fhir_gather(FhirReader *reader);
/* Visits each thing that holds this resource, or is another side of it, and is not in the file: "Encounter-17". */
void fhir_gather_held(FhirReader *reader, const json_t *resource, void (*visit)(void *self, const char *stem),
		      void *self);

/* --- what the ledger has of it (known.c) --- */

bool fhir_known_read(FhirReader *reader, FhirPatient *patient, Error *err) must_check;
/* What it says and when: copies under other names have it in common. */
const char *fhir_twin_key(Arena *arena, const Entry *entry);
size_t fhir_stem_length(const char *entry); /* of "Condition-17-0123456789abcdef-2" that of "Condition-17"; 0: none */
/* One after another (`after` NULL: the first) of the resource "Type-id"; NULL: there is no more. */
const Entry *fhir_known_stem(const FhirPatient *patient, const char *stem, const Entry *after);
/* The entry of the ledger that this is (FORMATS §3, "What is the same"); NULL for none. Of one that bears no date of
 * its own (`dated`) the moment says nothing. */
const Entry *fhir_known_entry(FhirReader *reader, const FhirPatient *patient, const Entry *entry, const char *type,
			      const char *id, bool dated);
/* One after another (`after` NULL: the first) that says the same under another name; NULL: there is no more. */
const Entry *fhir_known_twin(FhirReader *reader, const FhirPatient *patient, const Entry *entry, const Entry *after);

/* --- marks of an entry (mark.c) --- */

/* Hides or flags it as the labels of the file say, and one that is new as its twins here are. True: it is hidden. */
bool fhir_mark(FhirReader *reader, FhirPatient *patient, const Entry *entry, const char *type, const char *id,
	       const json_t *resource, const FhirSaid *said, bool is_new);
/* After all entries: the copies of what a label hides, in the file and in the ledger, and what its bearer holds that is
 * not in the file but here. */
bool fhir_mark_others(FhirReader *reader, Error *err) must_check;
/* Entered in error at its source, and here already: hidden from all others, and what it opened is void. */
void fhir_mark_error(FhirReader *reader, FhirPatient *patient, const Entry *entry, const char *type, const char *id,
		     Instant learned);

/* --- entries, registrations, referrals (entry.c, episode.c) --- */

bool fhir_entry_read(FhirReader *reader, size_t place, Error *err) must_check;
/* The episode that a referral or an EpisodeOfCare opens or ends, if it does. Of a private one nothing is told of the
 * service and of who referred. */
void fhir_referral_read(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Entry *entry,
			bool private);
void fhir_care_read(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Entry *entry, bool private);
/* After all entries, which say when the practice first wrote something down. */
bool fhir_registration_read(FhirReader *reader, FhirPatient *patient, Error *err) must_check;

/* --- answers (consents.c) --- */

/* After all else: the Consents of others, judged together; each is an answer without doubt or a doubt to report. */
void fhir_consents_read(FhirReader *reader);

/* --- the desk's own export (own.c) --- */

/* Its one patient, organisations and facts, as lines (export.h says what is in it). */
bool fhir_is_own(const FhirBundle *bundle);
bool fhir_own_read(FhirReader *reader, Error *err) must_check;
