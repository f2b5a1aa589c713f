/* The patients of a bundle: one of each, whatever copies and versions the file has, and where they are registered. */
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"
#include "model/facts/nhs_number.h"

bool fhir_keep_by_hand(FhirReader *reader, FhirPatient *patient, Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	const Person *present;
	if (!fhir_find_held(reader, patient->person.nhs, &present, err))
		return false;
	if (!present)
		return true;
	if (!ledger->ops->facts(ledger->self, patient->person.nhs, reader->arena, &patient->known, err))
		return false;
	known_keep_by_hand(&patient->person, present, &patient->known);
	return true;
}

/* By a label of confidentiality that is no R and no V; most records bear none, which says nothing. */
static bool says_unrestricted(const json_t *resource)
{
	static const char *const labels[] = {"U", "L", "M", "N"};
	const json_t *security = fhir_list(resource, "meta.security");
	bool says = false;
	for (size_t i = 0; i < countof(labels); i++)
		says |= fhir_has_coding(security, NULL, labels[i]);
	return says && !fhir_confidential(resource);
}

/* A restriction is lifted by a person. */
static void compare_restricted(const FhirReader *reader, const FhirPatient *patient, const Person *present)
{
	if (present->restricted == TRUTH_TRUE && !patient->restricted && says_unrestricted(patient->resource))
		fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id,
			  "is restricted here and not at the source: lift it where that is right");
}

/* Other than what staff set, which stands in the lines already. */
static bool compare_known(const FhirReader *reader, FhirPatient *patient, Error *err)
{
	const Person *present;
	if (!fhir_find_held(reader, patient->person.nhs, &present, err))
		return false;
	if (present) {
		fhir_life_compare(reader, patient, present);
		fhir_contact_end(reader, patient, present);
		compare_restricted(reader, patient, present);
	}
	return true;
}

/* --- Where the patient is registered --- */

static const char *doctor_value(Arena *arena, const json_t *reference)
{
	return text_or(fhir_text(reference, "identifier.value"),
		       text_or(fhir_text(reference, "reference"), fhir_text(reference, "display")));
}

/* The one that holds, else the one that did last. */
static const json_t *doctor_of(const FhirReader *reader, const json_t *resource)
{
	static const char *const uses[] = {"official", "usual", "", NULL};
	static const FhirAsked present = {.uses = uses, .value = doctor_value, .at = "identifier"},
			       past = {.uses = uses, .value = doctor_value, .at = "identifier", .past = true};
	const json_t *doctors = fhir_list(resource, "generalPractitioner");
	bool two;
	const json_t *doctor = fhir_current(reader, doctors, &present, &two);
	return doctor ? doctor : fhir_current(reader, doctors, &past, &two);
}

static bool read_moment(const FhirReader *reader, const FhirPatient *patient, const json_t *period, const char *which,
			FhirSpan *ret_span)
{
	const bool read = fhir_span(period, which, reader->options.zone, ret_span);
	if (!read && fhir_at(period, which))
		fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id,
			  arena_print(reader->arena, "is registered with a date that cannot be read (%s)", which));
	return read;
}

static void read_period(FhirReader *reader, FhirPatient *patient, const json_t *period)
{
	FhirSpan end;
	if (!read_moment(reader, patient, period, "start", &patient->registered))
		patient->registered = (FhirSpan){INSTANT_MIN, INSTANT_MIN};
	patient->ended = read_moment(reader, patient, period, "end", &end) ? end.last : INSTANT_MAX;
	patient->earliest = INSTANT_MAX;
}

/* With whom `generalPractitioner` names (PDS says from when), or with the managing organisation where that is a
 * practice (GP Connect says so by its profile). */
static void read_practice(FhirReader *reader, FhirPatient *patient)
{
	const json_t *resource = patient->resource, *doctor = doctor_of(reader, resource);
	const json_t *details = fhir_extension(resource, "RegistrationDetails");
	const json_t *period = fhir_at(fhir_extension(details, "registrationPeriod"), "valuePeriod");
	const char *profile = text_or(fhir_text(resource, "meta.profile"), "");
	const Organisation *doctors = fhir_organisation_of(reader, resource, doctor, "Organization");
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
	read_period(reader, patient, period ? period : fhir_at(doctor, "identifier.period"));
}

/* --- Records that their source no longer stands by --- */

static const char *number_elsewhere(const FhirReader *reader, const json_t *resource, const json_t *other)
{
	const json_t *patient = fhir_resolve(&reader->bundle, resource, other, "Patient");
	const char *number = fhir_text(other, "identifier.value");
	NhsNumber parsed;
	bool two;
	if (patient)
		return fhir_number_of(reader, patient, &two);
	if (!number || !text_is(fhir_text(other, "identifier.system"), FHIR_NHS_NUMBER) ||
	    !nhs_number_parse(number, &parsed, NULL))
		return NULL;
	return arena_text(reader->arena, parsed.digits);
}

static const char *linked(const FhirReader *reader, const json_t *resource, const json_t *link)
{
	const char *type = fhir_text(link, "type");
	const bool replaced = text_is(type, "replaced-by");
	const char *number = number_elsewhere(reader, resource, fhir_at(link, "other"));
	if (!replaced && !text_is(type, "seealso") && !text_is(type, "refer"))
		return NULL;
	return arena_print(reader->arena, "%s%s%s", replaced ? "was replaced by another record" : "has another record",
			   number ? ": " : "", number ? nhs_number_text(number, reader->arena) : "");
}

