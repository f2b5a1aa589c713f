/* One patient's choices as a FHIR R4 Bundle (type collection): Patient, Organization, a Consent for each answer
 * with one provision, an AuditEvent for everything else that happened. docs/fhir.md says what stands where.
 * Source: DOMAIN §1.6, §7.1.
 *
 * What a stranger needs is said in FHIR's own words; each fact also goes whole in an extension (line.h), so
 * that the desk that reads its own export has the same facts again. Consents and AuditEvents come in the order of
 * the ledger.
 *
 * Never in it: entries of the record and facts about single entries (a private entry leaves by no channel, not
 * even as an identifier), what was decided about the patient's own copy, the practice's own lists, and overrides of
 * which the patient may not be told, with all that goes with them (rules/told.h): no tag says so. Of a restricted
 * patient besides: address, telephone, e-mail and GP practice, with every fact that would tell them. The Bundle's tags
 * say what is left out. */
#pragma once

#include "base/date_zone.h"
#include "base/text.h"
#include "model/ledger/ledger.h"

#define FHIR_EXPORT_SYSTEM "urn:sharedesk:export" /* Bundle.identifier: this is an export of the desk */
#define FHIR_LEFT_OUT "urn:sharedesk:left-out"	  /* Bundle.meta.tag: what is not in it */
#define FHIR_LEFT_OUT_ENTRIES "entries"
#define FHIR_LEFT_OUT_LOCATION "location"
#define FHIR_LEFT_OUT_REFERRAL "referral"
#define FHIR_CHOICE "urn:sharedesk:choice" /* Consent.category: which question was answered */

/* Codes over Bundles of this site's own, in Bundle.signature: over the Bundle without it, compact, keys sorted. */
enum { FHIR_SEAL_MAX = 64 };
typedef struct FhirSealer FhirSealer;
struct FhirSealer {
	void (*seal)(void *self, const char *text, size_t length, char ret_data[FHIR_SEAL_MAX]); /* base64 */
	bool (*is_right)(void *self, const char *text, size_t length, const char *data);
	void *self;
	const char *practice; /* whose seal it is: its code */
};

typedef struct FhirExport {
	const Ledger *ledger; /* reads of one state */
	const char *patient;  /* NHS number, ten digits */
	const Zone *zone;     /* of days without a time; NULL is UTC */
	Instant now;
	const FhirSealer *sealer; /* NULL: it is not sealed */
	int64_t until;		  /* facts told from this number on are not part of it */
	/* ids of facts that are not part of it either, nor whatever voids them or passes them on */
	const char *const *left_out;
	size_t left_out_count;
} FhirExport;

typedef struct FhirExported {
	size_t organisations, consents, events;
} FhirExported;

/* Adds the Bundle to `out`, with a newline. Refused: a patient whom the ledger does not know. */
bool fhir_export(const FhirExport *export, Text *out, FhirExported *ret_exported, Error *err) must_check;

/* An answer, which goes as a Consent. */
bool fhir_export_is_choice(const Fact *fact);
/* What a choice of the patient says: yes permits, no denies; NULL where the fact is no choice, or none was made
 * (A4). */
const char *fhir_export_says(const Fact *fact);
