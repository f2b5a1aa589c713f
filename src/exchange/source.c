#include "exchange/source.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/readable.h"

enum { FIRST_ROOM = 256 * 1024, MEGABYTE = 1024 * 1024 };

static bool start(Source *source, int fd, bool owned, Error *err)
{
	struct stat about;
	if (fstat(fd, &about) != 0)
		return fail(err, ERROR_SYSTEM, "It cannot be read: %s.", strerror(errno));
	*source = (Source){.fd = fd, .owned = owned, .total = S_ISREG(about.st_mode) ? about.st_size : 0};
	return true;
}

bool source_open(Source *source, const char *path, Error *err)
{
	int fd;
	if (!readable_open(path, &fd, err)) {
		if (errno == ENOENT)
			return fail(err, ERROR_MISSING, "There is no such file; check its name.");
		if (errno == EACCES)
			return fail(err, ERROR_SYSTEM, "You may not read it; ask its owner.");
		return errno == EINVAL ? false : fail_at(err, "It cannot be opened");
	}
	if (start(source, fd, true, err))
		return true;
	close(fd);
	return false;
}

bool source_of_fd(Source *source, int fd, Error *err)
{
	return start(source, fd, false, err);
}

bool source_of_bytes(Source *source, const void *bytes, size_t n, Error *err)
{
	char *copy = malloc(n + 1); /* lines are given writable, and NUL-terminated */
	if (!copy)
		return fail(err, ERROR_SYSTEM, "There is not memory enough to read it.");
	memcpy(copy, bytes, n);
	copy[n] = '\0';
	*source = (Source){
		.fd = -1,
		.ended = true,
		.bytes = copy,
		.end = n,
		.room = n + 1,
		.done = (int64_t)n,
		.total = (int64_t)n,
	};
	return true;
}

void source_close(Source *source)
{
	if (source->owned)
		close(source->fd);
	free(source->bytes);
	*source = (Source){.fd = -1};
}

/* Room for more bytes and a NUL: first by moving what is there to the front, then by growing. */
static bool make_room(Source *source, Error *err)
{
	if (source->start > 0) {
		memmove(source->bytes, source->bytes + source->start, source->end - source->start);
		source->end -= source->start;
		source->start = 0;
	}
	if (source->end + 1 < source->room)
		return true;

	size_t room = source->room ? 2 * source->room : FIRST_ROOM;
	char *bytes = realloc(source->bytes, room);
	if (!bytes)
		return fail(err, ERROR_SYSTEM, "There is not memory enough to read it.");
	source->bytes = bytes;
	source->room = room;
	return true;
}

static bool read_more(Source *source, Error *err)
{
	if (source->end + 1 >= source->room && !make_room(source, err))
		return false;

	ssize_t n;
	do
		n = read(source->fd, source->bytes + source->end, source->room - source->end - 1);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return fail(err, ERROR_SYSTEM, "Reading stopped at byte %" PRId64 ": %s.", source->done,
			    strerror(errno));
	source->ended = n == 0;
	if (source->watch)
		source->watch(source->watch_self, source->bytes + source->end, (size_t)n);
	source->end += (size_t)n;
	source->done += n;
	source->bytes[source->end] = '\0';
	return true;
}

/* A byte order mark says that what follows is UTF-8, which is taken for granted. */
static bool pass_mark(Source *source, Error *err)
{
	static const char mark[] = {'\xEF', '\xBB', '\xBF'};
	if (source->started)
		return true;
	source->started = true;
	while (source->end < sizeof mark && !source->ended)
		if (!read_more(source, err))
			return false;
	if (source->end >= sizeof mark && memcmp(source->bytes, mark, sizeof mark) == 0)
		source->start = sizeof mark;
	return true;
}

static bool line_too_long(const Source *source, Error *err)
{
	return fail(err, ERROR_INPUT, "Line %" PRId64 " is longer than %d MiB; no line the desk reads is.",
		    source->line + 1, SOURCE_LINE_MAX / MEGABYTE);
}

/* Reads on until the line at `start` is there; `*ret_end` points at its \n, or behind the last byte. */
static bool find_end(Source *source, char **ret_end, Error *err)
{
	size_t looked = 0;
	for (;;) {
		size_t length = source->end - source->start;
		char *line = source->bytes + source->start;
		char *end = length > looked ? memchr(line + looked, '\n', length - looked) : NULL;
		if (end || source->ended) {
			*ret_end = end ? end : line + length;
			return *ret_end - line <= SOURCE_LINE_MAX || line_too_long(source, err);
		}
		if (length > SOURCE_LINE_MAX)
			return line_too_long(source, err);
		looked = length;
		if (!read_more(source, err))
			return false;
	}
}

bool source_line(Source *source, char **ret_line, size_t *ret_length, Error *err)
{
	char *end = NULL;
	if (!pass_mark(source, err) || !find_end(source, &end, err))
		return false;

	char *line = source->bytes + source->start;
	bool last = end == source->bytes + source->end;
	if (last && end == line) {
		*ret_line = NULL;
		*ret_length = 0;
		return true;
	}
	source->start += (size_t)(end - line) + !last;
	source->line++;
	if (!last && end > line && end[-1] == '\r')
		end--;
	*end = '\0';
	*ret_line = line;
	*ret_length = (size_t)(end - line);
	return true;
}

bool source_waits(const Source *source)
{
	struct pollfd more = {.fd = source->fd, .events = POLLIN};
	if (source->ended ||
	    (source->start < source->end && memchr(source->bytes + source->start, '\n', source->end - source->start)))
		return false;
	return poll(&more, 1, 0) == 0;
}

bool source_peek(Source *source, const char **ret_bytes, size_t *ret_length, Error *err)
{
	if (!pass_mark(source, err))
		return false;
	while (source->end - source->start < SOURCE_PEEK && !source->ended)
		if (!read_more(source, err))
			return false;
	size_t length = source->end - source->start;
	*ret_bytes = source->bytes + source->start;
	*ret_length = length < SOURCE_PEEK ? length : SOURCE_PEEK;
	return true;
}

bool source_whole(Source *source, const char **ret_bytes, size_t *ret_length, Error *err)
{
	if (!pass_mark(source, err))
		return false;
	while (!source->ended) {
		if (source->end - source->start > SOURCE_WHOLE_MAX)
			return fail(err, ERROR_INPUT,
				    "It is larger than %d MiB, the most the desk reads at once; split it.",
				    SOURCE_WHOLE_MAX / MEGABYTE);
		if (!read_more(source, err))
			return false;
	}
	*ret_bytes = source->bytes + source->start;
	*ret_length = source->end - source->start;
	source->start = source->end;
	return true;
}
