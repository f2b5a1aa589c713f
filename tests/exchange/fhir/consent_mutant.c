#include "exchange/fhir/consent_mutant.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "exchange/fhir/shape.h"

typedef struct Mutation {
	size_t left; /* until the one that is made */
	bool made;
	char *label;
} Mutation;

static bool is_turn(Mutation *mutation, const char *kind, const char *path, const char *name)
{
	if (mutation->made || mutation->left-- > 0)
		return false;
	mutation->made = true;
	text_print(mutation->label, MUTANT_LABEL_MAX, "%s %s%s%s", kind, path, *path ? "." : "", name);
	return true;
}

static const FhirElement *row(const char *type, const char *name)
{
	for (size_t i = 0; i < fhir_element_count; i++)
		if (text_is(fhir_elements[i].of, type) && text_is(fhir_elements[i].name, name))
			return &fhir_elements[i];
	return NULL;
}

static bool has_rows(const char *type)
{
	for (size_t i = 0; i < fhir_element_count; i++)
		if (text_is(fhir_elements[i].of, type))
			return true;
	return false;
}

/* Something of the type, as R4 has it. */
static json_t *sample(const FhirElement *element)
{
	json_t *value = NULL;
	if (text_is(element->type, "boolean"))
		value = json_true();
	else if (text_is(element->type, "unsignedInt"))
		value = json_integer(1);
	else if (text_is(element->type, "instant"))
		value = json_string("2023-11-01T09:00:00Z");
	else if (text_is(element->type, "dateTime"))
		value = json_string("2023-11-01");
	else if (text_is(element->type, "Extension"))
		value = json_pack("{s:s,s:s}", "url", "urn:x", "valueString", "x");
	else if (text_is(element->type, "Period"))
		value = json_pack("{s:s}", "start", "2023-11-01");
	else if (text_is(element->type, "Attachment"))
		value = json_pack("{s:s}", "title", "x");
	else if (text_is(element->type, "Identifier"))
		value = json_pack("{s:s,s:s}", "system", "urn:x", "value", "x");
	else if (text_is(element->type, "CodeableConcept"))
		value = json_pack("{s:[{s:s,s:s}]}", "coding", "system", "urn:x", "code", "x");
	else if (text_is(element->type, "Coding"))
		value = json_pack("{s:s,s:s}", "system", "urn:x", "code", "x");
	else if (text_is(element->type, "Reference") || has_rows(element->type))
		value = json_pack("{s:s}", "display", "x");
	else
		value = json_string("x");
	return element->many ? json_pack("[o]", value) : value;
}

/* Each change of one member of an object; NULL takes it away. */
static bool change_member(Mutation *mutation, json_t *object, const char *path, const char *name)
{
	json_t *value = json_object_get(object, name), *list = json_is_array(value) ? value : NULL;
	const struct {
		const char *kind;
		json_t *instead;
	} changes[] = {
		{"without", NULL},
		{"null", json_null()},
		{"number", json_integer(7)},
		{"truth", json_boolean(!json_is_true(value))},
		{"text", json_string("x")},
		{"blank", json_string("")},
		{"object", json_pack("{s:s}", "x", "x")},
		{"nothing in", json_object()},
		{"no", json_array()},
		{"listed", json_pack("[O]", value)},
		{"twice", list ? json_pack("[O,O]", json_array_get(list, 0), json_array_get(list, 0))
			       : json_pack("[O,O]", value, value)},
		{"unlisted", list ? json_incref(json_array_get(list, 0)) : json_pack("{s:O}", "value", value)},
	};
	bool made = false;
	json_incref(value);
	for (size_t i = 0; i < countof(changes); i++) {
		if (!is_turn(mutation, changes[i].kind, path, name))
			continue;
		made = true;
		if (changes[i].instead)
			json_object_set(object, name, changes[i].instead);
		else
			json_object_del(object, name);
	}
	for (size_t i = 0; i < countof(changes); i++)
		json_decref(changes[i].instead);
	json_decref(value);
	return made;
}

static void add_member(Mutation *mutation, json_t *object, const char *path, const char *name, json_t *value)
{
	if (!json_object_get(object, name) && is_turn(mutation, "with", path, name))
		json_object_set(object, name, value);
	json_decref(value);
}

/* What R4 has there and what it has not. */
static void add_members(Mutation *mutation, json_t *object, const char *path, const char *type)
{
	for (size_t i = 0; i < fhir_element_count; i++)
		if (text_is(fhir_elements[i].of, type))
			add_member(mutation, object, path, fhir_elements[i].name, sample(&fhir_elements[i]));
	add_member(mutation, object, path, "exceptFor", json_string("mental health"));
	add_member(mutation, object, path, "modifierExtension",
		   json_pack("[{s:s,s:b}]", "url", "urn:x", "valueBoolean", 1));
}

static void change_object(Mutation *mutation, json_t *object, const char *path, const char *type);

static void change_within(Mutation *mutation, json_t *value, const char *path, const char *type)
{
	if (json_is_object(value))
		change_object(mutation, value, path, type);
	for (size_t i = 0; i < json_array_size(value); i++)
		change_within(mutation, json_array_get(value, i), path, type);
}

static void change_object(Mutation *mutation, json_t *object, const char *path, const char *type)
{
	for (size_t i = 0; !mutation->made && i < fhir_element_count; i++) {
		const FhirElement *element = &fhir_elements[i];
		if (!text_is(element->of, type) || row(type, element->name) != element ||
		    !json_object_get(object, element->name))
			continue;
		char within[MUTANT_LABEL_MAX], extended[MUTANT_LABEL_MAX];
		text_print(within, sizeof within, "%s%s%s", path, *path ? "." : "", element->name);
		text_print(extended, sizeof extended, "_%s", element->name);
		if (change_member(mutation, object, path, element->name))
			return;
		add_member(mutation, object, path, extended,
			   json_pack("{s:[{s:s,s:s}]}", "extension", "url", "urn:x", "valueString", "x"));
		change_within(mutation, json_object_get(object, element->name), within, element->type);
	}
	add_members(mutation, object, path, type);
}

bool consent_mutate(json_t *consent, size_t n, char ret_label[MUTANT_LABEL_MAX])
{
	Mutation mutation = {.left = n, .label = ret_label};
	change_object(&mutation, consent, "", "Consent");
	return mutation.made;
}
