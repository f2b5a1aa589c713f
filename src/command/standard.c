#include "command/standard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/say.h"

/* Open the wrong way round: reading from it, or writing to it, still fails. */
void standard_open(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(EXIT_WRONG);
}

static bool cannot(int why, Error *err)
{
	return fail(err, ERROR_SYSTEM, "Standard output could not be written: %s.", strerror(why));
}

/* Nothing is written to a full device either; a pipe that nobody reads any more says so without. */
bool standard_takes(Error *err)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
	if (write(STDOUT_FILENO, "", 0) < 0)
		return cannot(errno, err);
	return poll(&out, 1, 0) < 0 || !(out.revents & (POLLERR | POLLNVAL)) || cannot(EPIPE, err);
}

bool standard_flush(Error *err)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	return cannot(errno ? errno : EIO, err);
}

/* What ended otherwise has said why, or was ended. */
int standard_close(int status)
{
	Error err;
	const bool said = standard_flush(&err) && (close(STDOUT_FILENO) == 0 || errno == EINTR || cannot(errno, &err));
	if (said || status == EXIT_WRONG || status == EXIT_USAGE || status >= 128)
		return status;
	fail_at(&err, "What was done stands, but not all of it could be said");
	return command_fail(&err);
}
