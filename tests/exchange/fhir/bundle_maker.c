#include "exchange/fhir/bundle_inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

const char *const made_patients[] = {"9990000018", "9990000026"};
const char *const made_organisations[] = {"C82001", "RWE", "RT5"};

/* --- Words --- */

void made_set(json_t *resource, const char *key, json_t *value)
{
	json_object_set_new(resource, key, value);
}

void made_set_text(json_t *resource, const char *key, const char *text)
{
	made_set(resource, key, json_string(text));
}

bool made_one_in(Maker *maker, size_t n)
{
	return random_one_in(maker->random, n);
}

size_t made_below(Maker *maker, size_t limit)
{
	return random_below(maker->random, limit);
}

static const char *type_of(const json_t *resource)
{
	return json_string_value(json_object_get(resource, "resourceType"));
}

static const char *id_of(const json_t *resource)
{
	return json_string_value(json_object_get(resource, "id"));
}

/* --- Resources and what names them --- */

json_t *made_new_id(Maker *maker)
{
	const uint64_t a = random_next(maker->random), b = random_next(maker->random);
	if (maker->counted)
		return json_sprintf("%u", ++maker->last_id);
	return json_sprintf("%08x-%04x-4%03x-a%03x-%012" PRIx64, (unsigned)(a >> 32), (unsigned)(a & 0xffff),
			    (unsigned)(a >> 16 & 0xfff), (unsigned)(b >> 48 & 0xfff), b & 0xffffffffffffu);
}

static json_t *address_of(const Maker *maker, const json_t *resource)
{
	if (maker->style == URN)
		return json_sprintf("urn:uuid:%s", id_of(resource));
	return json_sprintf("%s%s/%s", maker->style == HTTP ? "https://fhir.example.org/STU3/" : "", type_of(resource),
			    id_of(resource));
}

void made_put(Maker *maker, json_t *resource, size_t patient)
{
	json_t *entry = json_pack("{s:o}", "resource", resource);
	if (maker->style != RELATIVE)
		made_set(entry, "fullUrl", address_of(maker, resource));
	json_array_append_new(maker->entries, entry);
	maker->items[maker->count++] = (Item){resource, patient};
}

json_t *made_reference(Maker *maker, const json_t *resource)
{
	if (maker->style == HTTP && made_one_in(maker, 2))
		return json_pack("{s:o}", "reference", json_sprintf("%s/%s", type_of(resource), id_of(resource)));
	return json_pack("{s:o}", "reference", address_of(maker, resource));
}

json_t *made_add(Maker *maker, const char *type)
{
	json_t *resource = json_pack("{s:s, s:o}", "resourceType", type, "id", made_new_id(maker));
	made_put(maker, resource, MADE_PATIENTS);
	return resource;
}

void made_add_hold(Maker *maker, const json_t *from, const json_t *to)
{
	json_t *pair = json_array();
	json_array_append_new(pair, json_sprintf("%s/%s", type_of(from), id_of(from)));
	json_array_append_new(pair, json_sprintf("%s/%s", type_of(to), id_of(to)));
	json_array_append_new(maker->holds, pair);
}

/* One of this patient's, or of the people and places, made before; NULL for none. `type` NULL: any. */
json_t *made_pick(Maker *maker, const char *type, size_t patient)
{
	json_t *found = NULL;
	size_t fitting = 0;
	for (size_t i = 0; i < maker->count; i++)
		if (maker->items[i].patient == patient && (!type || text_is(type_of(maker->items[i].resource), type)) &&
		    made_one_in(maker, ++fitting))
			found = maker->items[i].resource;
	return found;
}

/* --- People and places --- */

static json_t *organisation(Maker *maker, const char *code, const char *name, const char *type)
{
	json_t *resource = made_add(maker, "Organization");
	made_set_text(resource, "name", name);
	if (type)
		made_set(resource, "type", json_pack("[{s:s}]", "text", type));
	if (code)
		made_set(resource, "identifier",
			 json_pack("[{s:s, s:s}]", "system", "https://fhir.nhs.uk/Id/ods-organization-code", "value",
				   code));
	return resource;
}

static void make_practitioner(Maker *maker)
{
	json_t *practitioner = made_add(maker, "Practitioner");
	for (size_t n = made_below(maker, 3); n > 0; n--) {
		json_t *role = made_add(maker, "PractitionerRole");
		made_set(role, "practitioner", made_reference(maker, practitioner));
		made_set(role, "organization", made_reference(maker, made_pick(maker, "Organization", MADE_PATIENTS)));
	}
}

