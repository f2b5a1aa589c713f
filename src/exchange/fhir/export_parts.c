#include <inttypes.h>

#include "base/utf8.h"
#include "exchange/fhir/export_inside.h"
#include "exchange/fhir/json.h"
#include "exchange/fhir/line.h"

/* --- Small things --- */

/* The same thing has the same name in every export: a UUID of its own making (version 8). */
const char *export_uuid(Arena *arena, const char *type, const char *key)
{
	const uint64_t high = NAME_HASH(FHIR_OWN, type, key), low = NAME_HASH(type, key, FHIR_OWN);
	return arena_print(arena, "%08" PRIx64 "-%04" PRIx64 "-8%03" PRIx64 "-%04" PRIx64 "-%012" PRIx64, high >> 32,
			   high >> 16 & 0xFFFF, high & 0xFFF, (low >> 48 & 0x3FFF) | 0x8000, low & 0xFFFFFFFFFFFF);
}

json_t *export_coding(const char *system, const char *code, const char *display)
{
	return json_pack("{s:s,s:s,s:s*}", "system", system, "code", code, "display", display);
}

json_t *export_instant(Instant at)
{
	char printed[32];
	instant_print(at, printed);
	return json_string(printed);
}

json_t *export_readable(const Exporter *exporter, const char *text)
{
	const char *clean = text ? utf8_clean(exporter->arena, text) : NULL;
	return clean && fhir_string_fits(clean) ? json_string(clean) : NULL;
}

json_t *export_patient_reference(const Exporter *exporter)
{
	const char *uuid = export_uuid(exporter->arena, "Patient", exporter->person->nhs);
	return json_pack("{s:o,s:s}", "reference", json_sprintf("urn:uuid:%s", uuid), "type", "Patient");
}

json_t *export_place_reference(Exporter *exporter, const char *code)
{
	const uint32_t place = index_find(&exporter->organisation_index, code);
	const Organisation *organisation = place == INDEX_NONE ? NULL : exporter->organisations[place];
	if (!organisation)
		return json_pack("{s:{s:s,s:s}}", "identifier", "system", FHIR_ODS_CODE, "value", code);
	exporter->named[place] = true;
	return json_pack("{s:o,s:s,s:o*}", "reference",
			 json_sprintf("urn:uuid:%s", export_uuid(exporter->arena, "Organization", code)), "type",
			 "Organization", "display", export_readable(exporter, organisation->name));
}

json_t *export_line(const Exporter *exporter, const Line *line)
{
	return json_pack("[o]", fhir_line_extension(line, exporter->arena));
}

/* --- What a fact is about --- */

static const Fact *opening(const Exporter *exporter, const Fact *fact)
{
	for (size_t i = 0; i < exporter->facts.count; i++) {
		const Fact *other = &exporter->facts.items[i];
		const bool of_episode = other->kind == FACT_REGISTERED || other->kind == FACT_REFERRED;
		if ((fact->episode && of_episode && text_is(other->episode, fact->episode)) ||
		    (fact->request && other->kind == FACT_REQUEST && text_is(other->request, fact->request)) ||
		    (fact->override && other->kind == FACT_OVERRIDE && text_is(other->override, fact->override)))
			return other;
	}
	return NULL;
}

static const Fact *find_fact(const Exporter *exporter, const char *id)
{
	for (size_t i = 0; i < exporter->facts.count; i++)
		if (text_is(exporter->facts.items[i].id, id))
			return &exporter->facts.items[i];
	return NULL;
}

const Fact *export_about(const Exporter *exporter, const Fact *fact)
{
	for (int steps = 0; fact && fact->fact && steps < 2; steps++)
		fact = find_fact(exporter, fact->fact);
	return fact;
}

static bool is_named(const Exporter *exporter, const char *id)
{
	for (size_t i = 0; i < exporter->asked->left_out_count; i++)
		if (text_is(exporter->asked->left_out[i], id))
			return true;
	return false;
}

bool export_withheld(const Exporter *exporter, const Fact *fact)
{
	for (int steps = 0; fact && steps < 3; steps++) {
		if (fact->kind == FACT_ACCESS_WITHHELD || is_named(exporter, fact->id))
			return true;
		fact = fact->fact ? find_fact(exporter, fact->fact) : NULL;
	}
	return false;
}

bool export_keeps_words(const Exporter *exporter, const Fact *fact)
{
	const Fact *about = export_about(exporter, fact);
	if (!about || !about->override)
		return false;
	bool keeps = about->tell && about->tell != TELL_NOW;
	for (size_t i = 0; i < exporter->facts.count && !keeps; i++) {
		const Fact *other = &exporter->facts.items[i];
		keeps = other->kind == FACT_OVERRIDE && text_is(other->override, about->override) &&
			override_keeps_words(other);
	}
	return keeps;
}

const char *export_place(const Exporter *exporter, const Fact *fact)
{
	const Fact *opened = fact->org ? fact : opening(exporter, fact);
	return opened ? opened->org : NULL;
}

bool export_voided(const Exporter *exporter, const Fact *fact)
{
	return exporter->voided.count && index_find(&exporter->voided, fact->id) != INDEX_NONE;
}

const char *export_home(const Exporter *exporter, const Fact *fact)
{
	const Fact *latest = NULL;
	for (size_t i = 0; i < exporter->facts.count && !exporter->restricted; i++) {
		const Fact *other = &exporter->facts.items[i];
		if (other->kind == FACT_REGISTERED && !export_voided(exporter, other) &&
		    !instant_before(fact->at, other->at) && (!latest || fact_order(latest, other) < 0))
			latest = other;
	}
	return latest ? latest->org : NULL;
}
