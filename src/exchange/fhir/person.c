/* A FHIR Patient as a Person: names, and how to reach and speak to the patient. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "exchange/fhir/inside.h"
#include "model/facts/contact.h"
#include "model/spoken/language.h"

/* The item that is asked for; where another holds just as well, that is said. */
static const json_t *current(const FhirReader *reader, const FhirPatient *patient, const char *list,
			     const FhirAsked *asked, const char *warning)
{
	const json_t *resource = text_is(list, "name") ? patient->naming : patient->resource;
	bool two;
	const json_t *item = fhir_current(reader, fhir_list(resource, list), asked, &two);
	if (two && warning)
		fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id, warning);
	return item;
}

/* --- Names --- */

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

void fhir_name_read(Arena *arena, const json_t *name, Person *ret_person)
{
	const char *whole = fhir_text(name, "text");
	*ret_person = (Person){
		.family = joined(arena, fhir_list(name, "family")),
		.given = joined(arena, fhir_list(name, "given")),
		.title = fhir_text(name, "prefix"),
	};
	if (!ret_person->family && !ret_person->given && whole)
		split_name(arena, whole, ret_person);
}

static const char *name_value(Arena *arena, const json_t *name)
{
	Person person;
	fhir_name_read(arena, name, &person);
	if (!person.family && !person.given)
		return NULL;
	return utf8_fold(arena, arena_print(arena, "%s, %s", text_or(person.family, ""), text_or(person.given, "")));
}

static const char *called_value(Arena *arena, const json_t *name)
{
	const char *use = fhir_text(name, "use");
	return text_is(use, "usual") || text_is(use, "nickname") ? fhir_text(name, "given") : NULL;
}

void fhir_naming_read(FhirReader *reader, FhirPatient *patient)
{
	static const char *const uses[] = {"official", "usual", "", "temp", NULL};
	static const char *const called_uses[] = {"usual", "nickname", NULL};
	static const FhirAsked present = {.uses = uses, .value = name_value},
			       past = {.uses = uses, .value = name_value, .past = true};
	static const FhirAsked called = {.uses = called_uses, .value = called_value};
	const json_t *name = current(reader, patient, "name", &present, "has two current names");
	if (!name) {
		name = current(reader, patient, "name", &past, NULL);
		if (name)
			fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id, "has no name that holds today");
	}
	Person named;
	fhir_name_read(reader->arena, name, &named);
	patient->person.family = named.family;
	patient->person.given = named.given;
	patient->person.title = named.title;
	if (!patient->person.family && !patient->person.given)
		return;
	patient->person.family = text_or(patient->person.family, "");
	patient->person.given = text_or(patient->person.given, "");

	const char *preferred = fhir_text(current(reader, patient, "name", &called, NULL), "given");
	if (preferred && !text_is(preferred, fhir_text(name, "given")))
		patient->person.preferred = preferred;
}

/* --- Ways to reach the patient --- */

/* What a telecom says, without the scheme of an address ("tel:+447700900111"). */
static const char *address_in(const json_t *telecom, const char *scheme)
{
	const char *value = fhir_text(telecom, "value");
	return value && text_starts(value, scheme) ? value + strlen(scheme) : value;
}

/* The form in which a number is kept that a code can be sent to; one at work is read by others. */
static const char *mobile_value(Arena *arena, const json_t *telecom)
{
	const char *system = fhir_text(telecom, "system");
	if (!(text_is(system, "phone") || text_is(system, "sms")) || text_is(fhir_text(telecom, "use"), "work"))
		return NULL;
	const char *form = contact_form(CODE_SMS, address_in(telecom, "tel:"), arena);
	return *form ? form : NULL;
}

static const char *email_value(Arena *arena, const json_t *telecom)
{
	if (!text_is(fhir_text(telecom, "system"), "email"))
		return NULL;
	const char *form = contact_form(CODE_EMAIL, address_in(telecom, "mailto:"), arena);
	return *form ? form : NULL;
}

/* What says of itself that it is a mobile number or an e-mail address, and cannot be sent to. */
static void note_useless(const FhirReader *reader, const FhirPatient *patient)
{
	const json_t *telecoms = fhir_list(patient->resource, "telecom");
	for (size_t i = 0; i < fhir_count(telecoms); i++) {
		const json_t *telecom = fhir_item(telecoms, i);
		const char *system = fhir_text(telecom, "system"), *use = fhir_text(telecom, "use");
		const bool mobile = text_is(system, "sms") || (text_is(system, "phone") && text_is(use, "mobile"));
		if (text_is(use, "work") || text_is(use, "old") || text_empty(fhir_text(telecom, "value")))
			continue;
		if (mobile && !mobile_value(reader->arena, telecom))
			fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id,
				  "has a mobile number that no code can be sent to");
		else if (text_is(system, "email") && !email_value(reader->arena, telecom))
			fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id,
				  "has an e-mail address that is none");
	}
}

