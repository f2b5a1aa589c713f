#define _GNU_SOURCE /* renameat2 */
#include "command/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/draft.h"
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

bool output_give_name(const char *draft, const char *path, Error *err)
{
	if (renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	const bool unable = errno == EINVAL || errno == ENOSYS; /* a file system that only renames */
	if (unable && access(path, F_OK) != 0 && rename(draft, path) == 0)
		return true;
	return fail(err, ERROR_SYSTEM, "%s could not be given its name: %s.", path, strerror(errno));
}

bool output_keep_name(const char *path, Error *err)
{
	char folder[4096];
	text_copy(folder, sizeof folder, path);
	const int fd = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const bool kept = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
	const int why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	return kept || cannot("Its folder", err);
}

bool output_is_free(const Output *output, Error *err)
{
	struct stat there;
	if (lstat(output->path, &there) != 0)
		return true;
	return fail(err, ERROR_INPUT, "There is a file %s already: give another name.", output->path);
}

/* Under another name first, so that a full disk never leaves half a file under its own. */
static bool write_file(const Output *output, Error *err)
{
	char draft[4096];
	text_print(draft, sizeof draft, "%s.part-XXXXXX", output->path);
	const int fd = mkstemp(draft); /* 0600 */
	if (fd < 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be written: %s.", output->path, strerror(errno));
	draft_begin(draft);
	bool done = output->write(output->self, fd, err) && (fsync(fd) == 0 || cannot(output->path, err));
	close(fd);
	done = done && (!output->check || output->check(output->self, draft, err)) &&
	       output_give_name(draft, output->path, err);
	if (done)
		draft_end(draft);
	else
		draft_away(draft);
	return done && output_keep_name(output->path, err);
}

bool output_put(const Output *output, Error *err)
{
	return output_is_free(output, err) && write_file(output, err);
}

bool output_to(const char *path, OutputWriter *writer, void *self, Error *err)
{
	if (!path)
		return writer(self, STDOUT_FILENO, err);
	return output_put(&(Output){.path = path, .write = writer, .self = self}, err) || fail_at(err, "%s", path);
}
