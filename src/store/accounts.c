#include "store/accounts.h"

#include "base/utf8.h"
#include "store/db.h"
#include "store/row.h"

static bool staff_read(const Store *store, Statement row, Arena *arena, void *ret_staff, Error *err)
{
	const char *name = statement_text(row, 0, arena);
	WordByte role;
	if (!statement_word(store, row, 1, &role_words, name, &role, err))
		return false;
	*(Staff *)ret_staff = (Staff){
		.name = name,
		.role = role,
		.active = sqlite3_column_int(row, 2) != 0,
		.passphrase = statement_text(row, 3, arena),
		.pin = statement_text(row, 4, arena),
		.pin_failures = sqlite3_column_int64(row, 5),
	};
	return true;
}

bool accounts_staff_all(void *self, Arena *arena, StaffList *ret_staff, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_STAFF_ALL, &statement, err) ||
	    !statement_all(store, statement, sizeof(Staff), staff_read, arena, &rows, err))
		return false;
	*ret_staff = (StaffList){rows.items, rows.count};
	return true;
}

bool accounts_staff(void *self, const char *name, Arena *arena, const Staff **ret_staff, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	void *found;
	if (!statement_get(store, STATEMENT_STAFF, &statement, err))
		return false;
	statement_bind_text(statement, 1, utf8_fold(arena, name));
	if (!statement_one(store, statement, sizeof(Staff), staff_read, arena, &found, err))
		return false;
	*ret_staff = found;
	return true;
}

bool accounts_put_staff(void *self, const Staff *staff, Error *err)
{
	Store *store = self;
	scoped(arena_free) Arena arena = {0};
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_STAFF, &put, err))
		return false;
	statement_bind_text(put, 1, utf8_fold(&arena, staff->name));
	statement_bind_text(put, 2, staff->name);
	statement_bind_text(put, 3, words_text(&role_words, staff->role));
	sqlite3_bind_int(put, 4, staff->active);
	statement_bind_text(put, 5, staff->passphrase);
	statement_bind_text(put, 6, staff->pin);
	sqlite3_bind_int64(put, 7, staff->pin_failures);
	return statement_run(store, put, err);
}

bool accounts_setting(void *self, const char *name, Arena *arena, const char **ret_value, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_SETTING, &statement, err))
		return false;
	statement_bind_text(statement, 1, name);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_value = row ? statement_text(statement, 0, arena) : NULL;
	return true;
}

bool accounts_put_setting(void *self, const char *name, const char *value, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) ||
	    !statement_get(store, value ? STATEMENT_PUT_SETTING : STATEMENT_UNSET_SETTING, &put, err))
		return false;
	statement_bind_text(put, 1, name);
	if (value)
		statement_bind_text(put, 2, value);
	return statement_run(store, put, err);
}

bool accounts_own_setting(void *self, const char *staff, const char *name, Arena *arena, const char **ret_value,
			  Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_OWN_SETTING, &statement, err))
		return false;
	statement_bind_text(statement, 1, utf8_fold(arena, staff));
	statement_bind_text(statement, 2, name);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_value = row ? statement_text(statement, 0, arena) : NULL;
	return true;
}

bool accounts_put_own_setting(void *self, const char *staff, const char *name, const char *value, Error *err)
{
	Store *store = self;
	scoped(arena_free) Arena arena = {0};
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_OWN_SETTING, &put, err))
		return false;
	statement_bind_text(put, 1, utf8_fold(&arena, staff));
	statement_bind_text(put, 2, name);
	statement_bind_text(put, 3, value);
	return statement_run(store, put, err);
}

bool accounts_code(void *self, const char *fact_id, Seal *ret_hash, bool *ret_found, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_CODE, &statement, err))
		return false;
	statement_bind_text(statement, 1, fact_id);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_found = row && row_seal(statement, 0, ret_hash);
	return true;
}

bool accounts_put_code(void *self, const char *fact_id, const Seal *hash, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_CODE, &put, err))
		return false;
	statement_bind_text(put, 1, fact_id);
	sqlite3_bind_blob(put, 2, hash->bytes, SEAL_BYTES, SQLITE_STATIC);
	return statement_run(store, put, err);
}
