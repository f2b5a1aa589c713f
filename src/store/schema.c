#include "store/schema.h"

#include "store/db.h"
#include "store/statement.h"

static bool number_of(Store *store, const char *pragma, int *ret_number, Error *err)
{
	scoped(statement_end) Statement statement = NULL;
	bool row;
	if (!statement_make(store, pragma, &statement, err) || !statement_row(store, statement, &row, err))
		return false;
	*ret_number = sqlite3_column_int(statement, 0);
	return true;
}

static bool version_check(Store *store, int version, Error *err)
{
	if (version <= schema_migration_count)
		return true;
	return fail(err, ERROR_REFUSED,
		    "%s was written by a newer sharedesk (schema %d, this one knows %d); install the newer one.",
		    store->path, version, schema_migration_count);
}

/* The version is read again: another desk may have brought the database up while this one waited. */
static bool migrate(Store *store, Error *err)
{
	char finish[96];
	int version;
	if (!number_of(store, "PRAGMA user_version", &version, err) || !version_check(store, version, err))
		return false;
	for (int next = version; next < schema_migration_count; next++)
		if (!db_run(store, schema_migrations[next], err))
			return false;
	sqlite3_snprintf((int)sizeof finish, finish, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
			 SCHEMA_APPLICATION_ID, schema_migration_count);
	return db_run(store, finish, err);
}

bool schema_bring_up(Store *store, Error *err)
{
	int version;
	if (!number_of(store, "PRAGMA user_version", &version, err) || !version_check(store, version, err))
		return false;
	if (version == schema_migration_count)
		return true;
	if (!db_run(store, "BEGIN IMMEDIATE", err))
		return false;
	if (migrate(store, err))
		return true;
	db_rollback(store);
	return false;
}
