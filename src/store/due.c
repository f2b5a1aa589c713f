#include "store/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/brief.h"
#include "store/cell.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/statement.h"

static bool mark(Store *store, StatementId how, const char *whom, Instant at, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, how, &statement, err))
		return false;
	statement_bind_text(statement, 1, whom);
	sqlite3_bind_int64(statement, 2, at.seconds);
	return statement_run(store, statement, err);
}

/* Lines of one patient come together in a file: each patient is marked once. */
static bool mark_patient(Store *store, const char *patient, Error *err)
{
	if (text_is(patient, store->marked))
		return true;
	text_copy(store->marked, sizeof store->marked, patient);
	return mark(store, STATEMENT_MARK_DUE, patient, INSTANT_MIN, err);
}

static bool get_there(Store *store, StatementId which, const char *org, int64_t after, size_t limit,
		      Statement *ret_statement, Error *err)
{
	if (!statement_get(store, which, ret_statement, err))
		return false;
	statement_bind_text(*ret_statement, 1, org);
	sqlite3_bind_int64(*ret_statement, 2, after);
	sqlite3_bind_int64(*ret_statement, 3, limit < INT32_MAX ? (int64_t)limit : -1);
	return true;
}

/* They may be many: they are marked later. */
static bool note_organisation(Store *store, const Organisation *organisation, Error *err)
{
	scoped(statement_done) Statement note = NULL;
	const Organisation *present = NULL;
	if (!directory_organisation(store, organisation->code, &store->scratch, &present, err))
		return false;
	return !present || !organisation_moves_due(present, organisation) ||
	       (get_there(store, STATEMENT_NOTE_DUE_ORG, organisation->code, 0, 1, &note, err) &&
		statement_run(store, note, err));
}

/* Marks up to `limit` of those there, and notes how far, or that there is nobody more. */
static bool mark_some_there(Store *store, const char *org, int64_t after, size_t limit, Error *err)
{
	scoped(statement_done) Statement marking = NULL, some = NULL, noting = NULL;
	bool row;
	if (!get_there(store, STATEMENT_MARK_SOME_THERE, org, after, limit, &marking, err))
		return false;
	sqlite3_bind_int64(marking, 4, INSTANT_MIN.seconds);
	if (!statement_run(store, marking, err) ||
	    !get_there(store, STATEMENT_SOME_THERE, org, after, limit, &some, err) ||
	    !statement_row(store, some, &row, err))
		return false;
	const bool more = row && (size_t)sqlite3_column_int64(some, 0) == limit;
	if (!statement_get(store, more ? STATEMENT_NOTED_UP_TO : STATEMENT_DROP_NOTED_ORG, &noting, err))
		return false;
	statement_bind_text(noting, 1, org);
	if (more)
		sqlite3_bind_int64(noting, 2, sqlite3_column_int64(some, 1));
	return statement_run(store, noting, err);
}

bool due_mark_more(void *self, size_t limit, bool *ret_marked, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement noted = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_NOTED_ORG, &noted, err) ||
	    !statement_row(store, noted, ret_marked, err))
		return false;
	if (!*ret_marked)
		return true;
	const char *org = statement_text(noted, 0, &store->scratch);
	return mark_some_there(store, org, sqlite3_column_int64(noted, 1), limit, err);
}

bool due_mark_all(void *self, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement marking = NULL, dropping = NULL;
	if (!statement_get(store, STATEMENT_MARK_ALL_DUE, &marking, err) ||
	    !statement_get(store, STATEMENT_DROP_NOTED_ORGS, &dropping, err))
		return false;
	sqlite3_bind_int64(marking, 1, INSTANT_MIN.seconds);
	return statement_run(store, marking, err) && statement_run(store, dropping, err);
}

bool due_mark(Store *store, const Line *line, Error *err)
{
	switch (line->kind->type) {
	case LINE_ORGANISATION: return note_organisation(store, &line->organisation, err);
	case LINE_PERSON: return mark_patient(store, line->person.nhs, err);
	case LINE_ENTRY: return mark_patient(store, line->entry.patient, err);
	case LINE_FACT:
		return !line->fact.patient || !fact_may_be_due(line->fact.kind) ||
		       mark_patient(store, line->fact.patient, err);
	}
	return false;
}

static bool drop(Store *store, StatementId which, const char *patient, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, which, &statement, err))
		return false;
	statement_bind_text(statement, 1, patient);
	return statement_run(store, statement, err);
}

/* A deletion with a trigger and a list that is sorted each make a table of their own first: most have nothing due. */
static bool has_due(Store *store, const char *patient, bool *ret_has, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, STATEMENT_HAS_DUE, &statement, err))
		return false;
	statement_bind_text(statement, 1, patient);
	return statement_row(store, statement, ret_has, err);
}

