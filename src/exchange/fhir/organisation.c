#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "exchange/fhir/inside.h"

enum { SLUG_MAX = 17, FIRST_ORGANISATIONS = 16 }; /* "local-", the slug, "-" and 8 digits are 32, the longest code */

static const char *slug(Arena *arena, const char *folded)
{
	Text out = {.arena = arena};
	for (; *folded && out.length < SLUG_MAX; folded++) {
		bool plain = (*folded >= 'a' && *folded <= 'z') || (*folded >= '0' && *folded <= '9');
		if (plain)
			text_add_char(&out, *folded);
		else if (*folded == ' ' && out.length > 0 && out.bytes[out.length - 1] != '-')
			text_add_char(&out, '-');
	}
	while (out.length > 0 && out.bytes[out.length - 1] == '-')
		out.bytes[--out.length] = '\0';
	return text_or(text_done(&out), "name");
}

/* NULL if it is no code. */
static const char *code_meant(Arena *arena, const char *text)
{
	const char *code = organisation_code_read(arena, text);
	return organisation_code_valid(code) ? code : NULL;
}

static const char *ods_code_in(Arena *arena, const json_t *identifier)
{
	return text_is(fhir_text(identifier, "system"), FHIR_ODS_CODE)
		       ? code_meant(arena, fhir_text(identifier, "value"))
		       : NULL;
}

static const char *ods_code_of(const FhirReader *reader, const json_t *resource)
{
	static const char *const uses[] = {"official", "usual", "", NULL};
	static const FhirAsked asked = {.uses = uses, .value = ods_code_in};
	bool two;
	return ods_code_in(reader->arena, fhir_current(reader, fhir_list(resource, "identifier"), &asked, &two));
}

/* The same name gives the same code, however it is capitalised and punctuated. */
static const char *local_code(Arena *arena, const char *name)
{
	const char *folded = utf8_fold(arena, name);
	return arena_print(arena, "local-%s-%08" PRIx32, slug(arena, folded), (uint32_t)(NAME_HASH(folded) >> 32));
}

/* The texts are copied: the reference or resource that they come from may not stay. */
static Organisation *organisation_by_code(FhirReader *reader, const char *code, const char *name)
{
	const uint32_t place = index_find(&reader->organisation_index, code);
	if (place != INDEX_NONE) {
		Organisation *present = reader->organisations[place];
		/* References may each call it something else: which comes first, decides nothing. */
		if (name &&
		    (!present->name || (place >= reader->organisations_told && text_order(name, present->name) < 0)))
			present->name = arena_text(reader->arena, name);
		return present;
	}

	const size_t count = reader->organisation_count++;
	code = arena_text(reader->arena, code);
	name = arena_text(reader->arena, name);
	index_add(&reader->organisation_index, reader->arena, code, (uint32_t)count);
	const bool full = count >= FIRST_ORGANISATIONS && (count & (count - 1)) == 0;
	if (count == 0)
		reader->organisations = arena_array(reader->arena, FIRST_ORGANISATIONS, sizeof(Organisation *));
	else if (full)
		reader->organisations =
			arena_grow(reader->arena, reader->organisations, count, 2 * count, sizeof(Organisation *));
	Organisation *org = arena_alloc(reader->arena, sizeof *org);
	*org = (Organisation){
		.code = code, .name = name, .care = CARE_PLANNED, .system = SYSTEM_UNKNOWN, .mig = TRUTH_FALSE};
	reader->organisations[count] = org;
	return org;
}

/* An organisation of which only the name is known. */
static const Organisation *organisation_named(FhirReader *reader, const char *name)
{
	return organisation_by_code(reader, local_code(reader->arena, name), name);
}

void fhir_organisation_is_practice(FhirReader *reader, const Organisation *org)
{
	reader->organisations[index_find(&reader->organisation_index, org->code)]->care = CARE_GP;
}

/* Words of the type or the name that tell what care is given; folded. */
static const struct {
	const char *words;
	Care care;
} care_signs[] = {
	{"gp practice", CARE_GP},     {"general practice", CARE_GP}, {"emergency", CARE_URGENT},
	{"ambulance", CARE_URGENT},   {"urgent care", CARE_URGENT},  {"urgent treatment", CARE_URGENT},
	{"minor injur", CARE_URGENT}, {"walk in cent", CARE_URGENT}, {"out of hours", CARE_URGENT},
	{"nhs 111", CARE_URGENT},
};

static Care care_by_words(Arena *arena, const char *text)
{
	const char *folded = utf8_fold(arena, text_or(text, ""));
	for (size_t i = 0; i < countof(care_signs); i++)
		if (strstr(folded, care_signs[i].words))
			return care_signs[i].care;
	return CARE_PLANNED;
}

/* A type that says "GP practice" settles it; a name that does ("GP Practice Support Unit") settles nothing. */
static Care care_of(FhirReader *reader, const json_t *resource, const char *type, const char *name)
{
	if (fhir_coded(fhir_list(resource, "type"), NULL, "gp-practice"))
		return CARE_GP;
	const Care by_type = care_by_words(reader->arena, type), by_name = care_by_words(reader->arena, name);
	if (by_type != CARE_PLANNED)
		return by_type;
	return by_name == CARE_URGENT ? CARE_URGENT : CARE_PLANNED;
}

static const char *phone_of(const json_t *resource)
{
	return fhir_text(fhir_find(fhir_list(resource, "telecom"), "system", "phone"), "value");
}

