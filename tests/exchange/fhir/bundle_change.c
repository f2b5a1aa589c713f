#include <stdio.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "exchange/fhir/bundle_maker.h"

static const char *type_of(const json_t *resource)
{
	return text_or(json_string_value(json_object_get(resource, "resourceType")), "");
}

/* --- What is in it --- */

static size_t add_resources(const json_t *bundle, json_t **resources, json_t **entries, size_t count)
{
	size_t i;
	json_t *entry;
	json_array_foreach(json_object_get(bundle, "entry"), i, entry)
	{
		json_t *resource = json_object_get(entry, "resource");
		if (text_is(type_of(resource), "Bundle")) {
			count = add_resources(resource, resources, entries, count);
		} else if (count < MADE_RESOURCES) {
			if (entries)
				entries[count] = entry;
			resources[count++] = resource;
		}
	}
	return count;
}

size_t bundle_resources(const json_t *bundle, json_t *resources[MADE_RESOURCES], json_t *entries[MADE_RESOURCES])
{
	return add_resources(bundle, resources, entries, 0);
}

json_t *bundle_name(const json_t *resource, const json_t *entry)
{
	const char *id = json_string_value(json_object_get(resource, "id"));
	const char *address = json_string_value(json_object_get(entry, "fullUrl"));
	if (!id && address && text_starts(address, "urn:uuid:"))
		id = address + strlen("urn:uuid:");
	return json_sprintf("%s/%s", type_of(resource), text_or(id, ""));
}

/* --- The order of its entries --- */

static void shuffle_list(Random *random, json_t *list)
{
	for (size_t n = json_array_size(list); n > 1; n--) {
		const size_t other = random_below(random, n);
		json_t *one = json_incref(json_array_get(list, n - 1));
		json_array_set(list, n - 1, json_array_get(list, other));
		json_array_set_new(list, other, one);
	}
}

void bundle_shuffle(Random *random, json_t *bundle)
{
	size_t i;
	json_t *entry, *entries = json_object_get(bundle, "entry");
	shuffle_list(random, entries);
	json_array_foreach(entries, i, entry) if (text_is(type_of(json_object_get(entry, "resource")), "Bundle"))
		bundle_shuffle(random, json_object_get(entry, "resource"));
}

/* --- Labels --- */

static json_t *list_in(json_t *value, const char *key)
{
	if (!json_object_get(value, key))
		json_object_set_new(value, key, json_array());
	return json_object_get(value, key);
}

static json_t *coding(Random *random, const char *code)
{
	json_t *made = json_pack("{s:s}", "code", code);
	if (random_one_in(random, 2))
		json_object_set_new(made, "system",
				    json_string("http://terminology.hl7.org/CodeSystem/v3-Confidentiality"));
	return made;
}

static void label_meta(Random *random, json_t *value, const char *code)
{
	if (!json_object_get(value, "meta"))
		json_object_set_new(value, "meta", json_object());
	json_array_append_new(list_in(json_object_get(value, "meta"), "security"), coding(random, code));
}

void bundle_names(const json_t *bundle, json_t *ret_names)
{
	json_t *resources[MADE_RESOURCES], *entries[MADE_RESOURCES];
	for (size_t n = bundle_resources(bundle, resources, entries); n-- > 0;)
		json_array_append_new(ret_names, bundle_name(resources[n], entries[n]));
}

static bool label_bundle(Random *random, json_t *bundle, const char *code, json_t *ret_names)
{
	size_t i;
	json_t *entry, *labelled = bundle;
	json_array_foreach(json_object_get(bundle, "entry"), i, entry)
	{
		json_t *resource = json_object_get(entry, "resource");
		if (text_is(type_of(resource), "Bundle") && !random_one_in(random, 3))
			labelled = resource;
	}
	label_meta(random, labelled, code);
	bundle_names(labelled, ret_names);
	return true;
}

/* Where this resource may say it besides `meta`: not all may. */
static void label_resource(Random *random, json_t *resource, const char *code)
{
	json_t *contained = json_object_get(resource, "contained");
	if (text_is(type_of(resource), "DocumentReference") && random_one_in(random, 2))
		json_array_append_new(list_in(resource, "securityLabel"),
				      json_pack("{s:[o]}", "coding", coding(random, code)));
	else if (text_is(type_of(resource), "Composition") && strlen(code) == 1 && random_one_in(random, 2))
		json_object_set_new(resource, "confidentiality", json_string(code));
	else if (json_array_size(contained) && random_one_in(random, 2))
		label_meta(random, json_array_get(contained, 0), code);
	else
		label_meta(random, resource, code);
}

void bundle_label(Random *random, json_t *bundle, const char *code, json_t *ret_names)
{
	json_t *resources[MADE_RESOURCES], *entries[MADE_RESOURCES];
	const size_t count = bundle_resources(bundle, resources, entries);
	if (!count || random_one_in(random, 24)) {
		label_bundle(random, bundle, code, ret_names);
		return;
	}
	const size_t n = random_below(random, count);
	label_resource(random, resources[n], code);
	json_array_append_new(ret_names, bundle_name(resources[n], entries[n]));
}

/* --- Identifiers --- */

void bundle_identify_anew(json_t *bundle)
{
	json_t *resources[MADE_RESOURCES];
	for (size_t n = bundle_resources(bundle, resources, NULL); n-- > 0;) {
		json_t *identifier = json_array_get(json_object_get(resources[n], "identifier"), 0);
		const char *value = json_string_value(json_object_get(identifier, "value"));
		if (value && text_starts(value, "own-"))
			json_object_set_new(identifier, "value", json_sprintf("2FE2854D-%s", value));
	}
}

/* --- Less of it --- */

void bundle_without(json_t *bundle, const char *name, const char *key)
{
	json_t *entries = json_object_get(bundle, "entry");
	for (size_t n = json_array_size(entries); n-- > 0;) {
		json_t *entry = json_array_get(entries, n), *resource = json_object_get(entry, "resource");
		if (text_is(type_of(resource), "Bundle")) {
			bundle_without(resource, name, key);
			continue;
		}
		json_t *own = bundle_name(resource, entry);
		const bool same = text_is(json_string_value(own), name);
		json_decref(own);
		if (same && key)
			json_object_del(resource, key);
		else if (same)
			json_array_remove(entries, n);
	}
}
