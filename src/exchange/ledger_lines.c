#include "exchange/ledger_lines.h"

#include <inttypes.h>
#include <string.h>

#include "exchange/json.h"
#include "exchange/json_flat.h"

enum { LINES_BETWEEN_PROGRESS = 1024 };

/* --- Reading --- */

static bool bad_value(const Field *field, const char *wanted, Error *err)
{
	return fail(err, ERROR_INPUT, "The field \"%s\" must be %s.", field->name, wanted);
}

static bool read_word(Line *line, const Field *field, const JsonMember *member, Error *err)
{
	const char *text = member->text;
	unsigned word = text ? words_find(field->words, text) : 0;
	if (word == 0)
		return fail(err, ERROR_INPUT, "The field \"%s\" has a value it cannot have%s%s%s.", field->name,
			    text ? ": \"" : "", text ? text : "", text ? "\"" : "");
	line_set_word(line, field, (WordByte)word);
	return true;
}

static bool read_instant(Line *line, const Field *field, const JsonMember *member, Error *err)
{
	Instant at;
	if (!member->text || !instant_parse(member->text, &at))
		return bad_value(field, "an instant like \"2024-03-01T09:00:00Z\"", err);
	line_set_instant(line, field, at);
	return true;
}

static bool read_date(Line *line, const Field *field, const JsonMember *member, Error *err)
{
	Date date;
	if (!member->text || !date_parse(member->text, &date))
		return bad_value(field, "a date like \"2024-03-01\"", err);
	line_set_date(line, field, date);
	return true;
}

static bool read_partial(Line *line, const Field *field, const JsonMember *member, Error *err)
{
	PartialDate date;
	if (!member->text || !partial_parse(member->text, &date))
		return bad_value(field,
				 "a day, month or year like \"2024-03-01\", \"2024-03\" or \"2024\", or \"unknown\"",
				 err);
	line_set_partial(line, field, date);
	return true;
}

static bool read_value(Line *line, const Field *field, const JsonMember *member, Error *err)
{
	switch (field->type) {
	case FIELD_TEXT:
		if (!member->text)
			return bad_value(field, "a text in quotes", err);
		line_set_text(line, field, member->text);
		return true;
	case FIELD_TRUTH:
		if (member->type != JSON_IS_TRUE && member->type != JSON_IS_FALSE)
			return bad_value(field, "true or false", err);
		line_set_word(line, field, member->type == JSON_IS_TRUE ? TRUTH_TRUE : TRUTH_FALSE);
		return true;
	case FIELD_WORD: return read_word(line, field, member, err);
	case FIELD_INSTANT: return read_instant(line, field, member, err);
	case FIELD_DATE: return read_date(line, field, member, err);
	case FIELD_PARTIAL_DATE: return read_partial(line, field, member, err);
	}
	return false;
}

static const LineKind *read_kind(const JsonFlat *object, Error *err)
{
	const char *name = json_flat_text(object, "kind");
	const LineKind *kind = name ? line_kind_find(name) : NULL;
	if (!name)
		fail(err, ERROR_INPUT, "The field \"kind\" is missing, or not a text.");
	else if (!kind)
		fail(err, ERROR_INPUT, "The field \"kind\" is \"%s\", a kind of line the desk does not know.", name);
	return kind;
}

/* Written lines have the order of the table: the field after the last one is nearly always the one that is next. */
static const Field *find_field(const LineKind *kind, const char *name, size_t *next)
{
	for (size_t i = *next; i < kind->count; i++)
		if (text_is(kind->fields[i].name, name)) {
			*next = i + 1;
			return &kind->fields[i];
		}
	return line_field_find(kind, name);
}

static bool read_fields(const JsonFlat *object, Line *line, Error *err)
{
	size_t next = 0;
	for (size_t i = 0; i < object->count; i++) {
		const JsonMember *member = &object->members[i];
		if (text_is(member->name, "kind"))
			continue;
		const Field *field = find_field(line->kind, member->name, &next);
		if (!field)
			return fail(err, ERROR_INPUT, "The field \"%s\" is unknown in a line of the kind \"%s\".",
				    member->name, line->kind->name);
		if (!read_value(line, field, member, err))
			return false;
	}
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		if (field->required && !line_has(line, field))
			return fail(err, ERROR_INPUT,
				    "The field \"%s\" is missing: a line of the kind \"%s\" needs it.", field->name,
				    line->kind->name);
	}
	return true;
}

static bool read_line(JsonFlat *object, const char *text, size_t length, const Sink *sink, Error *err)
{
	if (!json_flat_read(object, text, length, err))
		return false;
	const LineKind *kind = read_kind(object, err);
	if (!kind)
		return false;
	Line line = line_empty(kind);
	return read_fields(object, &line, err) && sink->take(sink->self, &line, err);
}

static bool is_blank(const char *text, size_t length)
{
	return strspn(text, " \t\r") == length;
}

bool ledger_lines_read(Source *source, const Sink *sink, Error *err)
{
	scoped(json_flat_done) JsonFlat object = {0};
	char *text;
	size_t length;
	for (;;) {
		if (!source_line(source, &text, &length, err))
			return false;
		if (!text)
			break;
		if (!is_blank(text, length) && !read_line(&object, text, length, sink, err))
			return fail_at(err, "line %" PRId64, source->line);
		if (sink->progress && source->line % LINES_BETWEEN_PROGRESS == 0)
			sink->progress(sink->self, source->done, source->total);
	}
	if (sink->progress)
		sink->progress(sink->self, source->done, source->total);
	return true;
}

/* --- Writing --- */

static char *put(char *at, const char *bytes, size_t n)
{
	memcpy(at, bytes, n);
	return at + n;
}

static void write_field(const Line *line, const Field *field, Text *out)
{
	char printed[32];
	const char *says = line_print(line, field, printed);
	const size_t name = strlen(field->name), length = strlen(says);
	char *at = text_room(out, name + sizeof ",\"\":" + json_room(length));
	at = put(put(put(at, ",\"", 2), field->name, name), "\":", 2);
	if (field->type == FIELD_TEXT)
		at = json_put_text(at, says, length);
	else if (field->type == FIELD_TRUTH)
		at = put(at, says, length);
	else /* none needs an escape */
		at = put(put(put(at, "\"", 1), says, length), "\"", 1);
	text_end(out, at);
}

void ledger_line_write(const Line *line, Text *out)
{
	text_add(out, "{\"kind\":");
	json_add_text(out, line->kind->name);
	for (size_t i = 0; i < line->kind->count; i++)
		if (line_has(line, &line->kind->fields[i]))
			write_field(line, &line->kind->fields[i], out);
	text_add(out, "}\n");
}
