/* A resource as an entry of the record, with its private mark and the episode it opens. */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir_inside.h"
#include "exchange/fhir_kind.h"

/* An order of a plan repeats it (FORMATS §3): the plan is the entry. */
static bool is_order_of_plan(const FhirReader *reader, const json_t *resource)
{
	const json_t *plans = fhir_list(resource, "basedOn");
	if (!text_is(fhir_type(resource), "MedicationRequest") || text_is(fhir_text(resource, "intent"), "plan"))
		return false;
	for (size_t i = 0; i < fhir_count(plans); i++)
		if (fhir_names_type(&reader->bundle, resource, fhir_item(plans, i), "MedicationRequest"))
			return true;
	return false;
}

static bool dated(const FhirReader *reader, const FhirKind *kind, const json_t *resource, FhirSpan *ret_span)
{
	static const char *const encounters[] = {"encounter", "context", "context.encounter"};
	if (fhir_recorded(kind, resource, reader->options.zone, ret_span))
		return true;
	for (size_t i = 0; i < countof(encounters); i++) {
		const json_t *encounter =
			fhir_resolve(&reader->bundle, resource, fhir_at(resource, encounters[i]), "Encounter");
		if (fhir_span(encounter, "period.start", reader->options.zone, ret_span))
			return true;
	}
	return fhir_span(reader->bundle.root, "timestamp", reader->options.zone, ret_span);
}

/* An id that no other patient, source or resource of the same id shares: numbers count up from 1 on many a server. */
static const char *entry_id(const FhirReader *reader, const FhirPatient *patient, const json_t *resource,
			    const char *id)
{
	const json_t *own = fhir_at(resource, "identifier");
	const uint64_t scope = FHIR_HASH(patient->person.nhs, fhir_type(resource), id, fhir_text(own, "system"),
					 fhir_text(own, "value"));
	return arena_print(reader->arena, "%s-%s-%016" PRIx64, fhir_type(resource), id, scope);
}

/* The same resource twice is one entry; two that share an id (versions, badly made files) are two. */
static bool make_unique(FhirReader *reader, const FhirPatient *patient, Entry *entry)
{
	const char *id = entry->id;
	for (uint32_t n = 2;; n++) {
		const uint32_t place = index_find(&reader->entry_ids, entry->id);
		if (place == INDEX_NONE)
			break;
		const Line line = line_of_entry(entry);
		if (line_same(&patient->entries.items[place], &line))
			return false;
		entry->id = arena_print(reader->arena, "%s-%" PRIu32, id, n);
	}
	index_add(&reader->entry_ids, reader->arena, entry->id, (uint32_t)patient->entries.count);
	return true;
}

static void add_private(FhirReader *reader, FhirPatient *patient, const Entry *entry)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_PRIVATE;
	fact.id = arena_print(reader->arena, "private-%s", entry->id);
	fact.at = entry->recorded;
	fact.patient = entry->patient;
	fact.entry = entry->id;
	fhir_add_fact(reader, patient, &patient->facts, &fact);
	reader->summary.private_entries++;
}

static void add_entry(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Entry *entry,
		      FhirSpan span)
{
	const Line line = line_of_entry(entry);
	fhir_add_line(reader, &patient->entries, &line);
	reader->summary.entries++;
	reader->summary.of_category[entry->category]++;
	if (patient->practice && text_is(entry->org, patient->practice->code) &&
	    instant_before(span.first, patient->earliest))
		patient->earliest = span.first;
	if (fhir_private(resource))
		add_private(reader, patient, entry);
	if (entry->category == CATEGORY_REFERRAL)
		fhir_referral_read(reader, patient, resource, entry);
	else if (text_is(fhir_type(resource), "EpisodeOfCare"))
		fhir_care_read(reader, patient, resource, entry);
}

static bool read_content(FhirReader *reader, const FhirKind *kind, const json_t *resource, const char *id, Error *err)
{
	FhirPatient *patient;
	FhirSpan span;
	if (!fhir_patient_of(reader, resource, id, &patient, err))
		return false;
	if (!patient) {
		reader->summary.of_nobody++;
		return true;
	}
	if (!dated(reader, kind, resource, &span)) {
		reader->summary.undated++;
		return true;
	}

	Entry entry = {
		.id = entry_id(reader, patient, resource, id),
		.patient = patient->person.nhs,
		.org = fhir_recorder(reader, patient, resource, kind->authors)->code,
		.recorded = span.last,
		.category = (WordByte)fhir_category(kind, resource),
	};
	fhir_wording(reader, resource, kind->concepts, &entry);
	if (make_unique(reader, patient, &entry))
		add_entry(reader, patient, resource, &entry, span);
	else
		reader->summary.repeated++;
	return true;
}

bool fhir_entry_read(FhirReader *reader, size_t i, Error *err)
{
	const char *type = fhir_bundle_type(&reader->bundle, i);
	if (!type)
		return true;

	const FhirKind *kind = fhir_kind_find(type);
	if (!kind->category) {
		reader->summary.not_content++;
		return true;
	}

	const json_t *resource = fhir_bundle_resource(&reader->bundle, i);
	if (fhir_in_error(resource))
		reader->summary.in_error++;
	else if (is_order_of_plan(reader, resource))
		reader->summary.orders++;
	else
		return read_content(reader, kind, resource, fhir_bundle_id(&reader->bundle, i, reader->arena), err);
	return true;
}
