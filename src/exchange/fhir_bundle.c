#include "exchange/fhir_bundle.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir_json.h"

const char *fhir_type(const json_t *resource)
{
	return text_or(fhir_text(resource, "resourceType"), "");
}

size_t fhir_bundle_count(const FhirBundle *bundle)
{
	return fhir_count(fhir_list(bundle->root, "entry"));
}

static const json_t *bundle_entry(const FhirBundle *bundle, size_t i)
{
	return fhir_item(fhir_list(bundle->root, "entry"), i);
}

const json_t *fhir_bundle_resource(const FhirBundle *bundle, size_t i)
{
	const json_t *resource = json_object_get(bundle_entry(bundle, i), "resource");
	return json_is_object(resource) ? resource : NULL;
}

const char *fhir_bundle_id(const FhirBundle *bundle, size_t i, Arena *arena)
{
	const json_t *resource = fhir_bundle_resource(bundle, i);
	const char *id = fhir_text(resource, "id"), *address = fhir_text(bundle_entry(bundle, i), "fullUrl");
	if (id)
		return id;
	if (address) {
		const char *cut = strrchr(address, text_starts(address, "urn:") ? ':' : '/');
		return cut && cut[1] ? cut + 1 : address;
	}
	char *content = json_dumps(resource, JSON_COMPACT | JSON_SORT_KEYS);
	const char *made = arena_print(arena, "%016" PRIx64, FHIR_HASH(content));
	free(content);
	return made;
}

/* What is read is const throughout; jansson counts its holders all the same. */
static json_t *held(const json_t *resource)
{
	return (json_t *)(uintptr_t)resource;
}

/* A name that fits two resources names neither: a patient must never be taken for another. */
static void add_name(FhirBundle *bundle, const char *name, const json_t *resource)
{
	json_t *present = json_object_get(bundle->names, name);
	if (!present)
		json_object_set(bundle->names, name, held(resource));
	else if (present != resource && !json_equal(present, resource))
		json_object_set_new(bundle->names, name, json_null());
}

static void add_names(FhirBundle *bundle, size_t i)
{
	static const char *const found_by_identifier[] = {"Organization", "Patient", "Practitioner",
							  "PractitionerRole"};
	const json_t *resource = fhir_bundle_resource(bundle, i);
	const char *type = fhir_type(resource), *address = fhir_text(bundle_entry(bundle, i), "fullUrl");
	const json_t *identifiers = fhir_list(resource, "identifier");
	bool by_identifier = false;
	if (fhir_text(resource, "id"))
		add_name(bundle, arena_print(bundle->arena, "%s/%s", type, fhir_text(resource, "id")), resource);
	if (address)
		add_name(bundle, address, resource);
	if (address && strstr(address, "://") && fhir_text(resource, "id"))
		json_object_set_new(bundle->addressed, fhir_text(resource, "id"), json_true());
	for (size_t t = 0; t < countof(found_by_identifier); t++)
		by_identifier = by_identifier || text_is(type, found_by_identifier[t]);
	for (size_t n = 0; by_identifier && n < fhir_count(identifiers); n++) {
		const json_t *identifier = fhir_item(identifiers, n);
		const char *value = fhir_text(identifier, "value");
		if (value)
			add_name(bundle,
				 arena_print(bundle->arena, "%s?identifier=%s|%s", type,
					     text_or(fhir_text(identifier, "system"), ""), value),
				 resource);
	}
}

typedef struct RoleKey {
	char text[24];
} RoleKey;

static RoleKey role_key(const json_t *practitioner)
{
	RoleKey key;
	text_print(key.text, sizeof key.text, "%p", (const void *)practitioner);
	return key;
}

static void add_role(FhirBundle *bundle, const json_t *role)
{
	const json_t *practitioner = fhir_resolve(bundle, role, fhir_at(role, "practitioner"), "Practitioner");
	if (!practitioner)
		return;
	const RoleKey key = role_key(practitioner);
	json_t *roles = json_object_get(bundle->roles, key.text);
	if (!roles) {
		roles = json_array();
		json_object_set_new(bundle->roles, key.text, roles);
	}
	json_array_append(roles, held(role));
}

