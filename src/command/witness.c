/* sharedesk ledger checkpoint, and what backups and exports leave with the witness. */
#include "command/witness.h"

#include <sodium.h>
#include <stdio.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "config/place.h"
#include "config/secret.h"
#include "config/settings.h"
#include "model/desk/witness.h"

static bool find_path(Session *session, const char **ret_path, Error *err)
{
	const char *path;
	Settings settings;
	bool found;
	if (!place_settings(NULL, &session->arena, &path, err) ||
	    !settings_read(path, &session->arena, &settings, &found, err))
		return false;
	*ret_path = text_or(settings.witness, place_checkpoints(store_path(session->store), &session->arena));
	return true;
}

static bool make(Session *session, char line[CHECKPOINT_MAX], Error *err)
{
	unsigned char key[SECRET_KEY_BYTES];
	const bool made =
		secret_desk_key(store_path(session->store), key, err) && desk_checkpoint(session->desk, key, line, err);
	sodium_memzero(key, sizeof key);
	return made;
}

/* `line` gets the checkpoint; "" of an empty ledger. */
static bool put(Session *session, char line[CHECKPOINT_MAX], Error *err)
{
	const char *path;
	if (!find_path(session, &path, err))
		return false;
	if (!session->scribe.runs)
		scribe_start(&session->scribe);
	if (!make(session, line, err))
		return false;
	if (!line[0])
		return true;
	const WitnessPort port = scribe_port(&session->scribe, path);
	port.put(port.self, line);
	return scribe_wait(&session->scribe, err);
}

void witness_export(Session *session)
{
	char line[CHECKPOINT_MAX];
	Error err;
	if (!put(session, line, &err))
		fprintf(stderr, "sharedesk: %s\n", err.text);
}

int command_ledger_checkpoint(int count, char **words)
{
	SessionOptions options = {0};
	Session session;
	char line[CHECKPOINT_MAX] = "";
	Error err = {0};
	int status;
	const Option table[] = {SESSION_OPTIONS(options)};
	if (!options_read("ledger checkpoint", count, words, table, countof(table), NULL, &status))
		return status;
	if (!session_open(&options, STORE_OPEN, ACT_VERIFY, &session, &err))
		return command_fail(&err);
	const bool done =
		put(&session, line, &err) &&
		(line[0] || fail(&err, ERROR_MISSING, "The ledger in %s has not one line: there is nothing to sign.",
				 store_path(session.store)));
	if (done)
		printf("%s\n", line);
	session_close(&session);
	return done ? EXIT_DONE : command_fail(&err);
}
