#include "exchange/fhir/bundle.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/index.h"
#include "base/text.h"
#include "exchange/fhir/json.h"
#include "exchange/fhir/kind.h"
#include "exchange/fhir/walk.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AT_ONCE 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(AT_ONCE)
#define AT_ONCE 1
#endif

/* One observation after another asks for its encounter: it is not read anew for each. With the address sanitizer on,
 * what is released goes at once, so that who still looks at it is seen. */
#ifdef AT_ONCE
enum { KEPT_TURNS = 0 };
#else
enum { KEPT_TURNS = 32 };
#endif
enum { KEPT_MAX = 256, FIRST_ROOM = 64 };

typedef struct Item {	  /* one entry */
	json_t *resource; /* NULL: none, or not in memory now */
	const char *type; /* NULL: it has no resource */
	const char *id;	  /* its own, else from its address; NULL: made from its content when asked for */
	const char *name; /* "Type/id"; NULL: it has no id of its own */
	uint32_t first;	  /* the first entry of that name, or without an id of that type and address */
	uint32_t newest;  /* of such a first one: the newest of them */
	uint32_t at, length, holder, asked; /* its bytes; the Bundle it stands in; the turn it was last asked for */
} Item;

typedef struct Holder { /* a Bundle without its entries; the first is the file's own */
	json_t *root;
	uint32_t within;
} Holder;

struct FhirParts {
	const FhirWatch *watch;
	Arena *arena, scratch;
	const char *bytes;
	Item *items;
	size_t item_count, item_room;
	Holder *holders;
	size_t holder_count, holder_room;
	uint32_t *passing; /* entries whose resource is in memory until it is released */
	size_t passing_count, passing_room;
	uint32_t turn;
	Index names;	/* "Type/id", address or "Type?identifier=system|value" → entry */
	Index twice;	/* those of them that fit two resources */
	Index again;	/* those that fit versions of one, of which the newest is meant */
	Index misnamed; /* "Type/id" that is the address of an entry before → the first that it is the name of */
	Index unnamed;	/* "Type at address" of those without an id → the first of them */
	Index at_http;	/* ids of resources that came with their full http address */
	json_t *roles;	/* practitioner → its PractitionerRoles */
};

/* People and places are few, are asked for by everything else, and are told apart by where they are in memory. */
static const struct Staying {
	const char *type;
	bool by_identifier; /* a reference may give its identifier alone */
} staying[] = {
	{"CareTeam", false},	{"Device", false},	    {"HealthcareService", false},
	{"Location", false},	{"Organization", true},	    {"Patient", true},
	{"Practitioner", true}, {"PractitionerRole", true}, {"RelatedPerson", false},
};

static const struct Staying *staying_find(const char *type)
{
	for (size_t i = 0; i < countof(staying); i++)
		if (text_is(type, staying[i].type))
			return &staying[i];
	return NULL;
}

/* Not in the arena, where all that it outgrew would stay. */
static void *with_room(void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	*room = *room ? 2 * *room : FIRST_ROOM;
	items = realloc(items, *room * size);
	if (!items)
		abort(); /* as where an arena has no memory */
	return items;
}

/* --- Entries --- */

const char *fhir_type(const json_t *resource)
{
	return text_or(json_string_value(json_object_get(resource, "resourceType")), "");
}

size_t fhir_bundle_count(const FhirBundle *bundle)
{
	return bundle->parts->item_count;
}

static Item *item_at(const FhirBundle *bundle, size_t i)
{
	return i < bundle->parts->item_count ? &bundle->parts->items[i] : NULL;
}

const char *fhir_bundle_type(const FhirBundle *bundle, size_t i)
{
	const Item *item = item_at(bundle, i);
	return item ? item->type : NULL;
}

static void add_passing(FhirParts *parts, size_t i)
{
	parts->passing = with_room(parts->passing, parts->passing_count, &parts->passing_room, sizeof *parts->passing);
	parts->passing[parts->passing_count++] = (uint32_t)i;
}

const json_t *fhir_bundle_resource(const FhirBundle *bundle, size_t i)
{
	FhirParts *parts = bundle->parts;
	Item *item = item_at(bundle, i);
	if (!item || !item->type)
		return NULL;
	item->asked = parts->turn;
	if (item->resource)
		return item->resource;
	item->resource = json_loadb(parts->bytes + item->at, item->length, 0, NULL);
	if (!item->resource)
		abort(); /* it was read before: there is no memory, as where an arena has none */
	add_passing(parts, i);
	return item->resource;
}

