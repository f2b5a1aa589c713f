#include "store/outlines.h"

#include "store/statement.h"

enum { COLUMN_SEQ, COLUMN_ID, COLUMN_ORG, COLUMN_RECORDED, COLUMN_CATEGORY, COLUMN_CODE, COLUMN_SENSITIVE };

static bool read_sensitive(const Store *store, Statement row, WordByte *ret_sensitive, Error *err)
{
	const bool given = sqlite3_column_type(row, COLUMN_SENSITIVE) != SQLITE_NULL;
	const int truth = given ? sqlite3_column_int(row, COLUMN_SENSITIVE) : 0;
	*ret_sensitive = !given ? Truth_NOT_GIVEN_ : truth ? TRUTH_TRUE : TRUTH_FALSE;
	return truth == 0 || truth == 1 ||
	       fail(err, ERROR_STORE,
		    "An entry in %s is neither sensitive nor not; restore the database from a backup.", store->path);
}

static bool read_outline(const Store *store, Statement row, Arena *arena, void *ret_entry, Error *err)
{
	Entry *entry = ret_entry;
	*entry = (Entry){
		.id = statement_text(row, COLUMN_ID, arena),
		.org = statement_text(row, COLUMN_ORG, arena),
		.code = statement_text(row, COLUMN_CODE, arena),
		.seq = sqlite3_column_int64(row, COLUMN_SEQ),
		.recorded = {sqlite3_column_int64(row, COLUMN_RECORDED)},
	};
	return statement_word(store, row, COLUMN_CATEGORY, &category_words, "An entry", &entry->category, err) &&
	       read_sensitive(store, row, &entry->sensitive, err);
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
