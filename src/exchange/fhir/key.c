/* The key of a patient: a valid NHS number that nobody else holds (FORMATS §3). */
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"
#include "model/facts/nhs_number.h"

enum { ATTEMPTS_MAX = 1000 };

/* --- Who is the same person --- */

static bool has_name(Arena *arena, const json_t *resource, const Person *person)
{
	const json_t *names = fhir_list(resource, "name");
	for (size_t i = 0; i < fhir_count(names); i++) {
		const json_t *name = fhir_item(names, i);
		Person other;
		fhir_name_read(arena, name, &other);
		if (!text_is(fhir_text(name, "use"), "anonymous") && *person_filed_name(&other) &&
		    person_same_names(arena, &other, person))
			return true;
	}
	return false;
}

typedef struct NamesOf {
	const FhirReader *reader;
	const FhirPatient *patient;
} NamesOf;

/* One of the names that the file gives besides the present one: `old`, `maiden`, ended, of an older version. */
static bool is_other_name(const void *self, const Person *person)
{
	const NamesOf *of = self;
	const FhirReader *reader = of->reader;
	bool found = has_name(reader->arena, of->patient->resource, person);
	for (size_t i = 0; i < reader->copy_count && !found; i++) {
		const FhirCopy *copy = &reader->copies[i];
		found = copy->patient != FHIR_NO_PATIENT && &reader->patients[copy->patient] == of->patient &&
			has_name(reader->arena, copy->resource, person);
	}
	return found;
}

static KnownPerson same_person(const FhirReader *reader, const FhirPatient *patient, const Person *present)
{
	const NamesOf of = {reader, patient};
	return known_person(reader->arena, &patient->person, present, &(KnownNames){is_other_name, &of});
}

/* Versions of one resource may bear a name each; resources of two sources must tell of one person. */
static bool same_people(const FhirReader *reader, const FhirPatient *a, const FhirPatient *b)
{
	const bool dated = !date_is_none(a->person.born) && date_order(a->person.born, b->person.born) == 0;
	return (dated && a->number && b->number && text_is(a->id, b->id)) ||
	       same_person(reader, a, &b->person) != KNOWN_SOMEONE_ELSE ||
	       same_person(reader, b, &a->person) != KNOWN_SOMEONE_ELSE;
}

bool fhir_is_copy(const FhirReader *reader, const FhirPatient *patient, const FhirPatient *newer)
{
	const bool same_number = patient->number && text_is(patient->number, newer->number);
	const bool same_name = text_is(patient->id, newer->id) || patient->seed == newer->seed;
	return (same_number || (same_name && !(patient->number && newer->number))) &&
	       same_people(reader, patient, newer);
}

bool fhir_find_held(const FhirReader *reader, const char *nhs, const Person **ret_person, Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	*ret_person = NULL;
	return !ledger || ledger->ops->person(ledger->self, nhs, reader->arena, ret_person, err);
}

bool fhir_held_by(const FhirReader *reader, const FhirPatient *patient, const char *nhs, KnownPerson *ret_same,
		  Error *err)
{
	const Person *present;
	if (!fhir_find_held(reader, nhs, &present, err))
		return false;

	KnownPerson same = present ? same_person(reader, patient, present) : KNOWN_NOBODY;
	for (const FhirPatient *other = reader->patients; other < patient; other++)
		if (text_is(other->person.nhs, nhs))
			same = KNOWN_SOMEONE_ELSE;
	*ret_same = same;
	return true;
}

/* --- Numbers of the test range --- */

/* From an identifier that the source gave itself, else the resource's id, else what else tells people apart. */
uint64_t fhir_seed_of(const json_t *resource, const char *id)
{
	const json_t *identifiers = fhir_list(resource, "identifier");
	for (size_t i = 0; i < fhir_count(identifiers); i++) {
		const char *system = fhir_text(fhir_item(identifiers, i), "system");
		const char *value = fhir_text(fhir_item(identifiers, i), "value");
		if (system && value && !text_is(system, FHIR_NHS_NUMBER))
			return NAME_HASH(system, value);
	}
	return NAME_HASH("Patient", id);
}

static bool give_test_number(FhirReader *reader, FhirPatient *patient, Error *err)
{
	for (unsigned attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
		const NhsNumber number = nhs_number_test(patient->seed, attempt);
		KnownPerson same;
		if (!fhir_held_by(reader, patient, number.digits, &same, err))
			return false;
		if (same != KNOWN_SOMEONE_ELSE) {
			patient->person.nhs = arena_text(reader->arena, number.digits);
			reader->summary.test_numbers++;
			return true;
		}
	}
	return fail(err, ERROR_REFUSED, "There is no 999 number left for %s; import into an empty database.",
		    person_full_name(&patient->person, reader->arena));
}

/* --- The number of the file --- */

static const char *valid_number(Arena *arena, const json_t *identifier)
{
	const char *digits = fhir_text(identifier, "value");
	NhsNumber number;
	return text_is(fhir_text(identifier, "system"), FHIR_NHS_NUMBER) && digits &&
			       nhs_number_parse(digits, &number, NULL)
		       ? arena_text(arena, number.digits)
		       : NULL;
}

