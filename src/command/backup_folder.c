#include "command/backup_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

/* A digit stands where the pattern has 0. */
static const char pattern[] = "desk-00000000T000000Z.backup";

static bool begins_as_backup(const char *name)
{
	for (size_t i = 0; i < sizeof pattern - 1; i++)
		if (pattern[i] == '0' ? name[i] < '0' || name[i] > '9' : name[i] != pattern[i])
			return false;
	return true;
}

static int is_backup(const struct dirent *entry)
{
	return begins_as_backup(entry->d_name) && entry->d_name[sizeof pattern - 1] == '\0';
}

static int is_half(const struct dirent *entry)
{
	return begins_as_backup(entry->d_name) && text_starts(entry->d_name + sizeof pattern - 1, ".part-");
}

bool backup_folder_is(const char *path)
{
	struct stat there;
	return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

const char *backup_folder_name(const char *folder, Instant now, Arena *arena)
{
	static const Zone utc;
	const LocalTime at = zone_local(&utc, now);
	return arena_print(arena, "%s/desk-%04d%02d%02dT%02d%02d%02dZ.backup", folder, at.date.year, at.date.month,
			   at.date.day, at.hour, at.minute, at.second);
}

bool backup_keep_read(const char *typed, int *ret_keep)
{
	char *end;
	const long number = strtol(typed, &end, 10);
	const bool right = *typed >= '1' && *typed <= '9' && *end == '\0' && number <= BACKUP_KEEP_MAX;
	if (right)
		*ret_keep = (int)number;
	return right;
}

/* Written to before then. */
static bool is_old(const char *path, Instant then)
{
	struct stat about;
	return lstat(path, &about) == 0 && about.st_mtim.tv_sec < then.seconds;
}

/* A name of a moment yet to come was given while the clock was ahead: it counts as the oldest. */
static const char *moment;

static int by_age(const struct dirent **a, const struct dirent **b)
{
	const bool late_a = strcmp((*a)->d_name, moment) > 0, late_b = strcmp((*b)->d_name, moment) > 0;
	return late_a != late_b ? (int)late_b - (int)late_a : strcmp((*a)->d_name, (*b)->d_name);
}

/* The oldest, but for the last `keep`, and for what was written to since `then`. */
static bool take_away(const char *folder, int (*which)(const struct dirent *), int keep, Instant then, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	struct dirent **found;
	const int count = scandir(folder, &found, which, by_age);
	bool done = count >= 0;
	for (int i = 0; i < count; i++) {
		const char *path = arena_print(&arena, "%s/%s", folder, found[i]->d_name);
		const bool goes = i < count - keep && is_old(path, then);
		done = done && (!goes || unlink(path) == 0);
	}
	const int why = errno;
	for (int i = 0; i < count; i++)
		free(found[i]);
	if (count >= 0)
		free((void *)found);
	return done || fail(err, ERROR_SYSTEM, "The backup is made, and the oldest in %s could not be taken away: %s.",
			    folder, strerror(why));
}

bool backup_folder_keep(const char *folder, int keep, const char *made, Instant now, Error *err)
{
	enum { DAY = 24 * 60 * 60 };
	moment = strrchr(made, '/') + 1;
	return take_away(folder, is_half, 0, (Instant){now.seconds - DAY}, err) &&
	       take_away(folder, is_backup, keep, INSTANT_MAX, err);
}
