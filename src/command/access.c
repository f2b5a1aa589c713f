/* sharedesk access: the copy of all that is kept of a patient, for the patient. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/date_typed.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/session.h"
#include "command/witness.h"
#include "model/facts/nhs_number.h"
#include "model/rights/rights.h"

static const char *folder_of(const char *word, Arena *arena, Error *err)
{
	char here[4096];
	if (word[0] == '/')
		return word;
	if (!getcwd(here, sizeof here)) {
		fail(err, ERROR_SYSTEM, "This folder has no name: name the one for the copy from its first / on.");
		return NULL;
	}
	return arena_print(arena, "%s/%s", here, word);
}

static void say(Desk *desk, const Chart *chart, const CopyFiles *files, Arena *arena)
{
	const CopyItems items = desk_copy_items(desk, chart, arena);
	printf("%s\n%s\n", utf8_clean(arena, files->sheet), utf8_clean(arena, files->bundle));
	if (items.left_out > 0)
		fprintf(stderr, "Left out: %zu of %zu lines; what and why stands at the desk alone.\n", items.left_out,
			items.count);
	fprintf(stderr, "Check who asks, and look it through, before it is handed over.\n");
}

static bool give(Desk *desk, const char *nhs, Date born, const char *word, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Chart *chart = NULL;
	CopyFiles files;
	const char *folder = folder_of(word, &arena, err);
	if (!folder || !desk_open_chart(desk, nhs, born, &chart, err))
		return false;
	const bool done = desk_give_copy(desk, chart, folder, &files, err);
	if (done)
		say(desk, chart, &files, &arena);
	desk_close_chart(desk, chart);
	return done;
}

static bool read_born(const char *word, Desk *desk, Date *ret_born, Error *err)
{
	*ret_born = (Date){0};
	return !word || date_parse_typed(word, desk_today(desk), ret_born) ||
	       fail(err, ERROR_INPUT, "--born %s is no date: write it as 14-Jul-1945.", word);
}

int command_access(int count, char **words)
{
	SessionOptions options = {0};
	Session session;
	const char *born_word = NULL;
	NhsNumber number;
	Date born;
	Error err = {0};
	int rest, status;
	const Option table[] = {SESSION_OPTIONS(options), {"born", &born_word, NULL}};
	if (!options_read("access", count, words, table, countof(table), &rest, &status))
		return status;
	if (count - rest < 1 || count - rest > 2)
		return command_usage("access", "Say an NHS number, and the folder for the copy.");
	if (!nhs_number_parse(words[rest], &number, &err) ||
	    !session_open(&options, STORE_OPEN, ACT_ACCESS, &session, &err))
		return command_fail(&err);
	const bool done = read_born(born_word, session.desk, &born, &err) &&
			  give(session.desk, number.digits, born, count - rest == 2 ? words[rest + 1] : ".", &err);
	if (done)
		witness_export(&session);
	session_close(&session);
	return done ? EXIT_DONE : command_fail(&err);
}