static const char *any_number(Arena *arena, const json_t *identifier)
{
	return text_is(fhir_text(identifier, "system"), FHIR_NHS_NUMBER) ? fhir_text(identifier, "value") : NULL;
}

static const char *const uses[] = {"official", "usual", "", "secondary", "temp", NULL};

static const json_t *find_number(const FhirReader *reader, const json_t *resource,
				 const char *(*value)(Arena *, const json_t *), bool past, bool *ret_two)
{
	const FhirAsked asked = {.uses = uses, .value = value, .past = past};
	return fhir_current(reader, fhir_list(resource, "identifier"), &asked, ret_two);
}

const char *fhir_number_of(const FhirReader *reader, const json_t *resource, bool *ret_two)
{
	const json_t *identifier = find_number(reader, resource, valid_number, false, ret_two);
	return identifier ? valid_number(reader->arena, identifier) : NULL;
}

static const char *fault_of(const char *digits)
{
	if (!text_all_digits(digits) || strlen(digits) != 10)
		return "is not ten digits";
	if (strspn(digits, (const char[]){digits[0], '\0'}) == 10)
		return "is one digit ten times";
	return "fails its check digit";
}

/* A valid number is somebody's: no other is given in its place before it is known whose it is. */
static const char *fault_of_valid(const FhirReader *reader, const FhirPatient *patient, const char **ret_number)
{
	bool two;
	const json_t *past = find_number(reader, patient->resource, valid_number, true, &two);
	*ret_number = patient->number;
	if (patient->two_numbers)
		return "and another that holds as well; find out which of them is the patient's.";
	if (patient->number)
		return "which someone with another name or birth date already holds; find out whose it is.";
	*ret_number = past ? valid_number(reader->arena, past) : NULL;
	return "which no longer holds; find out which one does.";
}

/* By the first of the given names. */
static const char *called(const FhirReader *reader, const Person *person)
{
	Person brief = *person;
	if (!text_empty(person->family))
		brief.given = arena_bytes(reader->arena, person->given, strcspn(person->given, " "));
	return person_full_name(&brief, reader->arena);
}

static bool refuse(const FhirReader *reader, const FhirPatient *patient, Error *err)
{
	static const char advice[] = "import with --test-numbers to give a 999 number";
	bool two;
	const char *valid, *why = fault_of_valid(reader, patient, &valid), *name = called(reader, &patient->person);
	const json_t *identifier = find_number(reader, patient->resource, any_number, false, &two);
	char printed[16];
	if (valid)
		return fail(err, ERROR_REFUSED, "%s has the NHS number %s, %s", name,
			    nhs_number_text(valid, reader->arena), why);
	if (!identifier)
		return fail(err, ERROR_REFUSED, "%s has no NHS number in this file; %s.", name, advice);
	const char *digits = fhir_text(identifier, "value");
	text_copy(printed, sizeof printed, nhs_number_text(digits, reader->arena));
	return fail(err, ERROR_REFUSED, "%s has no valid NHS number (%s %s); %s.", name, printed, fault_of(digits),
		    advice);
}

/* A patient of whom the file gives no name keeps the one that the ledger has. */
static bool take_name(const FhirReader *reader, FhirPatient *patient, KnownPerson same, Error *err)
{
	const Person *present = NULL;
	if (same == KNOWN_SAME && !fhir_find_held(reader, patient->number, &present, err))
		return false;
	if (!present)
		return fail(err, ERROR_INPUT, "The patient %s has no name; ask the sender for the whole record.",
			    text_or(patient->id, "of this file"));
	patient->person.family = present->family;
	patient->person.given = present->given;
	patient->person.title = present->title;
	patient->person.preferred = present->preferred;
	fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id, "has no name in this file: the desk's stays");
	return true;
}

/* Beside a name alone the given names stay that the ledger has. */
static bool keep_given(const FhirReader *reader, FhirPatient *patient, Error *err)
{
	Person *person = &patient->person;
	const Person *present;
	if (*person_filed_given(person))
		return true;
	if (!fhir_find_held(reader, patient->number, &present, err))
		return false;
	if (present && *person_filed_given(present)) {
		person->family = person_filed_name(person);
		person->given = present->given;
	}
	return true;
}

bool fhir_key_give(FhirReader *reader, FhirPatient *patient, Error *err)
{
	const bool single = patient->number && !patient->two_numbers;
	KnownPerson same = KNOWN_SOMEONE_ELSE;
	if ((single && !fhir_held_by(reader, patient, patient->number, &same, err)) ||
	    (!patient->person.family && !take_name(reader, patient, same, err)))
		return false;
	if (same == KNOWN_SOMEONE_ELSE)
		return reader->options.test_numbers ? give_test_number(reader, patient, err)
						    : refuse(reader, patient, err);
	if (same == KNOWN_RENAMED)
		fhir_note(reader, FHIR_NOTE_CORRECTED, "Patient", patient->id, "has a new name");
	patient->person.nhs = patient->number;
	return keep_given(reader, patient, err);
}