static void make_patient(Maker *maker, size_t number, const json_t *practice)
{
	static const char *const families[] = {"Ashby", "Begum"}, *const given[] = {"Maureen", "Farida"},
				 *const born[] = {"1945-07-14", "1962-02-03"};
	json_t *resource = made_add(maker, "Patient");
	made_set(resource, "identifier",
		 json_pack("[{s:s, s:s}]", "system", "https://fhir.nhs.uk/Id/nhs-number", "value",
			   made_patients[number]));
	made_set(resource, "name", json_pack("[{s:s, s:[s]}]", "family", families[number], "given", given[number]));
	made_set_text(resource, "birthDate", born[number]);
	if (made_one_in(maker, 2))
		made_set(resource, "managingOrganization", made_reference(maker, practice));
	else if (made_one_in(maker, 2))
		made_set(resource, "generalPractitioner", json_pack("[o]", made_reference(maker, practice)));
	maker->patients[maker->patient_count++] = resource;
}

static void make_people(Maker *maker)
{
	json_t *practice =
		organisation(maker, made_organisations[0], "South Leicestershire Medical Group", "GP Practice");
	organisation(maker, made_organisations[1], "University Hospitals of Leicester", "Trust");
	if (made_one_in(maker, 2))
		organisation(maker, made_organisations[2], "Rutland Partnership Trust", NULL);
	if (made_one_in(maker, 2))
		organisation(maker, NULL, made_one_in(maker, 2) ? "Willow House" : "WILLOW  HOUSE", "Clinic");
	for (size_t n = made_below(maker, 3); n > 0; n--)
		make_practitioner(maker);
	make_patient(maker, 0, practice);
	if (made_one_in(maker, 4))
		make_patient(maker, 1, practice);
	maker->people = maker->count;
}

json_t *made_author(Maker *maker)
{
	static const char *const types[] = {"Organization", "Organization", "Practitioner", "PractitionerRole"};
	const char *type = ONE_OF(maker, types);
	json_t *who = made_pick(maker, type, MADE_PATIENTS);
	return made_reference(maker, who ? who : made_pick(maker, "Organization", MADE_PATIENTS));
}

/* --- What they have in common --- */

json_t *made_moment(Maker *maker)
{
	const int year = 2015 + (int)made_below(maker, 8), month = 1 + (int)made_below(maker, 12),
		  day = 1 + (int)made_below(maker, 28);
	const int hour = (int)made_below(maker, 24);
	switch (made_below(maker, 12)) {
	case 0: return json_sprintf("%04d-%02d", year, month);
	case 1:
	case 2:
	case 3: return json_sprintf("%04d-%02d-%02d", year, month, day);
	case 4: return json_sprintf("%04d-%02d-%02dT%02d:40:21", year, month, day, hour);
	case 5: return json_sprintf("%04d-%02d-%02dT%02d:40:21+0100", year, month, day, hour);
	case 6: return json_sprintf("%02d/%02d/%04d", day, month, year);
	case 7: return made_one_in(maker, 4) ? json_string("2098-02-01") : json_sprintf("%04d", year);
	default: return json_sprintf("%04d-%02d-%02dT%02d:40:21Z", year, month, day, hour);
	}
}

void made_set_moment(Maker *maker, json_t *resource, const char *key)
{
	if (!made_one_in(maker, 10))
		made_set(resource, key, made_moment(maker));
}

json_t *made_concept(Maker *maker)
{
	static const char *const words[][2] = {
		{"91936005", "Allergy to penicillin"},
		{"73211009", "Diabetes mellitus"},
		{"38341003", "Hypertension"},
		{"386661006", "Fever"},
		{NULL, "Seen in surgery"},
		{NULL, "Ear, nose and throat"},
	};
	const size_t n = made_below(maker, countof(words));
	if (!words[n][0])
		return json_pack("{s:s}", "text", words[n][1]);
	return json_pack("{s:[{s:s, s:s, s:s}]}", "coding", "system", "http://snomed.info/sct", "code", words[n][0],
			 "display", words[n][1]);
}

static void set_meta(Maker *maker, json_t *resource)
{
	json_t *meta = json_object();
	if (made_one_in(maker, 3))
		made_set(meta, "lastUpdated",
			 json_sprintf("20%02d-0%d-1%dT09:00:00Z", 16 + (int)made_below(maker, 8),
				      1 + (int)made_below(maker, 9), (int)made_below(maker, 3)));
	if (made_one_in(maker, 3))
		made_set(meta, "versionId", json_sprintf("%d", 1 + (int)made_below(maker, 12)));
	if (json_object_size(meta))
		made_set(resource, "meta", meta);
	else
		json_decref(meta);
}