static bool write_one(Store *store, StatementId how, const char *patient, const DueRow *row, Error *err)
{
	scoped(statement_done) Statement write = NULL;
	if (!statement_get(store, how, &write, err))
		return false;
	sqlite3_bind_int(write, 1, row->kind);
	sqlite3_bind_int(write, 2, row->sort);
	sqlite3_bind_int64(write, 3, row->until.seconds);
	sqlite3_bind_int64(write, 4, row->since.seconds);
	statement_bind_text(write, 5, patient);
	statement_bind_text(write, 6, row->what);
	return statement_run(store, write, err);
}

/* Rows of one patient. */
static int row_order(const void *left, const void *right)
{
	const DueRow *a = left, *b = right;
	const int by_time = instant_order(a->since, b->since), by_what = text_order(a->what, b->what);
	return a->kind != b->kind   ? a->kind - b->kind
	       : by_time	    ? by_time
	       : a->sort != b->sort ? a->sort - b->sort
	       : by_what	    ? by_what
				    : instant_order(a->until, b->until);
}

/* Rows of one kind. */
static int list_order(const void *left, const void *right)
{
	const DueRow *a = left, *b = right;
	const int by_time = instant_order(a->since, b->since), by_patient = text_order(a->patient, b->patient);
	return by_time ? by_time : by_patient ? by_patient : row_order(a, b);
}

static int list_order_back(const void *left, const void *right)
{
	return list_order(right, left);
}

static DueRow *in_order(const DueRows *rows, Arena *arena)
{
	DueRow *sorted = arena_array(arena, rows->count, sizeof *sorted);
	if (rows->count > 0) {
		memcpy(sorted, rows->items, rows->count * sizeof *sorted);
		qsort(sorted, rows->count, sizeof *sorted, row_order);
	}
	return sorted;
}

/* Most of what was due still is: what is alike in both stays as it is, which is no write. */
static bool replace(Store *store, const char *patient, const DueRows *old, const DueRows *new, Arena *arena, Error *err)
{
	const DueRow *was = in_order(old, arena), *is = in_order(new, arena);
	for (size_t i = 0, j = 0; i < old->count || j < new->count;) {
		const int order = i == old->count ? 1 : j == new->count ? -1 : row_order(&was[i], &is[j]);
		if (order < 0 && !write_one(store, STATEMENT_DROP_DUE, patient, &was[i], err))
			return false;
		if (order > 0 && !write_one(store, STATEMENT_PUT_DUE, patient, &is[j], err))
			return false;
		i += order <= 0;
		j += order >= 0;
	}
	return true;
}

static bool read_patient(const Store *store, Statement row, Arena *arena, void *ret_patient, Error *err)
{
	*(const char **)ret_patient = statement_text(row, 0, arena);
	return true;
}

bool due_to_look_at(void *self, Instant now, size_t limit, Arena *arena, TextList *ret_patients, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_DUE_TO_LOOK_AT, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, now.seconds);
	sqlite3_bind_int64(statement, 2, limit < INT32_MAX ? (int64_t)limit : -1);
	if (!statement_all(store, statement, sizeof(const char *), read_patient, arena, &rows, err))
		return false;
	*ret_patients = (TextList){rows.items, rows.count};
	return true;
}

bool due_settled(void *self, Instant now, const char *after, size_t limit, Arena *arena, TextList *ret_patients,
		 Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_DUE_SETTLED, &statement, err))
		return false;
	statement_bind_text(statement, 1, after);
	sqlite3_bind_int64(statement, 2, now.seconds);
	sqlite3_bind_int64(statement, 3, (int64_t)limit);
	if (!statement_all(store, statement, sizeof(const char *), read_patient, arena, &rows, err))
		return false;
	*ret_patients = (TextList){rows.items, rows.count};
	return true;
}

bool due_again(void *self, const char *patient, Instant *ret_at, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_DUE_AGAIN, &statement, err))
		return false;
	statement_bind_text(statement, 1, patient);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_at = row ? (Instant){sqlite3_column_int64(statement, 0)} : INSTANT_MAX;
	return true;
}

bool due_waits(void *self, Instant now, bool *ret_waits, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_DUE_WAITS, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, now.seconds);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_waits = row && sqlite3_column_int(statement, 0) != 0;
	return true;
}

bool due_waiting(void *self, Instant now, int64_t *ret_count, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_DUE_WAITING, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, now.seconds);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_count = row ? sqlite3_column_int64(statement, 0) : 0;
	return true;
}

