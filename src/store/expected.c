#include "store/expected.h"

#include "store/cell.h"
#include "store/db.h"
#include "store/statement.h"

enum { LAST_MINUTE = 24 * 60 - 1 };

typedef struct ExpectedRow {
	Expected expected;
	Date day;
} ExpectedRow;

static bool forget_all(Store *store, Error *err)
{
	scoped(statement_done) Statement forget = NULL;
	if (!statement_get(store, STATEMENT_FORGET_EXPECTED, &forget, err) || !statement_run(store, forget, err))
		return false;
	store->wiped = true; /* out of the log too */
	return true;
}

static bool put_one(Store *store, size_t place, const char *day, const Expected *expected, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	if (!statement_get(store, STATEMENT_PUT_EXPECTED, &put, err))
		return false;
	sqlite3_bind_int64(put, 1, (sqlite3_int64)place);
	statement_bind_text(put, 2, day);
	statement_bind_text(put, 3, expected->nhs);
	if (expected->minute != EXPECTED_ANY_TIME)
		sqlite3_bind_int(put, 4, expected->minute);
	statement_bind_text(put, 5, expected->clinician);
	return statement_run(store, put, err);
}

bool expected_put(void *self, const ExpectedList *list, Error *err)
{
	Store *store = self;
	char day[16];
	if (!db_may_write(store, err) || !forget_all(store, err))
		return false;
	date_print(list->day, day);
	for (size_t i = 0; i < list->count; i++)
		if (!put_one(store, i, day, &list->items[i], err))
			return false;
	return true;
}

static bool read_one(const Store *store, Statement row, Arena *arena, void *ret_row, Error *err)
{
	ExpectedRow read = {.expected.minute = EXPECTED_ANY_TIME};
	const Cell minute = cell_of(row, 2), clinician = cell_of(row, 3);
	const char *nhs, *with = NULL;
	int64_t when = EXPECTED_ANY_TIME;
	if (!cell_date(cell_of(row, 0), &read.day) || !cell_text(cell_of(row, 1), &nhs, NULL) ||
	    (!cell_is_null(minute) && !cell_number(minute, 0, LAST_MINUTE, &when)) ||
	    (!cell_is_null(clinician) && !cell_text(clinician, &with, NULL)))
		return fail(err, ERROR_STORE, "A row of today's list in %s cannot be read; take the list again.",
			    store->path);
	read.expected = (Expected){arena_text(arena, nhs), (int)when, arena_text(arena, with)};
	*(ExpectedRow *)ret_row = read;
	return true;
}

bool expected_all(void *self, Arena *arena, ExpectedList *ret_list, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_EXPECTED, &statement, err) ||
	    !statement_all(store, statement, sizeof(ExpectedRow), read_one, arena, &rows, err))
		return false;
	const ExpectedRow *read = rows.items;
	Expected *items = arena_array(arena, rows.count, sizeof *items);
	for (size_t i = 0; i < rows.count; i++)
		items[i] = read[i].expected;
	*ret_list = (ExpectedList){.items = items, .count = rows.count};
	if (rows.count > 0)
		ret_list->day = read[0].day;
	return true;
}
