#include "tty/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NAP_MS = 5, GRACE_MS = 2000 };

bool child_start(Child *child, const char *command, int rows, int cols, Error *err)
{
	const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	child->pid = forkpty(&child->fd, NULL, NULL, &size);
	if (child->pid < 0) {
		child->pid = 0;
		return fail(err, ERROR_SYSTEM, "No pseudo-terminal could be had: %s.", strerror(errno));
	}
	if (child->pid == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	fcntl(child->fd, F_SETFL, O_NONBLOCK);
	fcntl(child->fd, F_SETFD, FD_CLOEXEC);
	return true;
}

ssize_t child_hear(Child *child, char *bytes, size_t size, int timeout)
{
	struct pollfd at = {.fd = child->fd, .events = POLLIN};
	if (poll(&at, 1, timeout) <= 0)
		return 0;

	const ssize_t got = read(child->fd, bytes, size);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (got <= 0)
		return -1; /* Linux says EIO where the last writer has gone */
	if (child->record)
		fwrite(bytes, 1, (size_t)got, child->record);
	return got;
}

void child_type(Child *child, const char *bytes, size_t length)
{
	while (length > 0) {
		const ssize_t put = write(child->fd, bytes, length);
		if (put > 0) {
			bytes += put;
			length -= (size_t)put;
		} else if (errno == EAGAIN) { /* it does not listen yet, and the line is full */
			poll(&(struct pollfd){.fd = child->fd, .events = POLLOUT}, 1, GRACE_MS);
		} else if (errno != EINTR) {
			return;
		}
	}
}

void child_resize(Child *child, int rows, int cols)
{
	const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	ioctl(child->fd, TIOCSWINSZ, &size);
}

bool child_sleeps(const Child *child)
{
	char path[64], line[256] = "";
	(void)snprintf(path, sizeof path, "/proc/%d/stat", (int)child->pid);

	FILE *file = child->pid ? fopen(path, "re") : NULL;

	if (!file)
		return true;

	const size_t length = fread(line, 1, sizeof line - 1, file);

	fclose(file);
	line[length] = '\0';

	const char *name = strrchr(line, ')'); /* the state's letter follows the program's name */

	return !name || name[1] == '\0' || !strchr("RD", name[2]);
}

bool child_ended(Child *child, int timeout)
{
	for (int waited = 0; child->pid != 0; waited += NAP_MS) {
		if (waitpid(child->pid, &child->status, WNOHANG) == child->pid) {
			child->pid = 0;
		} else if (waited >= timeout) {
			return false;
		} else {
			nanosleep(&(struct timespec){.tv_nsec = NAP_MS * 1000000L}, NULL);
		}
	}
	return true;
}

int child_exit_status(const Child *child)
{
	return WIFEXITED(child->status) ? WEXITSTATUS(child->status) : 128 + WTERMSIG(child->status);
}

void child_finish(Child *child)
{
	if (child->fd <= 0)
		return;
	if (child->pid != 0) {
		kill(child->pid, SIGHUP);
		if (!child_ended(child, GRACE_MS)) {
			kill(child->pid, SIGKILL);
			child_ended(child, GRACE_MS);
		}
	}
	close(child->fd);
	child->fd = 0;
}
