#define _GNU_SOURCE /* memfd_create, environ */
#include "command/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"

enum { SLICE_MILLISECONDS = 10, SAID_MAX = 300, EXIT_NOT_FOUND = 127 };

int child_memory(const char *name, Error *err)
{
	const int fd = memfd_create(name, MFD_CLOEXEC);
	if (fd < 0)
		fail(err, ERROR_SYSTEM, "The system gives no memory for a page to print: %s.", strerror(errno));
	return fd;
}

/* What it complained about, as one line of a sentence. */
static void read_said(int fd, char said[SAID_MAX])
{
	char bytes[SAID_MAX];
	const ssize_t got = pread(fd, bytes, sizeof bytes - 1, 0);
	scoped(arena_free) Arena arena = {0};
	bytes[got > 0 ? got : 0] = '\0';
	bytes[strcspn(bytes, "\n")] = '\0';
	text_copy(said, SAID_MAX, utf8_clean(&arena, bytes));
}

/* −1: nothing is read there, and what is written is dropped. */
static void give_file(posix_spawn_file_actions_t *files, int fd, int as)
{
	if (fd >= 0)
		posix_spawn_file_actions_adddup2(files, fd, as);
	else
		posix_spawn_file_actions_addopen(files, as, "/dev/null", O_RDWR, 0);
}

int child_start(const char *const *words, int in, int out, int complaint, pid_t *ret_child)
{
	union {
		const char *const *given;
		char *const *taken; /* posix_spawn changes nothing in them */
	} list = {.given = words};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t manner;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&manner);
	give_file(&files, in, STDIN_FILENO);
	give_file(&files, out, STDOUT_FILENO);
	give_file(&files, complaint, STDERR_FILENO);
	posix_spawnattr_setsigmask(&manner, &none);
	posix_spawnattr_setsigdefault(&manner, &all);
	/* Away from the terminal's keys: Ctrl-C at the desk is not meant for it. */
	posix_spawnattr_setflags(&manner, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	const int fault = posix_spawnp(ret_child, words[0], &files, &manner, list.taken, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&manner);
	return fault;
}

/* Its status; −1 where it had to be ended. A printer's program that hangs must not hang the desk. */
static int wait_for(pid_t child)
{
	static const struct timespec slice = {.tv_nsec = SLICE_MILLISECONDS * 1000 * 1000};
	int status = 0;
	for (int i = 0; i < CHILD_SECONDS * 1000 / SLICE_MILLISECONDS; i++) {
		const pid_t ended = waitpid(child, &status, WNOHANG);
		if (ended == child)
			return status;
		if (ended < 0 && errno != EINTR)
			return -1;
		nanosleep(&slice, NULL);
	}
	kill(-child, SIGKILL);
	waitpid(child, &status, 0);
	return -1;
}

static bool judge(int status, const char *called, int complaint, Error *err)
{
	char said[SAID_MAX];
	if (status == -1)
		return fail(err, ERROR_SYSTEM, "%s did not answer within %d seconds, and was ended.", called,
			    CHILD_SECONDS);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOUND)
		return fail(err, ERROR_MISSING, "%s is not installed.", called);
	read_said(complaint, said);
	return fail(err, ERROR_SYSTEM, "%s failed: %s", called, text_or(said, "it did not say why."));
}

static bool run(const char *const *words, const char *called, int in, int out, int complaint, Error *err)
{
	pid_t child;
	if (lseek(in, 0, SEEK_SET) < 0)
		return fail(err, ERROR_SYSTEM, "The page could not be read again: %s.", strerror(errno));
	const int fault = child_start(words, in, out, complaint, &child);
	if (fault == ENOENT || fault == ENOTDIR)
		return fail(err, ERROR_MISSING, "%s is not installed.", called);
	if (fault != 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be run: %s.", called, strerror(fault));
	return judge(wait_for(child), called, complaint, err);
}

bool child_run(const char *const *words, const char *called, int in, int out, Error *err)
{
	const int complaint = child_memory("complaint", err);
	if (complaint < 0)
		return false;
	const bool done = run(words, called, in, out, complaint, err);
	close(complaint);
	return done;
}
