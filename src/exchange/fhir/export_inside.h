/* What the parts of the FHIR export share; nothing else includes it. */
#pragma once

#include <jansson.h>

#include "base/index.h"
#include "exchange/fhir/export.h"
#include "model/rules/reach.h"

#define V3 "http://terminology.hl7.org/CodeSystem/v3-"

typedef struct Exporter {
	const FhirExport *asked;
	Arena *arena;
	const Person *person;
	FactList facts, exports; /* the patient's and, of nobody's, those that say the ledger was handed out */
	World world;
	Reach reach;  /* the fold at `now`: which answers hold */
	Index voided; /* ids of facts recorded in error */
	const Organisation **organisations;
	bool *named; /* of those: something in the Bundle names it */
	size_t organisation_count;
	Index organisation_index;
	bool restricted, withheld; /* of a private referral the service and who referred are left out */
	FhirExported done;
} Exporter;

/* --- Small things that all of them need (export_parts.c) --- */

/* The organisation that a fact is about, by itself or through its episode, request or override; NULL for none. */
const char *export_place(const Exporter *exporter, const Fact *fact);
/* What a void, or the passing on of an answer, is about in the end: the void of a passing on goes two steps. NULL where
 * that is not there. */
const Fact *export_about(const Exporter *exporter, const Fact *fact);
/* What the caller names, what was decided about a patient's copy, and whatever is about such a fact. */
bool export_withheld(const Exporter *exporter, const Fact *fact);
/* Its words stay inside: it is of an override that was not to be told at once, or says so (override_keeps_words). */
bool export_keeps_words(const Exporter *exporter, const Fact *fact);
/* The practice of the patient when this fact happened; NULL for none, and always for a restricted patient. */
const char *export_home(const Exporter *exporter, const Fact *fact);
bool export_voided(const Exporter *exporter, const Fact *fact);

json_t *export_coding(const char *system, const char *code, const char *display); /* display may be NULL */
json_t *export_instant(Instant at);
/* A text for people to read; NULL, which no field then has, where nothing readable is left. */
json_t *export_readable(const Exporter *exporter, const char *text);
json_t *export_patient_reference(const Exporter *exporter);
json_t *export_place_reference(Exporter *exporter, const char *code); /* the organisation comes into the Bundle */
const char *export_uuid(Arena *arena, const char *type, const char *key);
json_t *export_line(const Exporter *exporter, const Line *line); /* an array: the line as an extension */

/* --- A fact as a resource (export_consent.c, export_audit.c) --- */

json_t *export_consent(Exporter *exporter, const Fact *fact); /* NULL: the fact is no answer */
json_t *export_event(Exporter *exporter, const Fact *fact);
