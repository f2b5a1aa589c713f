/* The walk through the text of a Bundle, entry by entry; an entry that holds a Bundle is walked in its turn. */
#pragma once

#include <jansson.h>
#include <stdint.h>

#include "exchange/json_walk.h"

enum { FHIR_NESTED_MAX = 4 }; /* Bundles within Bundles */

typedef struct FhirWalkEntry {
	uint32_t holder;	/* the Bundle it stands in */
	const json_t *about;	/* what the entry says beside its resource */
	const json_t *resource; /* NULL: it has none */
	size_t at, length;	/* the bytes of the resource */
} FhirWalkEntry;

typedef struct FhirWalk {
	JsonWalk json;
	/* A Bundle begins: `root`, to be given back with json_decref, will hold its members but the entries.
	 * `within` is the number of the Bundle it stands in; answers its own. The file's is within itself. */
	uint32_t (*bundle)(void *self, json_t *root, uint32_t within);
	void (*entry)(void *self, const FhirWalkEntry *entry); /* which lives until it returns */
	void *self;
} FhirWalk;

/* The whole text; refused if any of it is not right JSON, or it is no object. The root says whether it is a Bundle. */
bool fhir_walk(FhirWalk *walk, Error *err) must_check;
