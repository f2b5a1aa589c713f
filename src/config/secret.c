#define _GNU_SOURCE /* F_OFD_SETLK: the lock of a file that was opened once, whoever else in the process closes it */
#include "config/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/readable.h"
#include "base/text.h"

enum { PATH_ROOM = 4096 };

static bool read_key(const char *path, unsigned char key[SECRET_KEY_BYTES], bool *ret_missing, Error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	*ret_missing = fd < 0 && errno == ENOENT;
	if (*ret_missing)
		return true;
	struct stat status;
	bool readable = fd >= 0 && fstat(fd, &status) == 0;
	bool file = readable && S_ISREG(status.st_mode);
	bool private_file = !file || (status.st_mode & 077) == 0;
	bool whole = file && status.st_size == SECRET_KEY_BYTES && read(fd, key, SECRET_KEY_BYTES) == SECRET_KEY_BYTES;
	if (fd >= 0)
		close(fd);
	if (!readable)
		return fail(err, ERROR_SYSTEM, "%s: %s.", path, strerror(errno));
	if (!private_file)
		return fail(err, ERROR_REFUSED, "%s can be read by others: run chmod 600 on it.", path);
	return whole || fail(err, ERROR_INPUT, "%s is not a desk key: it must hold %d bytes.", path, SECRET_KEY_BYTES);
}

/* Written under a name of its own, then linked: of several desks that start at once one wins, and all read the same
 * key. `ret_made`: by this one. */
static bool make_key(const char *path, bool *ret_made, Error *err)
{
	char draft[PATH_ROOM];
	unsigned char key[SECRET_KEY_BYTES];
	text_print(draft, sizeof draft, "%s.XXXXXX", path);
	if (sodium_init() < 0)
		return fail(err, ERROR_SYSTEM, "The system gives no random numbers: codes and keys cannot be made.");
	randombytes_buf(key, sizeof key);
	int fd = mkstemp(draft); /* 0600 */
	bool written = fd >= 0 && write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
	*ret_made = written && link(draft, path) == 0;
	bool linked = *ret_made || (written && errno == EEXIST);
	int why = errno;
	sodium_memzero(key, sizeof key);
	if (fd >= 0) {
		close(fd);
		unlink(draft);
	}
	return linked || fail(err, ERROR_SYSTEM, "%s cannot be made: %s.", path, strerror(why));
}

static void in_folder(const char *database, const char *name, char path[PATH_ROOM])
{
	const char *slash = strrchr(database, '/');
	int folder = slash ? (int)(slash - database) + 1 : 0;
	text_print(path, PATH_ROOM, "%.*s%s", folder, database, name);
}

static void beside(const char *database, char path[PATH_ROOM])
{
	in_folder(database, "desk.key", path);
}

bool secret_desk_key(const char *database, unsigned char ret_key[SECRET_KEY_BYTES], Error *err)
{
	char path[PATH_ROOM];
	bool missing;
	beside(database, path);
	if (!read_key(path, ret_key, &missing, err))
		return false;
	if (!missing)
		return true;
	return make_key(path, &missing, err) && read_key(path, ret_key, &missing, err);
}

bool secret_desk_key_make(const char *database, unsigned char ret_key[SECRET_KEY_BYTES], Error *err)
{
	char path[PATH_ROOM];
	bool made, missing;
	beside(database, path);
	if (!make_key(path, &made, err))
		return false;
	if (!made)
		return fail(err, ERROR_REFUSED, "Somebody else is making %s at this moment: try again.", path);
	return read_key(path, ret_key, &missing, err);
}

void secret_desk_key_unmake(const char *database)
{
	char path[PATH_ROOM];
	beside(database, path);
	unlink(path);
}

bool secret_desk_key_lies(const char *database)
{
	char path[PATH_ROOM];
	beside(database, path);
	return access(path, F_OK) == 0;
}

bool secret_desk_key_there(const char *database, unsigned char ret_key[SECRET_KEY_BYTES], Error *err)
{
	char path[PATH_ROOM];
	bool missing;
	beside(database, path);
	if (!read_key(path, ret_key, &missing, err))
		return false;
	return !missing || fail(err, ERROR_MISSING, "%s is not there: without it no message can be opened.", path);
}

/* A file system without locks holds nobody up. */
bool secret_claim(const char *database, int number, bool *ret_free, Error *err)
{
	char path[PATH_ROOM];
	struct flock place = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = number, .l_len = 1};
	in_folder(database, "kiosk.lock", path);
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be opened: %s.", path, strerror(errno));
	*ret_free = fcntl(fd, F_OFD_SETLK, &place) == 0 || (errno != EAGAIN && errno != EACCES);
	if (!*ret_free)
		close(fd);
	return true; /* open, and so held, until the process ends */
}

static bool cut_line(const char *path, const char *what, const char *read, size_t got, char *line, size_t size,
		     Error *err)
{
	size_t length = 0;
	while (length < got && read[length] && read[length] != '\r' && read[length] != '\n')
		length++;
	if (!length)
		return fail(err, ERROR_INPUT, "%s is empty: its first line must be %s.", path, what);
	if (length >= size)
		return fail(err, ERROR_INPUT, "%s: %s is longer than %zu bytes.", path, what, size - 1);
	memcpy(line, read, length);
	line[length] = '\0';
	return true;
}

bool secret_line(const char *path, const char *what, char *ret_line, size_t size, Error *err)
{
	char bytes[1024];
	struct stat status;
	int fd;
	if (!readable_open(path, &fd, err))
		return fail_at(err, "%s", path);
	bool known = fstat(fd, &status) == 0;
	bool theirs = known && S_ISREG(status.st_mode) && (status.st_mode & 077) != 0;
	ssize_t got = known && !theirs ? read(fd, bytes, sizeof bytes) : 0;
	int why = errno;
	close(fd);
	if (!known || got < 0)
		return fail(err, ERROR_INPUT, "%s: %s.", path, strerror(why));
	if (theirs)
		return fail(err, ERROR_REFUSED, "%s can be read by others: run chmod 600 on it.", path);
	bool done = cut_line(path, what, bytes, (size_t)got, ret_line, size, err);
	sodium_memzero(bytes, sizeof bytes);
	return done;
}
