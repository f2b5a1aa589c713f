/* A Bundle, its entries read from the file's bytes when they are asked for, and its references: what names what.
 *
 * The whole file is walked once when it is opened: it is refused if any of it is not right JSON. Of each entry only its
 * place in the bytes, its type and its names are kept. People and places (Patient, Organization, Practitioner …) live
 * as long as the bundle, each at one address. Any other resource that fhir_bundle_resource or fhir_resolve gives lives
 * until fhir_bundle_release; so who goes through the entries calls that after each, and copies the texts it keeps
 * (fhir_add_line does).
 *
 * An entry that holds a Bundle is no entry itself: those of the Bundle within stand in its place. A Patient by itself
 * is the one entry of a Bundle. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/macros.h"

typedef struct FhirParts FhirParts;

typedef struct FhirBundle { /* {0} is none; closed by fhir_bundle_close */
	const json_t *root; /* the Bundle without its entries */
	FhirParts *parts;
} FhirBundle;

/* Shown each resource once, as the file is walked: the only time that all of them are in memory one after another. */
typedef struct FhirWatch {
	void (*see)(void *self, uint32_t place, const json_t *resource);
	void *self;
} FhirWatch;

/* `watch` may be NULL. `bytes` and `arena` outlive the bundle, whose ids and types are in the arena. */
bool fhir_bundle_open(const char *bytes, size_t size, Arena *arena, const FhirWatch *watch, FhirBundle *ret_bundle,
		      Error *err) must_check;
void fhir_bundle_close(FhirBundle *bundle);

size_t fhir_bundle_count(const FhirBundle *bundle);
/* Without reading it: "" if the resource says none, NULL if this entry has no resource. Lives as long as the bundle. */
const char *fhir_bundle_type(const FhirBundle *bundle, size_t i);
const json_t *fhir_bundle_resource(const FhirBundle *bundle, size_t i); /* NULL: this entry has none */
void fhir_bundle_release(const FhirBundle *bundle);
/* The first entry of the same type and id, or where it has no id the same type and address: a copy or another version
 * of it. */
uint32_t fhir_bundle_first(const FhirBundle *bundle, uint32_t i);
/* Of what it says, whatever the order of its members: the same content has the same hash. */
const char *fhir_bundle_hash(const FhirBundle *bundle, size_t i, Arena *arena);
/* Its id, else one made from its address or its content. */
const char *fhir_bundle_id(const FhirBundle *bundle, size_t i, Arena *arena);
/* The Bundles that this entry stands in, without their entries: 0 is the innermost; NULL after the file's own. */
const json_t *fhir_bundle_around(const FhirBundle *bundle, size_t i, size_t n);

const char *fhir_type(const json_t *resource); /* "" for none */

/* What a Reference names, by literal reference (relative, absolute, urn:uuid, conditional, #contained in `from`) or by
 * identifier, taken as one of `type` where the reference does not say; NULL if it is not in the bundle. */
const json_t *fhir_resolve(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type);
/* The same without reading it: the place of the entry, FHIR_NOWHERE also where it is contained in `from`. */
#define FHIR_NOWHERE UINT32_MAX
uint32_t fhir_place(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type);
bool fhir_names_type(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type);
const json_t *fhir_roles_of(const FhirBundle *bundle, const json_t *practitioner); /* an array, or NULL */
