/* The fields of a told line, each by itself. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/nhs_number.h"
#include "model/ledger/inside.h"

enum { TEXT_MAX = 1000, PROSE_MAX = 10000 }; /* characters of a field, of a note or of what an entry says */

/* 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z: what an instant can be written as. */
static const Instant first_instant = {-62135596800}, last_instant = {253402300799};

static bool is_key(const Line *line, const Field *field)
{
	switch (line->kind->type) {
	case LINE_ORGANISATION: return field->offset == offsetof(Organisation, code);
	case LINE_PERSON: return field->offset == offsetof(Person, nhs);
	case LINE_ENTRY: return field->offset == offsetof(Entry, id);
	case LINE_FACT: return field->offset == offsetof(Fact, id);
	}
	return false;
}

static bool check_key(const Line *line, const Field *field, Error *err)
{
	const char *key = line_key(line);
	if (line->kind->type == LINE_ORGANISATION && !organisation_code_valid(key))
		return fail(err, ERROR_INPUT,
			    "The field \"%s\" is not an organisation code: 1 to 32 letters, digits, - or . are.",
			    field->name);
	if (line->kind->type == LINE_PERSON && !nhs_number_valid(key))
		return fail(
			err, ERROR_INPUT,
			"The field \"%s\" is not an NHS number: ten digits, the last of which fits the others, are.",
			field->name);
	return true;
}

static bool check_text(const Line *line, const Field *field, Error *err)
{
	const char *text = line_text(line, field);
	bool identifies = field->names != NAMES_NOTHING || is_key(line, field);
	if (!utf8_valid(text, strlen(text), NULL))
		return fail(err, ERROR_INPUT, "The field \"%s\" is not UTF-8 text.", field->name);
	if (*text == '\0' && (identifies || (field->required && !field->may_be_empty)))
		return fail(err, ERROR_INPUT, "The field \"%s\" is empty; it must say something.", field->name);
	if (identifies && !utf8_is_clean(text))
		return fail(err, ERROR_INPUT, "The field \"%s\" holds a control character.", field->name);
	return !is_key(line, field) || check_key(line, field, err);
}

static bool check_value(const Line *line, const Field *field, Error *err)
{
	bool right = true;
	switch (field->type) {
	case FIELD_TEXT: return check_text(line, field, err);
	case FIELD_WORD:
	case FIELD_TRUTH: right = *words_text(field->words, line_word(line, field)) != '\0'; break;
	case FIELD_DATE: right = date_valid(line_date(line, field)); break;
	case FIELD_PARTIAL_DATE: right = partial_valid(line_partial(line, field)); break;
	case FIELD_INSTANT:
		right = !instant_before(line_instant(line, field), first_instant) &&
			!instant_before(last_instant, line_instant(line, field));
		break;
	}
	return right || fail(err, ERROR_INPUT, "The field \"%s\" has a value it cannot have.", field->name);
}

static size_t characters(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

bool tell_check_lengths(const Line *line, Error *err)
{
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		const bool prose = text_is(field->name, "note") || text_is(field->name, "text");
		const size_t most = prose ? PROSE_MAX : TEXT_MAX;
		const char *text = field->type == FIELD_TEXT ? line_text(line, field) : NULL;
		if (text && strlen(text) > most && characters(text) > most)
			return fail(
				err, ERROR_INPUT,
				"The field \"%s\" is longer than %zu characters: have it shortened by whoever made the "
				"file.",
				field->name, most);
	}
	return true;
}

/* Of people with one name either is empty. */
static bool check_named(const Line *line, Error *err)
{
	return line->kind->type != LINE_PERSON || *person_filed_name(&line->person) ||
	       fail(err, ERROR_INPUT, "The fields \"family\" and \"given\" are empty; one of them must say something.");
}

bool tell_check_fields(const Line *line, Error *err)
{
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		if (!line_has(line, field)) {
			if (field->required)
				return fail(err, ERROR_INPUT,
					    "The field \"%s\" is missing: a line of the kind \"%s\" needs it.",
					    field->name, line->kind->name);
		} else if (!check_value(line, field, err)) {
			return false;
		}
	}
	return check_named(line, err);
}
