#define _GNU_SOURCE /* close_range, closefrom */
#include "command/scribe.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "model/ledger/witness.h"

enum { MILLISECONDS = 1000 };

typedef struct Note {
	char path[SCRIBE_PATH_MAX], line[CHECKPOINT_MAX];
} Note;

/* --- Beside the desk --- */

/* Returns errno; 0: it is on the disk. */
static int append_to(int fd, const char *line)
{
	char whole[CHECKPOINT_MAX + 1];
	struct stat about;
	const size_t length = text_print(whole, sizeof whole, "%s\n", line);
	if (fstat(fd, &about) != 0)
		return errno;
	if (!S_ISREG(about.st_mode))
		return ENOTSUP;
	const ssize_t put = write(fd, whole, length);
	if (put < 0)
		return errno;
	if ((size_t)put < length)
		return ENOSPC;
	return fsync(fd) == 0 ? 0 : errno;
}

static int append(const Note *note)
{
	const int fd =
		open(note->path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0644);
	if (fd < 0)
		return errno;
	const int fault = append_to(fd, note->line);
	close(fd);
	return fault;
}

/* Away from the terminal and its keys; what was open in the desk is not open here. */
static void write_lines(int fd)
{
	Note note;
	const int own = fcntl(fd, F_DUPFD, STDERR_FILENO + 1), nothing = open("/dev/null", O_RDWR);
	bool away = own >= 0;
	setpgid(0, 0);
	for (int i = 0; i <= STDERR_FILENO; i++)
		away = away && dup2(nothing, i) == i;
	if (!away)
		return;
	if (own > STDERR_FILENO + 1)
		close_range(STDERR_FILENO + 1, (unsigned)own - 1, 0);
	closefrom(own + 1);
	while (recv(own, &note, sizeof note, 0) == (ssize_t)sizeof note) {
		note.path[SCRIBE_PATH_MAX - 1] = note.line[CHECKPOINT_MAX - 1] = '\0';
		const int32_t fault = append(&note);
		send(own, &fault, sizeof fault, MSG_NOSIGNAL);
	}
}

/* --- In the desk --- */

static time_t seconds(void)
{
	struct timespec now = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

void scribe_start(Scribe *scribe)
{
	int ends[2];
	*scribe = (Scribe){0};
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return;
	const pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		write_lines(ends[1]);
		_exit(0);
	}
	close(ends[1]);
	if (child < 0)
		close(ends[0]);
	else
		*scribe = (Scribe){.runs = true, .fd = ends[0]};
}

void scribe_close(Scribe *scribe)
{
	if (scribe->runs)
		close(scribe->fd);
	scribe->runs = false;
}

static void put(void *self, const char *line)
{
	Scribe *scribe = self;
	Note note = {0};
	text_copy(note.path, sizeof note.path, scribe->path);
	text_copy(note.line, sizeof note.line, line);
	if (!scribe->runs) {
		scribe->fault = EAGAIN;
	} else if (send(scribe->fd, &note, sizeof note, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)sizeof note) {
		scribe->fault = errno;
	} else if (scribe->waiting++ == 0) {
		scribe->since = seconds();
	}
}

static void hear(Scribe *scribe)
{
	while (scribe->waiting > 0) {
		int32_t fault = EPIPE;
		const ssize_t got = recv(scribe->fd, &fault, sizeof fault, MSG_DONTWAIT);
		if (got < 0)
			return;
		scribe->fault = fault;
		scribe->since = seconds();
		scribe->waiting = got == 0 ? 0 : scribe->waiting - 1; /* it is gone */
	}
}

static bool stands(void *self, Error *err)
{
	Scribe *scribe = self;
	hear(scribe);
	if (scribe->waiting > 0 && seconds() - scribe->since >= SCRIBE_SECONDS)
		return fail(err, ERROR_SYSTEM, "No checkpoint could be written to %s: it does not answer.",
			    scribe->path);
	return scribe->fault == 0 || fail(err, ERROR_SYSTEM, "No checkpoint could be written to %s: %s.", scribe->path,
					  strerror(scribe->fault));
}

WitnessPort scribe_port(Scribe *scribe, const char *path)
{
	text_copy(scribe->path, sizeof scribe->path, path);
	return (WitnessPort){.put = put, .stands = stands, .self = scribe};
}

bool scribe_wait(Scribe *scribe, Error *err)
{
	const time_t end = seconds() + SCRIBE_SECONDS;
	for (hear(scribe); scribe->waiting > 0 && seconds() < end; hear(scribe)) {
		struct pollfd answer = {.fd = scribe->fd, .events = POLLIN};
		poll(&answer, 1, MILLISECONDS);
	}
	return stands(scribe, err);
}
