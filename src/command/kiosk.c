/* sharedesk kiosk: for patients who answer alone. Until staff leave with a passphrase, or its terminal is gone. */
#include "command/kiosk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/macros.h"
#include "command/command.h"
#include "command/confine.h"
#include "command/door.h"
#include "command/session.h"
#include "config/place.h"
#include "config/secret.h"
#include "model/kiosk/kiosk.h"

/* Two of one number would take each other's patients over. */
static bool claim(const char *database, const char *number, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *path;
	bool is_free = false;
	if (!place_database(database, &arena, &path, err) ||
	    !secret_claim(path, (int)strtol(number, NULL, 10), &is_free, err))
		return false;
	return is_free || fail(err, ERROR_REFUSED, "Kiosk %s is open already: give this one another number.", number);
}

static bool set_up(Desk *desk, const KioskOptions *options, Error *err)
{
	bool needed;
	if (!desk_needs_set_up(desk, &needed, err))
		return false;
	if (needed)
		return fail(err, ERROR_REFUSED, "This database has no staff yet: set the practice up at a desk first.");
	return claim(options->database, options->number, err) && desk_sign_in_kiosk(desk, options->number, err);
}

/* The database is open by now, and the key of tickets made: no other file is needed. The demo's own is removed at its
 * end. */
static bool give_up_files(const KioskOptions *options, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *path;
	bool confined = true;
	if (options->hint)
		return true;
	if (!place_database(options->database, &arena, &path, err) || !confine_files(path, &confined, err))
		return false;
	if (!confined)
		fprintf(stderr, "sharedesk: this kernel has no Landlock: the kiosk could open files of its user.\n");
	return true;
}

static bool open_and_run(const KioskOptions *options, const DoorPort *door, int *ret_signal, Error *err)
{
	Session session;
	Arena arena = {0};
	if (!session_open_kiosk(options->database, options->number, door, &session, err))
		return false;
	KioskLook look = {
		.look = options->look,
		.number = options->number,
		.hint = options->hint,
		.latin = options->latin,
		.silence_seconds = (int)strtol(desk_setting(session.desk, "kiosk-silence", &arena), NULL, 10),
	};
	bool done = set_up(session.desk, options, err) && give_up_files(options, err) &&
		    terminal_run_kiosk(session.store, session.desk, &look, ret_signal, err);
	arena_free(&arena);
	session_close(&session);
	return done;
}

bool kiosk_run(const KioskOptions *options, int *ret_signal, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *path;
	DoorPort door;
	bool filtered = false;
	confine_signals();
	if (!place_database(options->database, &arena, &path, err) || !door_start(path, &door, err) ||
	    !confine_process(&filtered, err))
		return false;
	if (!filtered)
		fprintf(stderr,
			"sharedesk: this kernel has no seccomp: the kiosk runs without its filter of system calls.\n");
	return open_and_run(options, &door, ret_signal, err);
}

int command_kiosk(int count, char **words)
{
	KioskOptions options = {.number = "1"};
	Error err = {0};
	int status, signal = 0;
	const Option table[] = {
		{"db", &options.database, NULL},
		{"number", &options.number, NULL},
		{"latin", NULL, &options.latin},
		LOOK_OPTIONS(options.look),
	};
	if (!options_read("kiosk", count, words, table, countof(table), NULL, &status))
		return status;
	int refused = terminal_check("kiosk", &options.look);
	if (refused)
		return refused;
	if (!kiosk_run(&options, &signal, &err))
		return command_fail(&err);
	return terminal_status(signal);
}
