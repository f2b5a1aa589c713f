/* sharedesk restore: a backup becomes a database again, checked from its first line to its last. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/date_zone.h"
#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/backup_key.h"
#include "command/command.h"
#include "command/options.h"
#include "command/output.h"
#include "command/progress.h"
#include "command/testify.h"
#include "config/place.h"
#include "config/secret.h"
#include "model/desk/accounts.h"
#include "store/copy.h"
#include "store/verify.h"

typedef struct Restore {
	const char *backup, *database; /* paths */
	int in;
	SealedFor for_whom;
	Progress progress;
	CopyReport report;
	const char *practice;	 /* its name and code, from the backup; NULL: it has none yet */
	bool key_lies, key_fits; /* a desk.key beside the database, and it is this one's */
	const char *witness;	 /* a file of checkpoints; NULL: none */
	bool testifies;
	Testify testify;
	Arena arena;
} Restore;

/* A third of the bar opens the file, the rest looks at what was in it. */
static void show(void *self, int64_t done, int64_t total)
{
	Restore *restore = self;
	progress_show(&restore->progress, done, 3 * total);
}

static void show_lines(void *self, int64_t done, int64_t total)
{
	Restore *restore = self;
	progress_show(&restore->progress, total + 2 * done, 3 * total);
}

static bool write_database(void *self, int fd, Error *err)
{
	Restore *restore = self;
	return sealed_read(&restore->for_whom, restore->backup, restore->in, fd, show, restore, err);
}

static void hold_against(void *self, int64_t seq, const Seal *seal)
{
	Restore *restore = self;
	testimony_line(&restore->testify.testimony, seq, seal);
}

/* What was signed later than the backup was made is no more than lost with the machine. */
static bool is_what_was_signed(Restore *restore, Error *err)
{
	const Testimony *testimony = &restore->testify.testimony;
	scoped(arena_free) Arena arena = {0};
	Text said = {.arena = &arena};
	testimony_end(&restore->testify.testimony, true);
	if (!testimony->lost || testimony->lost->lines > testimony->lines)
		return true;
	testimony_say(testimony, &said);
	return fail(err, ERROR_STORE, "it is not what this desk signed. %s", text_done(&said));
}

/* In the words of the backup: the draft is gone when this is read. */
static bool fail_found(const Restore *restore, const VerifyReport *report, const char *draft, Error *err)
{
	const char *at = strstr(report->sentence, draft);
	if (!at)
		return fail(err, ERROR_STORE, "%s", report->sentence);
	return fail(err, ERROR_STORE, "%.*s%s%s", (int)(at - report->sentence), report->sentence, restore->backup,
		    at + strlen(draft));
}

static bool check_lines(Store *store, Restore *restore, const char *draft, Error *err)
{
	const VerifyProgress progress = {
		.show = show_lines, .line = restore->testifies ? hold_against : NULL, .self = restore};
	VerifyReport report;
	if (!store_verify(store, &progress, &report, err))
		return false;
	if (report.fault != VERIFY_WHOLE)
		return fail_found(restore, &report, draft, err);
	return (!restore->testifies || is_what_was_signed(restore, err)) && store_end(store, &restore->report, err);
}

static bool look_at_practice(Store *store, Restore *restore, Error *err)
{
	const Ledger ledger = store_ledger(store);
	const Organisation *practice = NULL;
	const char *code = NULL;
	if (!ledger.ops->setting(ledger.self, "practice", &restore->arena, &code, err) ||
	    (code && !ledger.ops->organisation(ledger.self, code, &restore->arena, &practice, err)))
		return false;
	if (code)
		restore->practice = arena_print(&restore->arena, "%s%s%s%s", practice ? practice->name : "",
						practice ? " (" : "", code, practice ? ")" : "");
	return true;
}

static bool look_at_key(Store *store, Restore *restore, Error *err)
{
	const Ledger ledger = store_ledger(store);
	unsigned char key[SECRET_KEY_BYTES];
	const char *noted = NULL;
	char note[DESK_KEY_NOTE];
	restore->key_lies = secret_desk_key_lies(restore->database);
	if (!restore->key_lies)
		return true;
	if (!ledger.ops->setting(ledger.self, DESK_KEY_SETTING, &restore->arena, &noted, err) ||
	    !secret_desk_key_there(restore->database, key, err))
		return false;
	desk_key_note(key, note);
	sodium_memzero(key, sizeof key);
	restore->key_fits = !noted || text_is(noted, note);
	return true;
}

static bool check_store(Store *store, Restore *restore, const char *draft, Error *err)
{
	if (!look_at_key(store, restore, err))
		return false;
	restore->testifies &= restore->witness || restore->key_fits; /* else they are of another desk */
	return check_lines(store, restore, draft, err) && look_at_practice(store, restore, err);
}

/* Opened as a desk would, and so brought to the present schema, before it gets the name of a database. */
static bool check(void *self, const char *draft, Error *err)
{
	Restore *restore = self;
	Store *store = NULL;
	const bool done = store_open(draft, STORE_OPEN, &store, err) && check_store(store, restore, draft, err);
	store_close(store);
	return done || fail_at(err, "%s is no whole desk", restore->backup);
}

