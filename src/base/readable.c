#include "base/readable.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 3000 };

/* Without waiting for more than the first byte: where there is none, only a pipe with a writer asks to try again. */
static bool has_writer(int fd, Error *err)
{
	char byte;
	struct pollfd pipe = {.fd = fd, .events = POLLIN};
	const int ready = poll(&pipe, 1, PATIENCE_MS);
	if (ready > 0 || (ready == 0 && read(fd, &byte, 1) < 0 && errno == EAGAIN))
		return true;
	return ready < 0 ? fail(err, ERROR_SYSTEM, "It cannot be read: %s.", strerror(errno))
			 : fail(err, ERROR_INPUT, "It is a pipe that nobody writes to; name a file.");
}

static bool is_readable(int fd, Error *err)
{
	struct stat about;
	if (fstat(fd, &about) != 0)
		return fail(err, ERROR_SYSTEM, "It cannot be read: %s.", strerror(errno));
	if (S_ISDIR(about.st_mode))
		return fail(err, ERROR_INPUT, "It is a directory; name a file in it.");
	if (S_ISBLK(about.st_mode))
		return fail(err, ERROR_INPUT, "It is a device, not a file.");
	if (S_ISFIFO(about.st_mode) && !has_writer(fd, err))
		return false;
	const int flags = fcntl(fd, F_GETFL);
	return fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0 ||
	       fail(err, ERROR_SYSTEM, "It cannot be read: %s.", strerror(errno));
}

bool readable_open(const char *path, int *ret_fd, Error *err)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	const int why = errno;
	if (fd < 0)
		fail(err, ERROR_SYSTEM, "%s.", strerror(why));
	if (fd >= 0 && is_readable(fd, err)) {
		*ret_fd = fd;
		return true;
	}
	if (fd >= 0)
		close(fd);
	errno = fd < 0 ? why : EINVAL;
	return false;
}

FILE *readable_stream(const char *path, Error *err)
{
	int fd;
	if (!readable_open(path, &fd, err))
		return NULL;
	FILE *file = fdopen(fd, "r");
	if (!file) {
		fail(err, ERROR_SYSTEM, "It cannot be read: %s.", strerror(errno));
		close(fd);
	}
	return file;
}
