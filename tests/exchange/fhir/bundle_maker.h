/* FHIR Bundles at random, as sources write them: GP Connect STU3 and R4, one or two patients, whatever a record may
 * hold, with copies, versions, errors, and Bundles within. The same seed gives the same Bundle.
 *
 * Everything in it is dated before 2023-11-14, or after 2090. The patients and the organisations with a code are always
 * the same, so that a ledger can know them before. */
#pragma once

#include <jansson.h>

#include "random.h"

enum { MADE_PATIENTS = 2, MADE_ORGANISATIONS = 3, MADE_RESOURCES = 160 };

extern const char *const made_patients[MADE_PATIENTS];		 /* NHS numbers */
extern const char *const made_organisations[MADE_ORGANISATIONS]; /* ODS codes; the first is the practice */

typedef struct Made {
	json_t *bundle;
	json_t *holds; /* [["Encounter/3", "Observation/7"], …]: a label on the first is one on the second */
} Made;

Made bundle_make(Random *random);

/* --- Consents (bundle_consent.c) --- */

/* An answer without doubt of a patient and an organisation, in one direction, of any time after 2023-11-01. `type`:
 * "permit" or "deny". */
json_t *consent_make(Random *random, const char *type, const char *id);
#define CONSENT_DOUBTED "doubted-" /* how the id of one begins that was made with a doubt */
/* Something in it is missing, there twice, of another kind, or more than it says. */
void consent_doubt(Random *random, json_t *consent);

/* --- Changes (bundle_change.c) --- */

/* All resources in the order of the file, those of Bundles within instead of these; at most MADE_RESOURCES. `entries`,
 * where they stand, may be NULL. */
size_t bundle_resources(const json_t *bundle, json_t *resources[MADE_RESOURCES], json_t *entries[MADE_RESOURCES]);
/* "Condition/17"; `entry` is where it stands. */
json_t *bundle_name(const json_t *resource, const json_t *entry);
void bundle_names(const json_t *bundle, json_t *ret_names); /* adds those of all */
void bundle_shuffle(Random *random, json_t *bundle);
/* Puts this label somewhere, and adds the names of what bears it to `ret_names`. */
void bundle_label(Random *random, json_t *bundle, const char *code, json_t *ret_names);
void bundle_identify_anew(json_t *bundle); /* each `identifier` of what a record is made of has another value */
/* Without what has this name, and without what is in it of this key (NULL: without it altogether). */
void bundle_without(json_t *bundle, const char *name, const char *key);
