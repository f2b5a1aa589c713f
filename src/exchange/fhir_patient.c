/* The patients of a bundle, and the key of each: a valid NHS number that nobody else holds (FORMATS §3). */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "exchange/fhir_inside.h"
#include "model/facts/nhs_number.h"

enum { ATTEMPTS_MAX = 1000 };

static size_t first_word(const char *folded)
{
	return strcspn(folded, " ");
}

static bool same_names(Arena *arena, const Person *a, const Person *b)
{
	const char *given_a = utf8_fold(arena, a->given), *given_b = utf8_fold(arena, b->given);
	return text_is(utf8_fold(arena, a->family), utf8_fold(arena, b->family)) &&
	       first_word(given_a) == first_word(given_b) && strncmp(given_a, given_b, first_word(given_a)) == 0;
}

/* Further given names may be missing from one record; a birth date that either lacks is no other birth date. */
static bool same_person(Arena *arena, const Person *a, const Person *b)
{
	const bool dated = !date_is_none(a->born) && !date_is_none(b->born);
	return same_names(arena, a, b) && (!dated || date_order(a->born, b->born) == 0);
}

static bool find_held(const FhirReader *reader, const char *nhs, const Person **ret_person, Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	*ret_person = NULL;
	return !ledger || ledger->ops->person(ledger->self, nhs, reader->arena, ret_person, err);
}

bool fhir_held_by_other(const FhirReader *reader, const FhirPatient *patient, const char *nhs, bool *ret_held,
			Error *err)
{
	const Person *present;
	if (!find_held(reader, nhs, &present, err))
		return false;

	bool held = present && !same_person(reader->arena, present, &patient->person);
	for (const FhirPatient *other = reader->patients; other < patient; other++)
		if (text_is(other->person.nhs, nhs))
			held = held || other->seed != patient->seed ||
			       !same_person(reader->arena, &other->person, &patient->person);
	*ret_held = held;
	return true;
}

/* From an identifier that the source gave itself, else the resource's id, else what else tells people apart. */
static uint64_t seed_of(const json_t *resource, const char *id)
{
	const json_t *identifiers = fhir_list(resource, "identifier");
	for (size_t i = 0; i < fhir_count(identifiers); i++) {
		const char *system = fhir_text(fhir_item(identifiers, i), "system");
		const char *value = fhir_text(fhir_item(identifiers, i), "value");
		if (system && value && !text_is(system, FHIR_NHS_NUMBER))
			return FHIR_HASH(system, value);
	}
	return FHIR_HASH("Patient", id);
}

static bool give_test_number(FhirReader *reader, FhirPatient *patient, const char *id, Error *err)
{
	patient->seed = seed_of(patient->resource, id);
	for (unsigned attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
		const NhsNumber number = nhs_number_test(patient->seed, attempt);
		bool held;
		if (!fhir_held_by_other(reader, patient, number.digits, &held, err))
			return false;
		if (!held) {
			patient->person.nhs = arena_text(reader->arena, number.digits);
			reader->summary.test_numbers++;
			return true;
		}
	}
	return fail(err, ERROR_REFUSED, "There is no 999 number left for %s %s; import into an empty database.",
		    patient->person.given, patient->person.family);
}

static const char *fault_of(const char *digits)
{
	if (!text_all_digits(digits) || strlen(digits) != 10)
		return "is not ten digits";
	if (strspn(digits, (const char[]){digits[0], '\0'}) == 10)
		return "is one digit ten times";
	return "fails its check digit";
}

static bool refuse(const FhirReader *reader, const Person *person, const char *digits, bool held, Error *err)
{
	const char *given = arena_bytes(reader->arena, person->given, strcspn(person->given, " "));
	char printed[16];
	if (!digits)
		return fail(err, ERROR_REFUSED,
			    "%s %s has no NHS number in this file; import with --test-numbers to give a 999 number.",
			    given, person->family);
	if (strlen(digits) == 10)
		nhs_number_print(digits, printed);
	else
		text_copy(printed, sizeof printed, digits);
	if (held)
		return fail(err, ERROR_REFUSED,
			    "%s %s has the NHS number %s, which someone with another name or birth date already holds; "
			    "find out whose it is, or import with --test-numbers to give a 999 number.",
			    given, person->family, printed);
	return fail(err, ERROR_REFUSED,
		    "%s %s has no valid NHS number (%s %s); import with --test-numbers to give a 999 number.", given,
		    person->family, printed, fault_of(digits));
}

static bool give_key(FhirReader *reader, FhirPatient *patient, const char *id, Error *err)
{
	const char *digits = fhir_identifier(patient->resource, FHIR_NHS_NUMBER);
	NhsNumber number;
	bool held = false;
	const bool valid = digits && nhs_number_parse(digits, &number, NULL);
	if (valid && !fhir_held_by_other(reader, patient, number.digits, &held, err))
		return false;
	if (valid && !held)
		patient->person.nhs = arena_text(reader->arena, number.digits);
	else if (reader->options.test_numbers)
		return give_test_number(reader, patient, id, err);
	else
		return refuse(reader, &patient->person, digits, held, err);
	return true;
}

