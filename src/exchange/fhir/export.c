#include "exchange/fhir/export.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/fhir/export_inside.h"
#include "exchange/fhir/json.h"
#include "exchange/fhir/seal.h"
#include "model/rules/told.h"
#include "model/rules/withheld.h"

/* --- What is left out --- */

static bool is_practice(const Exporter *exporter, const char *code)
{
	const uint32_t place = code ? index_find(&exporter->organisation_index, code) : INDEX_NONE;
	return place != INDEX_NONE && exporter->organisations[place] && exporter->organisations[place]->care == CARE_GP;
}

/* Not even as an identifier: facts about an entry, and what would tell where a restricted patient lives. A look at
 * an entry is told as a look (export_event leaves its entry out). */
static bool is_left_out(const Exporter *exporter, const Fact *fact)
{
	const Fact *about = export_about(exporter, fact);
	if (export_withheld(exporter, fact))
		return true;
	if (!about || (about != fact && about->entry))
		return true;
	if (about->entry && about->kind != FACT_VIEWED)
		return true;
	return exporter->restricted &&
	       (about->kind == FACT_CONTACT || is_practice(exporter, export_place(exporter, about)));
}

/* --- The resources --- */

static void add_entry(json_t *entries, Arena *arena, const char *key, json_t *resource)
{
	const char *uuid = export_uuid(arena, json_string_value(json_object_get(resource, "resourceType")), key);
	json_object_set_new(resource, "id", json_string(uuid));
	json_array_append_new(
		entries, json_pack("{s:o,s:o}", "fullUrl", json_sprintf("urn:uuid:%s", uuid), "resource", resource));
}

static json_t *of_date(Date date)
{
	char printed[16];
	date_print(date, printed);
	return json_string(printed);
}

static json_t *of_partial(PartialDate date)
{
	char printed[16];
	partial_print(date, printed);
	return json_string(printed);
}

static json_t *names_of(const Exporter *exporter, const Person *person)
{
	json_t *prefix = export_readable(exporter, person->title), *given = export_readable(exporter, person->given);
	json_t *names = json_pack(
		"[{s:s,s:o*,s:o*,s:o*}]", "use", "official", "family", export_readable(exporter, person->family),
		"given", given ? json_pack("[o]", given) : NULL, "prefix", prefix ? json_pack("[o]", prefix) : NULL);
	json_t *called = export_readable(exporter, person->preferred);
	if (called)
		json_array_append_new(names, json_pack("{s:s,s:[o]}", "use", "nickname", "given", called));
	return names;
}

static void add_telecom(json_t *telecoms, const char *system, const char *use, json_t *value)
{
	if (value)
		json_array_append_new(telecoms,
				      json_pack("{s:s,s:s*,s:o}", "system", system, "use", use, "value", value));
}

static void add_whereabouts(Exporter *exporter, const Person *person, json_t *patient)
{
	json_t *telecoms = json_array(), *postcode = export_readable(exporter, person->postcode);
	add_telecom(telecoms, "phone", "mobile", export_readable(exporter, person->mobile));
	add_telecom(telecoms, "email", NULL, export_readable(exporter, person->email));
	if (json_array_size(telecoms))
		json_object_set(patient, "telecom", telecoms);
	json_decref(telecoms);
	if (postcode)
		json_object_set_new(patient, "address", json_pack("[{s:o}]", "postalCode", postcode));
	if (exporter->reach.home)
		json_object_set_new(patient, "generalPractitioner",
				    json_pack("[o]", export_place_reference(exporter, exporter->reach.home->org)));
}

/* What the ledger holds of the person; of a restricted one nothing that says where to find them. */
static Person shown_person(const Exporter *exporter)
{
	Person person = *exporter->person;
	if (exporter->restricted)
		person.postcode = person.mobile = person.email = NULL;
	return person;
}

static json_t *patient_resource(Exporter *exporter)
{
	static const char *const genders[] = {"male", "female", "other", "unknown"};
	const Person person = shown_person(exporter);
	const Line line = line_of_person(&person);
	json_t *language = export_readable(exporter, person.language);
	json_t *patient = json_pack("{s:s,s:o,s:[{s:s,s:s}],s:o}", "resourceType", "Patient", "extension",
				    export_line(exporter, &line), "identifier", "system", FHIR_NHS_NUMBER, "value",
				    person.nhs, "name", names_of(exporter, &person));
	for (size_t i = 0; i < countof(genders); i++)
		if (text_is(person.gender, genders[i]))
			json_object_set_new(patient, "gender", json_string(genders[i]));
	if (!date_is_none(person.born))
		json_object_set_new(patient, "birthDate", of_date(person.born));
	if (partial_is_unknown(person.died))
		json_object_set_new(patient, "deceasedBoolean", json_true());
	else if (person_has_died(&person))
		json_object_set_new(patient, "deceasedDateTime", of_partial(person.died));
	if (language)
		json_object_set_new(patient, "communication", json_pack("[{s:{s:o}}]", "language", "text", language));
	if (exporter->restricted)
		json_object_set_new(
			patient, "meta",
			json_pack("{s:[o]}", "security", export_coding(V3 "Confidentiality", "R", "restricted")));
	else
		add_whereabouts(exporter, &person, patient);
	return patient;
}