void fhir_bundle_release(const FhirBundle *bundle)
{
	FhirParts *parts = bundle->parts;
	const uint32_t turns = parts->passing_count <= KEPT_MAX ? KEPT_TURNS : 0;
	size_t kept = 0;
	for (size_t i = 0; i < parts->passing_count; i++) {
		const uint32_t place = parts->passing[i];
		Item *item = &parts->items[place];
		if (parts->turn - item->asked < turns) {
			parts->passing[kept++] = place;
			continue;
		}
		json_decref(item->resource);
		item->resource = NULL;
	}
	parts->passing_count = kept;
	parts->turn++;
}

const char *fhir_bundle_hash(const FhirBundle *bundle, size_t i, Arena *arena)
{
	char *content = json_dumps(fhir_bundle_resource(bundle, i), JSON_COMPACT | JSON_SORT_KEYS);
	const char *made = arena_print(arena, "%016" PRIx64, NAME_HASH(content));
	free(content);
	return made;
}

const char *fhir_bundle_id(const FhirBundle *bundle, size_t i, Arena *arena)
{
	const Item *item = item_at(bundle, i);
	return item && item->id ? item->id : fhir_bundle_hash(bundle, i, arena);
}

const json_t *fhir_bundle_around(const FhirBundle *bundle, size_t i, size_t n)
{
	const Item *item = item_at(bundle, i);
	const Holder *holders = bundle->parts->holders;
	uint32_t holder = item ? item->holder : 0;
	for (; n && holder; n--)
		holder = holders[holder].within;
	return n ? NULL : holders[holder].root;
}

/* --- Names --- */

uint32_t fhir_bundle_first(const FhirBundle *bundle, uint32_t i)
{
	const Item *item = item_at(bundle, i);
	return item ? item->first : i;
}

static uint32_t first_of(FhirParts *parts, uint32_t place, const char *address)
{
	const Item *item = &parts->items[place];
	if (!item->name && !address)
		return place;
	if (!item->name)
		return index_add(&parts->unnamed, parts->arena,
				 arena_print(parts->arena, "%s at %s", item->type, address), place);
	const uint32_t first = index_find(&parts->names, item->name);
	if (first == INDEX_NONE)
		return place;
	return text_is(parts->items[first].name, item->name)
		       ? first
		       : index_add(&parts->misnamed, parts->arena, item->name, place);
}

/* Of one age the words decide, never the order of the file. */
static bool is_newer(FhirParts *parts, const json_t *one, const json_t *other)
{
	const FhirVersion version = fhir_version(one, NULL), other_version = fhir_version(other, NULL);
	const int order = fhir_version_order(&version, &other_version);
	arena_reset(&parts->scratch, (ArenaMark){0});
	return order ? order > 0
		     : text_order(fhir_words_hash(one, &parts->scratch), fhir_words_hash(other, &parts->scratch)) > 0;
}

static void add_version(FhirBundle *bundle, uint32_t place, const json_t *resource, const char *address)
{
	FhirParts *parts = bundle->parts;
	const uint32_t first = first_of(parts, place, address);
	parts->items[place].first = first;
	parts->items[place].newest = place;
	if (first != place && is_newer(parts, resource, fhir_bundle_resource(bundle, parts->items[first].newest)))
		parts->items[first].newest = place;
}

/* A name that fits two resources names neither: a patient must never be taken for another. Versions of one are told
 * apart by their age; of people and places, whose versions may be others altogether, by those who read them. */
static void add_name(FhirBundle *bundle, const char *name, uint32_t place, const json_t *resource)
{
	FhirParts *parts = bundle->parts;
	const uint32_t present = index_add(&parts->names, parts->arena, name, place);
	if (present == place || json_equal(fhir_bundle_resource(bundle, present), resource))
		return;
	const bool version = fhir_bundle_first(bundle, place) == fhir_bundle_first(bundle, present) &&
			     !staying_find(parts->items[place].type);
	index_add(version ? &parts->again : &parts->twice, parts->arena, name, place);
}

static void add_identifiers(FhirBundle *bundle, uint32_t place, const json_t *resource)
{
	const json_t *identifiers = fhir_list(resource, "identifier");
	for (size_t n = 0; n < fhir_count(identifiers); n++) {
		const json_t *identifier = fhir_item(identifiers, n);
		const char *value = fhir_text(identifier, "value");
		if (value)
			add_name(bundle,
				 arena_print(bundle->parts->arena, "%s?identifier=%s|%s", fhir_type(resource),
					     text_or(fhir_text(identifier, "system"), ""), value),
				 place, resource);
	}
}

