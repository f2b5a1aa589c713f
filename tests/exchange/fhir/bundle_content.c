/* One of each kind of resource that a record may hold. */
#include "exchange/fhir/bundle_inside.h"

static void make_allergy(Maker *maker)
{
	json_t *resource = made_content(maker, "AllergyIntolerance", "patient");
	made_set_moment(maker, resource, maker->r4 ? "recordedDate" : "assertedDate");
	made_set(resource, "code", made_concept(maker));
	made_set(resource, maker->r4 ? "recorder" : "asserter", made_author(maker));
	if (made_one_in(maker, 3))
		made_set_text(resource, "type", "intolerance");
	if (maker->r4)
		made_hold_in_encounter(maker, resource);
	made_may_be_in_error(maker, resource, "verificationStatus");
}

static void make_condition(Maker *maker)
{
	json_t *resource = made_content(maker, "Condition", "subject");
	made_set_moment(maker, resource, maker->r4 ? "recordedDate" : "assertedDate");
	made_set(resource, "code", made_concept(maker));
	made_set(resource, "asserter", made_author(maker));
	made_hold_in_encounter(maker, resource);
	made_may_be_in_error(maker, resource, "verificationStatus");
}

static void make_observation(Maker *maker)
{
	json_t *resource = made_content(maker, "Observation", "subject");
	made_set_moment(maker, resource, made_one_in(maker, 2) ? "issued" : "effectiveDateTime");
	made_set(resource, "code", made_concept(maker));
	made_set(resource, "performer", json_pack("[o]", made_author(maker)));
	made_hold_in_encounter(maker, resource);
	if (made_one_in(maker, 5) && maker->r4)
		made_set(resource, "hasMember", made_held_by(maker, resource, "Observation", NULL));
	else if (made_one_in(maker, 5))
		made_set(resource, "related", made_held_by(maker, resource, "Observation", "target"));
	made_may_be_in_error(maker, resource, "status");
}

static void make_immunisation(Maker *maker)
{
	json_t *resource = made_content(maker, "Immunization", "patient");
	made_set_moment(maker, resource, maker->r4 ? "recorded" : "date");
	made_set(resource, "vaccineCode", made_concept(maker));
	made_hold_in_encounter(maker, resource);
	made_may_be_in_error(maker, resource, "status");
}

static void make_procedure(Maker *maker)
{
	const bool done = made_one_in(maker, 2);
	json_t *resource = made_content(maker, done ? "Procedure" : "ProcedureRequest", "subject");
	made_set_moment(maker, resource, done ? "performedDateTime" : "authoredOn");
	made_set(resource, "code", made_concept(maker));
	made_hold_in_encounter(maker, resource);
}

static void make_encounter(Maker *maker)
{
	json_t *resource = made_content(maker, "Encounter", "subject");
	made_set(resource, "period", json_pack("{s:o}", "start", made_moment(maker)));
	made_set(resource, "type", json_pack("[o]", made_concept(maker)));
	made_set(resource, "serviceProvider", made_reference(maker, made_pick(maker, "Organization", MADE_PATIENTS)));
	made_may_be_in_error(maker, resource, "status");
}

static void make_report(Maker *maker)
{
	json_t *resource = made_content(maker, "DiagnosticReport", "subject");
	made_set_moment(maker, resource, "issued");
	made_set(resource, "code", made_concept(maker));
	made_set(resource, "result", made_held_by(maker, resource, "Observation", NULL));
	made_hold_in_encounter(maker, resource);
}

static void make_document(Maker *maker)
{
	json_t *resource = made_content(maker, "DocumentReference", "subject");
	json_t *encounter = made_pick(maker, "Encounter", maker->patient);
	made_set_moment(maker, resource, maker->r4 ? "date" : "created");
	made_set(resource, "type", made_concept(maker));
	made_set(resource, "custodian", made_reference(maker, made_pick(maker, "Organization", MADE_PATIENTS)));
	if (encounter && made_one_in(maker, 2)) {
		made_set(resource, "context", json_pack("{s:[o]}", "encounter", made_reference(maker, encounter)));
		made_add_hold(maker, encounter, resource);
	}
	made_may_be_in_error(maker, resource, "status");
}

static void make_list(Maker *maker)
{
	json_t *resource = made_content(maker, "List", "subject");
	made_set_moment(maker, resource, "date");
	made_set(resource, "entry", made_held_by(maker, resource, NULL, "item"));
}

static void make_composition(Maker *maker)
{
	json_t *resource = made_content(maker, "Composition", "subject");
	json_t *section = json_pack("{s:o}", "entry", made_held_by(maker, resource, NULL, NULL));
	made_set_moment(maker, resource, "date");
	made_set_text(resource, "title", "Summary");
	for (size_t n = made_below(maker, 4); n > 0; n--)
		section = json_pack("{s:[o], s:o}", "section", section, "entry",
				    made_held_by(maker, resource, NULL, NULL));
	made_set(resource, "section", json_pack("[o]", section));
}

static void make_plan_of_care(Maker *maker)
{
	json_t *resource = made_content(maker, "CarePlan", "subject");
	made_set_moment(maker, resource, "created");
	made_set_text(resource, "title", "Plan");
	made_set(resource, "activity", made_held_by(maker, resource, NULL, "reference"));
}

static void make_other(Maker *maker)
{
	static const char *const types[] = {"Flag", "QuestionnaireResponse", "Communication"};
	json_t *resource = made_content(maker, ONE_OF(maker, types), "subject");
	made_set_moment(maker, resource, "authored");
	made_set(resource, "code", made_concept(maker));
	made_hold_in_encounter(maker, resource);
}