static json_t *organisation_resource(const Exporter *exporter, const Organisation *organisation)
{
	const Line line = line_of_organisation(organisation);
	json_t *name = export_readable(exporter, organisation->name);
	return json_pack("{s:s,s:o,s:[{s:s,s:s}],s:o}", "resourceType", "Organization", "extension",
			 export_line(exporter, &line), "identifier", "system", FHIR_ODS_CODE, "value",
			 organisation->code, "name", name ? name : json_string(organisation->code));
}

static void add_organisations(Exporter *exporter, json_t *entries)
{
	for (size_t i = 0; i < exporter->organisation_count; i++) {
		const Organisation *organisation = exporter->organisations[i];
		if (!exporter->named[i])
			continue;
		add_entry(entries, exporter->arena, organisation->code, organisation_resource(exporter, organisation));
		exporter->done.organisations++;
	}
}

static void add_fact(Exporter *exporter, json_t *facts, const Fact *fact)
{
	json_t *consent = export_consent(exporter, fact);
	exporter->done.consents += consent != NULL;
	exporter->done.events += consent == NULL;
	add_entry(facts, exporter->arena, fact->id, consent ? consent : export_event(exporter, fact));
}

/* The organisations come before the facts that name them, and are known only after those have been written. */
static json_t *bundle_entries(Exporter *exporter)
{
	json_t *entries = json_array(), *facts = json_array();
	add_entry(entries, exporter->arena, exporter->person->nhs, patient_resource(exporter));
	for (size_t i = 0; i < exporter->facts.count; i++)
		if (!is_left_out(exporter, &exporter->facts.items[i]))
			add_fact(exporter, facts, &exporter->facts.items[i]);
	for (size_t i = 0; i < exporter->exports.count; i++)
		add_fact(exporter, facts, &exporter->exports.items[i]);
	add_organisations(exporter, entries);
	json_array_extend(entries, facts);
	json_decref(facts);
	return entries;
}

static json_t *tags(const Exporter *exporter)
{
	json_t *tags =
		json_pack("[o]", export_coding(FHIR_LEFT_OUT, FHIR_LEFT_OUT_ENTRIES,
					       "The record's entries, and facts about single entries, are left out."));
	if (exporter->restricted)
		json_array_append_new(
			tags,
			export_coding(FHIR_LEFT_OUT, FHIR_LEFT_OUT_LOCATION,
				      "The patient is restricted: address, telephone and practice are left out."));
	if (exporter->withheld)
		json_array_append_new(
			tags, export_coding(FHIR_LEFT_OUT, FHIR_LEFT_OUT_REFERRAL,
					    "Of a private referral the service and who referred are left out."));
	return tags;
}

static json_t *bundle(Exporter *exporter)
{
	const char *name =
		arena_print(exporter->arena, "%s-%" PRId64, exporter->person->nhs, exporter->asked->now.seconds);
	return json_pack("{s:s,s:{s:o},s:{s:s,s:o},s:s,s:o,s:o}", "resourceType", "Bundle", "meta", "tag",
			 tags(exporter), "identifier", "system", FHIR_EXPORT_SYSTEM, "value",
			 json_sprintf("urn:uuid:%s", export_uuid(exporter->arena, "Bundle", name)), "type",
			 "collection", "timestamp", export_instant(exporter->asked->now), "entry",
			 bundle_entries(exporter));
}

/* --- What it is made from --- */

static const Zone *zone_of(const Exporter *exporter)
{
	static const Zone utc = {0};
	return exporter->asked->zone ? exporter->asked->zone : &utc;
}

static FactList facts_before(const Exporter *exporter, FactList facts)
{
	Fact *kept = arena_array(exporter->arena, facts.count + 1, sizeof *kept);
	size_t count = 0;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].seq < exporter->asked->until)
			kept[count++] = facts.items[i];
	return (FactList){kept, count};
}

/* Looked up as it is asked for, not in the order in which this patient's facts name them: that would show what was left
 * out. */
