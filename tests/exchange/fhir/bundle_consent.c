#include "exchange/fhir/bundle_maker.h"

#include <stdio.h>
#include <string.h>

#include "base/macros.h"

#define TERMS "http://terminology.hl7.org/CodeSystem/"

static json_t *coded(const char *system, const char *code)
{
	return json_pack("{s:[{s:s, s:s}]}", "coding", "system", system, "code", code);
}

static json_t *patient_of(Random *random)
{
	const char *number = made_patients[random_one_in(random, 5)];
	return json_pack("{s:s, s:{s:s, s:s}}", "type", "Patient", "identifier", "system",
			 "https://fhir.nhs.uk/Id/nhs-number", "value", number);
}

/* Half of them are of one, so that several are of one question. */
static json_t *organisation_of(Random *random)
{
	const size_t n = random_one_in(random, 2) ? 1 : random_below(random, MADE_ORGANISATIONS);
	return json_pack("{s:s, s:{s:s, s:s}}", "type", "Organization", "identifier", "system",
			 "https://fhir.nhs.uk/Id/ods-organization-code", "value", made_organisations[n]);
}

static json_t *provision_of(Random *random, const char *type)
{
	json_t *nested = json_pack("{s:s, s:[{s:o, s:o}]}", "type", type, "actor", "role",
				   coded(TERMS "v3-ParticipationType", "PRCP"), "reference", organisation_of(random));
	if (random_one_in(random, 3))
		json_object_set_new(nested, "period", json_pack("{s:s}", "end", "2099-01-01"));
	return json_pack("{s:[o]}", "provision", nested);
}

json_t *consent_make(Random *random, const char *type, const char *id)
{
	char when[32];
	const char *direction = random_one_in(random, 3) ? "share-out" : "share-in";
	json_t *patient = patient_of(random);
	snprintf(when, sizeof when, "2023-11-%02dT%02d:00:00Z", 2 + (int)random_below(random, 11),
		 (int)random_below(random, 24));
	return json_pack("{s:s, s:s, s:s, s:o, s:[o], s:O, s:[o], s:s, s:o, s:o}", "resourceType", "Consent", "id", id,
			 "status", "active", "scope", coded(TERMS "consentscope", "patient-privacy"), "category",
			 coded("urn:sharedesk:choice", direction), "patient", patient, "performer", patient, "dateTime",
			 when, "policyRule", coded(TERMS "v3-ActCode", "OPTOUT"), "provision",
			 provision_of(random, type));
}

/* --- Doubt --- */

enum { PARTS_MAX = 128 };

typedef struct Part { /* an element of an object or a list somewhere in the Consent */
	json_t *holder;
	const char *key; /* NULL: it is at `at` of a list */
	size_t at;
} Part;

static size_t add_parts(json_t *value, Part *parts, size_t count)
{
	const char *key;
	size_t at;
	json_t *item;
	json_object_foreach(value, key, item)
	{
		if (strcmp(key, "resourceType") == 0 || strcmp(key, "id") == 0 || count == PARTS_MAX)
			continue;
		parts[count++] = (Part){value, key, 0};
		count = add_parts(item, parts, count);
	}
	json_array_foreach(value, at, item) if (count < PARTS_MAX)
	{
		parts[count++] = (Part){value, NULL, at};
		count = add_parts(item, parts, count);
	}
	return count;
}

static json_t *get(const Part *part)
{
	return part->key ? json_object_get(part->holder, part->key) : json_array_get(part->holder, part->at);
}

static void set(const Part *part, json_t *value)
{
	char key[64];
	if (!part->key) {
		json_array_set_new(part->holder, part->at, value);
		return;
	}
	snprintf(key, sizeof key, "%s", part->key);
	json_object_set_new(part->holder, key, value);
}

static void drop(const Part *part)
{
	if (part->key)
		json_object_del(part->holder, part->key);
	else
		json_array_remove(part->holder, part->at);
}

static void extend(json_t *value)
{
	json_object_set_new(value, "modifierExtension",
			    json_pack("[{s:s, s:b}]", "url", "https://example.org/not", "valueBoolean", 1));
}

void consent_doubt(Random *random, json_t *consent)
{
	Part parts[PARTS_MAX];
	const size_t count = add_parts(consent, parts, 0);
	const Part *part = &parts[random_below(random, count)];
	json_t *value = get(part);
	const char *id = json_string_value(json_object_get(consent, "id"));
	unsigned how = (unsigned)random_below(random, 6);
	if (how == 0 && id && strncmp(id, CONSENT_DOUBTED, strlen(CONSENT_DOUBTED)) == 0)
		how = 5; /* what is missing now may have been the doubt */
	switch (how) {
	case 0: drop(part); break;
	case 1: set(part, json_pack("[O, o]", value, json_deep_copy(value))); break;
	case 2: set(part, json_string("http://example.org/foreign")); break;
	case 3: set(part, json_integer(7)); break;
	case 4: set(part, json_object()); break;
	default: extend(json_is_object(value) ? value : consent);
	}
}
