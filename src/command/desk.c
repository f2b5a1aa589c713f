/* sharedesk: the desk itself. */
#include "base/macros.h"
#include "command/command.h"
#include "command/confine.h"
#include "command/session.h"
#include "command/terminal.h"
#include "model/desk/work.h"

/* What is due, with a bar, where nobody was looked at yet; else that goes on between keys. */
static bool find_due_first(Session *session, Error *err)
{
	bool unbegun;
	return desk_work_unbegun(session->desk, &unbegun, err) && (!unbegun || session_find_due(session, err));
}

int command_desk(int count, char **words)
{
	const char *database = NULL;
	LookOptions look = {0};
	Error err = {0};
	Session session;
	int status, signal = 0;
	const Option table[] = {{"db", &database, NULL}, LOOK_OPTIONS(look)};
	if (!options_read("", count, words, table, countof(table), NULL, &status))
		return status;
	int refused = terminal_check("", &look);
	if (refused)
		return refused;
	confine_desk();
	if (!session_look_for_practice(database, &err) ||
	    !session_open_desk(database, STORE_CREATE, false, &session, &err))
		return command_fail(&err);
	bool done = find_due_first(&session, &err) && terminal_run(&session, &look, &signal, &err);
	session_close(&session);
	if (!done)
		return command_fail(&err);
	return terminal_status(signal);
}
