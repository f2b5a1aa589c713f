#include "exchange/fhir/kind.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* Who wrote a thing down is not who was asked to do it (`performer` of a request), nor who wrote a letter that was
 * filed (`author` of a document: its custodian recorded it). */
static const char *const by_recorder[] = {"recorder",		"asserter",  "performer",	  "performer.actor",
					  "practitioner.actor", "requester", "informationSource", NULL};
static const char *const by_requester[] = {"recorder", "requester", "requester.agent", "requester.onBehalfOf", NULL};
static const char *const by_encounter[] = {"serviceProvider", "participant.individual", NULL};
static const char *const by_custodian[] = {NULL};
static const char *const by_carer[] = {"managingOrganization", "careManager", NULL};
static const char *const by_anyone[] = {"recorder", "author",	 "asserter",	    "performer",    "performer.actor",
					"sender",   "requester", "requester.agent", "organization", NULL};

/* Sorted by type; the last row, without a type, is all others. Where a record has a DateRecorded extension that goes
 * before every path (fhir_recorded): the `date` of a GP Connect immunisation is when it was given. A Consent is history
 * here; whether it is an answer besides, consent.c says. Who and where (people, places, teams, devices), lists of
 * what is told elsewhere, bills, bookable times and the messages that carry it all are no content of a record. */
const FhirKind fhir_kinds[] = {
	{"Account", .category = 0},
	{"AllergyIntolerance", CATEGORY_ALLERGY, by_recorder, {"recordedDate", "assertedDate"}, {"code"}},
	{"AuditEvent", .category = 0},
	{"Binary", .category = 0},
	{"Bundle", .category = 0},
	{"CareTeam", .category = 0},
	{"Claim", .category = 0},
	{"ClaimResponse", .category = 0},
	{"Condition", CATEGORY_PROBLEM, by_recorder, {"recordedDate", "assertedDate"}, {"code"}},
	{"Consent", CATEGORY_OTHER, by_anyone, {"dateTime"}, {"category", "code"}},
	{"Coverage", .category = 0},
	{"Device", .category = 0},
	{"DiagnosticReport",
	 CATEGORY_OBSERVATION,
	 by_recorder,
	 {"issued", "effectiveDateTime", "effectivePeriod.end"},
	 {"code"}},
	{"DocumentReference", CATEGORY_DOCUMENT, by_custodian, {"created", "indexed", "date"}, {"type", "description"}},
	{"Encounter",
	 CATEGORY_ENCOUNTER,
	 by_encounter,
	 {"period.start", "period.end"},
	 {"type", "serviceType", "class"}},
	{"Endpoint", .category = 0},
	{"EpisodeOfCare", CATEGORY_OTHER, by_carer, {"period.start"}, {"type"}},
	{"ExplanationOfBenefit", .category = 0},
	{"Group", .category = 0},
	{"HealthcareService", .category = 0},
	{"Immunization",
	 CATEGORY_IMMUNISATION,
	 by_recorder,
	 {"recorded", "date", "occurrenceDateTime"},
	 {"vaccineCode"}},
	{"List", .category = 0},
	{"Location", .category = 0},
	{"Medication", .category = 0},
	{"MedicationRequest",
	 CATEGORY_MEDICATION,
	 by_requester,
	 {"authoredOn"},
	 {"medicationCodeableConcept", "medicationReference"}},
	{"MedicationStatement",
	 CATEGORY_MEDICATION,
	 by_recorder,
	 {"dateAsserted"},
	 {"medicationCodeableConcept", "medicationReference"}},
	{"MessageHeader", .category = 0},
	{"Observation",
	 CATEGORY_OBSERVATION,
	 by_recorder,
	 {"issued", "effectiveDateTime", "effectivePeriod.end", "effectivePeriod.start", "effectiveInstant"},
	 {"code"}},
	{"OperationOutcome", .category = 0},
	{"Organization", .category = 0},
	{"Parameters", .category = 0},
	{"Patient", .category = 0},
	{"Practitioner", .category = 0},
	{"PractitionerRole", .category = 0},
	{"Procedure",
	 CATEGORY_PROCEDURE,
	 by_recorder,
	 {"performedDateTime", "performedPeriod.end", "performedPeriod.start"},
	 {"code"}},
	{"ProcedureRequest", CATEGORY_PROCEDURE, by_requester, {"authoredOn"}, {"code"}},
	{"Provenance", .category = 0},
	{"ReferralRequest",
	 CATEGORY_REFERRAL,
	 by_requester,
	 {"authoredOn"},
	 {"reasonCode", "serviceRequested", "specialty", "type", "description"}},
	{"RelatedPerson", .category = 0},
	{"Schedule", .category = 0},
	{"ServiceRequest", CATEGORY_PROCEDURE, by_requester, {"authoredOn"}, {"code", "category"}},
	{"Slot", .category = 0},
	{"Subscription", .category = 0},
	{"Substance", .category = 0},
	{NULL,
	 CATEGORY_OTHER,
	 by_anyone,
	 {"recorded", "recordedDate", "authoredOn", "authored", "date", "dateTime", "created", "issued", "period.start",
	  "start"},
	 {"code", "type", "category", "title", "description"}},
};
const size_t fhir_kind_count = countof(fhir_kinds);

const FhirKind *fhir_kind_find(const char *type)
{
	const FhirKind *kind = fhir_kinds;
	while (kind->type && !text_is(kind->type, type))
		kind++;
	return kind;
}

/* "Patient referral", "Referral to service" in SNOMED CT; "referral" is the category that BaRS gives. */
static bool refers(const json_t *resource)
{
	static const char *const paths[] = {"category", "code"}, *const codes[] = {"3457005", "306206005", "referral"};
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(paths); i++) {
		const json_t *concepts = fhir_list(resource, paths[i]);
		const char *words[] = {fhir_text(concepts, "text"), fhir_text(concepts, "coding.display")};
		for (size_t c = 0; c < countof(codes); c++)
			if (fhir_coded(concepts, NULL, codes[c]))
				return true;
		for (size_t w = 0; w < countof(words); w++)
			if (words[w] && strstr(utf8_fold(&arena, words[w]), "referral"))
				return true;
	}
	return false;
}

Category fhir_category(const FhirKind *kind, const json_t *resource)
{
	if (kind->category == CATEGORY_ALLERGY && text_is(fhir_text(resource, "type"), "intolerance"))
		return CATEGORY_ADVERSE_REACTION;
	if (kind->authors == by_requester && kind->category == CATEGORY_PROCEDURE && refers(resource))
		return CATEGORY_REFERRAL;
	return kind->category;
}

bool fhir_recorded(const FhirKind *kind, const json_t *resource, const Zone *zone, FhirSpan *ret_span)
{
	const json_t *extension = fhir_extension(resource, "DateRecorded");
	if (extension && fhir_span(extension, "valueDateTime", zone, ret_span))
		return true;
	for (size_t i = 0; i < FHIR_PATHS_MAX && kind->recorded[i]; i++)
		if (fhir_span(resource, kind->recorded[i], zone, ret_span))
			return true;
	return fhir_span(resource, "meta.lastUpdated", zone, ret_span);
}

bool fhir_in_error(const json_t *resource)
{
	static const char *const paths[] = {"status", "verificationStatus"};
	for (size_t i = 0; i < countof(paths); i++)
		if (text_is(fhir_text(resource, paths[i]), "entered-in-error") ||
		    fhir_coded(fhir_list(resource, paths[i]), NULL, "entered-in-error"))
			return true;
	return false;
}
