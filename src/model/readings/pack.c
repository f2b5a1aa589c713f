#include "model/readings/inside.h"

#include <assert.h>
#include <string.h>

/* What stands before the fields: the kind, which fields were given, and the place of a fact in the ledger. */
typedef struct PackHead {
	int64_t seq;
	uint32_t given; /* bit n: field n of the kind */
	uint8_t kind;
} PackHead;

static void pack_field(Text *out, const Line *line, const Field *field)
{
	switch (field->type) {
	case FIELD_TEXT: {
		const char *text = line_text(line, field);
		text_add_bytes(out, text, strlen(text) + 1);
		return;
	}
	case FIELD_WORD:
	case FIELD_TRUTH: text_add_char(out, (char)line_word(line, field)); return;
	case FIELD_INSTANT: {
		Instant at = line_instant(line, field);
		text_add_bytes(out, (const char *)&at, sizeof at);
		return;
	}
	case FIELD_DATE: {
		Date date = line_date(line, field);
		text_add_bytes(out, (const char *)&date, sizeof date);
		return;
	}
	case FIELD_PARTIAL_DATE: {
		PartialDate date = line_partial(line, field);
		text_add_bytes(out, (const char *)&date, sizeof date);
		return;
	}
	}
}

void pack_line(Text *out, const Line *line)
{
	PackHead head = {.kind = (uint8_t)(line->kind - line_kinds)};
	assert(line->kind->count <= 32);
	if (line->kind->type == LINE_FACT)
		head.seq = line->fact.seq;
	for (size_t i = 0; i < line->kind->count; i++)
		if (line_has(line, &line->kind->fields[i]))
			head.given |= (uint32_t)1 << i;
	text_add_bytes(out, (const char *)&head, sizeof head);
	for (size_t i = 0; i < line->kind->count; i++)
		if (head.given >> i & 1)
			pack_field(out, line, &line->kind->fields[i]);
}

static const char *unpack_field(const char *bytes, const Field *field, Line *line)
{
	switch (field->type) {
	case FIELD_TEXT: line_set_text(line, field, bytes); return bytes + strlen(bytes) + 1;
	case FIELD_WORD:
	case FIELD_TRUTH: line_set_word(line, field, (WordByte)*bytes); return bytes + 1;
	case FIELD_INSTANT: {
		Instant at;
		memcpy(&at, bytes, sizeof at);
		line_set_instant(line, field, at);
		return bytes + sizeof at;
	}
	case FIELD_DATE: {
		Date date;
		memcpy(&date, bytes, sizeof date);
		line_set_date(line, field, date);
		return bytes + sizeof date;
	}
	case FIELD_PARTIAL_DATE: {
		PartialDate date;
		memcpy(&date, bytes, sizeof date);
		line_set_partial(line, field, date);
		return bytes + sizeof date;
	}
	}
	return bytes;
}

const char *unpack_line(const char *bytes, Line *ret_line)
{
	PackHead head;
	memcpy(&head, bytes, sizeof head);
	bytes += sizeof head;
	const LineKind *kind = &line_kinds[head.kind];
	*ret_line = line_empty(kind);
	if (kind->type == LINE_FACT)
		ret_line->fact.seq = head.seq;
	for (size_t i = 0; head.given >> i; i++)
		if (head.given >> i & 1)
			bytes = unpack_field(bytes, &kind->fields[i], ret_line);
	return bytes;
}
