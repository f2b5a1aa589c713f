/* Birth and death as a Patient tells them: what cannot be is not believed, and a death is never lost. */
#include "base/text.h"
#include "exchange/fhir_inside.h"

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

static Date earlier(Date a, Date b)
{
	return date_order(a, b) < 0 ? a : b;
}

/* The last day on which somebody of whom no more is told can have died: when that was last written, never after
 * today. */
static Date written_on(const FhirReader *reader, const json_t *resource)
{
	const Zone *zone = reader->options.zone;
	FhirSpan written;
	if (!fhir_span(resource, "meta.lastUpdated", zone, &written) &&
	    !fhir_span(reader->bundle.root, "timestamp", zone, &written))
		return today(reader);
	return earlier(local_day(reader, written.last), today(reader));
}

static void died_between(const FhirReader *reader, FhirPatient *patient, Date first, Date last)
{
	const Date written = written_on(reader, patient->resource);
	if (date_order(today(reader), first) < 0) {
		warn(reader, patient, "has a death that has not come yet: not believed");
		return;
	}
	patient->death = (FhirDeath){first, last};
	patient->person.died = earlier(last, date_order(written, first) < 0 ? today(reader) : written);
	if (date_order(first, last) == 0)
		patient->person.died = first;
	else
		warn(reader, patient, "died, and the file does not say on which day");
}

/* A day that is not told is the last that it can have been. That the patient died denies; the day tells the age. */
static void read_death(const FhirReader *reader, FhirPatient *patient)
{
	const json_t *resource = patient->resource;
	FhirSpan span;
	Date day;
	if (fhir_span(resource, "deceasedDateTime", reader->options.zone, &span))
		died_between(reader, patient, local_day(reader, span.first), local_day(reader, span.last));
	else if (fhir_date(resource, "deceasedDateTime", &day))
		died_between(reader, patient, day, day);
	else if (fhir_at(resource, "deceasedDateTime") || fhir_at(resource, "_deceasedDateTime") ||
		 fhir_true(resource, "deceasedBoolean"))
		died_between(reader, patient, (Date){.year = 1, .month = 1, .day = 1}, today(reader));
}

void fhir_life_read(const FhirReader *reader, FhirPatient *patient)
{
	read_birth(reader, patient);
	read_death(reader, patient);
}

void fhir_life_keep(const FhirReader *reader, FhirPatient *patient, const Person *present)
{
	const FhirDeath *told = &patient->death;
	if (date_is_none(present->died))
		return;
	if (json_is_false(fhir_at(patient->resource, "deceasedBoolean")))
		warn(reader, patient, "is said to live, where the desk knows of a death: the death stays");
	if (date_order(told->first, told->last) != 0 && date_order(told->first, present->died) <= 0 &&
	    date_order(present->died, told->last) <= 0)
		patient->person.died = present->died;
}