/* What staff set by hand stays: a mobile number decides where codes go. */
bool fhir_keep_by_hand(FhirReader *reader, FhirPatient *patient, Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	const Person *present;
	if (!find_held(reader, patient->person.nhs, &present, err))
		return false;
	if (!present)
		return true;
	if (!ledger->ops->facts(ledger->self, patient->person.nhs, reader->arena, &patient->known, err))
		return false;
	for (size_t i = 0; i < patient->known.count; i++) {
		if (patient->known.items[i].kind == FACT_CONTACT) {
			patient->person.mobile = present->mobile;
			patient->person.email = present->email;
		} else if (patient->known.items[i].kind == FACT_RESTRICTED) {
			patient->person.restricted = present->restricted;
		}
	}
	return true;
}

/* Where the patient is registered: with whom `generalPractitioner` names (PDS says from when), or with the managing
 * organisation where that is a practice (GP Connect says so by its profile). */
static void read_practice(FhirReader *reader, FhirPatient *patient)
{
	const json_t *resource = patient->resource, *doctor = fhir_at(resource, "generalPractitioner");
	const json_t *details = fhir_extension(resource, "RegistrationDetails");
	const json_t *period = fhir_at(fhir_extension(details, "registrationPeriod"), "valuePeriod");
	const char *profile = text_or(fhir_text(resource, "meta.profile"), "");
	const Organisation *doctors = fhir_organisation_of(reader, resource, doctor, "Organization");
	FhirSpan end;
	patient->managing =
		fhir_organisation_of(reader, resource, fhir_at(resource, "managingOrganization"), "Organization");
	if (patient->managing &&
	    (patient->managing == doctors || patient->managing->care == CARE_GP || strstr(profile, "GPC-Patient")))
		patient->practice = patient->managing;
	else if (doctors &&
		 (doctors->care == CARE_GP || !fhir_names_type(&reader->bundle, resource, doctor, "Practitioner")))
		patient->practice = doctors;
	if (patient->practice)
		fhir_organisation_is_practice(reader, patient->practice);

	if (!period)
		period = fhir_at(doctor, "identifier.period");
	if (!fhir_span(period, "start", reader->options.zone, &patient->registered))
		patient->registered = (FhirSpan){INSTANT_MIN, INSTANT_MIN};
	patient->ended = fhir_span(period, "end", reader->options.zone, &end) ? end.last : INSTANT_MAX;
	patient->earliest = INSTANT_MAX;
}

static FhirPatient *patient_of_resource(FhirReader *reader, const json_t *resource)
{
	for (size_t i = 0; i < reader->patient_count; i++)
		if (reader->patients[i].resource == resource)
			return &reader->patients[i];
	/* The same patient twice in the file, word for word, was read once. */
	for (size_t i = 0; i < reader->patient_count; i++)
		if (json_equal(reader->patients[i].resource, resource))
			return &reader->patients[i];
	return NULL;
}

static bool read_patient(FhirReader *reader, size_t i, Error *err)
{
	if (patient_of_resource(reader, fhir_bundle_resource(&reader->bundle, i))) {
		reader->summary.repeated++;
		return true;
	}

	FhirPatient *patient = &reader->patients[reader->patient_count];
	const char *id = fhir_bundle_id(&reader->bundle, i, reader->arena);

	*patient = (FhirPatient){.resource = fhir_bundle_resource(&reader->bundle, i)};
	if (!fhir_person_read(reader->arena, patient->resource, &patient->person, err) ||
	    !give_key(reader, patient, id, err) || !fhir_keep_by_hand(reader, patient, err))
		return false;
	read_practice(reader, patient);
	reader->patient_count++;
	return true;
}

static bool is_patient(const FhirReader *reader, size_t i)
{
	return text_is(fhir_bundle_type(&reader->bundle, i), "Patient");
}

bool fhir_patients_read(FhirReader *reader, Error *err)
{
	const size_t count = fhir_bundle_count(&reader->bundle);
	size_t patients = 0;
	for (size_t i = 0; i < count; i++)
		patients += is_patient(reader, i);
	if (patients == 0)
		return fail(err, ERROR_INPUT, "This Bundle holds no patient; ask for the whole record of one.");

	reader->patients = arena_array(reader->arena, patients, sizeof *reader->patients);
	for (size_t i = 0; i < count; i++)
		if (is_patient(reader, i) && !read_patient(reader, i, err))
			return false;
	return true;
}

bool fhir_patient_of(FhirReader *reader, const json_t *resource, const char *id, FhirPatient **ret_patient, Error *err)
{
	static const char *const paths[] = {"subject", "patient", "for", "beneficiary"};
	*ret_patient = NULL;
	for (size_t i = 0; i < countof(paths); i++) {
		const json_t *reference = fhir_at(resource, paths[i]);
		const json_t *about = fhir_resolve(&reader->bundle, resource, reference, "Patient");
		if (about && text_is(fhir_type(about), "Patient")) {
			*ret_patient = patient_of_resource(reader, about);
			return true;
		}
		if (reference && !about && fhir_names_type(&reader->bundle, resource, reference, "Patient"))
			return fail(err, ERROR_INPUT,
				    "%s %s is about %s, who is not in this file, or not only once; "
				    "ask for the whole record.",
				    fhir_type(resource), id, text_or(fhir_text(reference, "reference"), "a patient"));
	}
	return true;
}