static void read_links(const FhirReader *reader, const FhirPatient *patient)
{
	const json_t *links = fhir_list(patient->resource, "link"), *active = fhir_at(patient->resource, "active");
	if (json_is_false(active))
		fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id, "is no longer active at the source");
	for (size_t i = 0; i < fhir_count(links); i++) {
		const char *why = linked(reader, patient->resource, fhir_item(links, i));
		if (why)
			fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id, why);
	}
}

/* --- Copies and versions --- */

/* The same person again: of the same number, or of the same name at its source where either has none. */
static FhirPatient *newer_of(FhirReader *reader, const FhirPatient *patient)
{
	for (size_t i = 0; i < reader->patient_count; i++)
		if (fhir_is_copy(reader, patient, &reader->patients[i]))
			return &reader->patients[i];
	return NULL;
}

/* Only the newest is what is said; but an older one still tells the name where that has none, and a label hides. */
static void read_copy(FhirReader *reader, FhirCopy *copy)
{
	const FhirOptions options = reader->options;
	FhirPatient *patient = &reader->patients[reader->patient_count];
	*patient = (FhirPatient){.resource = copy->resource, .naming = copy->resource, .id = copy->id};
	reader->options.note = NULL; /* what an older version says in two ways is of no interest */
	patient->number = fhir_number_of(reader, patient->resource, &patient->two_numbers);
	patient->seed = fhir_seed_of(patient->resource, patient->id);
	fhir_person_read(reader, patient);
	reader->options = options;

	FhirPatient *newer = newer_of(reader, patient);
	copy->patient = (size_t)((newer ? newer : patient) - reader->patients);
	if (!newer) {
		reader->patient_count++;
		return;
	}
	reader->summary.repeated++;
	newer->restricted |= patient->person.restricted == TRUTH_TRUE;
	if (!newer->person.family && patient->person.family) {
		newer->naming = copy->resource;
		fhir_naming_read(reader, newer);
	}
}

static bool read_patient(FhirReader *reader, FhirPatient *patient, Error *err)
{
	fhir_person_read(reader, patient);
	if (patient->restricted)
		patient->person.restricted = TRUTH_TRUE;
	if (!fhir_key_give(reader, patient, err) || !fhir_keep_by_hand(reader, patient, err) ||
	    !compare_known(reader, patient, err))
		return false;
	read_links(reader, patient);
	read_practice(reader, patient);
	return true;
}

bool fhir_patients_read(FhirReader *reader, Error *err)
{
	reader->copies = fhir_copies(reader, "Patient", &reader->copy_count);
	if (reader->copy_count == 0)
		return fail(err, ERROR_INPUT, "This Bundle holds no patient; ask for the whole record of one.");

	reader->patients = arena_array(reader->arena, reader->copy_count, sizeof *reader->patients);
	for (size_t i = 0; i < reader->copy_count; i++)
		read_copy(reader, &reader->copies[i]);
	fhir_organisations_read(reader);
	for (size_t i = 0; i < reader->patient_count; i++)
		if (!read_patient(reader, &reader->patients[i], err))
			return false;
	return true;
}

/* --- Whose a resource is --- */

static FhirPatient *patient_of_resource(FhirReader *reader, const json_t *resource)
{
	for (size_t i = 0; i < reader->copy_count; i++)
		if (reader->copies[i].resource == resource)
			return &reader->patients[reader->copies[i].patient];
	return NULL;
}

/* "Patient/p", "Patient/p/_history/2", "urn:uuid:p" → "p". The end of a server's address alone names nobody here. */
static const char *id_in(Arena *arena, const char *literal)
{
	static const char *const before[] = {"Patient/", "urn:uuid:", "urn:oid:"};
	for (size_t i = 0; literal && i < countof(before); i++)
		if (text_starts(literal, before[i])) {
			const char *id = literal + strlen(before[i]);
			return arena_bytes(arena, id, strcspn(id, "/"));
		}
	return NULL;
}

/* Where a reference fits more than one resource, they may all be versions of one patient. */
static FhirPatient *patient_of_versions(FhirReader *reader, const char *literal)
{
	const char *id = id_in(reader->arena, literal);
	FhirPatient *patient = NULL;
	for (size_t i = 0; id && i < reader->copy_count; i++) {
		FhirPatient *one = &reader->patients[reader->copies[i].patient];
		if (!text_is(reader->copies[i].id, id))
			continue;
		if (patient && patient != one)
			return NULL;
		patient = one;
	}
	return patient;
}

FhirPatient *fhir_patient_named(FhirReader *reader, const json_t *from, const json_t *reference)
{
	const json_t *named = fhir_resolve(&reader->bundle, from, reference, "Patient");
	return named ? patient_of_resource(reader, named)
		     : patient_of_versions(reader, fhir_text(reference, "reference"));
}

bool fhir_patient_of(FhirReader *reader, const json_t *resource, const char *id, FhirPatient **ret_patient, Error *err)
{
	static const char *const paths[] = {"subject", "patient", "for", "beneficiary"};
	*ret_patient = NULL;
	for (size_t i = 0; i < countof(paths); i++) {
		const json_t *reference = fhir_at(resource, paths[i]);
		*ret_patient = fhir_patient_named(reader, resource, reference);
		if (*ret_patient)
			return true;
		if (reader->patient_count > 1 && reference &&
		    !fhir_resolve(&reader->bundle, resource, reference, "Patient") &&
		    fhir_names_type(&reader->bundle, resource, reference, "Patient"))
			return fail(err, ERROR_INPUT,
				    "%s %s is about %s, who is not in this file, or not only once; "
				    "ask for the whole record.",
				    fhir_type(resource), id, text_or(fhir_text(reference, "reference"), "a patient"));
	}
	return true;
}
