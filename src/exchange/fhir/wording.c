#include <string.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"
#include "exchange/fhir/kind.h"

static bool says_nothing(const json_t *coding)
{
	const char *system = fhir_text(coding, "system");
	return !fhir_text(coding, "code") || (system && strstr(system, "NullFlavor"));
}

static const json_t *best_coding(const json_t *concept)
{
	const json_t *codings = fhir_list(concept, "coding"), *first = NULL;
	for (size_t i = 0; i < fhir_count(codings); i++) {
		const json_t *coding = fhir_item(codings, i);
		if (says_nothing(coding))
			continue;
		if (text_is(fhir_text(coding, "system"), FHIR_SNOMED))
			return coding;
		first = first ? first : coding;
	}
	return first;
}

/* A concept, a lone coding (the class of an R4 encounter) or plain words; false if it says nothing. */
static bool read_concept(const json_t *concept, Entry *entry)
{
	const json_t *coding = fhir_text(concept, "code") && !says_nothing(concept) ? concept : best_coding(concept);
	const char *words = json_is_string(concept) ? json_string_value(concept) : fhir_text(concept, "text");
	words = text_empty(words) ? text_or(fhir_text(coding, "display"), fhir_text(coding, "code")) : words;
	if (!words)
		return false;
	entry->text = words;
	entry->code = fhir_text(coding, "code");
	entry->system = entry->code ? fhir_text(coding, "system") : NULL;
	return true;
}

static const json_t *concept_at(FhirReader *reader, const json_t *resource, const char *path)
{
	const json_t *concept = fhir_at(resource, path);
	if (text_is(path, "medicationReference"))
		return fhir_at(fhir_resolve(&reader->bundle, resource, concept, "Medication"), "code");
	return concept;
}

static void read_concepts(FhirReader *reader, const json_t *resource, const char *const *concepts, Entry *entry)
{
	/* GP Connect says which vaccination it was by an extension, and leaves the vaccine unknown. */
	const json_t *vaccination = fhir_at(fhir_extension(resource, "VaccinationProcedure"), "valueCodeableConcept");
	bool read = read_concept(vaccination, entry);
	for (size_t i = 0; !read && i < FHIR_PATHS_MAX && concepts[i]; i++)
		read = read_concept(concept_at(reader, resource, concepts[i]), entry);
	if (!read && !read_concept(fhir_at(resource, "medicationReference.display"), entry))
		entry->text = fhir_type(resource);
}

static void add_number(Text *out, const json_t *value)
{
	if (json_is_integer(value))
		text_add_print(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else if (json_is_real(value))
		text_add_print(out, "%.8g", json_real_value(value));
}

/* "5.2 mmol/L", "Positive", "yes" … of an observation or one of its components. */
static void add_result(Text *out, const json_t *value)
{
	const json_t *quantity = fhir_at(value, "valueQuantity"), *answer = fhir_at(value, "valueBoolean");
	Entry concept = {0};
	if (fhir_at(quantity, "value")) {
		text_add(out, fhir_text(quantity, "comparator"));
		add_number(out, fhir_at(quantity, "value"));
		if (fhir_text(quantity, "unit"))
			text_add_print(out, " %s", fhir_text(quantity, "unit"));
	} else if (read_concept(fhir_at(value, "valueCodeableConcept"), &concept) ||
		   read_concept(fhir_at(value, "valueString"), &concept) ||
		   read_concept(fhir_at(value, "valueDateTime"), &concept)) {
		text_add(out, concept.text);
	} else if (json_is_boolean(answer)) {
		text_add(out, json_is_true(answer) ? "yes" : "no");
	} else {
		add_number(out, fhir_at(value, "valueInteger"));
	}
}

static void add_components(Text *out, const json_t *resource)
{
	const json_t *components = fhir_list(resource, "component");
	for (size_t i = 0; i < fhir_count(components); i++) {
		const json_t *component = fhir_item(components, i);
		Entry concept = {0};
		if (out->length > 0)
			text_add(out, "; ");
		if (read_concept(fhir_at(component, "code"), &concept))
			text_add_print(out, "%s ", concept.text);
		add_result(out, component);
	}
}

/* By any of its codings: the one that gives the words may be another than the one that is on the list. */
static bool concept_sensitive(const SensitiveList *list, const json_t *concept)
{
	const json_t *codings = fhir_list(concept, "coding");
	for (size_t i = 0; i < fhir_count(codings); i++)
		if (sensitive_has(list, fhir_text(fhir_item(codings, i), "system"),
				  fhir_text(fhir_item(codings, i), "code")))
			return true;
	return false;
}

static bool is_sensitive(FhirReader *reader, const json_t *resource, const char *const *concepts, const Entry *entry)
{
	const SensitiveList *list = reader->options.sensitive;
	bool sensitive = list && sensitive_has(list, entry->system, entry->code);
	for (size_t i = 0; list && !sensitive && i < FHIR_PATHS_MAX && concepts[i]; i++)
		sensitive = concept_sensitive(list, concept_at(reader, resource, concepts[i]));
	return sensitive;
}

void fhir_wording(FhirReader *reader, const json_t *resource, const char *const *concepts, Entry *entry)
{
	Text detail = {.arena = reader->arena};
	const char *dosage = fhir_text(resource, "dosageInstruction.text");
	read_concepts(reader, resource, concepts, entry);
	if (is_sensitive(reader, resource, concepts, entry))
		entry->sensitive = TRUTH_TRUE;
	add_result(&detail, resource);
	add_components(&detail, resource);
	text_add(&detail, dosage ? dosage : fhir_text(resource, "dosage.text"));
	if (fhir_true(resource, "notGiven") || text_is(fhir_text(resource, "status"), "not-done"))
		text_add(&detail, "not given");
	if (detail.length > 0)
		entry->text = arena_print(reader->arena, "%s: %s", entry->text, text_done(&detail));
}
