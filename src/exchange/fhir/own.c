/* The desk's own export, read back: the lines that its resources carry (line.h), each held against what the
 * resource says in FHIR's words. A file that says one thing to people and another to the desk was changed by
 * somebody, and is not taken. */
#include "base/text.h"
#include "exchange/fhir/export.h"
#include "exchange/fhir/inside.h"
#include "exchange/fhir/line.h"

bool fhir_is_own(const FhirBundle *bundle)
{
	return text_is(fhir_text(bundle->root, "identifier.system"), FHIR_EXPORT_SYSTEM);
}

static bool is_partial(const FhirBundle *bundle)
{
	const json_t *tags = fhir_list(bundle->root, "meta.tag");
	return fhir_has_coding(tags, FHIR_LEFT_OUT, FHIR_LEFT_OUT_LOCATION) ||
	       fhir_has_coding(tags, FHIR_LEFT_OUT, FHIR_LEFT_OUT_REFERRAL);
}

static bool changed(Error *err)
{
	return fail(err, ERROR_INPUT,
		    "It says other than the line it carries: it was changed after the desk wrote it; "
		    "ask for the file again.");
}

/* --- Patient and organisations --- */

static bool death_agrees(const json_t *resource, PartialDate died)
{
	const bool unknown = partial_is_unknown(died);
	char printed[16];
	partial_print(died, printed);
	return text_is(text_or(fhir_text(resource, "deceasedDateTime"), ""), unknown ? "" : printed) &&
	       fhir_true(resource, "deceasedBoolean") == unknown;
}

static bool take_patient(FhirReader *reader, const json_t *resource, Error *err)
{
	FhirPatient *patient = &reader->patients[0];
	Line line;
	KnownPerson same;
	bool found;
	if (reader->patient_count)
		return fail(err, ERROR_INPUT,
			    "The desk's own export has one patient, this one more; take one file for each.");
	*patient = (FhirPatient){.resource = resource};
	if (!fhir_line_read(resource, LINE_PERSON, reader->arena, &line, &found, err))
		return false;
	if (!found || !*person_filed_name(&line.person) ||
	    !text_is(fhir_identifier(resource, FHIR_NHS_NUMBER), line.person.nhs) ||
	    !death_agrees(resource, line.person.died))
		return changed(err);
	patient->person = line.person;
	if (!fhir_held_by(reader, patient, line.person.nhs, &same, err))
		return false;
	if (same == KNOWN_SOMEONE_ELSE)
		return fail(err, ERROR_REFUSED,
			    "Its NHS number is already held by someone with another name or birth date; "
			    "find out whose it is.");
	reader->patient_count = 1;
	return fhir_keep_by_hand(reader, patient, err);
}

static bool take_organisation(FhirReader *reader, const json_t *resource, Error *err)
{
	Line line;
	bool found;
	if (!fhir_line_read(resource, LINE_ORGANISATION, reader->arena, &line, &found, err))
		return false;
	if (!found || !line.organisation.code ||
	    !text_is(fhir_identifier(resource, FHIR_ODS_CODE), line.organisation.code))
		return changed(err);
	if (index_find(&reader->organisation_index, line.organisation.code) != INDEX_NONE)
		return fail(err, ERROR_INPUT, "It is there twice; ask for the file again.");
	index_add(&reader->organisation_index, reader->arena, line.organisation.code, 0);
	fhir_add_line(reader, &reader->own_organisations, &line);
	return true;
}

/* --- Facts --- */

/* A Consent permits or denies what its fact says, an AuditEvent is about no choice of the patient. */
static bool agrees(const json_t *resource, const Fact *fact)
{
	const bool consent = text_is(fhir_type(resource), "Consent");
	const json_t *provisions = fhir_list(resource, "provision.provision");
	const bool choice = fhir_export_is_choice(fact);
	return consent == choice && fhir_count(provisions) <= 1 && !fhir_at(resource, "provision.type") &&
	       text_is(fhir_text(resource, "provision.provision.type"), consent ? fhir_export_says(fact) : NULL);
}

