/* sharedesk backup: the whole desk in one sealed file, while desks go on working. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/backup_folder.h"
#include "command/backup_key.h"
#include "command/command.h"
#include "command/host.h"
#include "command/output.h"
#include "command/progress.h"
#include "command/sealed_file.h"
#include "command/session.h"
#include "command/witness.h"
#include "model/audit/audit.h"
#include "store/copy.h"

typedef struct Backup {
	Session session;
	SealedFor for_whom;
	Progress progress;
	CopyReport report;
	int copy; /* what is sealed; −1: none yet */
} Backup;

/* Two thirds of the bar copy and look at the copy, the last seals. */
static void show_copying(void *self, int64_t done, int64_t total)
{
	Backup *backup = self;
	progress_show(&backup->progress, 2 * done, 3 * total);
}

static void show_sealing(void *self, int64_t done, int64_t total)
{
	Backup *backup = self;
	progress_show(&backup->progress, 2 * total + done, 3 * total);
}

static bool write_backup(void *self, int fd, Error *err)
{
	Backup *backup = self;
	return sealed_write(&backup->for_whom, backup->copy, fd, show_sealing, backup, err);
}

/* One that is said to have failed is not there. */
static bool note(Desk *desk, const char *path, Error *err)
{
	const bool noted = desk_note_backup(desk, err);
	if (!noted)
		unlink(path);
	return noted;
}

static bool make(Backup *backup, const char *path, Error *err)
{
	Session *session = &backup->session;
	const Output output = {.path = path, .write = write_backup, .self = backup};
	int64_t until;
	backup->progress = progress_begin(path);
	/* Told first, so that who opens the backup reads who made it. */
	const bool done = output_is_free(&output, err) &&
			  desk_export(session->desk, "the whole desk, as a backup", &until, err) &&
			  store_copy(session->store, show_copying, backup, &backup->copy, &backup->report, err) &&
			  output_put(&output, err) && note(session->desk, path, err);
	progress_end(&backup->progress);
	if (backup->copy >= 0)
		close(backup->copy);
	return done;
}

static void say(const Backup *backup, const char *path)
{
	Arena arena = {0};
	char seal[2 * SEAL_BYTES + 1];
	seal_print(&backup->report.seal, seal);
	printf("%s: %lld lines. The seal of the last line: %s\n"
	       "desk.key, and the passphrase or key that opens this file, are not in it: keep them elsewhere.\n",
	       utf8_clean(&arena, path), (long long)backup->report.lines, seal);
	arena_free(&arena);
}

static int make_keys(const char *path)
{
	scoped(arena_free) Arena arena = {0};
	Error err = {0};
	if (!backup_key_make(path, &err))
		return command_fail(&err);
	path = utf8_clean(&arena, path);
	printf("%s opens backups: keep it away from the machine of the desk. %s.pub makes them there: sharedesk backup "
	       "--to %s.pub FILE.\n",
	       path, path, path);
	return EXIT_DONE;
}

/* What nobody here can open may be made by a timer, which nobody signs in for. */
static bool open_session(const SessionOptions *options, bool unattended, Session *session, Error *err)
{
	if (!unattended)
		return session_open(options, STORE_OPEN, ACT_BACKUP, session, err);
	if (!session_open_unattended(options->database, session, err))
		return false;
	desk_sign_in_timer(session->desk);
	return true;
}

static bool make_one(Backup *backup, const char *where, const char *keep, const char **ret_path, Error *err)
{
	Arena *arena = &backup->session.arena;
	const Clock clock = host_clock();
	const Instant now = clock.now(clock.self);
	int kept = 0;
	*ret_path = where;
	if (keep && !backup_keep_read(keep, &kept))
		return fail(err, ERROR_INPUT, "--keep takes a number from 1 to %d and a folder, as --keep 30 backups.",
			    BACKUP_KEEP_MAX);
	if (keep && !backup_folder_is(where))
		return fail(err, ERROR_INPUT, "There is no folder %s for the backups: make it, or mount its disk.",
			    where);
	if (backup_folder_is(where))
		*ret_path = backup_folder_name(where, now, arena);
	return make(backup, *ret_path, err) && (!keep || backup_folder_keep(where, kept, *ret_path, now, err));
}

int command_backup(int count, char **words)
{
	SessionOptions options = {0};
	Backup backup = {.copy = -1};
	BackupKeyOptions key = {0};
	const char *new_key = NULL, *keep = NULL, *path = NULL;
	char room[PASSPHRASE_MAX + 1];
	Error err = {0};
	int rest, status;
	const Option table[] = {SESSION_OPTIONS(options),
				{"to", &key.public_key, NULL},
				{"secret-file", &key.passphrase_file, NULL},
				{"new-key", &new_key, NULL},
				{"keep", &keep, NULL}};
	if (!options_read("backup", count, words, table, countof(table), &rest, &status))
		return status;
	if (new_key && (rest < count || keep || key.public_key || key.passphrase_file))
		return command_usage("backup", "--new-key makes a pair of keys and no backup: it stands alone.");
	if (new_key)
		return make_keys(new_key);
	if (count - rest != 1 || (key.public_key && key.passphrase_file))
		return command_usage("backup", "Name one file, and at most one of --to and --secret-file.");
	const bool unattended = key.public_key && !options.as && !options.passphrase_file;
	const bool done = open_session(&options, unattended, &backup.session, &err) &&
			  backup_key_to_write(&key, room, &backup.for_whom, &err) &&
			  make_one(&backup, words[rest], keep, &path, &err);
	sodium_memzero(room, sizeof room);
	if (done) {
		say(&backup, path);
		witness_export(&backup.session);
	}
	session_close(&backup.session);
	return done ? EXIT_DONE : command_fail(&err);
}
