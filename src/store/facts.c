#include "store/facts.h"

#include <assert.h>

#include "base/text.h"
#include "model/ledger/chain.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/due.h"
#include "store/gather.h"
#include "store/looks.h"
#include "store/many.h"
#include "store/row.h"
#include "store/shape.h"
#include "store/told.h"

static bool take(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	if (store->many)
		return many_take(store, line, place, err);
	return due_mark(store, line, err) && directory_take(store, line, place, err);
}

/* At the end of the ledger. */
static void note_told(Store *store, Line *line, const RowPlace *place)
{
	store->end_seq = place->seq;
	store->end_seal = place->seal;
	if (line->kind->type == LINE_FACT) {
		line->fact.seq = place->seq;
		line->fact.told_here = place->source == SOURCE_DESK;
	}
}

static RowPlace next_place(Store *store, LineSource source, const Line *line)
{
	const int64_t seq = store->end_seq + 1;
	arena_clear(&store->scratch);
	return (RowPlace){seq, source, chain_next(&store->end_seal, seq, source, line, &store->scratch)};
}

bool facts_append(void *self, Line *line, LineSource source, Error *err)
{
	Store *store = self;
	assert(line->kind->type != LINE_FACT || (line->fact.id && line->fact.recorded_at.seconds != INT64_MIN));
	if (!db_may_write(store, err))
		return false;
	store->failed = true; /* until all of it is done: half a line is never committed */
	const RowPlace place = next_place(store, source, line);
	if (!(store->many ? many_put : row_insert)(store, line, &place, err) || !take(store, line, &place, err))
		return false;
	note_told(store, line, &place);
	store->failed = false;
	store->told = true;
	return true;
}

bool facts_append_all(void *self, Line *lines, size_t count, LineSource source, Error *err)
{
	Store *store = self;
	if (!db_may_write(store, err))
		return false;
	store->failed = true;
	for (size_t i = 0; i < count; i++) {
		const RowPlace place = next_place(store, source, &lines[i]);
		if (!gather_line(store, &lines[i], &place, err) || !take(store, &lines[i], &place, err))
			return false;
		note_told(store, &lines[i], &place);
	}
	if (!gather_put(store, err))
		return false;
	store->failed = false;
	store->told = true;
	return true;
}

bool facts_head(void *self, int64_t *ret_seq, Seal *ret_seal, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement head = NULL;
	Seal seal = {0};
	bool row;
	if (!statement_get(store, STATEMENT_HEAD, &head, err) || !statement_row(store, head, &row, err))
		return false;
	if (row && !row_seal(head, 1, &seal))
		return fail(err, ERROR_STORE, "The last line of %s has no seal; restore it from a backup.",
			    store->path);
	*ret_seq = row ? sqlite3_column_int64(head, 0) : 0;
	*ret_seal = seal;
	return true;
}

enum { NO_SEQ = -1 };

/* `seq` is asked for by some alone; NO_SEQ: it is not. */
static bool all_facts(Store *store, StatementId which, const char *patient, int64_t seq, Arena *arena,
		      FactList *ret_facts, Error *err)
{
	scoped(statement_done) Statement facts = NULL;
	Rows rows;
	if (!statement_get(store, which, &facts, err))
		return false;
	if (patient)
		statement_bind_text(facts, 1, patient);
	if (seq != NO_SEQ)
		sqlite3_bind_int64(facts, 2, seq);
	if (!statement_all(store, facts, sizeof(Fact), row_fact, arena, &rows, err))
		return false;
	*ret_facts = (FactList){rows.items, rows.count};
	return true;
}

/* Looks have an index of their own. */
static bool facts_of_patient(Store *store, const char *patient, int64_t seq, Arena *arena, FactList *ret_facts,
			     Error *err)
{
	FactList facts, looks;
	if (!all_facts(store, STATEMENT_FACTS, patient, seq, arena, &facts, err) ||
	    !looks_at(store, patient, seq, arena, &looks, err))
		return false;
	*ret_facts = looks_among(facts, looks, arena);
	return true;
}

/* A line of nobody that was given a patient would be missed, and with it what it prohibits. */
static bool none_is_strange(Store *store, Error *err)
{
	scoped(statement_done) Statement strange = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_STRANGE, &strange, err) || !statement_row(store, strange, &row, err))
		return false;
	return !row || row_bad(store, sqlite3_column_int64(strange, 0), "patient", err);
}

bool facts_of(void *self, const char *patient, Arena *arena, FactList *ret_facts, Error *err)
{
	if (patient)
		return facts_of_patient(self, patient, INT64_MIN, arena, ret_facts, err);
	return none_is_strange(self, err) &&
	       all_facts(self, STATEMENT_NOBODYS_FACTS, NULL, NO_SEQ, arena, ret_facts, err);
}

bool facts_of_nobody(void *self, NobodyFacts which, int64_t seq, size_t limit, Arena *arena, FactList *ret_facts,
		     Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement facts = NULL;
	Rows rows;
	if (!none_is_strange(store, err) ||
	    !statement_get(store, which == NOBODY_STANDINGS ? STATEMENT_STANDING_FACTS : STATEMENT_ACCOUNT_FACTS,
			   &facts, err))
		return false;
	sqlite3_bind_int64(facts, 1, seq);
	sqlite3_bind_int64(facts, 2, limit < INT32_MAX ? (int64_t)limit : -1);
	if (!statement_all(store, facts, sizeof(Fact), row_fact, arena, &rows, err))
		return false;
	*ret_facts = (FactList){rows.items, rows.count};
	return true;
}

