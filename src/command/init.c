/* sharedesk init: the practice, its first administrator, the passphrase. */
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/host.h"
#include "command/session.h"
#include "command/witness.h"
#include "config/place.h"
#include "config/secret.h"

typedef struct Init {
	const char *database, *practice, *name, *system, *admin, *passphrase_file;
	char asked_practice[64], asked_admin[128];
	char passphrase[PASSPHRASE_MAX + 1];
} Init;

/* A value not given on the command line is asked for, where there is somebody to ask. */
static bool ask_for(const char **value, const char *option, const char *question, char *room, size_t size, Error *err)
{
	if (!text_empty(*value))
		return true;
	if (!host_interactive())
		return fail(err, ERROR_INPUT, "Say --%s: there is no terminal to ask on.", option);
	*value = room;
	return host_ask(question, false, room, size, err);
}

static bool ask_passphrase(Init *init, Error *err)
{
	char again[PASSPHRASE_MAX + 1];
	if (init->passphrase_file)
		return secret_line(init->passphrase_file, "the passphrase", init->passphrase, sizeof init->passphrase,
				   err);
	if (!host_interactive())
		return fail(err, ERROR_INPUT, "Say --passphrase-file: there is no terminal to ask on.");
	if (!host_ask("Passphrase of the administrator:", true, init->passphrase, sizeof init->passphrase, err) ||
	    !host_ask("The same again:", true, again, sizeof again, err))
		return false;
	bool same = text_is(init->passphrase, again);
	sodium_memzero(again, sizeof again);
	return same || fail(err, ERROR_INPUT, "The two passphrases differ: nothing was set up.");
}

static bool ask_all(Init *init, SetUp *ret_set_up, Error *err)
{
	if (init->system && !words_find(&system_words, init->system))
		return fail(err, ERROR_INPUT, "--system is systmone, emis or other, not \"%s\".", init->system);
	if (!ask_for(&init->practice, "practice", "ODS code of the practice:", init->asked_practice,
		     sizeof init->asked_practice, err) ||
	    !ask_for(&init->admin, "admin", "Name of the first administrator:", init->asked_admin,
		     sizeof init->asked_admin, err) ||
	    (!init->passphrase[0] && !ask_passphrase(init, err)))
		return false;
	*ret_set_up = (SetUp){
		.practice = init->practice,
		.practice_name = init->name,
		.system = (System)words_find(&system_words, init->system),
		.admin = init->admin,
		.passphrase = init->passphrase,
	};
	return set_up_right(ret_set_up, err);
}

static bool set_up(Init *init, Session *session, Error *err)
{
	SetUp set_up;
	bool needed;
	if (!desk_needs_set_up(session->desk, &needed, err))
		return false;
	if (!needed)
		return fail(err, ERROR_REFUSED, "%s is set up already: sign in with sharedesk.",
			    store_path(session->store));
	return ask_all(init, &set_up, err) && desk_set_up(session->desk, &set_up, err);
}

/* Where there is none yet, what is refused makes none. */
static bool is_right_or_there(Init *init, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *path;
	SetUp set_up;
	return place_database(init->database, &arena, &path, err) &&
	       (access(path, F_OK) == 0 || ask_all(init, &set_up, err));
}

int command_init(int count, char **words)
{
	Init init = {0};
	Error err = {0};
	Session session;
	int status;
	const Option table[] = {
		{"db", &init.database, NULL}, {"practice", &init.practice, NULL},
		{"name", &init.name, NULL},   {"system", &init.system, NULL},
		{"admin", &init.admin, NULL}, {"passphrase-file", &init.passphrase_file, NULL},
	};
	if (!options_read("init", count, words, table, countof(table), NULL, &status))
		return status;
	if (!is_right_or_there(&init, &err) || !session_open_desk(init.database, STORE_CREATE, false, &session, &err)) {
		sodium_memzero(init.passphrase, sizeof init.passphrase);
		return command_fail(&err);
	}
	bool done = set_up(&init, &session, &err) && session_find_due(&session, &err);
	sodium_memzero(init.passphrase, sizeof init.passphrase);
	if (done)
		witness_export(&session);
	if (done)
		printf("%s is ready: open the desk with sharedesk and sign in as %s.\n",
		       utf8_clean(&session.arena, store_path(session.store)), init.admin);
	session_close(&session);
	return done ? EXIT_DONE : command_fail(&err);
}
