#include "config/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* A file of ours below the folder that `variable` names, else below `usual` in HOME; NULL where neither is set. */
static const char *below(const char *variable, const char *usual, const char *file, Arena *arena)
{
	const char *folder = getenv(variable);
	const char *home = getenv("HOME");
	if (!text_empty(folder))
		return arena_print(arena, "%s/sharedesk/%s", folder, file);
	return text_empty(home) ? NULL : arena_print(arena, "%s/%s/sharedesk/%s", home, usual, file);
}

bool place_database(const char *option, Arena *arena, const char **ret_path, Error *err)
{
	const char *named = text_or(option, getenv("SHAREDESK_DB"));
	const char *path =
		text_empty(named) ? below("XDG_DATA_HOME", ".local/share", "desk.db", arena) : arena_text(arena, named);
	if (!path)
		return fail(err, ERROR_INPUT, "HOME is not set: say with --db FILE where the database is.");
	*ret_path = path;
	return true;
}

const char *place_checkpoints(const char *database, Arena *arena)
{
	const char *slash = strrchr(database, '/');
	return arena_print(arena, "%.*sdesk.checkpoints", slash ? (int)(slash - database) + 1 : 0, database);
}

bool place_settings(const char *option, Arena *arena, const char **ret_path, Error *err)
{
	const char *path = text_empty(option) ? below("XDG_CONFIG_HOME", ".config", "sharedesk.ini", arena)
					      : arena_text(arena, option);
	if (!path)
		return fail(err, ERROR_INPUT, "HOME is not set: there is no place for sharedesk.ini.");
	*ret_path = path;
	return true;
}