static const Organisation *organisation_of_resource(FhirReader *reader, const json_t *resource)
{
	const char *ods = ods_code_of(reader, resource);
	const char *type = text_or(fhir_text(resource, "type.text"), fhir_text(resource, "type.coding.display"));
	const char *name = text_or(fhir_text(resource, "name"), fhir_text(resource, "id"));
	if (!ods && !name)
		return NULL;
	const size_t before = reader->organisation_count;
	Organisation *org = organisation_by_code(reader, ods ? ods : local_code(reader->arena, name), name);
	if (before == reader->organisation_count)
		return org;
	org->type = arena_text(reader->arena, type);
	org->care = (WordByte)care_of(reader, resource, type, name);
	org->town = arena_text(reader->arena, fhir_text(resource, "address.city"));
	org->postcode = arena_text(reader->arena, fhir_text(resource, "address.postalCode"));
	org->phone = arena_text(reader->arena, phone_of(resource));
	return org;
}

void fhir_organisations_read(FhirReader *reader)
{
	size_t count;
	const FhirCopy *copies = fhir_copies(reader, "Organization", &count);
	for (size_t i = 0; i < count; i++)
		organisation_of_resource(reader, copies[i].resource);
	reader->organisations_told = reader->organisation_count;
}

/* "Organization?identifier=https://fhir.nhs.uk/Id/ods-organization-code|A82038" */
static const char *code_in_condition(const char *literal)
{
	static const char condition[] = "Organization?identifier=" FHIR_ODS_CODE "|";
	return literal && text_starts(literal, condition) ? literal + strlen(condition) : NULL;
}

/* A reference to an organisation that is not in the bundle may still tell its code or its name. */
static const Organisation *organisation_elsewhere(FhirReader *reader, const json_t *reference)
{
	const char *code = code_meant(reader->arena, code_in_condition(fhir_text(reference, "reference")));
	const char *name = fhir_text(reference, "display");
	code = code ? code : ods_code_in(reader->arena, fhir_at(reference, "identifier"));
	if (code)
		return organisation_by_code(reader, code, name);
	return name ? organisation_named(reader, name) : NULL;
}

static const Organisation *organisation_itself(FhirReader *reader, const json_t *from, const json_t *reference,
					       const char *type)
{
	const json_t *resource = fhir_resolve(&reader->bundle, from, reference, type);
	if (resource)
		return text_is(fhir_type(resource), "Organization") ? organisation_of_resource(reader, resource) : NULL;
	/* Only organisations have a code of ODS: such a reference need not say that it is one. */
	if (text_is(type, "Organization") || fhir_names_type(&reader->bundle, from, reference, "Organization") ||
	    text_is(fhir_text(reference, "identifier.system"), FHIR_ODS_CODE))
		return reference ? organisation_elsewhere(reader, reference) : NULL;
	return NULL;
}

/* Resources that belong to an organisation, and where they say to which. */
static const struct {
	const char *type, *path;
} belongs[] = {
	{"CareTeam", "managingOrganization"}, {"Device", "owner"},
	{"Encounter", "serviceProvider"},     {"EpisodeOfCare", "managingOrganization"},
	{"HealthcareService", "providedBy"},  {"Location", "managingOrganization"},
	{"PractitionerRole", "organization"},
};

/* A practitioner with more than one employer in the bundle does not say for whom this was written. */
static const Organisation *employer_of(FhirReader *reader, const json_t *practitioner)
{
	const json_t *roles = fhir_roles_of(&reader->bundle, practitioner);
	const Organisation *employer = NULL;
	for (size_t i = 0; i < fhir_count(roles); i++) {
		const json_t *role = fhir_item(roles, i);
		const Organisation *org =
			organisation_itself(reader, role, fhir_at(role, "organization"), "Organization");
		if (org && employer && org != employer)
			return NULL;
		employer = org ? org : employer;
	}
	return employer;
}

const Organisation *fhir_organisation_of(FhirReader *reader, const json_t *from, const json_t *reference,
					 const char *type)
{
	const json_t *resource = fhir_resolve(&reader->bundle, from, reference, type);
	const char *is = fhir_type(resource);
	if (text_is(is, "Practitioner"))
		return employer_of(reader, resource);
	for (size_t i = 0; i < countof(belongs); i++)
		if (text_is(is, belongs[i].type))
			return organisation_itself(reader, resource, fhir_at(resource, belongs[i].path),
						   "Organization");
	return organisation_itself(reader, from, reference, type);
}

static const Organisation *first_organisation(FhirReader *reader, const json_t *resource, const char *path,
					      const char *type)
{
	const json_t *references = fhir_list(resource, path);
	const Organisation *org = NULL;
	for (size_t i = 0; !org && i < fhir_count(references); i++)
		org = fhir_organisation_of(reader, resource, fhir_item(references, i), type);
	return org;
}

const Organisation *fhir_recorder(FhirReader *reader, const FhirPatient *patient, const json_t *resource,
				  const char *const *authors)
{
	static const char *const encounters[] = {"encounter", "context", "context.encounter"};
	const json_t *associated = fhir_extension(resource, "encounter-associatedEncounter");
	const Organisation *org = NULL;
	for (size_t i = 0; !org && authors[i]; i++)
		org = first_organisation(reader, resource, authors[i], "Practitioner");
	for (size_t i = 0; !org && i < countof(encounters); i++)
		org = first_organisation(reader, resource, encounters[i], "Encounter");
	if (!org && associated)
		org = fhir_organisation_of(reader, resource, fhir_at(associated, "valueReference"), "Encounter");
	if (!org)
		org = first_organisation(reader, resource, "custodian", "Organization");
	if (!org)
		org = patient->managing ? patient->managing : patient->practice;
	if (!org)
		org = first_organisation(reader, resource, "author", "Organization");
	return org ? org : organisation_named(reader, "Organisation not stated");
}
