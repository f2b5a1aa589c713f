#include "store/row.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "store/shape.h"

enum { COLUMN_SEQ, COLUMN_KIND, COLUMN_SOURCE, COLUMN_SEAL, COLUMNS_BEFORE_FIELDS };

static_assert((int)COLUMNS_BEFORE_FIELDS == (int)SHAPE_FIRST_FIELD, "as shape.c writes them");

/* Reads one given field; false if it holds what no told line can hold. */
static bool field_read(Statement row, int column, const Field *field, Arena *arena, Line *line)
{
	switch (field->type) {
	case FIELD_TEXT: {
		line_set_text(line, field, statement_text(row, column, arena));
		return true;
	}
	case FIELD_WORD: {
		const char *text = (const char *)sqlite3_column_text(row, column);
		unsigned value = words_find(field->words, text);
		line_set_word(line, field, (WordByte)value);
		return value != 0;
	}
	case FIELD_TRUTH: {
		int truth = sqlite3_column_int(row, column);
		line_set_word(line, field, truth ? TRUTH_TRUE : TRUTH_FALSE);
		return truth == 0 || truth == 1;
	}
	case FIELD_INSTANT: {
		line_set_instant(line, field, (Instant){sqlite3_column_int64(row, column)});
		return true;
	}
	case FIELD_DATE: {
		Date date;
		if (!date_parse((const char *)sqlite3_column_text(row, column), &date))
			return false;
		line_set_date(line, field, date);
		return true;
	}
	case FIELD_PARTIAL_DATE: {
		PartialDate date;
		if (!partial_parse((const char *)sqlite3_column_text(row, column), &date))
			return false;
		line_set_partial(line, field, date);
		return true;
	}
	}
	return false;
}

bool row_seal(Statement row, int column, Seal *ret_seal)
{
	const void *bytes = sqlite3_column_blob(row, column);
	if (!bytes || sqlite3_column_bytes(row, column) != SEAL_BYTES)
		return false;
	memcpy(ret_seal->bytes, bytes, SEAL_BYTES);
	return true;
}

static bool place_read(Statement row, RowPlace *place)
{
	place->seq = sqlite3_column_int64(row, COLUMN_SEQ);
	place->source = (LineSource)sqlite3_column_int(row, COLUMN_SOURCE);
	return row_seal(row, COLUMN_SEAL, &place->seal);
}

static bool row_bad(const Store *store, Statement row, const char *where, Error *err)
{
	return fail(err, ERROR_STORE,
		    "Line %lld of %s holds what no line can hold (%s); restore the database from a backup.",
		    (long long)sqlite3_column_int64(row, COLUMN_SEQ), store->path, where);
}

bool row_read(const Store *store, Statement row, Shape shape, Arena *arena, Line *ret_line, RowPlace *ret_place,
	      Error *err)
{
	const LineKind *kind = shape_kind(store, (const char *)sqlite3_column_text(row, COLUMN_KIND));
	if (!kind || !shape_holds(shape, kind))
		return row_bad(store, row, "kind", err);

	const int *places = store->shapes->places[shape][kind - line_kinds];
	Line line = line_empty(kind);
	RowPlace place;
	for (size_t f = 0; f < kind->count; f++)
		if (places[f] && sqlite3_column_type(row, places[f]) != SQLITE_NULL &&
		    !field_read(row, places[f], &kind->fields[f], arena, &line))
			return row_bad(store, row, kind->fields[f].name, err);
	assert(!ret_place || !shape_is_bare(shape));
	if (ret_place && !place_read(row, &place))
		return row_bad(store, row, "seal", err);
	if (kind->type == LINE_FACT) {
		line.fact.seq = sqlite3_column_int64(row, COLUMN_SEQ);
		line.fact.told_here = !shape_is_bare(shape) && sqlite3_column_int(row, COLUMN_SOURCE) == SOURCE_DESK;
	}
	if (kind->type == LINE_ENTRY)
		line.entry.seq = sqlite3_column_int64(row, COLUMN_SEQ);
	*ret_line = line;
	if (ret_place)
		*ret_place = place;
	return true;
}

