/* What a kiosk's process has given up: each in a process of its own, which says how it went by its exit status. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/macros.h"
#include "command/confine.h"

enum { HELD = 0, GOT_OUT = 1, OTHER_REASON = 2, NO_FILTER = 77 };

static int refused(long result)
{
	return result >= 0 ? GOT_OUT : errno == EPERM ? HELD : OTHER_REASON;
}

static int try_execve(void)
{
	char *words[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, (char[]){"exit 1"}, NULL};
	return refused(execv(words[0], words));
}

static int try_execveat(void)
{
	return refused(syscall(SYS_execveat, AT_FDCWD, "/bin/true", (char *[]){NULL}, (char *[]){NULL}, 0));
}

static int try_fork(void)
{
	const pid_t child = fork();
	if (child == 0)
		_exit(0);
	return refused(child);
}

static int try_vfork(void)
{
	return refused(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
}

static int try_socket(void)
{
	return refused(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int try_network(void)
{
	return refused(socket(AF_INET, SOCK_STREAM, 0));
}

static int try_ptrace(void)
{
	return refused(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
}

static int try_kill(void)
{
	return refused(kill(getppid(), 0));
}

static int try_typing(void)
{
	return refused(ioctl(STDIN_FILENO, TIOCSTI, "x"));
}

/* The kernel looks at the lower half alone. */
static int try_typing_wide(void)
{
	return refused(syscall(SYS_ioctl, STDIN_FILENO, 0x100000000UL | TIOCSTI, "x"));
}

static int try_root(void)
{
	return refused(setuid(0));
}

static int try_more_rights(void)
{
	return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? HELD : GOT_OUT;
}

static int try_core(void)
{
	struct rlimit limit;
	return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0 ? HELD : GOT_OUT;
}

/* What the kiosk does all day still goes. */
static void *thread(void *self)
{
	*(int *)self = 1;
	return NULL;
}

static int try_work(void)
{
	char bytes[8], path[] = "/tmp/sharedesk-confine-XXXXXX";
	int ran = 0, fd = mkstemp(path);
	pthread_t one;
	bool done = fd >= 0 && write(fd, "kept", 4) == 4 && fsync(fd) == 0 && pread(fd, bytes, 4, 0) == 4 &&
		    fcntl(fd, F_SETLK, &(struct flock){.l_type = F_WRLCK}) == 0 && unlink(path) == 0 &&
		    pthread_create(&one, NULL, thread, &ran) == 0 && pthread_join(one, NULL) == 0 && ran == 1 &&
		    raise(0) == 0;
	return done ? HELD : GOT_OUT;
}

static const struct {
	const char *name;
	int (*run)(void);
	bool filtered;	   /* only where the kernel filters */
	bool of_processes; /* let pass where leaks are looked for */
} tries[] = {
	{"execve", try_execve, true, false},  {"execveat", try_execveat, true, false},
	{"fork", try_fork, true, true},	      {"clone", try_vfork, true, true},
	{"socket", try_socket, true, false},  {"network", try_network, true, false},
	{"ptrace", try_ptrace, true, true},   {"kill", try_kill, true, false},
	{"TIOCSTI", try_typing, true, false}, {"TIOCSTI, wide", try_typing_wide, true, false},
	{"setuid", try_root, true, false},    {"new rights", try_more_rights, false, false},
	{"core", try_core, false, false},     {"its own work", try_work, false, true},
};

static int outcome(int (*run)(void), bool needs_filter)
{
	int status;
	const pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		bool filtered = false;
		Error err;
		if (!confine_process(&filtered, &err))
			_exit(GOT_OUT);
		_exit(needs_filter && !filtered ? NO_FILTER : run());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : GOT_OUT;
}

static void nothing_gets_out(void **state)
{
	for (size_t i = 0; i < countof(tries); i++) {
#ifdef __SANITIZE_ADDRESS__
		if (tries[i].of_processes)
			continue;
#endif
		int how = outcome(tries[i].run, tries[i].filtered);
		if (how == NO_FILTER)
			print_message("skipped: %s: this kernel has no seccomp\n", tries[i].name);
		else if (how != HELD)
			fail_msg("%s: %s", tries[i].name, how == GOT_OUT ? "goes" : "refused for another reason");
	}
}

static void only_the_end_comes_through(void **state)
{
	static const int waits[] = {SIGINT,  SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU,
				    SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGIO};
	static const int ends[] = {SIGTERM, SIGHUP};
	int status;
	for (size_t i = 0; i < countof(waits) + countof(ends); i++) {
		bool end = i >= countof(waits);
		int number = end ? ends[i - countof(waits)] : waits[i];
		const pid_t child = fork();
		if (child == 0) {
			signal(number, SIG_DFL); /* whoever started the test may pass over some */
			confine_signals();
			raise(number);
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(WIFSIGNALED(status), end);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_gets_out),
		cmocka_unit_test(only_the_end_comes_through),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
