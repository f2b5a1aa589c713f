/* Whatever happened that is no answer, as an AuditEvent: who looked, who opened a record without being asked, what
 * was told. The shape is that of the Summary Care Record's alerts (DOMAIN §1.6). */
#include <string.h>

#include "base/utf8.h"
#include "exchange/fhir/export_inside.h"
#include "exchange/fhir/json.h"
#include "exchange/fhir/line.h"

#define DICOM "http://dicom.nema.org/resources/ontology/DCM"
#define LIFECYCLE "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle"
#define NOTIFICATION "https://fhir.nhs.uk/StructureDefinition/Extension-SCR-NotificationMessage"

typedef struct EventType {
	FactKind kind;
	const char *system, *code, *display, *action;
	const char *subtype, *subtype_display; /* of DICOM's security alerts; NULL for none */
} EventType;

/* The last row is of all others. */
static const EventType event_types[] = {
	{FACT_OVERRIDE, DICOM, "110113", "Security Alert", "E", "110127", "Emergency Override Started"},
	{FACT_OVERRIDE_ENDED, DICOM, "110113", "Security Alert", "E", "110138", "Emergency Override Stopped"},
	{FACT_OVERRIDE_REVIEWED, DICOM, "110113", "Security Alert", "U", NULL, NULL},
	{FACT_VIEWED, LIFECYCLE, "access", NULL, "R", NULL, NULL},
	{FACT_EXPORTED, DICOM, "110106", "Export", "R", NULL, NULL},
	{FACT_ACCESS_GIVEN, DICOM, "110106", "Export", "R", NULL, NULL},
	{FACT_RECEIPT, LIFECYCLE, "report", NULL, "R", NULL, NULL},
	{FACT_CODE_ACCEPTED, LIFECYCLE, "verify", NULL, "E", NULL, NULL},
	{FACT_MERGED, LIFECYCLE, "merge", NULL, "U", NULL, NULL},
	{FACT_VOIDED, LIFECYCLE, "deprecate", NULL, "U", NULL, NULL},
	{0, DICOM, "110110", "Patient Record", "U", NULL, NULL},
};

static const EventType *type_of(const Fact *fact)
{
	const EventType *row = event_types;
	while (row->kind && row->kind != fact->kind)
		row++;
	return row;
}

/* What is handed out of a fact: nothing of an entry, of an override that waited for its review no words, and of a
 * restricted patient no practice and no words that may name one. */
static Line shown_line(const Exporter *exporter, const Fact *fact)
{
	Line line = line_of_fact(fact);
	line.fact.entry = NULL;
	if (exporter->restricted)
		line.fact.from = line.fact.note = NULL;
	if (export_keeps_words(exporter, fact)) {
		line.fact.note = line.fact.reason = NULL;
		line.fact.tell = 0;
	}
	return line;
}

static bool said_elsewhere(const char *name)
{
	static const char *const names[] = {"id", "at", "recorded_at", "by", "patient", "org"};
	for (size_t i = 0; i < countof(names); i++)
		if (text_is(names[i], name))
			return true;
	return false;
}

/* Field by field, for a reader who knows nothing of this desk. */
static json_t *details(const Exporter *exporter, const Line *line)
{
	json_t *details = json_array();
	char printed[32];
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		if (said_elsewhere(field->name) || !line_has(line, field))
			continue;
		const char *text = utf8_clean(exporter->arena, line_print(line, field, printed));
		if (fhir_string_fits(text))
			json_array_append_new(details,
					      json_pack("{s:s,s:s}", "type", field->name, "valueString", text));
	}
	return details;
}

static json_t *agents(Exporter *exporter, const Fact *fact)
{
	const char *place = export_place(exporter, fact);
	const char *by = fact->by ? utf8_clean(exporter->arena, fact->by) : "";
	json_t *agents = json_pack("[{s:s,s:b}]", "name", fhir_string_fits(by) ? by : "Not recorded", "requestor", 1);
	if (place)
		json_array_append_new(
			agents, json_pack("{s:o,s:b}", "who", export_place_reference(exporter, place), "requestor", 0));
	return agents;
}

static json_t *entities(const Exporter *exporter, const Line *line)
{
	json_t *said = details(exporter, line);
	json_t *entity =
		json_pack("{s:o,s:o,s:o}", "what", export_patient_reference(exporter), "type",
			  export_coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person"),
			  "role", export_coding("http://terminology.hl7.org/CodeSystem/object-role", "1", "Patient"));
	if (json_array_size(said))
		json_object_set(entity, "detail", said);
	json_decref(said);
	return json_pack("[o]", entity);
}

/* A fact that is told only in part cannot be told anew from this: what is left out would be lost for good. */
static bool goes_whole(const Exporter *exporter, const Fact *fact)
{
	return fact->kind != FACT_EXPORTED && !fact->entry && !export_keeps_words(exporter, fact);
}

static json_t *extensions(const Exporter *exporter, const Fact *fact, const Line *line)
{
	json_t *extensions = goes_whole(exporter, fact) ? export_line(exporter, line) : json_array();
	if (fact->kind == FACT_OVERRIDE)
		json_array_append_new(
			extensions,
			json_pack("{s:s,s:o}", "url", NOTIFICATION, "valueString",
				  json_sprintf("Alert: the record was opened without the patient's permission (%s).",
					       words_text(&override_reason_words, fact->override_reason))));
	return extensions;
}

static void add_subtypes(const EventType *type, const char *kind, json_t *event)
{
	json_t *subtypes = json_pack("[o]", export_coding(FHIR_OWN "kind", kind, NULL));
	if (type->subtype)
		json_array_append_new(subtypes, export_coding(DICOM, type->subtype, type->subtype_display));
	json_object_set_new(event, "subtype", subtypes);
}

json_t *export_event(Exporter *exporter, const Fact *fact)
{
	const EventType *type = type_of(fact);
	const Line line = shown_line(exporter, fact);
	json_t *extended = extensions(exporter, fact, &line);
	json_t *event = json_pack("{s:s,s:o,s:s,s:{s:o},s:o,s:s,s:o,s:{s:{s:s}},s:o}", "resourceType", "AuditEvent",
				  "type", export_coding(type->system, type->code, type->display), "action",
				  type->action, "period", "start", export_instant(fact->at), "recorded",
				  export_instant(fact->recorded_at), "outcome", "0", "agent", agents(exporter, fact),
				  "source", "observer", "display", "sharedesk", "entity", entities(exporter, &line));
	add_subtypes(type, line.kind->name, event);
	if (json_array_size(extended))
		json_object_set(event, "extension", extended);
	json_decref(extended);
	if (fact->kind == FACT_OVERRIDE)
		json_object_set_new(
			event, "purposeOfEvent",
			json_pack("[{s:[o]}]", "coding", export_coding(V3 "ActReason", "BTG", "break the glass")));
	return event;
}