static void set_authored(Maker *maker, json_t *resource)
{
	if (made_one_in(maker, 2))
		made_set(resource, "authoredOn",
			 json_sprintf("2023-10-%02dT09:00:00Z", 1 + (int)made_below(maker, 28)));
	else
		made_set_moment(maker, resource, "authoredOn");
}

static void make_referral(Maker *maker)
{
	static const char *const states[] = {"active", "active", "active", "revoked", "completed", "entered-in-error"};
	json_t *resource = made_content(maker, maker->r4 ? "ServiceRequest" : "ReferralRequest", "subject");
	json_t *to = json_pack("[o]", made_author(maker));
	made_set_text(resource, "status", ONE_OF(maker, states));
	made_set_text(resource, "intent", made_one_in(maker, 6) ? "plan" : "order");
	set_authored(maker, resource);
	made_set(resource, "category", json_pack("[{s:[{s:s}]}]", "coding", "code", "3457005"));
	made_set(resource, maker->r4 ? "code" : "description",
		 maker->r4 ? made_concept(maker) : json_string("Referral to knee clinic"));
	made_set(resource, maker->r4 ? "performer" : "recipient", to);
	if (maker->r4)
		made_set(resource, "requester", made_author(maker));
	else
		made_set(resource, "requester", json_pack("{s:o}", "agent", made_author(maker)));
}

static void make_episode(Maker *maker)
{
	static const char *const states[] = {"active", "active", "finished", "planned"};
	json_t *resource = made_content(maker, "EpisodeOfCare", "patient"), *period = json_object();
	made_set_moment(maker, period, "start");
	if (made_one_in(maker, 3))
		made_set_text(period, "end", made_one_in(maker, 2) ? "2023-05-01" : "2099-05-01");
	made_set_text(resource, "status", ONE_OF(maker, states));
	made_set(resource, "period", period);
	made_set(resource, "managingOrganization",
		 made_reference(maker, made_pick(maker, "Organization", MADE_PATIENTS)));
}

/* --- Medicines: three or more resources each --- */

static void set_medicine(Maker *maker, json_t *resource, json_t *medication)
{
	if (medication) {
		made_set(resource, "medicationReference", made_reference(maker, medication));
		made_add_hold(maker, medication, resource);
	} else if (made_one_in(maker, 3)) {
		made_set(resource, "contained",
			 json_pack("[{s:s, s:s, s:o}]", "resourceType", "Medication", "id", "m", "code",
				   made_concept(maker)));
		made_set(resource, "medicationReference", json_pack("{s:s}", "reference", "#m"));
	} else {
		made_set(resource, "medicationCodeableConcept", made_concept(maker));
	}
}

static json_t *make_request(Maker *maker, const char *intent, json_t *medication)
{
	json_t *resource = made_content(maker, "MedicationRequest", "subject");
	made_set_moment(maker, resource, "authoredOn");
	made_set_text(resource, "intent", intent);
	set_medicine(maker, resource, medication);
	return resource;
}

static void belong(Maker *maker, json_t *resource, const char *key, const json_t *plan)
{
	made_set(resource, key, json_pack("[o]", made_reference(maker, plan)));
	made_add_hold(maker, plan, resource);
	made_add_hold(maker, resource, plan);
}

static void make_medicine(Maker *maker)
{
	json_t *medication = made_one_in(maker, 2) ? made_add(maker, "Medication") : NULL;
	if (medication)
		made_set(medication, "code", made_concept(maker));
	json_t *plan = make_request(maker, "plan", medication);
	for (size_t n = made_below(maker, 3); n > 0; n--)
		belong(maker, make_request(maker, "order", medication), "basedOn", plan);
	if (made_one_in(maker, 4)) {
		json_t *issue = made_content(maker, "MedicationDispense", "subject");
		made_set_moment(maker, issue, "whenHandedOver");
		belong(maker, issue, "authorizingPrescription", plan);
	}
	json_t *statement = made_content(maker, "MedicationStatement", "subject");
	made_set_moment(maker, statement, "dateAsserted");
	set_medicine(maker, statement, medication);
	belong(maker, statement, made_one_in(maker, 4) ? "derivedFrom" : "basedOn", plan);
}

static void add_consent(Maker *maker)
{
	json_t *id = made_new_id(maker);
	json_t *consent = consent_make(maker->random, made_one_in(maker, 3) ? "deny" : "permit", json_string_value(id));
	if (made_one_in(maker, 4)) {
		consent_doubt(maker->random, consent);
		json_object_set_new(consent, "id", json_sprintf(CONSENT_DOUBTED "%s", json_string_value(id)));
	}
	json_decref(id);
	made_put(maker, consent, MADE_PATIENTS);
}

static void make_consent(Maker *maker)
{
	for (size_t n = 1 + made_below(maker, 3); n > 0; n--)
		add_consent(maker);
}

static void (*const makers[])(Maker *) = {
	make_allergy,	make_condition,	  make_observation, make_observation,  make_immunisation,
	make_procedure, make_encounter,	  make_encounter,   make_report,       make_document,
	make_list,	make_composition, make_medicine,    make_plan_of_care, make_other,
	make_referral,	make_episode,	  make_consent,	    make_consent,
};

void made_any_content(Maker *maker)
{
	ONE_OF(maker, makers)(maker);
}
