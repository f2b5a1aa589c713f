#include "command/host.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

static Instant system_now(void *self)
{
	(void)self;
	return (Instant){time(NULL)};
}

Clock host_clock(void)
{
	return (Clock){.now = system_now};
}

static bool system_random(void *self, void *bytes, size_t n, Error *err)
{
	(void)self;
	if (sodium_init() < 0)
		return fail(err, ERROR_SYSTEM, "The system gives no random numbers: codes and keys cannot be made.");
	randombytes_buf(bytes, n);
	return true;
}

Entropy host_entropy(void)
{
	return (Entropy){.fill = system_random};
}

bool host_database(const char *option, Arena *arena, const char **ret_path, Error *err)
{
	const char *named = text_or(option, getenv("SHAREDESK_DB"));
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	if (!text_empty(named))
		*ret_path = arena_text(arena, named);
	else if (!text_empty(data))
		*ret_path = arena_print(arena, "%s/sharedesk/desk.db", data);
	else if (!text_empty(home))
		*ret_path = arena_print(arena, "%s/.local/share/sharedesk/desk.db", home);
	else
		return fail(err, ERROR_INPUT, "HOME is not set: say with --db FILE where the database is.");
	return true;
}

static bool read_key(const char *path, unsigned char key[HOST_KEY_BYTES], bool *ret_missing, Error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	*ret_missing = fd < 0 && errno == ENOENT;
	if (*ret_missing)
		return true;
	struct stat status;
	bool readable = fd >= 0 && fstat(fd, &status) == 0;
	bool private_file = readable && (status.st_mode & 077) == 0;
	bool whole = readable && status.st_size == HOST_KEY_BYTES && read(fd, key, HOST_KEY_BYTES) == HOST_KEY_BYTES;
	if (fd >= 0)
		close(fd);
	if (!readable)
		return fail(err, ERROR_SYSTEM, "%s: %s.", path, strerror(errno));
	if (!private_file)
		return fail(err, ERROR_REFUSED, "%s can be read by others: run chmod 600 on it.", path);
	return whole || fail(err, ERROR_INPUT, "%s is not a desk key: it must hold %d bytes.", path, HOST_KEY_BYTES);
}

/* Written under a name of its own, then linked: of several desks that start at once one wins, and all read the same key. */
static bool make_key(const char *path, Error *err)
{
	char draft[4096];
	unsigned char key[HOST_KEY_BYTES];
	text_print(draft, sizeof draft, "%s.XXXXXX", path);
	if (!system_random(NULL, key, sizeof key, err))
		return false;
	int fd = mkstemp(draft); /* 0600 */
	bool written = fd >= 0 && write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
	bool linked = written && (link(draft, path) == 0 || errno == EEXIST);
	int why = errno;
	sodium_memzero(key, sizeof key);
	if (fd >= 0) {
		close(fd);
		unlink(draft);
	}
	return linked || fail(err, ERROR_SYSTEM, "%s cannot be made: %s.", path, strerror(why));
}

bool host_desk_key(const char *database, unsigned char ret_key[HOST_KEY_BYTES], Error *err)
{
	char path[4096];
	const char *slash = strrchr(database, '/');
	int folder = slash ? (int)(slash - database) + 1 : 0;
	bool missing;
	text_print(path, sizeof path, "%.*sdesk.key", folder, database);
	if (!read_key(path, ret_key, &missing, err))
		return false;
	if (!missing)
		return true;
	return make_key(path, err) && read_key(path, ret_key, &missing, err);
}

bool host_passphrase(const char *path, char ret_passphrase[PASSPHRASE_MAX + 1], Error *err)
{
	struct stat status;
	FILE *file = fopen(path, "re");
	if (!file || fstat(fileno(file), &status) != 0) {
		fail(err, ERROR_INPUT, "%s: %s.", path, strerror(errno));
		if (file)
			fclose(file);
		return false;
	}
	bool theirs = S_ISREG(status.st_mode) && (status.st_mode & 077) != 0;
	char line[PASSPHRASE_MAX + 2];
	bool read = !theirs && fgets(line, sizeof line, file) != NULL;
	fclose(file);
	if (theirs)
		return fail(err, ERROR_REFUSED, "%s can be read by others: run chmod 600 on it.", path);
	if (!read || !strcspn(line, "\r\n"))
		return fail(err, ERROR_INPUT, "%s is empty: its first line must be the passphrase.", path);
	if (strlen(line) > PASSPHRASE_MAX && !strchr(line, '\n'))
		return fail(err, ERROR_INPUT, "%s: the passphrase is longer than %d bytes.", path, PASSPHRASE_MAX);
	line[strcspn(line, "\r\n")] = '\0';
	text_copy(ret_passphrase, PASSPHRASE_MAX + 1, line);
	sodium_memzero(line, sizeof line);
	return true;
}

bool host_interactive(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool host_ask(const char *question, bool secret, char *answer, size_t size, Error *err)
{
	struct termios as_it_was;
	bool quiet = secret && tcgetattr(STDIN_FILENO, &as_it_was) == 0;
	fprintf(stderr, "%s ", question);
	fflush(stderr);
	if (quiet) {
		struct termios silent = as_it_was;
		silent.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	}
	bool read = fgets(answer, (int)size, stdin) != NULL;
	if (quiet) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &as_it_was);
		fputc('\n', stderr);
	}
	if (!read)
		return fail(err, ERROR_INPUT, "Nothing was answered to \"%s\": nothing was changed.", question);
	answer[strcspn(answer, "\r\n")] = '\0';
	return true;
}