/* Its id is kept as the end of the name by which it is found. */
static void add_names(FhirBundle *bundle, uint32_t place, const json_t *resource, const char *address)
{
	FhirParts *parts = bundle->parts;
	Item *item = &parts->items[place];
	const struct Staying *stays = staying_find(item->type);
	const char *id = fhir_text(resource, "id");
	if (address) {
		address = arena_text(parts->arena, address);
		const char *cut = strrchr(address, text_starts(address, "urn:") ? ':' : '/');
		item->id = cut && cut[1] ? cut + 1 : address;
	}
	if (id) {
		const char *name = arena_print(parts->arena, "%s/%s", item->type, id);
		item->id = name + strlen(item->type) + 1;
		item->name = name;
	}
	add_version(bundle, place, resource, address);
	if (address)
		add_name(bundle, address, place, resource);
	if (id)
		add_name(bundle, item->name, place, resource);
	if (id && address && strstr(address, "://"))
		index_add(&parts->at_http, parts->arena, item->id, place);
	if (stays && stays->by_identifier)
		add_identifiers(bundle, place, resource);
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

/* What is read is const throughout; jansson counts its holders all the same. */
static json_t *held(const json_t *resource)
{
	return (json_t *)(uintptr_t)resource;
}

/* A practitioner stays, so that its address is never that of another resource. */
static void add_role(FhirBundle *bundle, const json_t *role)
{
	const json_t *practitioner = fhir_resolve(bundle, role, fhir_at(role, "practitioner"), "Practitioner");
	if (!text_is(fhir_type(practitioner), "Practitioner"))
		return;
	const RoleKey key = role_key(practitioner);
	json_t *roles = json_object_get(bundle->parts->roles, key.text);
	if (!roles) {
		roles = json_array();
		json_object_set_new(bundle->parts->roles, key.text, roles);
	}
	json_array_append(roles, held(role));
}

const json_t *fhir_roles_of(const FhirBundle *bundle, const json_t *practitioner)
{
	return json_object_get(bundle->parts->roles, role_key(practitioner).text);
}

/* --- Opening --- */

static uint32_t add_holder(void *self, json_t *root, uint32_t within)
{
	const FhirBundle *bundle = self;
	FhirParts *parts = bundle->parts;
	parts->holders = with_room(parts->holders, parts->holder_count, &parts->holder_room, sizeof *parts->holders);
	parts->holders[parts->holder_count] = (Holder){root, within};
	return (uint32_t)parts->holder_count++;
}

static void add_item(void *self, const FhirWalkEntry *entry)
{
	FhirBundle *bundle = self;
	FhirParts *parts = bundle->parts;
	const uint32_t place = (uint32_t)parts->item_count;
	parts->items = with_room(parts->items, parts->item_count, &parts->item_room, sizeof *parts->items);
	Item *item = &parts->items[parts->item_count++];
	*item = (Item){.holder = entry->holder, .first = place};
	if (!entry->resource)
		return;
	const char *type = fhir_type(entry->resource), *known = fhir_kind_find(type)->type;
	item->type = known ? known : arena_text(parts->arena, type);
	item->at = (uint32_t)entry->at;
	item->length = (uint32_t)entry->length;
	if (staying_find(type))
		item->resource = json_incref(held(entry->resource));
	add_names(bundle, place, entry->resource, fhir_text(entry->about, "fullUrl"));
	if (parts->watch)
		parts->watch->see(parts->watch->self, place, entry->resource);
	fhir_bundle_release(bundle); /* what it was compared with */
}

static void add_roles(FhirBundle *bundle)
{
	for (size_t i = 0; i < fhir_bundle_count(bundle); i++)
		if (text_is(fhir_bundle_type(bundle, i), "PractitionerRole"))
			add_role(bundle, fhir_bundle_resource(bundle, i));
	fhir_bundle_release(bundle);
}

/* A Patient by itself, as PDS gives one, is a Bundle of one. */
static bool walk_file(FhirWalk *walk, FhirBundle *bundle, Error *err)
{
	if (!fhir_walk(walk, err))
		return false;
	bundle->root = bundle->parts->holders[0].root;
	const bool patient = text_is(fhir_type(bundle->root), "Patient") && bundle->parts->item_count == 0;
	if (patient)
		add_item(bundle, &(FhirWalkEntry){.resource = bundle->root, .length = walk->json.size});
	return patient || text_is(fhir_type(bundle->root), "Bundle") ||
	       fail(err, ERROR_INPUT, "This is not a FHIR Bundle: its resourceType says otherwise; check the file.");
}

bool fhir_bundle_open(const char *bytes, size_t size, Arena *arena, const FhirWatch *watch, FhirBundle *ret_bundle,
		      Error *err)
{
	FhirBundle bundle = {.parts = arena_alloc(arena, sizeof *bundle.parts)};
	FhirWalk walk = {{bytes, size, 0}, add_holder, add_item, &bundle};
	if (size >= FHIR_NOWHERE)
		return fail(err, ERROR_INPUT, "It is larger than any record; split it.");
	*bundle.parts = (FhirParts){.arena = arena, .bytes = bytes, .roles = json_object(), .watch = watch};
	if (!walk_file(&walk, &bundle, err)) {
		fhir_bundle_close(&bundle);
		return false;
	}
	add_roles(&bundle);
	*ret_bundle = bundle;
	return true;
}

void fhir_bundle_close(FhirBundle *bundle)
{
	FhirParts *parts = bundle->parts;
	for (size_t i = 0; parts && i < parts->item_count; i++)
		json_decref(parts->items[i].resource);
	for (size_t i = 0; parts && i < parts->holder_count; i++)
		json_decref(parts->holders[i].root);
	if (parts) {
		free(parts->items);
		free(parts->holders);
		free(parts->passing);
		json_decref(parts->roles);
		arena_free(&parts->scratch);
	}
	*bundle = (FhirBundle){0};
}

/* --- References --- */

static uint32_t named(const FhirParts *parts, const char *name)
{
	const uint32_t place = index_find(&parts->names, name);
	if (index_find(&parts->twice, name) != INDEX_NONE)
		return FHIR_NOWHERE;
	if (index_find(&parts->again, name) == INDEX_NONE)
		return place;
	return parts->items[parts->items[place].first].newest;
}

static const json_t *contained(const json_t *from, const char *literal)
{
	return literal && *literal == '#' ? fhir_find(fhir_list(from, "contained"), "id", literal + 1) : NULL;
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

static uint32_t place_of_literal(FhirParts *parts, const char *literal)
{
	/* A version of a resource is the resource. */
	const char *history = strstr(literal, "/_history/");
	const char *name = history ? arena_bytes(&parts->scratch, literal, (size_t)(history - literal)) : literal;
	const uint32_t place = named(parts, name);
	if (place != FHIR_NOWHERE || !strstr(name, "://") || index_find(&parts->names, name) != INDEX_NONE)
		return place;

	/* An address of a resource that came without one; the same id at another address is another resource. */
	const char *relative = type_and_id(name);
	if (!relative || index_find(&parts->at_http, strchr(relative, '/') + 1) != INDEX_NONE)
		return FHIR_NOWHERE;
	return named(parts, relative);
}

uint32_t fhir_place(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type)
{
	FhirParts *parts = bundle->parts;
	const char *literal = fhir_text(reference, "reference"), *value = fhir_text(reference, "identifier.value");
	if (contained(from, literal))
		return FHIR_NOWHERE;
	arena_reset(&parts->scratch, (ArenaMark){0});
	const uint32_t place = literal && *literal != '#' ? place_of_literal(parts, literal) : FHIR_NOWHERE;
	if (place != FHIR_NOWHERE || !value)
		return place;

	const char *system = text_or(fhir_text(reference, "identifier.system"), "");
	type = text_or(fhir_text(reference, "type"), type);
	return named(parts, arena_print(&parts->scratch, "%s?identifier=%s|%s", type, system, value));
}

const json_t *fhir_resolve(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type)
{
	const json_t *within = contained(from, fhir_text(reference, "reference"));
	return within ? within : fhir_bundle_resource(bundle, fhir_place(bundle, from, reference, type));
}

bool fhir_names_type(const FhirBundle *bundle, const json_t *from, const json_t *reference, const char *type)
{
	const char *literal = fhir_text(reference, "reference"), *at = literal ? strstr(literal, type) : NULL;
	const json_t *within = contained(from, literal);
	const uint32_t place = fhir_place(bundle, from, reference, type);
	if (within || place != FHIR_NOWHERE)
		return text_is(within ? fhir_type(within) : fhir_bundle_type(bundle, place), type);
	if (text_is(fhir_text(reference, "type"), type))
		return true;
	return at && (at == literal || at[-1] == '/') && (at[strlen(type)] == '/' || at[strlen(type)] == '?');
}
