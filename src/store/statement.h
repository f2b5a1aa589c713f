/* Within the store only: how a statement is made and run; all are in statements.sql. */
#pragma once

#include "store/inside.h"
#include "store/statements.h"

#define STATEMENT_ENUM_(name, shape, sql) STATEMENT_##name,
typedef enum StatementId { STATEMENTS(STATEMENT_ENUM_) STATEMENT_COUNT } StatementId;

void statement_prepare_all(Store *store); /* makes room for them; each is made when it is first needed */
void statement_finalize_all(Store *store);

/* A cached statement, ready to bind; given back (reset, unbound) by `scoped(statement_done)`. */
typedef sqlite3_stmt *Statement;
bool statement_get(Store *store, StatementId id, Statement *ret_statement, Error *err) must_check;
bool statement_make(Store *store, const char *sql, Statement *ret_statement, Error *err) must_check;
void statement_done(Statement *statement);
void statement_end(Statement *statement); /* of one that is not cached */
bool statement_row(Store *store, Statement statement, bool *ret_row,
		   Error *err) must_check;				      /* false in *ret_row: no more */
bool statement_run(Store *store, Statement statement, Error *err) must_check; /* of one that gives no rows */

/* Makes an item of the present row; its texts live in `arena`. */
typedef bool RowReader(const Store *store, Statement row, Arena *arena, void *ret_item, Error *err);
typedef struct Rows {
	void *items;
	size_t count;
} Rows;
/* All rows that are left, as an array in `arena`; the next one, NULL in *ret_item if there is none. */
bool statement_all(Store *store, Statement statement, size_t size, RowReader *read, Arena *arena, Rows *ret_rows,
		   Error *err) must_check;
bool statement_one(Store *store, Statement statement, size_t size, RowReader *read, Arena *arena, void **ret_item,
		   Error *err) must_check;

void statement_bind_text(Statement statement, int at,
			 const char *text); /* NULL as NULL; must live until the statement is done */
char *statement_text(Statement statement, int column, Arena *arena); /* NULL for NULL */
/* A word of the table as its value; false, with the reason, where there is no such word. `what` has it: "A message". */
bool statement_word(const Store *store, Statement statement, int column, const Words *words, const char *what,
		    WordByte *ret_word, Error *err) must_check;
