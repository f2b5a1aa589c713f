#include "model/facts/pack.h"

#include <assert.h>
#include <string.h>

/* What stands before the fields: the kind, which fields were given, and the place of a fact in the ledger. */
typedef struct PackHead {
	int64_t seq;
	uint32_t given; /* bit n: field n of the kind */
	uint8_t kind;
	uint8_t unused[3];
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

/* The fields of one line, as far as they go; `at` is NULL once they went too far, or hold what no line can hold. */
typedef struct Packed {
	const char *at, *end;
} Packed;

static void unpack_bytes(Packed *packed, void *into, size_t size)
{
	if (!packed->at || (size_t)(packed->end - packed->at) < size) {
		packed->at = NULL;
		return;
	}
	memcpy(into, packed->at, size);
	packed->at += size;
}

static void unpack_text(Packed *packed, char *into)
{
	const char *end = packed->at ? memchr(packed->at, '\0', (size_t)(packed->end - packed->at)) : NULL;
	if (end)
		memcpy(into, &packed->at, sizeof packed->at);
	packed->at = end ? end + 1 : NULL;
}

static void unpack_word(Packed *packed, char *into, size_t count)
{
	unpack_bytes(packed, into, sizeof(WordByte));
	if (packed->at && *(const WordByte *)into >= count)
		packed->at = NULL;
}

static void unpack_field(Packed *packed, const Field *field, char *part)
{
	char *into = part + field->offset;
	switch (field->type) {
	case FIELD_TEXT: unpack_text(packed, into); return;
	case FIELD_WORD: unpack_word(packed, into, field->words->count); return;
	case FIELD_TRUTH: unpack_word(packed, into, TRUTH_TRUE + 1); return;
	case FIELD_INSTANT: unpack_bytes(packed, into, sizeof(Instant)); return;
	case FIELD_DATE: unpack_bytes(packed, into, sizeof(Date)); return;
	case FIELD_PARTIAL_DATE: unpack_bytes(packed, into, sizeof(PartialDate)); return;
	}
}

static const char *unpack_fields(Packed packed, const PackHead *head, void *part)
{
	const LineKind *kind = &line_kinds[head->kind];
	for (size_t i = 0; i < kind->count; i++)
		if (head->given >> i & 1)
			unpack_field(&packed, &kind->fields[i], part);
	return packed.at;
}

static bool unpack_head(Packed *packed, PackHead *head)
{
	unpack_bytes(packed, head, sizeof *head);
	return packed->at && head->kind < line_kind_count;
}

const char *unpack_line(const char *bytes, const char *end, Line *ret_line)
{
	Packed packed = {bytes, end};
	PackHead head;
	if (!unpack_head(&packed, &head))
		return NULL;
	*ret_line = line_empty(&line_kinds[head.kind]);
	if (ret_line->kind->type == LINE_FACT)
		ret_line->fact.seq = head.seq;
	return unpack_fields(packed, &head, &ret_line->fact);
}

const char *unpack_fact(const char *bytes, const char *end, Fact *fact)
{
	Packed packed = {bytes, end};
	PackHead head;
	if (!unpack_head(&packed, &head) || line_kinds[head.kind].type != LINE_FACT)
		return NULL;
	fact->kind = (WordByte)line_kinds[head.kind].fact;
	fact->seq = head.seq;
	fact->at = fact->recorded_at = fact->expires = fact->until = INSTANT_MIN;
	return unpack_fields(packed, &head, fact);
}
