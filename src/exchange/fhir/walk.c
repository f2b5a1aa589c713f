#include "exchange/fhir/walk.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/json.h"

typedef struct Place {
	uint32_t holder;
	unsigned depth;
} Place;

typedef struct Found { /* what stands in an entry */
	json_t *about, *resource;
	size_t at, length;
	bool nested; /* a Bundle, whose own entries were given */
} Found;

static bool walk_bundle(FhirWalk *walk, Place place, Error *err);

static bool is_bundle(const json_t *resource)
{
	return json_is_object(resource) && text_is(fhir_text(resource, "resourceType"), "Bundle");
}

/* The first words of a Bundle as nearly all are written. One that names its type later is parsed whole to be known. */
static bool begins_as_bundle(JsonWalk json)
{
	static const char *const words[] = {"{", "\"resourceType\"", ":", "\"Bundle\""};
	for (size_t i = 0; i < countof(words); i++) {
		const size_t length = strlen(words[i]);
		if (!json_walk_sees(&json, words[i][0]) || json.size - json.at < length ||
		    memcmp(json.bytes + json.at, words[i], length) != 0)
			return false;
		json.at += length;
	}
	return true;
}

static bool walk_nested(FhirWalk *walk, Place place, Found *found, Error *err)
{
	if (place.depth == FHIR_NESTED_MAX)
		return fail(err, ERROR_INPUT,
			    "This Bundle holds Bundles within Bundles, more than %d deep; ask for the records alone.",
			    FHIR_NESTED_MAX);
	found->nested = true;
	place.depth++;
	return walk_bundle(walk, place, err);
}

static bool walk_resource(FhirWalk *walk, Place place, Found *found, Error *err)
{
	JsonWalk *json = &walk->json;
	if (begins_as_bundle(*json))
		return walk_nested(walk, place, found, err);
	json_walk_sees(json, '{');
	found->at = json->at;
	if (!json_walk_value(json, &found->resource, err))
		return false;
	found->length = json->at - found->at;
	if (!is_bundle(found->resource))
		return true;
	json_decref(found->resource);
	found->resource = NULL;
	json->at = found->at;
	return walk_nested(walk, place, found, err);
}

static bool walk_member_of_entry(FhirWalk *walk, Place place, Found *found, Error *err)
{
	const char *key;
	if (!json_walk_key(&walk->json, found->about, &key, err))
		return false;
	return text_is(key, "resource") ? walk_resource(walk, place, found, err)
					: json_walk_member(&walk->json, found->about, key, err);
}

static bool walk_members_of_entry(FhirWalk *walk, Place place, Found *found, Error *err)
{
	size_t count = 0;
	bool more = true;
	if (!json_walk_takes(&walk->json, '{'))
		return json_walk_value(&walk->json, &found->about, err);
	found->about = json_object();
	while (more)
		if (!json_walk_next(&walk->json, '}', &count, &more, err) ||
		    (more && !walk_member_of_entry(walk, place, found, err)))
			return false;
	return true;
}

static bool walk_entry(FhirWalk *walk, Place place, Error *err)
{
	Found found = {0};
	const bool right = walk_members_of_entry(walk, place, &found, err);
	const FhirWalkEntry entry = {
		.holder = place.holder,
		.about = found.about,
		.resource = json_is_object(found.resource) ? found.resource : NULL,
		.at = found.at,
		.length = found.length,
	};
	if (right && !found.nested)
		walk->entry(walk->self, &entry);
	json_decref(found.resource);
	json_decref(found.about);
	return right;
}

/* An array, or one entry that stands for an array of one. */
static bool walk_entries(FhirWalk *walk, Place place, Error *err)
{
	size_t count = 0;
	bool more = true;
	if (!json_walk_takes(&walk->json, '['))
		return walk_entry(walk, place, err);
	while (more)
		if (!json_walk_next(&walk->json, ']', &count, &more, err) || (more && !walk_entry(walk, place, err)))
			return false;
	return true;
}

static bool walk_member(FhirWalk *walk, json_t *root, Place place, Error *err)
{
	const char *key;
	if (!json_walk_key(&walk->json, root, &key, err))
		return false;
	return text_is(key, "entry") ? walk_entries(walk, place, err) : json_walk_member(&walk->json, root, key, err);
}

static bool walk_bundle(FhirWalk *walk, Place place, Error *err)
{
	json_t *root = json_object();
	size_t count = 0;
	bool more = json_walk_takes(&walk->json, '{');
	place.holder = walk->bundle(walk->self, root, place.holder);
	while (more)
		if (!json_walk_next(&walk->json, '}', &count, &more, err) ||
		    (more && !walk_member(walk, root, place, err)))
			return false;
	json_object_del(root, "entry");
	return true;
}

bool fhir_walk(FhirWalk *walk, Error *err)
{
	json_t *value;
	if (json_walk_sees(&walk->json, '{'))
		return walk_bundle(walk, (Place){0}, err) && json_walk_end(&walk->json, err);
	if (!json_walk_value(&walk->json, &value, err))
		return false;
	json_decref(value);
	return json_walk_end(&walk->json, err) &&
	       fail(err, ERROR_INPUT, "This is not a FHIR Bundle: it is no object in { }; check the file.");
}
