/* The schema: numbered migrations, assets/schema/NNNN-*.sql, part of the program (embed.sh). */
#pragma once

#include "store/inside.h"

enum { SCHEMA_APPLICATION_ID = 0x5348444B }; /* "SHDK" at offset 68 of the file */

extern const char *const schema_migrations[];
extern const int schema_migration_count; /* the version of a database that is up to date */

/* Runs the migrations that are missing, in one transaction. Refuses a newer schema. */
bool schema_bring_up(Store *store, Error *err) must_check;