static const char *postcode_value(Arena *arena, const json_t *address)
{
	const char *postcode = fhir_text(address, "postalCode");
	return postcode ? utf8_fold(arena, postcode) : NULL;
}

static const char *const mobile_uses[] = {"mobile", "home", "", "temp", NULL};
static const char *const place_uses[] = {"home", "", "temp", NULL};
static const FhirAsked asked_mobile = {.uses = mobile_uses, .value = mobile_value};
static const FhirAsked asked_email = {.uses = place_uses, .value = email_value};
static const FhirAsked asked_address = {.uses = place_uses, .value = postcode_value};

static void read_contact(FhirReader *reader, FhirPatient *patient)
{
	const json_t *mobile = current(reader, patient, "telecom", &asked_mobile, "has two current mobile numbers");
	const json_t *email = current(reader, patient, "telecom", &asked_email, "has two current e-mail addresses");
	patient->person.mobile = mobile ? mobile_value(reader->arena, mobile) : NULL;
	patient->person.email = email ? email_value(reader->arena, email) : NULL;
	note_useless(reader, patient);
	patient->person.postcode = fhir_text(
		current(reader, patient, "address", &asked_address, "has two current postcodes"), "postalCode");
}

static void end(const FhirReader *reader, const FhirPatient *patient, const char **text, const char *why)
{
	*text = "";
	fhir_note(reader, FHIR_NOTE_CORRECTED, "Patient", patient->id, why);
}

void fhir_contact_end(const FhirReader *reader, FhirPatient *patient, const Person *present)
{
	const json_t *telecoms = fhir_list(patient->resource, "telecom");
	const json_t *addresses = fhir_list(patient->resource, "address");
	Person *person = &patient->person;
	const char *mobile = contact_of(present, CODE_SMS, reader->arena);
	const char *email = contact_of(present, CODE_EMAIL, reader->arena);
	if (!person->mobile && *mobile && fhir_is_past(reader, telecoms, &asked_mobile, mobile))
		end(reader, patient, &person->mobile, "has a mobile number no more");
	if (!person->email && *email && fhir_is_past(reader, telecoms, &asked_email, email))
		end(reader, patient, &person->email, "has an e-mail address no more");
	if (!person->postcode && present->postcode &&
	    fhir_is_past(reader, addresses, &asked_address, utf8_fold(reader->arena, present->postcode)))
		end(reader, patient, &person->postcode, "has a postcode no more");
}

/* UK Core has codes of its own for what no standard of languages has; of these the name says more. */
static const char *own_code(const json_t *concept, const char *code)
{
	if (text_is(code, "q4"))
		return "bsl";
	return code[0] == 'q' && code[1] >= '1' && code[1] <= '9' ? fhir_text(concept, "coding.display") : code;
}

/* As the desk's languages go: "gu-IN" is "gu"; where there is no code, by name. */
static const char *language_of(Arena *arena, const json_t *concept)
{
	const char *code = fhir_text(concept, "coding.code");
	if (code)
		code = own_code(concept, code);
	const char *said = text_or(code, fhir_text(concept, "text"));
	const size_t language = said ? strcspn(said, "-_") : 0;
	if (code && (language == 2 || language == 3))
		said = arena_bytes(arena, said, language);
	const Language *known = said ? language_find(said) : NULL;
	return known ? known->code : said;
}

/* The NHS extension comes first: it also tells whether an interpreter is needed. */
static void read_language(Arena *arena, const json_t *resource, Person *person)
{
	const json_t *nhs = fhir_extension(resource, "NHSCommunication");
	const json_t *asked = fhir_extension(nhs, "interpreterRequired");
	const json_t *spoken = fhir_list(resource, "communication");
	person->language = language_of(arena, fhir_at(fhir_extension(nhs, "language"), "valueCodeableConcept"));
	for (size_t i = 0; !person->language && i < fhir_count(spoken); i++)
		if (fhir_true(fhir_item(spoken, i), "preferred"))
			person->language = language_of(arena, fhir_at(fhir_item(spoken, i), "language"));
	if (!person->language)
		person->language = language_of(arena, fhir_at(spoken, "language"));
	if (!asked)
		asked = fhir_extension(resource, "interpreterRequired");
	if (asked)
		person->interpreter = fhir_true(asked, "valueBoolean") ? TRUTH_TRUE : TRUTH_FALSE;
}

void fhir_person_read(FhirReader *reader, FhirPatient *patient)
{
	patient->person = (Person){0};
	fhir_naming_read(reader, patient);
	fhir_life_read(reader, patient);
	patient->person.gender = fhir_text(patient->resource, "gender");
	read_contact(reader, patient);
	read_language(reader->arena, patient->resource, &patient->person);
	if (fhir_confidential(patient->resource))
		patient->person.restricted = TRUTH_TRUE;
}
