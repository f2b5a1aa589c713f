/* A folder of backups: each named by its moment, the oldest taken away. */
#pragma once

#include "base/arena.h"
#include "base/date_zone.h"
#include "base/error.h"

enum { BACKUP_KEEP_MAX = 10000 };

bool backup_folder_is(const char *path);
/* "FOLDER/desk-20261130T023000Z.backup" */
const char *backup_folder_name(const char *folder, Instant now, Arena *arena);

/* From 1 to BACKUP_KEEP_MAX. */
bool backup_keep_read(const char *typed, int *ret_keep) must_check;
/* Once another one, `made`, is whole: takes away all but it and the latest before it, `keep` in all, and what a backup
 * that was cut off more than a day ago left half written. Files of other names stay. */
bool backup_folder_keep(const char *folder, int keep, const char *made, Instant now, Error *err) must_check;