/* What this desk signed before, where the file is named, or lies where desks write it, with the key that signed it. */
static bool begin_witness(Restore *restore, Error *err)
{
	const bool named = restore->witness;
	const char *path = named ? restore->witness : place_checkpoints(restore->database, &restore->arena);
	Error why = {0};
	if (!named && (access(path, F_OK) != 0 || !secret_desk_key_lies(restore->database)))
		return true;
	restore->testifies = testify_begin(&(TestifyOptions){.witness = path}, restore->database, &restore->arena,
					   &restore->testify, named ? err : &why);
	if (!restore->testifies && !named)
		fprintf(stderr, "sharedesk: %s\n", why.text);
	return restore->testifies || !named;
}

static bool restore_all(Restore *restore, Error *err)
{
	restore->progress = progress_begin(restore->backup);
	const bool done = output_put(
		&(Output){.path = restore->database, .write = write_database, .check = check, .self = restore}, err);
	progress_end(&restore->progress);
	return done;
}

static bool open_backup(Restore *restore, bool *ret_for_key, Error *err)
{
	restore->in = open(restore->backup, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (restore->in < 0)
		return fail(err, ERROR_INPUT, "%s cannot be read: %s.", restore->backup, strerror(errno));
	return sealed_for_key(restore->backup, restore->in, ret_for_key, err);
}

/* ", the last told 2026-11-29T15:38:15Z, 3 hours ago" */
static const char *age(Restore *restore)
{
	const Clock clock = host_clock();
	const int64_t seconds = clock.now(clock.self).seconds - restore->report.told.seconds, hours = seconds / 3600;
	char told[32];
	if (instant_order(restore->report.told, INSTANT_MIN) == 0)
		return "";
	instant_print(restore->report.told, told);
	if (seconds < 0)
		return arena_print(&restore->arena,
				   ", the last told %s, which is yet to come: look at this machine's clock", told);
	if (hours < 1)
		return arena_print(&restore->arena, ", the last told %s, less than an hour ago", told);
	return arena_print(&restore->arena, ", the last told %s, %lld %s ago", told,
			   (long long)(hours < 48 ? hours : hours / 24),
			   hours == 1	? "hour"
			   : hours < 48 ? "hours"
					: "days");
}

static const char *of_key(Restore *restore)
{
	static const char lost[] =
		"If it is lost, sharedesk staff reset --new-key NAME makes another and lets this administrator in; tickets "
		"at the kiosks are then handed out anew, nobody has a PIN, and the codes on receipts witness nothing any "
		"more.\n";
	if (restore->key_fits)
		return "The desk.key beside it is its own.\n";
	return arena_print(&restore->arena, "%s %s",
			   restore->key_lies
				   ? "The desk.key beside it is another's: put its own there, and that one elsewhere."
				   : "desk.key is not in it either: put the old one beside it.",
			   lost);
}

static void say(Restore *restore)
{
	Arena *arena = &restore->arena;
	Text said = {.arena = arena};
	if (restore->testifies)
		testimony_say(&restore->testify.testimony, &said);
	printf("%s: %s%s%lld lines%s; every line and seal was checked.\n"
	       "%sCodes and messages on their way are not in a backup: who waits for one needs a new one. Everybody signs in anew.\n"
	       "%s",
	       utf8_clean(arena, restore->database), restore->practice ? utf8_clean(arena, restore->practice) : "",
	       restore->practice ? ", " : "", (long long)restore->report.lines, age(restore), text_done(&said),
	       of_key(restore));
}

int command_restore(int count, char **words)
{
	const char *database = NULL;
	BackupKeyOptions key = {0};
	Restore restore = {.in = -1};
	char room[PASSPHRASE_MAX + 1];
	bool for_key = false;
	Error err = {0};
	int rest, status;
	const Option table[] = {{"db", &database, NULL},
				{"key", &key.secret_key, NULL},
				{"secret-file", &key.passphrase_file, NULL},
				{"witness", &restore.witness, NULL}};
	if (!options_read("restore", count, words, table, countof(table), &rest, &status))
		return status;
	if (count - rest != 1 || (key.secret_key && key.passphrase_file))
		return command_usage("restore", "Name one backup, and at most one of --key and --secret-file.");
	restore.backup = words[rest];
	const bool done = place_database(database, &restore.arena, &restore.database, &err) &&
			  store_prepare_place(restore.database, &err) && open_backup(&restore, &for_key, &err) &&
			  begin_witness(&restore, &err) &&
			  backup_key_to_read(&key, for_key, room, &restore.for_whom, &err) &&
			  restore_all(&restore, &err);
	sodium_memzero(room, sizeof room);
	sodium_memzero(&restore.for_whom, sizeof restore.for_whom);
	testify_end(&restore.testify);
	if (restore.in >= 0)
		close(restore.in);
	if (done)
		say(&restore);
	arena_free(&restore.arena);
	return done ? EXIT_DONE : command_fail(&err);
}