bool fhir_bundle_open(const char *bytes, size_t size, Arena *arena, FhirBundle *ret_bundle, Error *err)
{
	json_error_t wrong;
	FhirBundle bundle = {.arena = arena, .root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &wrong)};
	if (!bundle.root)
		return fail(err, ERROR_INPUT,
			    "This is not right JSON (line %d, column %d: %s); ask for the file again.", wrong.line,
			    wrong.column, wrong.text);
	if (!text_is(fhir_type(bundle.root), "Bundle")) {
		json_decref(bundle.root);
		return fail(err, ERROR_INPUT,
			    "This is not a FHIR Bundle: its resourceType says otherwise; check the file.");
	}

	bundle.names = json_object();
	bundle.addressed = json_object();
	bundle.roles = json_object();
	for (size_t i = 0; i < fhir_bundle_count(&bundle); i++)
		add_names(&bundle, i);
	for (size_t i = 0; i < fhir_bundle_count(&bundle); i++)
		if (text_is(fhir_type(fhir_bundle_resource(&bundle, i)), "PractitionerRole"))
			add_role(&bundle, fhir_bundle_resource(&bundle, i));
	*ret_bundle = bundle;
	return true;
}

void fhir_bundle_close(FhirBundle *bundle)
{
	json_decref(bundle->names);
	json_decref(bundle->addressed);
	json_decref(bundle->roles);
	json_decref(bundle->root);
	*bundle = (FhirBundle){0};
}

static const json_t *named(const FhirBundle *bundle, const char *name)
{
	const json_t *resource = json_object_get(bundle->names, name);
	return json_is_null(resource) ? NULL : resource;
}

static const json_t *contained(const json_t *from, const char *id)
{
	return fhir_find(fhir_list(from, "contained"), "id", id);
}

/* "http://server/fhir/Type/id" → "Type/id"; NULL for anything shorter. */
static const char *type_and_id(const char *address)
{
	int slashes = 0;
	for (const char *at = address + strlen(address); at > address; at--)
		if (at[-1] == '/' && ++slashes == 2)
			return at;
	return NULL;
}

static const json_t *resolve_literal(const FhirBundle *bundle, const json_t *from, const char *literal)
{
	if (*literal == '#')
		return contained(from, literal + 1);

	/* A version of a resource is the resource. */
	const char *history = strstr(literal, "/_history/");
	const char *name = history ? arena_bytes(bundle->arena, literal, (size_t)(history - literal)) : literal;
	const json_t *resource = named(bundle, name);
	if (resource || !strstr(name, "://") || json_object_get(bundle->names, name))
		return resource;

	/* An address of a resource that came without one; the same id at another address is another resource. */
	const char *relative = type_and_id(name);
	if (!relative || json_object_get(bundle->addressed, strchr(relative, '/') + 1))
		return NULL;
	return named(bundle, relative);
}

const json_t *fhir_resolve(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type)
{
	const char *literal = fhir_text(reference, "reference"), *value = fhir_text(reference, "identifier.value");
	const json_t *resource = literal ? resolve_literal(bundle, from, literal) : NULL;
	if (resource || !value)
		return resource;

	const char *system = text_or(fhir_text(reference, "identifier.system"), "");
	type = text_or(fhir_text(reference, "type"), type);
	return named(bundle, arena_print(bundle->arena, "%s?identifier=%s|%s", type, system, value));
}

bool fhir_names_type(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type)
{
	const json_t *resource = fhir_resolve(bundle, from, reference, type);
	const char *literal = fhir_text(reference, "reference"), *at = literal ? strstr(literal, type) : NULL;
	if (resource)
		return text_is(fhir_type(resource), type);
	if (text_is(fhir_text(reference, "type"), type))
		return true;
	return at && (at == literal || at[-1] == '/') && (at[strlen(type)] == '/' || at[strlen(type)] == '?');
}

const json_t *fhir_roles_of(const FhirBundle *bundle, const json_t *practitioner)
{
	return json_object_get(bundle->roles, role_key(practitioner).text);
}
