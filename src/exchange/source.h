/* Where bytes come from: a file, or a pipe already open. Read once, forwards, a line or a chunk at a time.
 *
 * The first bytes can be looked at without taking them (detect.h); a UTF-8 byte order mark at the start is passed over.
 * Refused with a sentence: a missing file, a directory, a device, a file that may not be read, a line over the limit.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/macros.h"

enum { SOURCE_LINE_MAX = 16 * 1024 * 1024, SOURCE_WHOLE_MAX = 64 * 1024 * 1024, SOURCE_PEEK = 64 * 1024 };

typedef struct Source {
	int fd;
	bool owned, started, ended; /* closed by source_close; the mark was looked for; nothing more comes */
	char *bytes;		    /* [start, end) has been read and not taken */
	size_t start, end, room;
	int64_t line; /* the number of the line last given, from 1 */
	int64_t done; /* bytes read so far */
	/* Sees all bytes as they are read, once each; NULL: nobody looks. */
	void (*watch)(void *self, const void *bytes, size_t n);
	void *watch_self;
	int64_t total; /* bytes in all; 0 where that is not known (a pipe) */
} Source;

bool source_open(Source *source, const char *path, Error *err) must_check;
bool source_of_fd(Source *source, int fd, Error *err) must_check; /* the caller closes the descriptor */
bool source_of_bytes(Source *source, const void *bytes, size_t n,
		     Error *err) must_check; /* of the program itself; copied */
void source_close(Source *source);

/* The next line without its end (\n or \r\n), NUL-terminated, writable until the next call; NULL after the last. A line
 * over SOURCE_LINE_MAX bytes is refused by its number and not read to its end. */
bool source_line(Source *source, char **ret_line, size_t *ret_length, Error *err) must_check;

/* Whether the next line would be waited for: none is there as yet, and nothing more has come. */
bool source_waits(const Source *source);

/* The first bytes, up to SOURCE_PEEK, still to be read afterwards. Before anything else is taken. */
bool source_peek(Source *source, const char **ret_bytes, size_t *ret_length, Error *err) must_check;

/* All that is left, NUL-terminated; refused over SOURCE_WHOLE_MAX bytes. */
bool source_whole(Source *source, const char **ret_bytes, size_t *ret_length, Error *err) must_check;
