/* Birth and death as a Patient tells them: what cannot be is not believed, and a death is never lost. */
#include "base/text.h"
#include "exchange/fhir/inside.h"

enum { BORN_FIRST_YEAR = 1880 };

static Date today(const FhirReader *reader)
{
	static const Zone utc = {0};
	return zone_date(reader->options.zone ? reader->options.zone : &utc, reader->options.now);
}

static Date local_day(const FhirReader *reader, Instant at)
{
	static const Zone utc = {0};
	return zone_date(reader->options.zone ? reader->options.zone : &utc, at);
}

static void warn(const FhirReader *reader, const FhirPatient *patient, const char *why)
{
	fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id, why);
}

static void read_birth(const FhirReader *reader, FhirPatient *patient)
{
	Date born;
	if (!fhir_at(patient->resource, "birthDate"))
		return;
	if (!fhir_date(patient->resource, "birthDate", &born))
		warn(reader, patient, "has a birth date that is no day: left out");
	else if (born.year < BORN_FIRST_YEAR)
		warn(reader, patient, "has a birth date before 1880: left out");
	else if (date_order(today(reader), born) < 0)
		warn(reader, patient, "has a birth date that has not come yet: left out");
	else
		patient->person.born = born;
}

/* As exactly as the file says it; false where it says nothing of a death. */
static bool told_death(const FhirReader *reader, const FhirPatient *patient, PartialDate *ret_died)
{
	const json_t *resource = patient->resource;
	FhirSpan span;
	Date day;
	*ret_died = (PartialDate){.year = PARTIAL_YEAR_UNKNOWN};
	if (partial_parse(fhir_text(resource, "deceasedDateTime"), ret_died))
		return true;
	if (fhir_span(resource, "deceasedDateTime", reader->options.zone, &span))
		*ret_died = partial_of_day(local_day(reader, span.last));
	else if (fhir_date(resource, "deceasedDateTime", &day))
		*ret_died = partial_of_day(day);
	else if (fhir_at(resource, "deceasedDateTime"))
		warn(reader, patient, "has a date of death that is no date: dead, date not known");
	else
		return fhir_at(resource, "_deceasedDateTime") || fhir_true(resource, "deceasedBoolean");
	return true;
}

static void read_death(const FhirReader *reader, FhirPatient *patient)
{
	const json_t *dead = fhir_at(patient->resource, "deceasedBoolean");
	PartialDate died;
	if (dead && !json_is_boolean(dead))
		warn(reader, patient, "does not say in a way that can be read whether the patient lives");
	if (!told_death(reader, patient, &died))
		return;
	if (date_order(today(reader), partial_first(died)) < 0)
		warn(reader, patient, "has a death that has not come yet: not believed");
	else
		patient->person.died = died;
}

void fhir_life_read(const FhirReader *reader, FhirPatient *patient)
{
	read_birth(reader, patient);
	read_death(reader, patient);
}

static bool apart(PartialDate a, PartialDate b)
{
	return date_order(partial_last(a), partial_first(b)) < 0 || date_order(partial_last(b), partial_first(a)) < 0;
}

void fhir_life_compare(const FhirReader *reader, const FhirPatient *patient, const Person *present)
{
	const PartialDate died = patient->person.died;
	const json_t *resource = patient->resource;
	if (!person_has_died(present))
		return;
	if (fhir_at(resource, "deceasedBoolean") && !fhir_true(resource, "deceasedBoolean"))
		warn(reader, patient, "is said to live, where the desk knows of a death: the death stays");
	else if (!partial_is_none(died) && partial_says_less(died, present->died) && apart(died, present->died))
		warn(reader, patient,
		     "is said to have died at another time than the desk knows: the desk's date stays");
}
