#include "command/import_list.h"

#include <string.h>

#include "model/lists/lists.h"

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool load_sensitive(const ImportList *list, const SiteList *read, Arena *arena, const char **ret_done,
			   Error *err)
{
	SensitiveLoaded loaded;
	if (!desk_load_sensitive(list->desk, read->codes, read->count, &loaded, err))
		return false;
	*ret_done = arena_print(arena,
				"%zu sensitive code%s, beside the %zu that came with the program; of %zu entries %zu "
				"became sensitive.",
				loaded.codes, loaded.codes == 1 ? "" : "s", sensitive_code_count, loaded.looked_at,
				loaded.marked);
	return true;
}

static bool load_systems(const ImportList *list, const SiteList *read, Arena *arena, const char **ret_done, Error *err)
{
	ListLoaded loaded;
	if (!desk_load_systems(list->desk, read->systems, read->count, &loaded, err))
		return false;
	*ret_done = arena_print(arena, "the systems of %zu organisation%s set; %zu known already.", loaded.changed,
				loaded.changed == 1 ? "" : "s", loaded.known);
	return true;
}

static bool load_standings(const ImportList *list, const SiteList *read, Arena *arena, const char **ret_done,
			   Error *err)
{
	ListLoaded loaded;
	const char *note = arena_print(arena, "from the file %s", last_part(list->shown));
	if (!desk_load_standings(list->desk, read->standings, read->count, note, &loaded, err))
		return false;
	*ret_done = arena_print(arena, "%zu standing%s changed; %zu known already.", loaded.changed,
				loaded.changed == 1 ? "" : "s", loaded.known);
	return true;
}

static bool load_pass_on(const ImportList *list, const SiteList *read, Arena *arena, const char **ret_done, Error *err)
{
	if (!desk_load_pass_on(list->desk, read->pass_on, read->count, err))
		return false;
	*ret_done = arena_print(arena,
				"%zu row%s of what is entered where; of answers that it does not name, what came with "
				"the program counts.",
				read->count, read->count == 1 ? "" : "s");
	return true;
}

bool import_list(const ImportList *list, Arena *arena, const char **ret_done, Error *err)
{
	SiteList read;
	if (!site_list_read(list->source, list->kind, arena, &read, err))
		return false;
	if (read.count == 0)
		return fail(err, ERROR_INPUT, "The list has column names and no row below them.");
	switch (list->kind) {
	case SITE_LIST_SENSITIVE: return load_sensitive(list, &read, arena, ret_done, err);
	case SITE_LIST_SYSTEMS: return load_systems(list, &read, arena, ret_done, err);
	case SITE_LIST_STANDINGS: return load_standings(list, &read, arena, ret_done, err);
	case SITE_LIST_PASS_ON: return load_pass_on(list, &read, arena, ret_done, err);
	case SITE_LIST_KINDS: break;
	}
	return false;
}
