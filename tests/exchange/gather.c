#include "exchange/gather.h"

#include <string.h>

#include "base/text.h"

enum { FIRST_ROOM = 64 };

static bool take(void *self, Line *line, Error *err)
{
	Gather *gather = self;
	Told told;
	if (gather->refuse_at && gather->count + 1 == gather->refuse_at)
		return fail(err, ERROR_STORE, "The sink is full.");
	if (gather->count == gather->room) {
		const size_t room = gather->room ? 2 * gather->room : FIRST_ROOM;
		gather->lines = arena_grow(&gather->arena, gather->lines, gather->room, room, sizeof *gather->lines);
		gather->room = room;
	}
	gather->lines[gather->count] = *line;
	line_keep(&gather->lines[gather->count++], &gather->arena);
	if (!gather->teller)
		return true;
	if (!tell(gather->teller, line, &gather->arena, &told, err))
		return false;
	gather->known += told == TOLD_KNOWN;
	return true;
}

Sink gather_sink(Gather *gather)
{
	return (Sink){.take = take, .self = gather};
}

void gather_free(Gather *gather)
{
	arena_free(&gather->arena);
	*gather = (Gather){0};
}

const Line *gather_find(const Gather *gather, const char *kind, const char *key)
{
	for (size_t i = 0; i < gather->count; i++)
		if (text_is(gather->lines[i].kind->name, kind) && text_is(line_key(&gather->lines[i]), key))
			return &gather->lines[i];
	return NULL;
}

const Line *gather_nth(const Gather *gather, const char *kind, size_t n)
{
	for (size_t i = 0; i < gather->count; i++)
		if (text_is(gather->lines[i].kind->name, kind) && n-- == 0)
			return &gather->lines[i];
	return NULL;
}

size_t gather_count(const Gather *gather, const char *kind)
{
	size_t n = 0;
	for (size_t i = 0; i < gather->count; i++)
		n += text_is(gather->lines[i].kind->name, kind);
	return n;
}

size_t gather_entries(const Gather *gather, Category category)
{
	size_t n = 0;
	for (size_t i = 0; i < gather->count; i++)
		n += gather->lines[i].kind->type == LINE_ENTRY && gather->lines[i].entry.category == category;
	return n;
}

bool gather_same(const Gather *a, const Gather *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++)
		same = line_same(&a->lines[i], &b->lines[i]);
	return same;
}

const char *quoted(Arena *arena, const char *text)
{
	char *copy = arena_text(arena, text);
	for (char *at = copy; *at; at++)
		if (*at == '\'')
			*at = '"';
	return copy;
}

bool read_bundle(const char *bundle, const FhirOptions *options, const Sink *sink, FhirSummary *ret_summary, Error *err)
{
	Source source = {.fd = -1};
	const bool read = source_of_bytes(&source, bundle, strlen(bundle), err) &&
			  fhir_read(&source, options, sink, ret_summary, err);
	source_close(&source);
	return read;
}
