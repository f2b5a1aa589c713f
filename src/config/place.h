/* Where the database and the settings file are. */
#pragma once

#include "base/arena.h"
#include "base/error.h"

/* What --db said, else SHAREDESK_DB, else $XDG_DATA_HOME/sharedesk/desk.db (~/.local/share). */
bool place_database(const char *option, Arena *arena, const char **ret_path, Error *err) must_check;

/* Where the checkpoints of a ledger go whose settings name no file: desk.checkpoints beside the database. */
const char *place_checkpoints(const char *database, Arena *arena);

/* What --config said, else $XDG_CONFIG_HOME/sharedesk/sharedesk.ini (~/.config). */
bool place_settings(const char *option, Arena *arena, const char **ret_path, Error *err) must_check;
