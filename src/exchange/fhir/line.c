#include "exchange/fhir/line.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/json.h"

enum { BASE64 = sodium_base64_VARIANT_ORIGINAL };

static const char *const urls[] = {
	[LINE_ORGANISATION] = FHIR_OWN "organisation",
	[LINE_PERSON] = FHIR_OWN "patient",
	[LINE_ENTRY] = FHIR_OWN "entry",
	[LINE_FACT] = FHIR_OWN "fact",
};

bool fhir_string_fits(const char *text)
{
	for (const char *at = text; *at; at++)
		if (((unsigned char)*at < ' ' && !strchr("\t\r\n", *at)) || *at == '\x7F')
			return false;
	return text[strspn(text, " \t\r\n")] != '\0';
}

/* --- Writing --- */

static json_t *text_value(const char *text, Arena *scratch)
{
	const size_t length = strlen(text), room = sodium_base64_encoded_len(length, BASE64);
	if (length == 0)
		return json_pack("{s:b}", "valueBoolean", 0);
	if (fhir_string_fits(text))
		return json_pack("{s:s}", "valueString", text);
	char *coded = arena_alloc(scratch, room);
	sodium_bin2base64(coded, room, (const unsigned char *)text, length, BASE64);
	return json_pack("{s:s}", "valueBase64Binary", coded);
}

static json_t *field_value(const Line *line, const Field *field, Arena *scratch)
{
	static const char *const names[] = {
		[FIELD_WORD] = "valueCode",
		[FIELD_INSTANT] = "valueInstant",
		[FIELD_DATE] = "valueDate",
		[FIELD_PARTIAL_DATE] = "valueDate",
	};
	char printed[32];
	if (field->type == FIELD_TEXT)
		return text_value(line_text(line, field), scratch);
	if (field->type == FIELD_TRUTH)
		return json_pack("{s:b}", "valueBoolean", line_word(line, field) == TRUTH_TRUE);
	const bool word = field->type == FIELD_PARTIAL_DATE && partial_is_unknown(line_partial(line, field));
	return json_pack("{s:s}", names[word ? FIELD_WORD : field->type], line_print(line, field, printed));
}

json_t *fhir_line_extension(const Line *line, Arena *scratch)
{
	json_t *within = json_pack("[{s:s,s:s}]", "url", "kind", "valueCode", line->kind->name);
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		if (!line_has(line, field))
			continue;
		json_t *named = json_pack("{s:s}", "url", field->name), *value = field_value(line, field, scratch);
		json_object_update(named, value);
		json_decref(value);
		json_array_append_new(within, named);
	}
	return json_pack("{s:s,s:o}", "url", urls[line->kind->type], "extension", within);
}

/* --- Reading --- */

static bool bad_field(const char *name, const char *why, Error *err)
{
	return fail(err, ERROR_INPUT, "Its field \"%s\" %s; ask for the file again.", text_or(name, "?"), why);
}

/* Bytes with a NUL among them are no text. */
static const char *decode(const char *coded, Arena *arena)
{
	const size_t room = strlen(coded) + 1;
	size_t length;
	char *bytes = arena_alloc(arena, room);
	if (sodium_base642bin((unsigned char *)bytes, room - 1, coded, strlen(coded), NULL, &length, NULL, BASE64) != 0)
		return NULL;
	bytes[length] = '\0';
	return strlen(bytes) == length ? bytes : NULL;
}

static const char *read_text(const json_t *given, Arena *arena)
{
	const char *plain = json_string_value(json_object_get(given, "valueString"));
	const char *coded = json_string_value(json_object_get(given, "valueBase64Binary"));
	if (plain)
		return plain;
	if (coded)
		return decode(coded, arena);
	return json_is_false(json_object_get(given, "valueBoolean")) ? "" : NULL;
}

static bool read_value(Line *line, const Field *field, const json_t *given, Arena *arena)
{
	Instant at;
	Date date;
	PartialDate partial;
	const char *text = field->type == FIELD_TEXT ? read_text(given, arena) : NULL;
	const json_t *truth = json_object_get(given, "valueBoolean");
	unsigned word = words_find(field->words ? field->words : &truth_words, fhir_text(given, "valueCode"));
	switch (field->type) {
	case FIELD_TEXT: line_set_text(line, field, text); return text != NULL;
	case FIELD_TRUTH:
		line_set_word(line, field, json_is_true(truth) ? TRUTH_TRUE : TRUTH_FALSE);
		return json_is_boolean(truth);
	case FIELD_WORD: line_set_word(line, field, (WordByte)word); return word != 0;
	case FIELD_INSTANT:
		if (!fhir_text(given, "valueInstant") || !instant_parse(fhir_text(given, "valueInstant"), &at))
			return false;
		line_set_instant(line, field, at);
		return true;
	case FIELD_DATE:
		if (!fhir_date(given, "valueDate", &date))
			return false;
		line_set_date(line, field, date);
		return true;
	case FIELD_PARTIAL_DATE:
		if (!partial_parse(text_or(fhir_text(given, "valueDate"), fhir_text(given, "valueCode")), &partial))
			return false;
		line_set_partial(line, field, partial);
		return true;
	}
	return false;
}

static bool read_fields(const json_t *within, Line *line, Arena *arena, Error *err)
{
	for (size_t i = 1; i < fhir_count(within); i++) {
		const json_t *given = fhir_item(within, i);
		const char *name = fhir_text(given, "url");
		const Field *field = line_field_find(line->kind, name);
		if (!field)
			return bad_field(name, "is unknown", err);
		if (line_has(line, field))
			return bad_field(name, "stands there twice", err);
		if (!read_value(line, field, given, arena))
			return bad_field(name, "has a value that it cannot have", err);
	}
	return true;
}

static const LineKind *read_kind(const json_t *within, LineType type, Error *err)
{
	const json_t *first = fhir_item(within, 0);
	const char *name = text_is(fhir_text(first, "url"), "kind") ? fhir_text(first, "valueCode") : NULL;
	const LineKind *kind = name ? line_kind_find(name) : NULL;
	if (!kind || kind->type != type) {
		bad_field("kind", "is missing, or unknown", err);
		return NULL;
	}
	return kind;
}

bool fhir_line_read(const json_t *resource, LineType type, Arena *arena, Line *ret_line, bool *ret_found, Error *err)
{
	const json_t *extensions = fhir_list(resource, "extension"), *own = NULL;
	for (size_t i = 0; i < fhir_count(extensions); i++) {
		const json_t *extension = fhir_item(extensions, i);
		if (!text_is(fhir_text(extension, "url"), urls[type]))
			continue;
		if (own)
			return fail(err, ERROR_INPUT, "It carries two lines of this desk; ask for the file again.");
		own = extension;
	}
	*ret_found = own != NULL;
	if (!own)
		return true;

	const json_t *within = fhir_list(own, "extension");
	const LineKind *kind = read_kind(within, type, err);
	if (!kind)
		return false;
	*ret_line = line_empty(kind);
	return read_fields(within, ret_line, arena, err);
}
