#include "store/schema.h"

#include "base/text.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/due.h"
#include "store/statement.h"
#include "store/walk.h"

int schema_version(void)
{
	return SCHEMA_CACHES * SCHEMA_CACHES_AT + schema_migration_count;
}

static bool number_of(Store *store, const char *pragma, int *ret_number, Error *err)
{
	scoped(statement_end) Statement statement = NULL;
	bool row;
	if (!statement_make(store, pragma, &statement, err) || !statement_row(store, statement, &row, err))
		return false;
	*ret_number = sqlite3_column_int(statement, 0);
	return true;
}

/* The version read apart. */
typedef struct Version {
	int migrations, caches;
} Version;

static bool version_read(Store *store, Version *ret_version, Error *err)
{
	int number;
	if (!number_of(store, "PRAGMA user_version", &number, err))
		return false;
	const Version version = {number % SCHEMA_CACHES_AT, number / SCHEMA_CACHES_AT};
	*ret_version = version;
	return (number >= 0 && version.migrations <= schema_migration_count && version.caches <= SCHEMA_CACHES) ||
	       fail(err, ERROR_REFUSED,
		    "%s was written by a newer sharedesk (schema %d, this one knows %d); install the newer one.",
		    store->path, number, schema_version());
}

static bool is_up(Version version)
{
	return version.migrations == schema_migration_count && version.caches == SCHEMA_CACHES;
}

/* All that the caches hold but what is due: that is the desk's to find, of each patient. */
static bool take_directory(Store *store, Error *err)
{
	Walk walk;
	bool row = true, done = walk_begin(&walk, store, 0, err);
	while (done && row) {
		done = walk_next(&walk, &row, err) && (!row || directory_take(store, &walk.line, &walk.place, err));
		arena_clear(&store->scratch);
	}
	walk_end(&walk);
	return done && due_mark_all(store, err);
}

/* The version is read again: another desk may have brought the database up while this one waited. */
static bool migrate(Store *store, Error *err)
{
	char finish[96];
	Version version;
	if (!version_read(store, &version, err))
		return false;
	for (int next = version.migrations; next < schema_migration_count; next++)
		if (!db_run(store, schema_migrations[next], err))
			return false;
	if (version.caches < SCHEMA_CACHES && (!db_run(store, schema_caches, err) || !take_directory(store, err)))
		return false;
	sqlite3_snprintf((int)sizeof finish, finish, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
			 SCHEMA_APPLICATION_ID, schema_version());
	return db_run(store, finish, err);
}

/* In UTF-16 a text with half a letter behind it reads as the text, and is equal to it nowhere: a line that every seal
 * fits, and that nobody finds. */
static bool is_utf8(Store *store, Error *err)
{
	scoped(statement_end) Statement encoding = NULL;
	bool row;
	if (!statement_make(store, "PRAGMA encoding", &encoding, err) || !statement_row(store, encoding, &row, err))
		return false;
	const char *is = row ? statement_text(encoding, 0, &store->scratch) : NULL;
	return text_is(is, "UTF-8") ||
	       fail(err, ERROR_STORE, "%s keeps its texts as %s, which sharedesk never does; restore it from a backup.",
		    store->path, text_or(is, "nothing known"));
}

bool schema_bring_up(Store *store, Error *err)
{
	Version version;
	if (!is_utf8(store, err) || !version_read(store, &version, err))
		return false;
	if (is_up(version))
		return true;
	if (!db_run(store, "BEGIN IMMEDIATE", err))
		return false;
	if (migrate(store, err))
		return true;
	db_rollback(store);
	return false;
}
