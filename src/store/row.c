#include "store/row.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "store/cell.h"
#include "store/shape.h"

enum { COLUMN_SEQ, COLUMN_KIND, COLUMN_SOURCE, COLUMN_SEAL, COLUMNS_BEFORE_FIELDS };

static_assert((int)COLUMNS_BEFORE_FIELDS == (int)SHAPE_FIRST_FIELD, "as shape.c writes them");

/* Reads one given field; false if it holds what no told line can hold. */
static bool field_read(Cell cell, const Field *field, Arena *arena, Line *line)
{
	const char *text;
	size_t length;
	int64_t truth;
	WordByte word;
	Instant instant;
	Date date;
	PartialDate partial;
	switch (field->type) {
	case FIELD_TEXT:
		if (!cell_text(cell, &text, &length))
			return false;
		line_set_text(line, field, arena_bytes(arena, text, length));
		return true;
	case FIELD_WORD:
		if (!cell_word(cell, field->words, &word))
			return false;
		line_set_word(line, field, word);
		return true;
	case FIELD_TRUTH:
		if (!cell_number(cell, 0, 1, &truth))
			return false;
		line_set_word(line, field, truth ? TRUTH_TRUE : TRUTH_FALSE);
		return true;
	case FIELD_INSTANT:
		if (!cell_instant(cell, &instant))
			return false;
		line_set_instant(line, field, instant);
		return true;
	case FIELD_DATE:
		if (!cell_date(cell, &date))
			return false;
		line_set_date(line, field, date);
		return true;
	case FIELD_PARTIAL_DATE:
		if (!cell_text(cell, &text, NULL) || !partial_parse(text, &partial))
			return false;
		line_set_partial(line, field, partial);
		return true;
	}
	return false;
}

bool row_seal(Statement row, int column, Seal *ret_seal)
{
	return cell_seal(cell_of(row, column), ret_seal);
}

/* A source is sealed as one byte. */
static const char *place_read(Cells row, RowPlace *place)
{
	int64_t source;
	if (!cell_number(cells_at(row, COLUMN_SOURCE), SOURCE_LEDGER_LINES, SOURCE_FHIR, &source))
		return "source";
	place->source = (LineSource)source;
	return cell_seal(cells_at(row, COLUMN_SEAL), &place->seal) ? NULL : "seal";
}

int64_t row_seq(Cells row)
{
	return sqlite3_value_int64(cells_at(row, COLUMN_SEQ));
}

bool row_bad(const Store *store, int64_t seq, const char *where, Error *err)
{
	return fail(err, ERROR_STORE,
		    "Line %lld of %s holds what no line can hold (%s); restore the database from a backup.",
		    (long long)seq, store->path, where);
}

/* The fields of a kind. What it requires and does not have is the name of it; NULL: nothing. */
static const char *fields_read(Cells row, const int *places, const LineKind *kind, Arena *arena, Line *line)
{
	for (size_t f = 0; f < kind->count; f++) {
		const Field *field = &kind->fields[f];
		if (!places[f])
			continue;
		const Cell cell = cells_at(row, places[f]);
		if (cell_is_null(cell)) {
			if (field->required)
				return field->name;
		} else if (!field_read(cell, field, arena, line)) {
			return field->name;
		}
	}
	return NULL;
}

/* A fact is told with them, though a file need not say them. */
static const char *fact_lacks(const Fact *fact)
{
	if (!fact->id)
		return "id";
	return instant_order(fact->recorded_at, INSTANT_MIN) == 0 ? "recorded_at" : NULL;
}

/* The column that the kind does not have and that says something all the same: no seal holds it. */
static const char *stranger(Cells row, const Stranger *strangers)
{
	for (; strangers->name; strangers++)
		if (!cell_is_null(cells_at(row, strangers->column)))
			return strangers->name;
	return NULL;
}

static const LineKind *kind_read(const Store *store, Cells row, Shape shape)
{
	const char *name;
	const LineKind *kind = cell_text(cells_at(row, COLUMN_KIND), &name, NULL) ? shape_kind(store, name) : NULL;
	return kind && shape_holds(shape, kind) ? kind : NULL;
}

bool row_read_cells(const Store *store, Cells row, Shape shape, Arena *arena, Line *ret_line, RowPlace *ret_place,
		    Error *err)
{
	RowPlace place = {.seq = row_seq(row)};
	const LineKind *kind = kind_read(store, row, shape);
	if (!kind)
		return row_bad(store, place.seq, "kind", err);

	Line line = line_empty(kind);
	const char *bad = place.seq < 1 ? "seq" : NULL;
	if (!bad)
		bad = fields_read(row, store->shapes->places[shape][kind - line_kinds], kind, arena, &line);
	if (!bad)
		bad = stranger(row, store->shapes->strangers[shape][kind - line_kinds]);
	if (!bad && !shape_is_bare(shape))
		bad = place_read(row, &place);
	if (!bad && kind->type == LINE_FACT)
		bad = fact_lacks(&line.fact);
	if (bad)
		return row_bad(store, place.seq, bad, err);
	assert(!ret_place || !shape_is_bare(shape));
	if (kind->type == LINE_FACT) {
		line.fact.seq = place.seq;
		line.fact.told_here = !shape_is_bare(shape) && place.source == SOURCE_DESK;
	}
	if (kind->type == LINE_ENTRY)
		line.entry.seq = place.seq;
	*ret_line = line;
	if (ret_place)
		*ret_place = place;
	return true;
}

bool row_read(const Store *store, Statement statement, Shape shape, Arena *arena, Line *ret_line, RowPlace *ret_place,
	      Error *err)
{
	return row_read_cells(store, (Cells){.row = statement}, shape, arena, ret_line, ret_place, err);
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
