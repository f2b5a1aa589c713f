#include "command/import_list.h"

#include <string.h>

#include "model/lists/lists.h"

#define FROM_FILE "from the file " /* begins the note of a standing that a file said */

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

static bool in_list(const SiteList *read, const char *org)
{
	for (size_t i = 0; i < read->count; i++)
		if (text_is(read->standings[i].org, org))
			return true;
	return false;
}

/* A list says nothing of those it does not name: what an earlier one said of them stays, and is staff's to lift. */
static bool add_left(const ImportList *list, const SiteList *read, Text *out, Error *err)
{
	enum { NAMED = 12 };
	const StandingLine *lines;
	size_t count, left = 0;
	if (!desk_standing_lines(list->desk, out->arena, &lines, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (in_list(read, lines[i].org) || !text_starts(text_or(lines[i].fact->note, ""), FROM_FILE))
			continue;
		if (left++ < NAMED)
			text_add_print(out, "%s%s (%s)",
				       left == 1 ? "\n  On our lists by an earlier file and not in this one: " : ", ",
				       lines[i].org, words_text(&standing_words, lines[i].standing));
	}
	if (left > NAMED)
		text_add_print(out, " and %zu more", left - NAMED);
	text_add(out, left > 0 ? "; lift them where that is right." : "");
	return true;
}

static bool load_standings(const ImportList *list, const SiteList *read, Arena *arena, const char **ret_done,
			   Error *err)
{
	ListLoaded loaded;
	Text done = {.arena = arena};
	const char *note = arena_print(arena, FROM_FILE "%s", last_part(list->shown));
	if (!desk_load_standings(list->desk, read->standings, read->count, note, &loaded, err))
		return false;
	text_add_print(&done, "%zu standing%s changed; %zu known already.", loaded.changed,
		       loaded.changed == 1 ? "" : "s", loaded.known);
	if (!add_left(list, read, &done, err))
		return false;
	*ret_done = text_done(&done);
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
	read_file_end(list->file, (int64_t)read.count);
	switch (list->kind) {
	case SITE_LIST_SENSITIVE: return load_sensitive(list, &read, arena, ret_done, err);
	case SITE_LIST_SYSTEMS: return load_systems(list, &read, arena, ret_done, err);
	case SITE_LIST_STANDINGS: return load_standings(list, &read, arena, ret_done, err);
	case SITE_LIST_PASS_ON: return load_pass_on(list, &read, arena, ret_done, err);
	case SITE_LIST_KINDS: break;
	}
	return false;
}
