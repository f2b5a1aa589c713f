/* sharedesk staff: who has an account, and the way back for the last administrator, on the machine itself. */
#include <signal.h>
#include <sodium.h>
#include <stdio.h>

#include "base/macros.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/session.h"
#include "command/standard.h"
#include "config/secret.h"
#include "model/desk/accounts.h"

/* By what the key of the desk, beside the database, opens: nobody signs in. */
static int with_desk(const char *name, int count, char **words, bool named, bool (*run)(Session *, char **, Error *))
{
	const char *database = NULL;
	bool fresh = false;
	Error err = {0};
	Session session;
	int rest, status;
	const Option table[] = {{"db", &database, NULL}, {"new-key", NULL, &fresh}};
	if (!options_read(name, count, words, table, named ? 2 : 1, &rest, &status))
		return status;
	if (count - rest != named)
		return command_usage(name, named ? "Name one account." : "It takes no names.");
	if (!session_open_on_host(database, fresh, &session, &err))
		return command_fail(&err);
	const bool done = run(&session, words + rest, &err);
	if (!done && session.made_key)
		secret_desk_key_unmake(store_path(session.store));
	session_close(&session);
	return done ? EXIT_DONE : command_fail(&err);
}

static void print_day(const Session *session, const Staff *staff)
{
	char day[16] = "never seen";
	if (staff->signed_in.seconds != 0)
		date_print_staff(zone_date(&session->zone, staff->signed_in), day);
	printf("%s%s", day, staff_unused(staff, (Instant){0}, desk_now(session->desk)) ? ", unused for 90 days" : "");
}

static bool list(Session *session, char **names, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	StaffList staff;
	if (!desk_accounts(session->desk, &arena, &staff, err))
		return false;
	for (size_t i = 0; i < staff.count; i++) {
		const Staff *one = &staff.items[i];
		printf("%s, %s%s: ", utf8_clean(&arena, one->name), words_text(&role_words, one->role),
		       one->active ? "" : ", closed");
		print_day(session, one);
		printf("%s\n", one->altered ? "; changed by something other than sharedesk" : "");
	}
	return true;
}

/* Whoever reads what is printed may be gone: that is said then, and does not end this. */
static bool reset(Session *session, char **names, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	signal(SIGPIPE, SIG_IGN);
	char once[ONCE_MAX];
	if (!standard_takes(err) || !desk_let_in(session->desk, names[0], session->fresh_key, once, err))
		return false;
	printf("%s\n%s signs in with it once, within 24 hours. Every desk says for a week that it was made.\n", once,
	       utf8_clean(&arena, names[0]));
	sodium_memzero(once, sizeof once);
	return standard_flush(err) || fail_at(err, "The passphrase for one sign-in is lost: make another");
}

int command_staff_list(int count, char **words)
{
	return with_desk("staff list", count, words, false, list);
}

int command_staff_reset(int count, char **words)
{
	return with_desk("staff reset", count, words, true, reset);
}
