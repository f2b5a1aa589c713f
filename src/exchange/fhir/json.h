/* Reaching into a FHIR resource: paths, and the few data types that occur everywhere. Nothing here owns JSON. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date_zone.h"
#include "model/facts/name_hash.h"

#define FHIR_SNOMED "http://snomed.info/sct"
#define FHIR_NHS_NUMBER "https://fhir.nhs.uk/Id/nhs-number"
#define FHIR_ODS_CODE "https://fhir.nhs.uk/Id/ods-organization-code"

/* The value at "a.b.c", the first one wherever an array stands in the way; NULL if there is none. */
const json_t *fhir_at(const json_t *value, const char *path);
const char *fhir_text(const json_t *value, const char *path); /* NULL if absent, empty or no text */
bool fhir_true(const json_t *value, const char *path);

/* As fhir_at, but the last step is left as it is: an array, or one value that stands for an array of one. */
const json_t *fhir_list(const json_t *value, const char *path);
size_t fhir_count(const json_t *list);
const json_t *fhir_item(const json_t *list, size_t i);

/* Every value at the path, through all items of all lists on the way. At most FHIR_STEPS steps. */
enum { FHIR_STEPS = 6 };
typedef void FhirVisit(void *self, const json_t *value);
void fhir_each(const json_t *value, const char *path, FhirVisit *visit, void *self);

/* The extension whose address holds `name` (CareConnect-…-1, UKCore-…), among those of the resource or extension. */
const json_t *fhir_extension(const json_t *value, const char *name);

/* The value of the first identifier of this system that is not marked old. */
const char *fhir_identifier(const json_t *resource, const char *system);

/* The first of the list whose text at `path` is this; NULL if there is none. */
const json_t *fhir_find(const json_t *list, const char *path, const char *text);

/* One of the codings, or a coding of one of the concepts, has this code; `system` NULL: in any system. */
bool fhir_has_coding(const json_t *codings, const char *system, const char *code);
bool fhir_coded(const json_t *concepts, const char *system, const char *code);

/* Labelled R (restricted) or V (very restricted) by its own `meta.security`, whatever the label's system. Labels of
 * entries count from wherever they stand (fhir_gather). */
bool fhir_confidential(const json_t *resource);

/* A FHIR date or dateTime. Without a time it is the whole day, month or year: its first second, and its last (the safe
 * side of W3), where the zone is. */
typedef struct FhirSpan {
	Instant first, last;
} FhirSpan;

/* Of the text at `path`; false if there is none, or it is none. `zone` NULL is UTC. */
bool fhir_span(const json_t *value, const char *path, const Zone *zone, FhirSpan *ret_span);
bool fhir_date(const json_t *value, const char *path, Date *ret_date); /* the day as written, whatever follows it */

/* Which version of a resource this is. */
typedef struct FhirVersion {
	Instant changed; /* INSTANT_MIN where it does not say */
	int64_t number;	 /* −1 likewise */
} FhirVersion;

FhirVersion fhir_version(const json_t *resource, const Zone *zone);
int fhir_version_order(const FhirVersion *a, const FhirVersion *b);
/* Of what it says besides its labels and its version, whatever the order of its members. */
const char *fhir_words_hash(const json_t *resource, Arena *arena);
