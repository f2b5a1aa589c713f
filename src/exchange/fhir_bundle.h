/* A Bundle in memory, and its references: what names what. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/macros.h"

typedef struct FhirBundle { /* {0} is none; closed by fhir_bundle_close */
	json_t *root;
	json_t *names; /* "Type/id", address or "Type?identifier=system|value" → resource; null: names more than one */
	json_t *addressed; /* ids of resources that came with their full http address */
	json_t *roles;	   /* practitioner → its PractitionerRoles */
	Arena *arena;
} FhirBundle;

bool fhir_bundle_open(const char *bytes, size_t size, Arena *arena, FhirBundle *ret_bundle, Error *err) must_check;
void fhir_bundle_close(FhirBundle *bundle);

size_t fhir_bundle_count(const FhirBundle *bundle);
const json_t *fhir_bundle_resource(const FhirBundle *bundle, size_t i); /* NULL: this entry has none */
/* Its id, else one made from its address or its content. */
const char *fhir_bundle_id(const FhirBundle *bundle, size_t i, Arena *arena);

const char *fhir_type(const json_t *resource); /* "" for none */

/* What a Reference names, by literal reference (relative, absolute, urn:uuid, conditional, #contained in `from`) or by
 * identifier, taken as one of `type` where the reference does not say; NULL if it is not in the bundle. */
const json_t *fhir_resolve(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type);
bool fhir_names_type(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type);
const json_t *fhir_roles_of(const FhirBundle *bundle, const json_t *practitioner); /* an array, or NULL */
