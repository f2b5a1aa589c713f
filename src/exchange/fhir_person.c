/* A FHIR Patient as a Person: names, dates, and how to reach and speak to the patient. */
#include <string.h>

#include "base/text.h"
#include "exchange/fhir_inside.h"

#define NOT_KNOWN "Not Known" /* what the NHS patient banner writes for a name that is not known (PAB-0019) */

static const json_t *name_of_use(const json_t *resource, const char *use)
{
	return fhir_find(fhir_list(resource, "name"), "use", use);
}

static const json_t *best_name(const json_t *resource)
{
	static const char *const uses[] = {"official", "usual", NULL}; /* NULL: a name of no stated use */
	const json_t *name = NULL;
	for (size_t i = 0; !name && i < countof(uses); i++)
		name = name_of_use(resource, uses[i]);
	return name ? name : fhir_at(resource, "name");
}

static const char *joined(Arena *arena, const json_t *texts)
{
	Text out = {.arena = arena};
	for (size_t i = 0; i < fhir_count(texts); i++) {
		const char *text = json_string_value(fhir_item(texts, i));
		if (text_empty(text))
			continue;
		if (out.length > 0)
			text_add_char(&out, ' ');
		text_add(&out, text);
	}
	return out.length > 0 ? text_done(&out) : NULL;
}

/* "Ada Mary Brown" → given "Ada Mary", family "Brown". */
static void split_name(Arena *arena, const char *text, Person *person)
{
	const char *space = strrchr(text, ' ');
	person->family = space && space[1] ? space + 1 : text;
	person->given = space && space > text && space[1] ? arena_bytes(arena, text, (size_t)(space - text)) : NULL;
}

static bool read_name(Arena *arena, const json_t *resource, Person *person, Error *err)
{
	const json_t *name = best_name(resource), *usual = name_of_use(resource, "usual");
	const char *whole = fhir_text(name, "text");
	person->family = joined(arena, fhir_list(name, "family"));
	person->given = joined(arena, fhir_list(name, "given"));
	if (!person->family && !person->given && whole)
		split_name(arena, whole, person);
	if (!person->family && !person->given)
		return fail(err, ERROR_INPUT, "The patient %s has no name; ask the sender for the whole record.",
			    text_or(fhir_text(resource, "id"), "of this file"));
	person->family = text_or(person->family, NOT_KNOWN);
	person->given = text_or(person->given, NOT_KNOWN);
	person->title = fhir_text(name, "prefix");

	const char *called = fhir_text(usual ? usual : name_of_use(resource, "nickname"), "given");
	if (called && !text_is(called, fhir_text(name, "given")))
		person->preferred = called;
	return true;
}

static bool looks_mobile(const char *number)
{
	return text_starts(number, "07") || text_starts(number, "+447") || text_starts(number, "00447");
}

static void read_telecoms(const json_t *resource, Person *person)
{
	const json_t *telecoms = fhir_list(resource, "telecom");
	const char *unmarked = NULL;
	for (size_t i = 0; i < fhir_count(telecoms); i++) {
		const json_t *telecom = fhir_item(telecoms, i);
		const char *system = fhir_text(telecom, "system"), *use = fhir_text(telecom, "use");
		const char *value = fhir_text(telecom, "value");
		const bool phone = text_is(system, "phone") || text_is(system, "sms");
		if (!value || text_is(use, "old"))
			continue;
		if (text_is(system, "email") && !person->email)
			person->email = value;
		else if (phone && text_is(use, "mobile") && !person->mobile)
			person->mobile = value;
		else if (phone && !text_is(use, "work") && looks_mobile(value) && !unmarked)
			unmarked = value;
	}
	if (!person->mobile)
		person->mobile = unmarked;
}

static const char *postcode_of(const json_t *resource)
{
	const json_t *addresses = fhir_list(resource, "address");
	const char *any = NULL;
	for (size_t i = 0; i < fhir_count(addresses); i++) {
		const json_t *address = fhir_item(addresses, i);
		const char *use = fhir_text(address, "use"), *postcode = fhir_text(address, "postalCode");
		if (text_is(use, "home") && postcode)
			return postcode;
		if (!any && !text_is(use, "old"))
			any = postcode;
	}
	return any;
}

/* The NHS extension comes first: it also tells whether an interpreter is needed. */
static void read_language(const json_t *resource, Person *person)
{
	const json_t *nhs = fhir_extension(resource, "NHSCommunication");
	const json_t *asked = fhir_extension(nhs, "interpreterRequired");
	const json_t *spoken = fhir_list(resource, "communication");
	const char *first = fhir_text(spoken, "language.coding.code");
	person->language = fhir_text(fhir_extension(nhs, "language"), "valueCodeableConcept.coding.code");
	for (size_t i = 0; !person->language && i < fhir_count(spoken); i++)
		if (fhir_true(fhir_item(spoken, i), "preferred"))
			person->language = fhir_text(fhir_item(spoken, i), "language.coding.code");
	if (!person->language)
		person->language = first;
	if (!asked)
		asked = fhir_extension(resource, "interpreterRequired");
	if (asked)
		person->interpreter = fhir_true(asked, "valueBoolean") ? TRUTH_TRUE : TRUTH_FALSE;
}

bool fhir_person_read(Arena *arena, const json_t *resource, Person *ret_person, Error *err)
{
	Person person = {0};
	if (!read_name(arena, resource, &person, err))
		return false;
	/* A death without its day (deceasedBoolean) cannot be written on the file: a day is never made up. */
	if (!fhir_date(resource, "birthDate", &person.born))
		person.born = (Date){0};
	if (!fhir_date(resource, "deceasedDateTime", &person.died))
		person.died = (Date){0};
	person.gender = fhir_text(resource, "gender");
	person.postcode = postcode_of(resource);
	read_telecoms(resource, &person);
	read_language(resource, &person);
	if (fhir_confidential(resource))
		person.restricted = TRUTH_TRUE;
	*ret_person = person;
	return true;
}