typedef struct Register {
	const Ledger *ledger;
	Arena *arena;
	Error fault;
} Register;

static const Organisation *registered(void *self, const char *code)
{
	Register *all = self;
	const Organisation *found = NULL;
	if (!all->ledger->ops->organisation(all->ledger->self, code, all->arena, &found, &all->fault))
		return NULL;
	return found;
}

static bool has_override(FactList facts)
{
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_OVERRIDE)
			return true;
	return false;
}

/* The entries say which looks would have been allowed without it; nothing else here reads them. */
static bool leave_out_untold(Exporter *exporter, FactList nobodys, Error *err)
{
	const Ledger *ledger = exporter->asked->ledger;
	Register all = {.ledger = ledger, .arena = exporter->arena};
	World world = {
		.person = exporter->person,
		.facts = exporter->facts,
		.standings = nobodys,
		.directory = {registered, &all},
		.zone = zone_of(exporter),
	};
	if (!has_override(exporter->facts))
		return true;
	if (!ledger->ops->entries(ledger->self, exporter->asked->patient, exporter->arena, &world.entries, err))
		return false;
	exporter->facts = facts_told(&world, exporter->asked->now, INSTANT_MAX, exporter->arena);
	return all.fault.kind == ERROR_NONE || fail(err, all.fault.kind, "%s", all.fault.text);
}

static const Organisation *no_organisation(void *self, const char *code)
{
	return NULL;
}

static bool load_organisations(Exporter *exporter, Error *err)
{
	const Ledger *ledger = exporter->asked->ledger;
	const size_t most = exporter->facts.count + 1;
	exporter->organisations = arena_array(exporter->arena, most, sizeof *exporter->organisations);
	exporter->named = arena_array(exporter->arena, most, sizeof *exporter->named);
	for (size_t i = 0; i < exporter->facts.count; i++) {
		const char *code = exporter->facts.items[i].org;
		if (!code || index_find(&exporter->organisation_index, code) != INDEX_NONE)
			continue;
		const size_t n = exporter->organisation_count++;
		if (!ledger->ops->organisation(ledger->self, code, exporter->arena, &exporter->organisations[n], err))
			return false;
		index_add(&exporter->organisation_index, exporter->arena, code, (uint32_t)n);
	}
	return true;
}

static bool load(Exporter *exporter, Error *err)
{
	const FhirExport *asked = exporter->asked;
	const Ledger *ledger = asked->ledger;
	FactList facts, standings, copies;
	if (!ledger->ops->person(ledger->self, asked->patient, exporter->arena, &exporter->person, err))
		return false;
	if (!exporter->person)
		return fail(err, ERROR_MISSING, "The patient %s is not known.", asked->patient);
	if (!ledger->ops->facts(ledger->self, asked->patient, exporter->arena, &facts, err) ||
	    !ledger->ops->facts_of_nobody(ledger->self, NOBODY_STANDINGS, 0, SIZE_MAX, exporter->arena, &standings,
					  err) ||
	    !ledger->ops->copies(ledger->self, asked->patient, exporter->arena, &copies, err))
		return false;
	exporter->facts = facts_before(exporter, facts);
	if (!leave_out_untold(exporter, facts_before(exporter, standings), err))
		return false;
	exporter->withheld = facts_withhold(&exporter->facts, exporter->arena);
	exporter->exports = facts_before(exporter, copies);
	exporter->restricted = exporter->person->restricted == TRUTH_TRUE;
	for (size_t i = 0; i < exporter->facts.count; i++)
		if (exporter->facts.items[i].kind == FACT_VOIDED)
			index_add(&exporter->voided, exporter->arena, exporter->facts.items[i].fact, 0);
	exporter->world = (World){
		.person = exporter->person,
		.facts = exporter->facts,
		.zone = zone_of(exporter),
		.directory = {no_organisation, NULL},
	};
	reach_fold(&exporter->world, asked->now, INSTANT_MAX, exporter->arena, &exporter->reach);
	return load_organisations(exporter, err);
}

bool fhir_export(const FhirExport *export, Text *out, FhirExported *ret_exported, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Exporter exporter = {.asked = export, .arena = &arena};
	if (!load(&exporter, err))
		return false;
	json_t *made = bundle(&exporter);
	fhir_seal(made, export);
	char *text = made ? json_dumps(made, JSON_INDENT(1)) : NULL;
	if (text) {
		text_add(out, text);
		text_add_char(out, '\n');
		*ret_exported = exporter.done;
	}
	free(text);
	json_decref(made);
	return text ||
	       fail(err, ERROR_SYSTEM, "The record could not be written as FHIR; check the ledger (ledger verify).");
}