bool facts_of_copies(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err)
{
	return none_is_strange(self, err) && all_facts(self, STATEMENT_COPIES, nhs, NO_SEQ, arena, ret_facts, err);
}

bool facts_of_sessions(void *self, Instant since, Arena *arena, FactList *ret_facts, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement sessions = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_SESSIONS, &sessions, err))
		return false;
	sqlite3_bind_int64(sessions, 1, since.seconds);
	if (!statement_all(store, sessions, sizeof(Fact), row_fact, arena, &rows, err))
		return false;
	*ret_facts = (FactList){rows.items, rows.count};
	return true;
}

bool facts_since(void *self, const char *patient, int64_t seq, Arena *arena, FactList *ret_facts, Error *err)
{
	if (seq <= 0)
		return facts_of(self, patient, arena, ret_facts, err);
	return patient ? facts_of_patient(self, patient, seq, arena, ret_facts, err)
		       : all_facts(self, STATEMENT_NOBODYS_SINCE, NULL, seq, arena, ret_facts, err);
}

bool facts_merged(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err)
{
	return all_facts(self, STATEMENT_MERGED, nhs, NO_SEQ, arena, ret_facts, err);
}

static bool one_fact(Store *store, Statement statement, Arena *arena, const Fact **ret_fact, Error *err)
{
	void *fact;
	if (!statement_one(store, statement, sizeof(Fact), row_fact, arena, &fact, err))
		return false;
	*ret_fact = fact;
	return true;
}

static bool fact_at(Store *store, FieldNames what, const char *id, Arena *arena, const Fact **ret_fact, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	int64_t seq;
	*ret_fact = NULL;
	if (!told_find(store, what, id, &seq, err))
		return false;
	if (seq == 0)
		return true;
	if (!gather_put_to(store, seq, err) || !statement_get(store, STATEMENT_FACT_AT, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, seq);
	return one_fact(store, statement, arena, ret_fact, err);
}

bool facts_one(void *self, const char *id, Arena *arena, const Fact **ret_fact, Error *err)
{
	Store *store = self;
	if (store->many)
		return fact_at(store, NAMES_FACT, id, arena, ret_fact, err);
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, STATEMENT_FACT, &statement, err))
		return false;
	statement_bind_text(statement, 1, id);
	return one_fact(store, statement, arena, ret_fact, err);
}

/* The kinds that open such a name, and the column it is in, as the table of fields has them. */
static const char *opening_sql(Store *store, FieldNames what)
{
	Text kinds = {.arena = &store->scratch};
	const char *column = NULL;
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t f = 0; f < line_kinds[k].count; f++) {
			const Field *field = &line_kinds[k].fields[f];
			if (!field->opens || field->names != what)
				continue;
			text_add_print(&kinds, "%s'%s'", column ? ", " : "", line_kinds[k].name);
			column = field->name;
		}
	assert(column);
	return arena_print(&store->scratch,
			   "SELECT %s FROM ledger l WHERE l.\"%s\" = ?1 AND l.at IS NOT NULL AND l.kind IN (%s)"
			   " ORDER BY l.seq LIMIT 1",
			   shape_columns(store, SHAPE_FACT), column, text_done(&kinds));
}

bool facts_opening(void *self, FieldNames what, const char *id, Arena *arena, const Fact **ret_fact, Error *err)
{
	Store *store = self;
	if (store->many)
		return fact_at(store, what, id, arena, ret_fact, err);
	sqlite3_stmt **cached = &store->openings[what];
	if (!*cached && !statement_make(store, opening_sql(store, what), cached, err))
		return false;
	scoped(statement_done) Statement statement = *cached;
	statement_bind_text(statement, 1, id);
	return one_fact(store, statement, arena, ret_fact, err);
}

static bool read_number(const Store *store, Statement row, Arena *arena, void *ret_number, Error *err)
{
	*(const char **)ret_number = statement_text(row, 0, arena);
	return true;
}

static bool numbers(Store *store, Statement statement, Arena *arena, TextList *ret_patients, Error *err)
{
	Rows rows;
	if (!statement_all(store, statement, sizeof(const char *), read_number, arena, &rows, err))
		return false;
	*ret_patients = (TextList){rows.items, rows.count};
	return true;
}

/* Also those about whom nothing but their own line was told. */
bool facts_everybody(void *self, Arena *arena, TextList *ret_patients, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	return statement_get(self, STATEMENT_EVERYBODY, &statement, err) &&
	       numbers(self, statement, arena, ret_patients, err);
}

bool facts_changed(void *self, int64_t seq, size_t limit, Arena *arena, TextList *ret_patients, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(self, STATEMENT_CHANGED, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, seq);
	sqlite3_bind_int64(statement, 2, limit < INT64_MAX ? (int64_t)limit : INT64_MAX);
	return numbers(self, statement, arena, ret_patients, err);
}
