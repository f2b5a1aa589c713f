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

/* A field of `size` bytes as they are. */
static const char *unpack_bytes(const char *bytes, char *into, size_t size)
{
	memcpy(into, bytes, size);
	return bytes + size;
}

static const char *unpack_field(const char *bytes, const Field *field, char *part)
{
	char *into = part + field->offset;
	switch (field->type) {
	case FIELD_TEXT: memcpy(into, &bytes, sizeof bytes); return bytes + strlen(bytes) + 1;
	case FIELD_WORD:
	case FIELD_TRUTH: return unpack_bytes(bytes, into, sizeof(WordByte));
	case FIELD_INSTANT: return unpack_bytes(bytes, into, sizeof(Instant));
	case FIELD_DATE: return unpack_bytes(bytes, into, sizeof(Date));
	case FIELD_PARTIAL_DATE: return unpack_bytes(bytes, into, sizeof(PartialDate));
	}
	return bytes;
}

static const char *unpack_fields(const char *bytes, const PackHead *head, void *part)
{
	const Field *field = line_kinds[head->kind].fields;
	for (uint32_t given = head->given; given; given >>= 1, field++)
		if (given & 1)
			bytes = unpack_field(bytes, field, part);
	return bytes;
}

const char *unpack_line(const char *bytes, Line *ret_line)
{
	PackHead head;
	memcpy(&head, bytes, sizeof head);
	*ret_line = line_empty(&line_kinds[head.kind]);
	if (ret_line->kind->type == LINE_FACT)
		ret_line->fact.seq = head.seq;
	return unpack_fields(bytes + sizeof head, &head, &ret_line->fact);
}

const char *unpack_fact(const char *bytes, Fact *fact)
{
	PackHead head;
	memcpy(&head, bytes, sizeof head);
	fact->kind = (WordByte)line_kinds[head.kind].fact;
	fact->seq = head.seq;
	fact->at = fact->recorded_at = fact->expires = fact->until = INSTANT_MIN;
	return unpack_fields(bytes + sizeof head, &head, fact);
}
