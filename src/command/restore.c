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
#include "config/place.h"
#include "store/copy.h"
#include "store/verify.h"

typedef struct Restore {
	const char *backup, *database; /* paths */
	int in;
	SealedFor for_whom;
	Progress progress;
	CopyReport report;
	Arena arena;
} Restore;

static void show(void *self, int64_t done, int64_t total)
{
	Restore *restore = self;
	progress_show(&restore->progress, done, total);
}

static bool write_database(void *self, int fd, Error *err)
{
	Restore *restore = self;
	return sealed_read(&restore->for_whom, restore->backup, restore->in, fd, show, restore, err);
}

static bool check_store(Store *store, Restore *restore, Error *err)
{
	VerifyReport report;
	return store_verify(store, NULL, &report, err) &&
	       (report.fault == VERIFY_WHOLE || fail(err, ERROR_STORE, "%s", report.sentence)) &&
	       store_end(store, &restore->report, err);
}

/* Opened as a desk would, and so brought to the present schema, before it gets the name of a database. */
static bool check(void *self, const char *draft, Error *err)
{
	Restore *restore = self;
	Store *store = NULL;
	const bool done = store_open(draft, STORE_OPEN, &store, err) && check_store(store, restore, err);
	store_close(store);
	return done || fail_at(err, "%s is no whole desk", restore->backup);
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
	restore->in = open(restore->backup, O_RDONLY | O_CLOEXEC);
	if (restore->in < 0)
		return fail(err, ERROR_INPUT, "%s cannot be read: %s.", restore->backup, strerror(errno));
	return sealed_for_key(restore->backup, restore->in, ret_for_key, err);
}

/* ", the last told 2026-11-29T15:38:15Z, 3 hours ago" */
static const char *age(Restore *restore)
{
	const Clock clock = host_clock();
	const int64_t hours = (clock.now(clock.self).seconds - restore->report.told.seconds) / 3600;
	char told[32];
	if (instant_order(restore->report.told, INSTANT_MIN) == 0)
		return "";
	instant_print(restore->report.told, told);
	if (hours < 1)
		return arena_print(&restore->arena, ", the last told %s, less than an hour ago", told);
	return arena_print(&restore->arena, ", the last told %s, %lld %s ago", told,
			   (long long)(hours < 48 ? hours : hours / 24), hours < 48 ? "hours" : "days");
}

static void say(Restore *restore)
{
	printf("%s: %lld lines%s; every line and seal was checked.\n"
	       "Codes and messages on their way are not in a backup: who waits for one needs a new one. Everybody signs in anew.\n"
	       "desk.key is not in it either: put the old one beside it. If it is lost, sharedesk staff reset --new-key NAME "
	       "makes another and lets this administrator in; tickets at the kiosks are then handed out anew, nobody has a "
	       "PIN, and the codes on receipts witness nothing any more.\n",
	       utf8_clean(&restore->arena, restore->database), (long long)restore->report.lines, age(restore));
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
	const Option table[] = {
		{"db", &database, NULL}, {"key", &key.secret_key, NULL}, {"secret-file", &key.passphrase_file, NULL}};
	if (!options_read("restore", count, words, table, countof(table), &rest, &status))
		return status;
	if (count - rest != 1 || (key.secret_key && key.passphrase_file))
		return command_usage("restore", "Name one backup, and at most one of --key and --secret-file.");
	restore.backup = words[rest];
	const bool done = place_database(database, &restore.arena, &restore.database, &err) &&
			  open_backup(&restore, &for_key, &err) &&
			  backup_key_to_read(&key, for_key, room, &restore.for_whom, &err) &&
			  restore_all(&restore, &err);
	sodium_memzero(room, sizeof room);
	sodium_memzero(&restore.for_whom, sizeof restore.for_whom);
	if (restore.in >= 0)
		close(restore.in);
	if (done)
		say(&restore);
	arena_free(&restore.arena);
	return done ? EXIT_DONE : command_fail(&err);
}
