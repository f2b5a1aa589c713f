#include "command/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

static bool cannot(const char *what, Error *err)
{
	return fail(err, ERROR_SYSTEM, "%s could not be written: %s.", what, strerror(errno));
}

bool output_write(int fd, const char *what, const char *bytes, size_t count, Error *err)
{
	while (count > 0) {
		const ssize_t done = write(fd, bytes, count);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return cannot(what, err);
		bytes += done;
		count -= (size_t)done;
	}
	return true;
}

/* Under another name first, so that a full disk never leaves half an export under its own. */
static bool write_file(const char *path, OutputWriter *writer, void *self, Error *err)
{
	char draft[4096];
	text_print(draft, sizeof draft, "%s.part", path);
	const int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(err, ERROR_SYSTEM, "It cannot be written: %s.", strerror(errno));
	bool done = writer(self, fd, err) && (fsync(fd) == 0 || cannot("The export", err));
	close(fd);
	if (done && rename(draft, path) != 0)
		done = fail(err, ERROR_SYSTEM, "The export could not be given its name: %s.", strerror(errno));
	if (!done)
		unlink(draft);
	return done;
}

bool output_to(const char *path, OutputWriter *writer, void *self, Error *err)
{
	if (!path)
		return writer(self, STDOUT_FILENO, err);
	return write_file(path, writer, self, err) || fail_at(err, "%s", path);
}
