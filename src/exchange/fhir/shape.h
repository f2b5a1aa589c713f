/* R4's shape of a Consent, as a table: each element of it and of the types within, what R4 says of it, and what the
 * desk makes of it. tests/exchange/fhir/test_shape.c holds the table against R4's definitions. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef enum FhirUse {
	FHIR_READ = 1, /* the desk weighs what it says; `codes`, where given, are all that it understands */
	FHIR_HARMLESS, /* changes nothing of what was chosen */
	FHIR_UNREAD,   /* may change what was chosen, and the desk cannot tell how */
} FhirUse;

typedef struct FhirElement {
	const char *of, *name; /* "Consent.provision", "type" */
	const char *type;      /* of which it is; a type without rows of its own is a text, a number or a truth */
	bool needed, many;     /* at least one; more than one */
	FhirUse use;
	const char *why;    /* for what is read or harmless the reason; else what it does, after "its name" */
	const char *codes;  /* "permit deny", of a code or of the one coding of a concept; NULL: any */
	const char *system; /* of the codes; NULL: of any system */
	bool system_may_lack;
	const char *choice; /* "source[x]": at most one of those that share it */
} FhirElement;

extern const FhirElement fhir_elements[];
extern const size_t fhir_element_count;

/* Half a sentence about the first thing in the resource that is not of this shape, or that the desk does not
 * understand: "its provision.actor.role is not PRCP or IRCP". NULL: there is none. */
const char *fhir_shape_fault(Arena *arena, const char *type, const json_t *resource);
/* The same, of one element alone. */
const char *fhir_element_fault(Arena *arena, const char *type, const char *name, const json_t *resource);
