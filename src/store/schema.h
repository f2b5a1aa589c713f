/* The schema: numbered migrations, assets/schema/NNNN-*.sql, and the tables of the caches, caches.sql; part of the
 * program (embed.sh). */
#pragma once

#include "store/inside.h"

enum {
	SCHEMA_APPLICATION_ID = 0x5348444B, /* "SHDK" at offset 68 of the file */
	SCHEMA_CACHES = 13,		    /* raised by who changes what the caches are or hold */
	SCHEMA_CACHES_AT = 1000,	    /* in the version of a database it stands above that of the migrations */
};

extern const char *const schema_caches;
extern const char *const schema_migrations[];
extern const int schema_migration_count;

int schema_version(void); /* of a database that is up to date */
/* Runs the migrations that are missing and makes older caches anew, in one transaction. Refuses a newer schema. */
bool schema_bring_up(Store *store, Error *err) must_check;