json_t *made_content(Maker *maker, const char *type, const char *about)
{
	json_t *resource = made_add(maker, type);
	maker->items[maker->count - 1].patient = maker->patient;
	if (!made_one_in(maker, 40))
		made_set(resource, about, made_reference(maker, maker->patients[maker->patient]));
	if (made_one_in(maker, 2))
		made_set(resource, "identifier",
			 json_pack("[{s:s, s:o}]", "system", "https://source.example.org", "value",
				   json_sprintf("own-%s", id_of(resource))));
	set_meta(maker, resource);
	return resource;
}

/* In an encounter, as the release says it. */
void made_hold_in_encounter(Maker *maker, json_t *resource)
{
	json_t *encounter = made_pick(maker, "Encounter", maker->patient);
	if (!encounter || encounter == resource || made_one_in(maker, 2))
		return;
	if (made_one_in(maker, 6))
		made_set(resource, "extension",
			 json_pack("[{s:s, s:o}]", "url",
				   "http://hl7.org/fhir/StructureDefinition/encounter-associatedEncounter",
				   "valueReference", made_reference(maker, encounter)));
	else
		made_set(resource, maker->r4 ? "encounter" : "context", made_reference(maker, encounter));
	made_add_hold(maker, encounter, resource);
}

void made_may_be_in_error(Maker *maker, json_t *resource, const char *key)
{
	if (made_one_in(maker, 12))
		made_set_text(resource, key, "entered-in-error");
}

/* What it holds: some of what this patient has so far. */
json_t *made_held_by(Maker *maker, const json_t *holder, const char *type, const char *key)
{
	json_t *list = json_array();
	for (size_t n = 1 + made_below(maker, 3); n > 0; n--) {
		json_t *item = made_pick(maker, type, maker->patient);
		if (!item || item == holder)
			continue;
		json_array_append_new(list, key ? json_pack("{s:o}", key, made_reference(maker, item))
						: made_reference(maker, item));
		made_add_hold(maker, holder, item);
	}
	return list;
}

/* --- Copies and versions --- */

static void change_version(Maker *maker, json_t *copy)
{
	const bool status = json_object_get(copy, "status") != NULL;
	json_object_del(copy, "meta");
	set_meta(maker, copy);
	if (made_one_in(maker, 3))
		made_set_text(copy, status ? "status" : "verificationStatus", "entered-in-error");
	else if (json_object_get(copy, "code"))
		made_set(copy, "code", made_concept(maker));
}

static void make_copy(Maker *maker)
{
	const Item item = maker->items[maker->people + made_below(maker, maker->count - maker->people)];
	json_t *copy = json_deep_copy(item.resource);
	if (!made_one_in(maker, 3))
		change_version(maker, copy);
	made_put(maker, copy, item.patient);
}

/* --- The Bundle --- */

/* Some of the entries stand in a Bundle within. */
static void nest(Maker *maker)
{
	json_t *within = json_array();
	for (size_t n = 1 + made_below(maker, 6); n > 0 && json_array_size(maker->entries) > 1; n--) {
		const size_t i = made_below(maker, json_array_size(maker->entries));
		json_array_append(within, json_array_get(maker->entries, i));
		json_array_remove(maker->entries, i);
	}
	json_array_append_new(maker->entries,
			      json_pack("{s:{s:s, s:o}}", "resource", "resourceType", "Bundle", "entry", within));
}

/* Known by their address alone. */
static void take_ids(Maker *maker)
{
	for (size_t i = maker->people; i < maker->count; i++)
		json_object_del(maker->items[i].resource, "id");
}

Made bundle_make(Random *random)
{
	Maker maker = {.random = random, .entries = json_array(), .holds = json_array()};
	maker.style = (Style)made_below(&maker, Style_COUNT);
	maker.counted = maker.style != URN && made_one_in(&maker, 2);
	maker.r4 = made_one_in(&maker, 2);
	make_people(&maker);
	for (size_t n = 3 + made_below(&maker, 9); n > 0; n--) {
		maker.patient = made_below(&maker, maker.patient_count);
		made_any_content(&maker);
	}
	for (size_t n = made_below(&maker, 4); n > 0 && maker.count > maker.people; n--)
		make_copy(&maker);
	if (maker.style == URN && made_one_in(&maker, 4))
		take_ids(&maker);
	if (made_one_in(&maker, 6))
		nest(&maker);
	json_t *bundle =
		json_pack("{s:s, s:s, s:o}", "resourceType", "Bundle", "type", "collection", "entry", maker.entries);
	if (made_one_in(&maker, 6))
		made_set_text(bundle, "timestamp", "2023-11-01T09:00:00Z");
	bundle_shuffle(random, bundle);
	return (Made){bundle, maker.holds};
}
