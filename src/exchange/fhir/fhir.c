#include "exchange/fhir/fhir.h"

#include <stdlib.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"
#include "exchange/fhir/seal.h"

/* --- What was gathered goes to the sink --- */

static bool give(const Sink *sink, const Line *line, Error *err)
{
	Line given = *line;
	return sink->take(sink->self, &given, err) ||
	       fail_at(err, "%s %s", line->kind->name, text_or(line_key(line), ""));
}

static bool give_lines(const Sink *sink, const FhirLines *lines, Error *err)
{
	for (size_t i = 0; i < lines->count; i++)
		if (!give(sink, &lines->items[i], err))
			return false;
	return true;
}

static void mark_named(FhirReader *reader, const FhirLines *lines, bool *named)
{
	for (size_t i = 0; i < lines->count; i++) {
		const Line *line = &lines->items[i];
		const char *code = line->kind->type == LINE_ENTRY ? line->entry.org : line->fact.org;
		const uint32_t place = code ? index_find(&reader->organisation_index, code) : INDEX_NONE;
		if (place != INDEX_NONE)
			named[place] = true;
	}
}

/* A reference may give a code without a name: the ledger's name, else the code itself. */
static bool name_organisation(FhirReader *reader, Organisation *org, Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	const Organisation *present = NULL;
	if (org->name)
		return true;
	if (ledger && !ledger->ops->organisation(ledger->self, org->code, reader->arena, &present, err))
		return false;
	org->name = present ? present->name : org->code;
	return true;
}

static bool name_organisations(FhirReader *reader, Error *err)
{
	for (size_t i = 0; i < reader->organisation_count; i++)
		if (!name_organisation(reader, reader->organisations[i], err))
			return false;
	return true;
}

static bool give_organisations(FhirReader *reader, const Sink *sink, Error *err)
{
	bool *named = arena_array(reader->arena, reader->organisation_count + 1, sizeof *named);
	for (size_t i = 0; i < reader->patient_count; i++) {
		mark_named(reader, &reader->patients[i].registrations, named);
		mark_named(reader, &reader->patients[i].entries, named);
		mark_named(reader, &reader->patients[i].facts, named);
	}
	for (size_t i = 0; i < reader->organisation_count; i++) {
		const Organisation *org = reader->organisations[i];
		if (!named[i])
			continue;
		const Line line = line_of_organisation(org);
		if (!give(sink, &line, err))
			return false;
		reader->summary.organisations++;
	}
	return true;
}

static bool give_patients(FhirReader *reader, const Sink *sink, Error *err)
{
	for (size_t i = 0; i < reader->patient_count; i++) {
		const FhirPatient *patient = &reader->patients[i];
		const Line line = line_of_person(&patient->person);
		if (!give(sink, &line, err) || !give_lines(sink, &patient->registrations, err) ||
		    !give_lines(sink, &patient->entries, err) || !give_lines(sink, &patient->facts, err))
			return false;
		reader->summary.patients++;
	}
	return true;
}

/* --- Reading --- */

/* The file is in memory: what is done is told as its share of the bytes. */
static void show_progress(const Sink *sink, size_t done, size_t count, size_t size)
{
	if (sink->progress)
		sink->progress(sink->self, (int64_t)(done * (uint64_t)size / count), (int64_t)size);
}

static bool give_own(FhirReader *reader, const Sink *sink, const char *bytes, size_t size, Error *err)
{
	if (reader->options.ret_unproven)
		*reader->options.ret_unproven = !fhir_seal_is_right(bytes, size, reader->options.sealer);
	if (!fhir_own_read(reader, err) || !give_lines(sink, &reader->own_organisations, err))
		return false;
	reader->summary.organisations = reader->own_organisations.count;
	return give_patients(reader, sink, err);
}

static bool read_bundle(FhirReader *reader, const Sink *sink, const char *bytes, size_t size, Error *err)
{
	const size_t count = fhir_bundle_count(&reader->bundle);
	if (fhir_is_own(&reader->bundle))
		return give_own(reader, sink, bytes, size, err);
	fhir_gather(reader);
	if (!fhir_patients_read(reader, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!fhir_entry_read(reader, i, err))
			return false;
		fhir_bundle_release(&reader->bundle);
		show_progress(sink, i + 1, count, size);
	}
	if (!fhir_mark_others(reader, err))
		return false;
	for (size_t i = 0; i < reader->patient_count; i++)
		if (!fhir_registration_read(reader, &reader->patients[i], err))
			return false;
	fhir_consents_read(reader);
	return name_organisations(reader, err) && give_organisations(reader, sink, err) &&
	       give_patients(reader, sink, err);
}

static void close_reader(FhirReader *reader)
{
	for (size_t i = 0; i < reader->patient_count; i++) {
		fhir_lines_free(&reader->patients[i].registrations);
		fhir_lines_free(&reader->patients[i].entries);
		fhir_lines_free(&reader->patients[i].facts);
		free(reader->patients[i].marked);
	}
	fhir_lines_free(&reader->own_organisations);
	free(reader->said);
	free(reader->absent);
	arena_free(&reader->scratch);
	fhir_bundle_close(&reader->bundle);
}

bool fhir_read(Source *source, const FhirOptions *options, const Sink *sink, FhirSummary *ret_summary, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	FhirReader reader = {.options = *options, .arena = &arena};
	const char *bytes;
	size_t size;
	const FhirWatch watch = {fhir_gather_see, &reader};
	if (!source_whole(source, &bytes, &size, err))
		return false;
	const bool read = fhir_bundle_open(bytes, size, &arena, &watch, &reader.bundle, err) &&
			  read_bundle(&reader, sink, bytes, size, err);
	close_reader(&reader);
	if (read)
		*ret_summary = reader.summary;
	return read;
}
