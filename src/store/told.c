#include "store/told.h"

#include "base/text.h"
#include "store/gather.h"
#include "store/row.h"
#include "store/statement.h"

/* FNV-1a, and its bits spread. */
static uint64_t hash_of(FieldNames what, const char *key)
{
	uint64_t hash = 0xCBF29CE484222325u ^ (uint64_t)what;
	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 0x100000001B3u;
	hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
	return hash ^ hash >> 32;
}

static const Field *opening_field(const LineKind *kind)
{
	for (size_t i = 0; i < kind->count; i++)
		if (kind->fields[i].opens)
			return &kind->fields[i];
	return NULL;
}

/* What the line at `seq` is called by, of all it may be called. */
static bool is_called(Store *store, int64_t seq, FieldNames what, const char *key, bool *ret_is, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	bool row;
	Line line;
	if (!gather_put_to(store, seq, err) || !statement_get(store, STATEMENT_LINE_AT, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, seq);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_is = false;
	if (!row)
		return true;
	ArenaMark mark = arena_mark(&store->many->arena);
	if (!row_read(store, statement, SHAPE_ALL, &store->many->arena, &line, NULL, err))
		return false;
	const LineType type = line.kind->type;
	const Field *opens = opening_field(line.kind);
	if (what == NAMES_FACT || what == NAMES_PATIENT || what == NAMES_ENTRY)
		*ret_is = type == (what == NAMES_FACT	   ? LINE_FACT
				   : what == NAMES_PATIENT ? LINE_PERSON
							   : LINE_ENTRY) &&
			  text_is(line_key(&line), key);
	else
		*ret_is = opens && opens->names == what && text_is(line_text(&line, opens), key);
	arena_reset(&store->many->arena, mark);
	return true;
}

/* Of openings the first told counts, and they are told in the order in which they are not looked at. */
static bool look(Store *store, FieldNames what, const char *key, int64_t *ret_seq, int64_t **ret_slot, Error *err)
{
	YoungLook looking = young_look(store->many->young, hash_of(what, key));
	const bool opened = what != NAMES_FACT && what != NAMES_PATIENT && what != NAMES_ENTRY;
	*ret_seq = 0;
	*ret_slot = NULL;
	for (;;) {
		int64_t seq, *slot;
		bool is;
		if (!young_next(&looking, &seq, &slot, err))
			return false;
		if (seq == 0)
			return true;
		if (!is_called(store, seq, what, key, &is, err))
			return false;
		if (!is)
			continue;
		*ret_seq = seq;
		*ret_slot = slot;
		if (!opened)
			return true;
	}
}

bool told_find(Store *store, FieldNames what, const char *key, int64_t *ret_seq, Error *err)
{
	int64_t *slot;
	return look(store, what, key, ret_seq, &slot, err);
}

/* A line of the directory stands for the one before; one in memory gives its place away. */
static bool note(Store *store, FieldNames what, const char *key, int64_t seq, Error *err)
{
	const bool replaces = what == NAMES_PATIENT || what == NAMES_ENTRY;
	int64_t before = 0, *slot = NULL;
	if (what != NAMES_FACT && !look(store, what, key, &before, &slot, err))
		return false;
	if (slot && replaces)
		*slot = seq;
	return (slot && replaces) || (before != 0 && !replaces) ||
	       young_add(store->many->young, hash_of(what, key), seq, err);
}

bool told_note(Store *store, const Line *line, int64_t seq, Error *err)
{
	const Field *opens = opening_field(line->kind);
	switch (line->kind->type) {
	case LINE_ORGANISATION: return true;
	case LINE_PERSON: return note(store, NAMES_PATIENT, line->person.nhs, seq, err);
	case LINE_ENTRY: return note(store, NAMES_ENTRY, line->entry.id, seq, err);
	case LINE_FACT:
		return note(store, NAMES_FACT, line->fact.id, seq, err) &&
		       (!opens || note(store, opens->names, line_text(line, opens), seq, err));
	}
	return false;
}