/* An export that leaves things out of its facts gives what the ledger knows already as the ledger knows it. */
static bool says_nothing_else(const Line *given, const Line *known)
{
	Line filled = *given;
	if (given->kind != known->kind)
		return false;
	for (size_t i = 0; i < given->kind->count; i++)
		if (!line_has(given, &given->kind->fields[i]))
			line_copy_field(&filled, known, &given->kind->fields[i]);
	return line_same(&filled, known);
}

static void fill_from_known(const FhirPatient *patient, Line *line)
{
	for (size_t i = 0; i < patient->known.count; i++) {
		const Line known = line_of_fact(&patient->known.items[i]);
		if (text_is(known.fact.id, line->fact.id) && says_nothing_else(line, &known)) {
			*line = known;
			line->fact.seq = 0;
		}
	}
}

static bool take_fact(FhirReader *reader, const json_t *resource, Error *err)
{
	FhirPatient *patient = &reader->patients[0];
	Line line;
	bool found;
	if (!fhir_line_read(resource, LINE_FACT, reader->arena, &line, &found, err))
		return false;
	if (!found) { /* told for people only: a look at an entry, an export */
		reader->summary.not_content++;
		return true;
	}
	if (!text_is(line.fact.patient, patient->person.nhs) || !line.fact.id || line.fact.entry ||
	    !agrees(resource, &line.fact))
		return changed(err);
	if (reader->partial)
		fill_from_known(patient, &line);
	fhir_add_line(reader, &patient->facts, &line);
	return true;
}

/* Only what is void in the ledger stands as entered in error. */
static bool check_voids(const FhirReader *reader, const json_t *resource, Error *err)
{
	const FhirLines *facts = &reader->patients[0].facts;
	const char *id = fhir_identifier(resource, FHIR_OWN "fact");
	bool voided = false;
	for (size_t i = 0; i < facts->count && id; i++)
		voided = voided || (facts->items[i].fact.kind == FACT_VOIDED && text_is(facts->items[i].fact.fact, id));
	return voided == text_is(fhir_text(resource, "status"), "entered-in-error") || changed(err);
}

/* --- All of it --- */

static bool take_resource(FhirReader *reader, const json_t *resource, unsigned pass, Error *err)
{
	const char *type = fhir_type(resource);
	const bool consent = text_is(type, "Consent");
	if (text_is(type, "Patient"))
		return pass != 0 || take_patient(reader, resource, err);
	if (text_is(type, "Organization"))
		return pass != 0 || take_organisation(reader, resource, err);
	if (!consent && !text_is(type, "AuditEvent"))
		return fail(err, ERROR_INPUT, "No export of the desk holds such a resource; ask for the file again.");
	if (pass == 1)
		return take_fact(reader, resource, err);
	return pass == 0 || !consent || check_voids(reader, resource, err);
}

bool fhir_own_read(FhirReader *reader, Error *err)
{
	enum { PASSES = 3 }; /* who and where; what happened; whether it agrees */
	const size_t count = fhir_bundle_count(&reader->bundle);
	reader->patients = arena_array(reader->arena, 1, sizeof *reader->patients);
	reader->partial = is_partial(&reader->bundle);
	for (unsigned pass = 0; pass < PASSES; pass++) {
		for (size_t i = 0; i < count; i++) {
			const json_t *resource = fhir_bundle_resource(&reader->bundle, i);
			if (!take_resource(reader, resource, pass, err))
				return fail_at(err, "%s %s", fhir_type(resource),
					       fhir_bundle_id(&reader->bundle, i, reader->arena));
			fhir_bundle_release(&reader->bundle);
		}
		if (!reader->patient_count)
			return fail(err, ERROR_INPUT, "This Bundle holds no patient; ask for the whole record of one.");
	}
	reader->summary.own = true;
	return true;
}