/* The parts of a line are one another's place. */
static bool part_read(const Store *store, Statement row, Shape shape, Arena *arena, void *ret_part, size_t size,
		      Error *err)
{
	Line line;
	if (!row_read(store, row, shape, arena, &line, NULL, err))
		return false;
	memcpy(ret_part, &line.fact, size);
	return true;
}

bool row_organisation(const Store *store, Statement row, Arena *arena, void *ret_organisation, Error *err)
{
	return part_read(store, row, SHAPE_ORGANISATION, arena, ret_organisation, sizeof(Organisation), err);
}

bool row_person(const Store *store, Statement row, Arena *arena, void *ret_person, Error *err)
{
	return part_read(store, row, SHAPE_PERSON, arena, ret_person, sizeof(Person), err);
}

bool row_entry(const Store *store, Statement row, Arena *arena, void *ret_entry, Error *err)
{
	return part_read(store, row, SHAPE_ENTRY, arena, ret_entry, sizeof(Entry), err);
}

bool row_kept(const Store *store, Statement row, Arena *arena, void *ret_kept, Error *err)
{
	Kept *kept = ret_kept;
	RowPlace place;
	if (!row_read(store, row, SHAPE_ALL, arena, &kept->line, &place, err))
		return false;
	kept->source = place.source;
	kept->seq = place.seq;
	return true;
}

bool row_fact(const Store *store, Statement row, Arena *arena, void *ret_fact, Error *err)
{
	return part_read(store, row, SHAPE_FACT, arena, ret_fact, sizeof(Fact), err);
}

bool row_brief_person(const Store *store, Statement row, Arena *arena, void *ret_person, Error *err)
{
	return part_read(store, row, SHAPE_BRIEF_PERSON, arena, ret_person, sizeof(Person), err);
}

bool row_brief_fact(const Store *store, Statement row, Arena *arena, void *ret_fact, Error *err)
{
	return part_read(store, row, SHAPE_BRIEF_FACT, arena, ret_fact, sizeof(Fact), err);
}

void row_bind_date(Statement statement, int at, Date date, char printed[16])
{
	if (date_is_none(date))
		return;
	date_print(date, printed);
	statement_bind_text(statement, at, printed);
}

static void field_bind(Statement insert, int at, const Field *field, const Line *line, Arena *arena)
{
	if (field->type == FIELD_TRUTH)
		sqlite3_bind_int(insert, at, line_word(line, field) == TRUTH_TRUE);
	else if (field->type == FIELD_INSTANT)
		sqlite3_bind_int64(insert, at, line_instant(line, field).seconds);
	else
		statement_bind_text(insert, at, line_print(line, field, arena_alloc(arena, 32)));
}

/* An INSERT that names only the columns of the kind: most of the others would be bound to nothing. */
static bool insert_make(Store *store, const LineKind *kind, Statement *ret_insert, Error *err)
{
	Text sql = {.arena = &store->scratch};
	text_add(&sql, "INSERT INTO main.ledger (seq, kind, source, seal");
	for (size_t f = 0; f < kind->count; f++)
		text_add_print(&sql, ", \"%s\"", kind->fields[f].name);
	text_add(&sql, ") VALUES (?, ?, ?, ?");
	for (size_t f = 0; f < kind->count; f++)
		text_add(&sql, ", ?");
	text_add_char(&sql, ')');
	return statement_make(store, text_done(&sql), ret_insert, err);
}

bool row_insert(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	sqlite3_stmt **cached = &store->inserts[line->kind - line_kinds];
	if (!*cached && !insert_make(store, line->kind, cached, err))
		return false;

	scoped(statement_done) Statement insert = *cached;
	sqlite3_bind_int64(insert, 1 + COLUMN_SEQ, place->seq);
	statement_bind_text(insert, 1 + COLUMN_KIND, line->kind->name);
	sqlite3_bind_int(insert, 1 + COLUMN_SOURCE, (int)place->source);
	sqlite3_bind_blob(insert, 1 + COLUMN_SEAL, place->seal.bytes, SEAL_BYTES, SQLITE_STATIC);
	for (size_t f = 0; f < line->kind->count; f++)
		if (line_has(line, &line->kind->fields[f]))
			field_bind(insert, 1 + COLUMNS_BEFORE_FIELDS + (int)f, &line->kind->fields[f], line,
				   &store->scratch);
	return statement_run(store, insert, err);
}
