#include "store/outlines.h"

#include "store/cell.h"
#include "store/row.h"

enum { COLUMN_SEQ, COLUMN_ID, COLUMN_ORG, COLUMN_RECORDED, COLUMN_CATEGORY, COLUMN_CODE, COLUMN_SENSITIVE };

static bool may_be_text(Statement row, int column, Arena *arena, const char **ret_text)
{
	const Cell cell = cell_of(row, column);
	const char *text;
	size_t length;
	if (cell_is_null(cell))
		return true;
	if (!cell_text(cell, &text, &length))
		return false;
	*ret_text = arena_bytes(arena, text, length);
	return true;
}

static bool read_sensitive(Statement row, WordByte *ret_sensitive)
{
	const Cell cell = cell_of(row, COLUMN_SENSITIVE);
	int64_t truth;
	if (cell_is_null(cell))
		return true;
	if (!cell_number(cell, 0, 1, &truth))
		return false;
	*ret_sensitive = truth ? TRUTH_TRUE : TRUTH_FALSE;
	return true;
}

/* What it reads of the line it reads as row.c does. */
static const char *outline_lacks(Statement row, Arena *arena, Entry *entry)
{
	if (!may_be_text(row, COLUMN_ID, arena, &entry->id) || !entry->id)
		return "id";
	if (!may_be_text(row, COLUMN_ORG, arena, &entry->org) || !entry->org)
		return "org";
	if (!may_be_text(row, COLUMN_CODE, arena, &entry->code))
		return "code";
	if (!cell_instant(cell_of(row, COLUMN_RECORDED), &entry->recorded))
		return "recorded";
	if (!cell_word(cell_of(row, COLUMN_CATEGORY), &category_words, &entry->category))
		return "category";
	return read_sensitive(row, &entry->sensitive) ? NULL : "sensitive";
}

static bool read_outline(const Store *store, Statement row, Arena *arena, void *ret_entry, Error *err)
{
	Entry *entry = ret_entry;
	*entry = (Entry){.seq = sqlite3_column_int64(row, COLUMN_SEQ)};
	const char *lacks = entry->seq < 1 ? "seq" : outline_lacks(row, arena, entry);
	return !lacks || row_bad(store, entry->seq, lacks, err);
}

/* A kiosk's connection has no entries to show. */
bool outlines_of(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows = {0};
	if (!store->kiosk) {
		if (!statement_get(store, STATEMENT_OUTLINES, &statement, err))
			return false;
		statement_bind_text(statement, 1, patient);
		if (!statement_all(store, statement, sizeof(Entry), read_outline, arena, &rows, err))
			return false;
	}
	Entry *entries = rows.items;
	patient = rows.count > 0 ? arena_text(arena, patient) : NULL;
	for (size_t i = 0; i < rows.count; i++)
		entries[i].patient = patient;
	*ret_entries = (EntryList){entries, rows.count};
	return true;
}

bool outlines_said(void *self, int64_t seq, Arena *arena, const char **ret_text, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_SAID, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, seq);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_text = row ? statement_text(statement, 0, arena) : NULL;
	return true;
}

static bool read_said(const Store *store, Statement row, Arena *arena, void *ret_said, Error *err)
{
	*(EntrySaid *)ret_said = (EntrySaid){sqlite3_column_int64(row, 0), statement_text(row, 1, arena)};
	return true;
}

bool outlines_all_said(void *self, const char *patient, Arena *arena, EntrySaidList *ret_said, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows = {0};
	if (!store->kiosk) {
		if (!statement_get(store, STATEMENT_ALL_SAID, &statement, err))
			return false;
		statement_bind_text(statement, 1, patient);
		if (!statement_all(store, statement, sizeof(EntrySaid), read_said, arena, &rows, err))
			return false;
	}
	*ret_said = (EntrySaidList){rows.items, rows.count};
	return true;
}
