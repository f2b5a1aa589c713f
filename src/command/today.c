/* sharedesk today: who comes today, from a list; it takes the place of the one before. */
#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"
#include "command/command.h"
#include "command/session.h"
#include "exchange/today_list.h"
#include "model/facts/nhs_number.h"
#include "model/lists/lists.h"

static const char *few(size_t count)
{
	return count == 1 ? "" : "s";
}

static void say(const char *shown, const TodayList *list, const ExpectedLoaded *loaded, bool dry_run)
{
	char number[16];
	printf("%s: %zu patient%s expected today%s.\n", shown, loaded->taken, few(loaded->taken),
	       dry_run ? "; nothing was taken: this was a dry run" : "");
	for (size_t i = 0; i < list->count; i++) {
		nhs_number_print(list->rows[i].nhs, number);
		if (loaded->unknown[i])
			printf("  line %" PRId64 ": nobody here has the NHS number %s; left out.\n", list->lines[i],
			       number);
	}
	for (size_t i = 0; i < list->left_count; i++)
		printf("%s%s", i ? ", " : "  Columns left: ", list->left[i]);
	if (list->left_count > 0)
		printf(".\n");
}

static bool load(Source *source, Desk *desk, const char *shown, bool dry_run, bool *ret_in_part, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	TodayList list;
	ExpectedLoaded loaded;
	if (!today_list_read(source, desk_today(desk), &arena, &list, err) ||
	    !desk_load_expected(desk, list.rows, list.count, &arena, &loaded, err))
		return false;
	say(shown, &list, &loaded, dry_run);
	*ret_in_part = loaded.unknown_count > 0;
	return true;
}

static int load_file(const SessionOptions *options, const char *path, bool dry_run)
{
	scoped(arena_free) Arena names = {0};
	scoped(source_close) Source source = {.fd = -1};
	Session session;
	Error err = {0};
	bool in_part = false;
	if (!source_open(&source, path, &err) && !fail_at(&err, "%s", path))
		return command_fail(&err);
	if (!(dry_run ? session_open_trial(options, &session, &err)
		      : session_open(options, STORE_OPEN, ACT_EXPECT, &session, &err)))
		return command_fail(&err);
	const bool done = load(&source, session.desk, utf8_clean(&names, path), dry_run, &in_part, &err) ||
			  fail_at(&err, "%s", path);
	session_close(&session);
	return !done ? command_fail(&err) : in_part ? EXIT_IN_PART : EXIT_DONE;
}

int command_today(int count, char **words)
{
	SessionOptions options = {0};
	bool dry_run = false;
	int rest, status;
	const Option table[] = {
		SESSION_OPTIONS(options),
		{"dry-run", NULL, &dry_run},
	};
	if (!options_read("today", count, words, table, countof(table), &rest, &status))
		return status;
	if (rest != count - 1)
		return command_usage("today", "Name one file, the list of today.");
	return load_file(&options, words[rest], dry_run);
}