static bool read_row(const Store *store, Statement row, Arena *arena, void *ret_row, Error *err)
{
	int64_t kind, sort, since, until;
	const char *patient, *what;
	if (!cell_number(cell_of(row, 0), 0, DUE_KINDS_MAX - 1, &kind) ||
	    !cell_number(cell_of(row, 1), 0, DUE_SORTS_MAX - 1, &sort) || !cell_text(cell_of(row, 2), &patient, NULL) ||
	    !cell_text(cell_of(row, 3), &what, NULL) || !cell_number(cell_of(row, 4), INT64_MIN, INT64_MAX, &since) ||
	    !cell_number(cell_of(row, 5), INT64_MIN, INT64_MAX, &until))
		return fail(err, ERROR_STORE, "A row of what is due in %s cannot be read; restore it from a backup.",
			    store->path);
	*(DueRow *)ret_row = (DueRow){
		.kind = (WordByte)kind,
		.sort = (WordByte)sort,
		.patient = arena_text(arena, patient),
		.what = arena_text(arena, what),
		.since = {since},
		.until = {until},
	};
	return true;
}

/* By then what ends is over; of whatever sort nothing is. */
static int64_t over_by(const DueQuery *query)
{
	return query->sorts ? query->at.seconds : INT64_MIN;
}

static int64_t limit_of(const DueQuery *query)
{
	return query->limit < INT32_MAX ? (int64_t)query->limit : -1;
}

static bool rows_of_patient(Store *store, const DueQuery *query, RowReader *read, Arena *arena, DueRows *ret_rows,
			    Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	bool has;
	if (!has_due(store, query->patient, &has, err))
		return false;
	if (!has)
		return true;
	if (!statement_get(store, STATEMENT_DUE_OF, &statement, err))
		return false;
	statement_bind_text(statement, 1, query->patient);
	sqlite3_bind_int(statement, 2, query->kind < DUE_KINDS_MAX ? query->kind : -1);
	sqlite3_bind_int64(statement, 3, query->sorts);
	sqlite3_bind_int64(statement, 4, query->at.seconds);
	sqlite3_bind_int64(statement, 5, limit_of(query));
	if (!statement_all(store, statement, sizeof(DueRow), read, arena, &rows, err))
		return false;
	*ret_rows = (DueRows){rows.items, rows.count};
	return true;
}

static bool rows_of_sort(Store *store, const DueQuery *query, int sort, Arena *arena, Rows *ret_rows, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, STATEMENT_DUE_OF_SORT, &statement, err))
		return false;
	sqlite3_bind_int(statement, 1, query->kind);
	sqlite3_bind_int(statement, 2, sort);
	sqlite3_bind_int64(statement, 3, over_by(query));
	sqlite3_bind_int64(statement, 4, limit_of(query));
	return statement_all(store, statement, sizeof(DueRow), read_row, arena, ret_rows, err);
}

/* Of those that end together, which stand in the order of the list, the ones before or behind a row of any sort. */
static bool rows_of_end(Store *store, const DueQuery *query, int sort, int64_t until, size_t limit, Arena *arena,
			Rows *ret_rows, Error *err)
{
	static const char last[] = "\U0010FFFF";
	static const DueRow end = {.patient = last, .what = last, .since = {INT64_MAX}};
	const DueRow *from = query->from ? query->from : &end;
	scoped(statement_done) Statement statement = NULL;
	/* What stands behind a text at once is the same with the least byte at its end. */
	const char *past = query->with == query->back ? arena_print(arena, "%s\001", from->what) : from->what;
	if (!statement_get(store, query->back ? STATEMENT_DUE_BACK : STATEMENT_DUE_FROM, &statement, err))
		return false;
	sqlite3_bind_int(statement, 1, query->kind);
	sqlite3_bind_int(statement, 2, sort);
	sqlite3_bind_int64(statement, 3, until);
	sqlite3_bind_int64(statement, 4, from->since.seconds);
	statement_bind_text(statement, 5, from->patient);
	statement_bind_text(statement, 6, sort < from->sort ? last : sort > from->sort ? "" : past);
	sqlite3_bind_int64(statement, 7, limit < INT32_MAX ? (int64_t)limit : -1);
	return statement_all(store, statement, sizeof(DueRow), read_row, arena, ret_rows, err);
}

/* When the next of them end: after `then`, or (back) not later. */
static bool next_end(Store *store, const DueQuery *query, int sort, int64_t then, int64_t *ret_until, bool *ret_has,
		     Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	const int64_t at = over_by(query);
	if (!statement_get(store, query->back ? STATEMENT_DUE_UNTIL_BACK : STATEMENT_DUE_UNTIL, &statement, err))
		return false;
	sqlite3_bind_int(statement, 1, query->kind);
	sqlite3_bind_int(statement, 2, sort);
	sqlite3_bind_int64(statement, 3, query->back ? at : then);
	if (query->back)
		sqlite3_bind_int64(statement, 4, then);
	if (!statement_row(store, statement, ret_has, err))
		return false;
	*ret_until = *ret_has ? sqlite3_column_int64(statement, 0) : then;
	return true;
}

