#include "exchange/fhir/shape.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/json.h"

enum { NAME_MAX_SAID = 40 };

typedef struct Place { /* of an element, from the resource down; NULL is the resource itself */
	const struct Place *above;
	const char *name;
} Place;

static const char *object_fault(Arena *arena, const Place *place, const char *type, const json_t *object);

/* --- Saying where --- */

static void add_path(Text *out, const Place *place)
{
	if (place->above) {
		add_path(out, place->above);
		text_add_char(out, '.');
	}
	text_add(out, place->name);
}

static const char *fault(Arena *arena, const Place *place, const char *what)
{
	Text out = {.arena = arena};
	text_add(&out, "its ");
	add_path(&out, place);
	text_add_print(&out, " %s", what);
	return text_done(&out);
}

/* A name out of a file is said only where it is a name. */
static bool can_be_said(const char *name)
{
	const size_t length = strlen(name);
	return length > 0 && length <= NAME_MAX_SAID &&
	       strspn(name, "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == length;
}

/* --- The table --- */

static bool has_rows(const char *type)
{
	for (size_t i = 0; i < fhir_element_count; i++)
		if (text_is(fhir_elements[i].of, type))
			return true;
	return false;
}

static const FhirElement *element_of(const char *type, const char *name)
{
	for (size_t i = 0; i < fhir_element_count; i++)
		if (text_is(fhir_elements[i].of, type) && text_is(fhir_elements[i].name, name))
			return &fhir_elements[i];
	return NULL;
}

/* --- Codes --- */

/* Whether `code` is one of the words of `codes`. */
static bool among(const char *codes, const char *code)
{
	const size_t length = strcspn(text_or(code, ""), " ");
	for (const char *at = codes; length && !code[length] && at; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (strncmp(at, code, length) == 0 && (at[length] == ' ' || at[length] == '\0'))
			return true;
	}
	return false;
}

/* "PRCP IRCP" → "is not PRCP or IRCP" */
static const char *not_among(Arena *arena, const char *codes)
{
	Text out = {.arena = arena};
	const char *last = strrchr(codes, ' ');
	text_add(&out, "is not ");
	for (const char *at = codes; *at; at++)
		if (*at == ' ')
			text_add(&out, at == last ? " or " : ", ");
		else
			text_add_char(&out, *at);
	return text_done(&out);
}

static const char *coding_fault(Arena *arena, const Place *place, const FhirElement *element, const json_t *coding)
{
	const char *system = json_string_value(json_object_get(coding, "system"));
	if (!among(element->codes, json_string_value(json_object_get(coding, "code"))))
		return fault(arena, place, not_among(arena, element->codes));
	if (element->system && !text_is(system, element->system) && (system || !element->system_may_lack))
		return fault(arena, place, "is a code of another system");
	return NULL;
}

/* One code, and no words beside it: they may say more than the code does. */
static const char *concept_fault(Arena *arena, const Place *place, const FhirElement *element, const json_t *concept)
{
	const json_t *codings = json_object_get(concept, "coding");
	if (json_array_size(codings) > 1)
		return fault(arena, place, "has more than one code");
	const char *wrong = coding_fault(arena, place, element, json_array_get(codings, 0));
	if (wrong || !json_object_get(concept, "text"))
		return wrong;
	return fault(arena, place, "has words beside its code");
}

static const char *code_fault(Arena *arena, const Place *place, const FhirElement *element, const json_t *value)
{
	if (!element->codes)
		return NULL;
	if (text_is(element->type, "CodeableConcept"))
		return concept_fault(arena, place, element, value);
	if (text_is(element->type, "Coding"))
		return coding_fault(arena, place, element, value);
	const char *code = json_is_boolean(value) ? (json_is_true(value) ? "true" : "false") : json_string_value(value);
	return among(element->codes, code) ? NULL : fault(arena, place, not_among(arena, element->codes));
}

/* --- Values --- */

static bool is_moment(const json_t *value, bool whole)
{
	FhirSpan span;
	return fhir_span(value, "", NULL, &span) && (!whole || instant_order(span.first, span.last) == 0);
}

static bool is_of(const char *type, const json_t *value)
{
	if (text_is(type, "boolean"))
		return json_is_boolean(value);
	if (text_is(type, "unsignedInt"))
		return json_is_integer(value) && json_integer_value(value) >= 0;
	if (text_is(type, "dateTime") || text_is(type, "instant"))
		return json_is_string(value) && is_moment(value, text_is(type, "instant"));
	return !text_empty(json_string_value(value));
}

static const char *value_fault(Arena *arena, const Place *place, const FhirElement *element, const json_t *value)
{
	const char *wrong = NULL;
	if (has_rows(element->type))
		wrong = object_fault(arena, place, element->type, value);
	else if (!is_of(element->type, value))
		wrong = fault(arena, place, "is not what R4 has there");
	return wrong ? wrong : code_fault(arena, place, element, value);
}

static const char *element_fault(Arena *arena, const Place *above, const FhirElement *element, const json_t *value)
{
	const Place place = {above, element->name};
	const char *wrong = NULL;
	if (element->use == FHIR_UNREAD)
		return fault(arena, &place, element->why);
	if (!element->many)
		return json_is_array(value) ? fault(arena, &place, "is a list where R4 has one value")
					    : value_fault(arena, &place, element, value);
	if (json_array_size(value) == 0)
		return fault(arena, &place, "is not the list that R4 has there");
	for (size_t i = 0; !wrong && i < json_array_size(value); i++)
		wrong = value_fault(arena, &place, element, json_array_get(value, i));
	return wrong;
}

/* --- Objects --- */

static const char *unknown_fault(Arena *arena, const Place *above, const char *type, const json_t *object)
{
	json_t *held = (json_t *)(uintptr_t)object; /* jansson walks what it might change */
	for (void *at = json_object_iter(held); at; at = json_object_iter_next(held, at)) {
		const char *name = json_object_iter_key(at);
		const Place place = {above, name};
		if (element_of(type, name) || (!above && text_is(name, "resourceType")))
			continue;
		return can_be_said(name) ? fault(arena, &place, "is no element that the desk knows")
					 : "it has an element that the desk does not know";
	}
	return NULL;
}

/* What is there twice under two names, of which R4 has one. */
static bool chosen_before(const FhirElement *element, const json_t *object)
{
	for (const FhirElement *one = fhir_elements; one < element; one++)
		if (element->choice && text_is(one->choice, element->choice) && json_object_get(object, one->name))
			return true;
	return false;
}

static const char *known_fault(Arena *arena, const Place *above, const FhirElement *element, const json_t *object)
{
	const json_t *value = json_object_get(object, element->name);
	const Place place = {above, element->name};
	if (!value)
		return element->needed ? fault(arena, &place, "is missing") : NULL;
	if (chosen_before(element, object))
		return fault(arena, &place, "is there beside another of which R4 has one");
	return element_fault(arena, above, element, value);
}

static const char *object_fault(Arena *arena, const Place *place, const char *type, const json_t *object)
{
	const char *wrong = NULL;
	if (json_object_size(object) == 0)
		return fault(arena, place, "is not what R4 has there");
	for (size_t i = 0; !wrong && i < fhir_element_count; i++)
		if (text_is(fhir_elements[i].of, type))
			wrong = known_fault(arena, place, &fhir_elements[i], object);
	return wrong ? wrong : unknown_fault(arena, place, type, object);
}

const char *fhir_shape_fault(Arena *arena, const char *type, const json_t *resource)
{
	return object_fault(arena, NULL, type, resource);
}

const char *fhir_element_fault(Arena *arena, const char *type, const char *name, const json_t *resource)
{
	const char *wrong = known_fault(arena, NULL, element_of(type, name), resource);
	const char *extended = arena_print(arena, "_%s", name);
	const Place place = {NULL, extended};
	return wrong || !json_object_get(resource, extended)
		       ? wrong
		       : fault(arena, &place, "is no element that the desk knows");
}
