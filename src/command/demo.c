/* sharedesk demo: the desk on a practice of invented patients, in a folder of its own that is thrown away;
 * or a kiosk there, with a patient who has just been given a ticket. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/command.h"
#include "command/confine.h"
#include "command/demo_practice.h"
#include "command/kiosk.h"
#include "command/session.h"
#include "model/desk/chart.h"
#include "model/kiosk/kiosk.h"

enum { FOLDER_MAX = 4096, HINT_MAX = 256 };

static const struct {
	const char *word;
	Role role;
} roles[] = {
	{"receptionist", ROLE_RECEPTIONIST},   {"nurse", ROLE_NURSE},
	{"clinician", ROLE_CLINICIAN},	       {"manager", ROLE_PRIVACY_OFFICER},
	{"administrator", ROLE_ADMINISTRATOR},
};

static Role role_of(const char *word)
{
	for (size_t i = 0; i < countof(roles); i++)
		if (text_is(roles[i].word, word))
			return roles[i].role;
	return 0;
}

static bool make_folder(char folder[FOLDER_MAX], Error *err)
{
	text_print(folder, FOLDER_MAX, "%s/sharedesk-demo-XXXXXX", text_or(getenv("TMPDIR"), "/tmp"));
	return mkdtemp(folder) || fail(err, ERROR_SYSTEM, "%s cannot be made: %s.", folder, strerror(errno));
}

/* Only files stand in it: the database, what SQLite puts beside it, the key. */
static void remove_folder(const char *folder)
{
	DIR *entries = opendir(folder);
	char path[FOLDER_MAX + sizeof(((struct dirent *)0)->d_name)];
	for (struct dirent *entry; entries && (entry = readdir(entries));) {
		if (text_is(entry->d_name, ".") || text_is(entry->d_name, ".."))
			continue;
		text_print(path, sizeof path, "%s/%s", folder, entry->d_name);
		unlink(path);
	}
	if (entries)
		closedir(entries);
	rmdir(folder);
}

/* Who is at the kiosk of the demo: Agnieszka Kowalska, with a ticket in her hand. */
static bool hand_ticket(Desk *desk, char hint[HINT_MAX], Error *err)
{
	Chart *chart = NULL;
	Ticket ticket;
	if (!desk_sign_in_demo(desk, ROLE_RECEPTIONIST, err) ||
	    !desk_open_chart(desk, "9990000050", (Date){1990, 5, 21}, &chart, err))
		return false;
	bool done = desk_hand_ticket(desk, chart, &ticket, err);
	if (done)
		text_print(hint, HINT_MAX, "Demo: you are %s %s, born 21 5 1990, ticket %s. F10 and \"%s\" end it.",
			   chart->world.person->given, chart->world.person->family, ticket.digits, DEMO_PASSPHRASE);
	desk_close_chart(desk, chart);
	return done;
}

static bool run_kiosk(const char *folder, const LookOptions *look, int *ret_signal, Error *err)
{
	char database[FOLDER_MAX + 16], hint[HINT_MAX];
	KioskOptions options = {.database = database, .number = "1", .hint = hint, .look = *look};
	Session session;
	text_print(database, sizeof database, "%s/desk.db", folder);
	if (!session_open_desk(database, STORE_CREATE, true, &session, err))
		return false;
	bool done = demo_practice(&session, err) && hand_ticket(session.desk, hint, err);
	session_close(&session);
	return done && kiosk_run(&options, ret_signal, err);
}

static bool run(const char *folder, Role role, const LookOptions *look, int *ret_signal, Error *err)
{
	char database[FOLDER_MAX + 16], notice[FOLDER_MAX + 256];
	Session session;
	text_print(database, sizeof database, "%s/desk.db", folder);
	text_print(notice, sizeof notice,
		   "A demo, thrown away at the end. PIN %s, passphrase \"%s\". Ctrl-P changes the role. "
		   "A second desk: sharedesk --db %s",
		   DEMO_PIN, DEMO_PASSPHRASE, database);
	confine_desk();
	if (!session_open_desk(database, STORE_CREATE, true, &session, err))
		return false;
	session.notice = notice;
	session.hint = "The demo begins with the PIN " DEMO_PIN " and the passphrase \"" DEMO_PASSPHRASE
		       "\", for " DEMO_NAMES ".";
	bool done = demo_practice(&session, err) && desk_sign_in_demo(session.desk, role, err) &&
		    terminal_run(&session, look, ret_signal, err);
	session_close(&session);
	return done;
}

int command_demo(int count, char **words)
{
	LookOptions look = {0};
	Error err = {0};
	char folder[FOLDER_MAX];
	int rest, status, signal = 0;
	const Option table[] = {LOOK_OPTIONS(look)};
	if (!options_read("demo", count, words, table, countof(table), &rest, &status))
		return status;
	bool kiosk = rest < count && text_is(words[rest], "kiosk");
	Role role = rest < count ? role_of(words[rest]) : ROLE_RECEPTIONIST;
	if ((!role && !kiosk) || count - rest > 1)
		return command_usage("demo", "Say receptionist, nurse, clinician, manager, administrator or kiosk.");
	int refused = terminal_check("demo", &look);
	if (refused)
		return refused;
	if (!make_folder(folder, &err))
		return command_fail(&err);
	bool done = kiosk ? run_kiosk(folder, &look, &signal, &err) : run(folder, role, &look, &signal, &err);
	remove_folder(folder);
	if (!done)
		return command_fail(&err);
	return terminal_status(signal);
}