static void add_rows(Rows *all, const Rows *more, Arena *arena)
{
	if (more->count == 0)
		return;
	DueRow *items = arena_grow(arena, all->items, all->count, all->count + more->count, sizeof *items);
	memcpy(items + all->count, more->items, more->count * sizeof *items);
	*all = (Rows){items, all->count + more->count};
}

/* A page of one sort. Which of them end at a time is a matter of when they began, so that these stand in the order of
 * the list one after the other; there are as many as days until the last ends. */
static bool page_of_sort(Store *store, const DueQuery *query, int sort, Arena *arena, Rows *ret_rows, Error *err)
{
	int64_t then = query->back ? INT64_MAX : over_by(query), until;
	*ret_rows = (Rows){0};
	while (ret_rows->count < query->limit) {
		Rows rows;
		bool has;
		if (!next_end(store, query, sort, then, &until, &has, err))
			return false;
		if (!has)
			return true;
		if (!rows_of_end(store, query, sort, until, query->limit - ret_rows->count, arena, &rows, err))
			return false;
		add_rows(ret_rows, &rows, arena);
		if (until == (query->back ? INT64_MIN : INT64_MAX))
			return true;
		then = query->back ? until - 1 : until;
	}
	return true;
}

/* The first of each sort, for each stands in the order of its list, and the first of all these: no other is read. */
static bool rows_of_all(Store *store, const DueQuery *query, Arena *arena, DueRows *ret_rows, Error *err)
{
	const bool paged = query->from || query->back;
	Rows all = {0};
	for (int sort = 0; sort < DUE_SORTS_MAX; sort++) {
		Rows rows;
		if (query->sorts && !(query->sorts >> sort & 1))
			continue;
		if (!(paged ? page_of_sort : rows_of_sort)(store, query, sort, arena, &rows, err))
			return false;
		add_rows(&all, &rows, arena);
	}
	if (all.count > 1)
		qsort(all.items, all.count, sizeof(DueRow), query->back ? list_order_back : list_order);
	*ret_rows = (DueRows){all.items, all.count < query->limit ? all.count : query->limit};
	return true;
}

bool due_rows(void *self, const DueQuery *query, Arena *arena, DueRows *ret_rows, Error *err)
{
	*ret_rows = (DueRows){0};
	return query->patient ? rows_of_patient(self, query, read_row, arena, ret_rows, err)
			      : rows_of_all(self, query, arena, ret_rows, err);
}

static bool read_row_or_none(const Store *store, Statement row, Arena *arena, void *ret_row, Error *err)
{
	if (!read_row(store, row, arena, ret_row, NULL))
		*(DueRow *)ret_row = (DueRow){0};
	return true;
}

/* Where one cannot be read none is kept: all that is due of them is put anew. */
static bool kept_of(Store *store, const char *patient, Arena *arena, DueRows *ret_kept, Error *err)
{
	const DueQuery all = {.patient = patient, .kind = DUE_KINDS_MAX, .limit = SIZE_MAX};
	bool readable = true;
	*ret_kept = (DueRows){0};
	if (!rows_of_patient(store, &all, read_row_or_none, arena, ret_kept, err))
		return false;
	for (size_t i = 0; i < ret_kept->count; i++)
		readable &= ret_kept->items[i].patient != NULL;
	if (readable)
		return true;
	*ret_kept = (DueRows){0};
	return drop(store, STATEMENT_DROP_ALL_DUE, patient, err);
}

bool due_put(void *self, const char *patient, const DueRows *rows, Instant again, const Brief *read, Error *err)
{
	Store *store = self;
	scoped(arena_free) Arena arena = {0};
	DueRows kept;
	store->marked[0] = '\0';
	if (!db_may_write(store, err) || !kept_of(store, patient, &arena, &kept, err) ||
	    !replace(store, patient, &kept, rows, &arena, err))
		return false;
	return (instant_before(again, INSTANT_MAX) ? mark(store, STATEMENT_MARK_DUE, patient, again, err)
						   : drop(store, STATEMENT_UNMARK_DUE, patient, err)) &&
	       (store->told || brief_keep(store, patient, read, err)); /* what an act tells of costs it no page more */
}

bool due_counts(void *self, Instant at, DueCounts *ret_counts, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row = true;
	*ret_counts = (DueCounts){0};
	if (!statement_get(store, STATEMENT_DUE_COUNTS, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, at.seconds);
	while (statement_row(store, statement, &row, err)) {
		if (!row)
			return true;
		const int kind = sqlite3_column_int(statement, 0), sort = sqlite3_column_int(statement, 1);
		if (kind >= 0 && kind < DUE_KINDS_MAX && sort >= 0 && sort < DUE_SORTS_MAX)
			ret_counts->of[kind][sort] += (size_t)sqlite3_column_int64(statement, 2);
	}
	return false;
}
