#include "command/import_words.h"

static const struct {
	const char *type, *one, *many;
} resources[] = {
	{"", "resource", "resources"},
	{"AllergyIntolerance", "allergy", "allergies"},
	{"Bundle", "bundle", "bundles"},
	{"CarePlan", "care plan", "care plans"},
	{"Composition", "document", "documents"},
	{"Condition", "problem", "problems"},
	{"Consent", "consent", "consents"},
	{"DiagnosticReport", "report", "reports"},
	{"DocumentReference", "document", "documents"},
	{"Encounter", "encounter", "encounters"},
	{"EpisodeOfCare", "episode of care", "episodes of care"},
	{"Goal", "goal", "goals"},
	{"Immunization", "immunisation", "immunisations"},
	{"List", "list", "lists"},
	{"Medication", "medicine", "medicines"},
	{"MedicationRequest", "medicine", "medicines"},
	{"MedicationStatement", "medicine", "medicines"},
	{"Observation", "observation", "observations"},
	{"Organization", "organisation", "organisations"},
	{"Patient", "patient", "patients"},
	{"Practitioner", "practitioner", "practitioners"},
	{"Procedure", "procedure", "procedures"},
	{"ProcedureRequest", "request", "requests"},
	{"ReferralRequest", "referral", "referrals"},
	{"ServiceRequest", "request", "requests"},
};

static const struct {
	const char *one, *many;
} entries[Category_COUNT_] = {
	[CATEGORY_MEDICATION] = {"medicine", "medicines"},
	[CATEGORY_ALLERGY] = {"allergy", "allergies"},
	[CATEGORY_ADVERSE_REACTION] = {"adverse reaction", "adverse reactions"},
	[CATEGORY_PROBLEM] = {"problem", "problems"},
	[CATEGORY_PROCEDURE] = {"procedure", "procedures"},
	[CATEGORY_ANTICIPATORY_CARE] = {"plan for care to come", "plans for care to come"},
	[CATEGORY_COMMUNICATION_PREFERENCE] = {"communication preference", "communication preferences"},
	[CATEGORY_END_OF_LIFE] = {"end of life entry", "end of life entries"},
	[CATEGORY_IMMUNISATION] = {"immunisation", "immunisations"},
	[CATEGORY_OBSERVATION] = {"observation", "observations"},
	[CATEGORY_ENCOUNTER] = {"encounter", "encounters"},
	[CATEGORY_REFERRAL] = {"referral", "referrals"},
	[CATEGORY_DOCUMENT] = {"document", "documents"},
	[CATEGORY_FREE_TEXT] = {"note", "notes"},
	[CATEGORY_OTHER] = {"other", "others"},
};

void import_add_resources(Text *text, size_t count, const char *type)
{
	for (size_t i = 0; i < countof(resources); i++)
		if (text_is(resources[i].type, type)) {
			text_add_print(text, "%zu %s", count, count == 1 ? resources[i].one : resources[i].many);
			return;
		}
	text_add_print(text, "%zu %s resource%s", count, type, count == 1 ? "" : "s");
}

void import_add_entries(Text *text, size_t count, Category category)
{
	text_add_print(text, "%zu %s", count, count == 1 ? entries[category].one : entries[category].many);
}
