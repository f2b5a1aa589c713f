#include <stdlib.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"

enum { FIRST_LINES = 32 };

void fhir_add_line(FhirReader *reader, FhirLines *lines, const Line *line)
{
	if (lines->count == lines->room) {
		lines->room = lines->room ? 2 * lines->room : FIRST_LINES;
		lines->items = realloc(lines->items, lines->room * sizeof(Line));
		if (!lines->items)
			abort(); /* as where an arena has no memory */
	}
	lines->items[lines->count] = *line;
	line_keep(&lines->items[lines->count++], reader->arena);
}

void fhir_lines_free(FhirLines *lines)
{
	free(lines->items);
	*lines = (FhirLines){0};
}

void fhir_add_fact(FhirReader *reader, const FhirPatient *patient, FhirLines *lines, const Fact *fact)
{
	Fact new = *fact;
	new.by = text_empty(fact->by) ? reader->options.by : fact->by;
	if (reader->options.from)
		new.note = text_empty(fact->note)
				   ? reader->options.from
				   : arena_print(reader->arena, "%s, %s", fact->note, reader->options.from);
	Line line = line_of_fact(&new);
	for (size_t i = 0; i < patient->known.count; i++) {
		if (!text_is(patient->known.items[i].id, fact->id))
			continue;
		line = line_of_fact(&patient->known.items[i]);
		line.fact.seq = 0;
		line.fact.recorded_at = INSTANT_MIN;
	}
	fhir_add_line(reader, lines, &line);
}

void fhir_note(const FhirReader *reader, FhirNoteKind kind, const char *type, const char *id, const char *why)
{
	const FhirNote note = {kind, text_or(type, ""), text_or(id, ""), why};
	if (reader->options.note)
		reader->options.note(reader->options.note_self, &note);
}
