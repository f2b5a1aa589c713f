/* How each type of resource is read: the table of FORMATS §3, and what is no content of a record. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "exchange/fhir/json.h"
#include "model/facts/word.h"

enum { FHIR_PATHS_MAX = 10 };

typedef struct FhirKind {
	const char *type;
	Category category;		      /* 0: no content of a record, never an entry */
	const char *const *authors;	      /* who wrote it down, best first, up to the first NULL */
	const char *recorded[FHIR_PATHS_MAX]; /* when, best first, up to the first NULL */
	const char *concepts[FHIR_PATHS_MAX]; /* what it says, best first, up to the first NULL */
} FhirKind;

extern const FhirKind fhir_kinds[];
extern const size_t fhir_kind_count;

/* The row of the type; for a type that has none the row of all others, category `other`. Never NULL. */
const FhirKind *fhir_kind_find(const char *type);

/* The category of this resource: an intolerance is an adverse reaction, a request that refers is a referral. */
Category fhir_category(const FhirKind *kind, const json_t *resource);

/* When it was written down. False if nothing in the resource says so. */
bool fhir_recorded(const FhirKind *kind, const json_t *resource, const Zone *zone, FhirSpan *ret_span);

bool fhir_in_error(const json_t *resource); /* entered in error, by status or verification */
