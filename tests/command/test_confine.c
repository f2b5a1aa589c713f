/* What a kiosk's process has given up: each in a process of its own, which says how it went by its exit status. */
#include "unit.h"

#include <asm/termbits.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
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

/* A filter that was not taken for another reason than that is a fault. */
static bool kernel_filters(void)
{
	return access("/proc/sys/kernel/seccomp", F_OK) == 0;
}

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

/* To a thread of another process, by each way that there is. */
static int try_thread_kill(void)
{
	const int own = (int)getpid(), theirs = (int)getppid();
	siginfo_t about = {.si_code = SI_QUEUE};
	const int held = refused(syscall(SYS_tgkill, theirs, theirs, 0)) + refused(syscall(SYS_tkill, theirs, 0)) +
			 refused(syscall(SYS_rt_sigqueueinfo, theirs, SIGTERM, &about)) +
			 refused(syscall(SYS_rt_tgsigqueueinfo, theirs, theirs, SIGTERM, &about));
	return held == HELD && syscall(SYS_tgkill, own, syscall(SYS_gettid), 0) == 0 ? HELD : GOT_OUT;
}

static int try_limits_of_others(void)
{
	struct rlimit limit = {1, 1};
	const int held = refused(syscall(SYS_prlimit64, getppid(), RLIMIT_CORE, NULL, &limit)) +
			 refused(syscall(SYS_prlimit64, 0, RLIMIT_CORE, &limit, NULL)) +
			 refused(syscall(SYS_setpriority, PRIO_PROCESS, getppid(), 1));
	return held == HELD && getrlimit(RLIMIT_CORE, &limit) == 0 ? HELD : GOT_OUT;
}

static int try_code(void)
{
	void *own = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	const int held = refused(mprotect(own, 4096, PROT_READ | PROT_EXEC)) +
			 refused((long)(intptr_t)mmap(NULL, 4096, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	return own != MAP_FAILED && held == HELD ? HELD : GOT_OUT;
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

/* The C library asks by either number. */
static int try_settings(void)
{
	const bool first = ioctl(-1, TCGETS, NULL) == -1 && errno == EBADF;
	return first && ioctl(-1, TCGETS2, NULL) == -1 && errno == EBADF ? HELD : GOT_OUT;
}

static int try_root(void)
{
	return refused(setuid(0));
}

static int try_more_rights(void)
{
	char said[4096] = "";
	const int fd = open("/proc/self/status", O_RDONLY);
	const ssize_t got = fd >= 0 ? read(fd, said, sizeof said - 1) : -1;
	return got > 0 && strstr(said, "NoNewPrivs:\t1") ? HELD : GOT_OUT;
}

static int try_core(void)
{
	struct rlimit limit;
	return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0 ? HELD : GOT_OUT;
}

/* What the kiosk does all day still goes. */
static int try_work(void)
{
	char bytes[8], path[] = "/tmp/sharedesk-confine-XXXXXX";
	int fd = mkstemp(path);
	bool done = fd >= 0 && write(fd, "kept", 4) == 4 && fsync(fd) == 0 && pread(fd, bytes, 4, 0) == 4 &&
		    fcntl(fd, F_SETLK, &(struct flock){.l_type = F_WRLCK}) == 0 && unlink(path) == 0 && raise(0) == 0;
	return done ? HELD : GOT_OUT;
}

static const struct {
	const char *name;
	int (*run)(void);
	bool filtered;	   /* only where the kernel filters */
	bool of_processes; /* let pass where leaks are looked for */
} tries[] = {
	{"execve", try_execve, true, false},
	{"execveat", try_execveat, true, false},
	{"fork", try_fork, true, true},
	{"clone", try_vfork, true, true},
	{"socket", try_socket, true, false},
	{"network", try_network, true, false},
	{"ptrace", try_ptrace, true, true},
	{"kill", try_kill, true, true},
	{"signals to threads", try_thread_kill, true, true},
	{"limits of others", try_limits_of_others, true, true},
	{"code of its own", try_code, true, true},
	{"TIOCSTI", try_typing, true, false},
	{"TIOCSTI, wide", try_typing_wide, true, false},
	{"settings of a terminal", try_settings, false, false},
	{"setuid", try_root, true, false},
	{"new rights", try_more_rights, false, false},
	{"core", try_core, false, false},
	{"its own work", try_work, false, true},
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
		if (how == NO_FILTER && !kernel_filters())
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

/* --- Files --- */

static bool can_open(const char *folder, const char *name, int how)
{
	char path[256];
	snprintf(path, sizeof path, "%s%s", folder, name);
	const int fd = open(path, how, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static bool make(const char *folder, const char *name)
{
	return can_open(folder, name, O_RDWR | O_CREAT);
}

static int look_at_files(const char *folder)
{
	char database[256];
	bool confined = false;
	Error err;
	snprintf(database, sizeof database, "%s/desk.db", folder);
	if (!confine_files(database, &confined, &err))
		return GOT_OUT;
	if (!confined)
		return NO_FILTER;
	const bool own = can_open(folder, "/desk.db", O_RDWR | O_TRUNC) && can_open(folder, "/desk.db-wal", O_RDWR) &&
			 can_open("/etc", "/passwd", O_RDONLY);
	const bool others = can_open(folder, "/desk.key", O_RDONLY) || can_open(folder, "/kiosk.lock", O_RDWR) ||
			    can_open(folder, "", O_RDONLY | O_DIRECTORY) || make(folder, "/new") ||
			    can_open("/proc/self", "/mem", O_RDONLY) || can_open("/proc/self", "/maps", O_RDONLY) ||
			    make("/tmp", "/sharedesk-confine-new") || can_open("/etc", "/passwd", O_RDWR) ||
			    unlinkat(AT_FDCWD, database, 0) == 0;
	return own && !others ? HELD : GOT_OUT;
}

static void no_file_opens_but_the_database(void **state)
{
	static const char *const names[] = {"/desk.db", "/desk.db-wal", "/desk.db-shm", "/desk.key", "/kiosk.lock"};
	char folder[] = "/tmp/sharedesk-confine-XXXXXX", path[64];
	int status;
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < countof(names); i++)
		assert_true(make(folder, names[i]));
	const pid_t child = fork();
	if (child == 0)
		_exit(look_at_files(folder));
	assert_int_equal(waitpid(child, &status, 0), child);
	for (size_t i = 0; i < countof(names); i++) {
		snprintf(path, sizeof path, "%s%s", folder, names[i]);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(rmdir(folder), 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_FILTER)
		print_message("skipped: this kernel has no Landlock\n");
	else
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == HELD);
}

#ifndef __SANITIZE_ADDRESS__
/* --- A process of the same user --- */

enum { NOBODY = 65534 };

/* Root may look into everybody: then both are somebody else. */
static void become_nobody(void)
{
	if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		_exit(OTHER_REASON);
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* as a program that was started by that user is */
}

static bool sees(bool guarded)
{
	int status, ready[2];
	char byte = 0, path[64];
	assert_int_equal(pipe(ready), 0);
	const pid_t desk = fork();
	if (desk == 0) {
		become_nobody();
		if (guarded)
			confine_looks();
		const bool told = write(ready[1], &byte, 1) == 1;
		alarm(20);
		while (told && pause() == -1)
			;
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	const pid_t thief = fork();
	if (thief == 0) {
		become_nobody();
		snprintf(path, sizeof path, "/proc/%d/mem", (int)desk);
		_exit(open(path, O_RDWR) >= 0 || ptrace(PTRACE_ATTACH, desk, NULL, NULL) == 0);
	}
	assert_int_equal(waitpid(thief, &status, 0), thief);
	kill(desk, SIGKILL);
	waitpid(desk, NULL, 0);
	close(ready[0]);
	close(ready[1]);
	return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}
#endif

static void nobody_of_the_same_user_looks_in(void **state)
{
#ifndef __SANITIZE_ADDRESS__
	if (!sees(false))
		print_message("skipped: here nobody looks into a process of their own\n");
	else
		assert_false(sees(true));
#endif
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_gets_out),
		cmocka_unit_test(no_file_opens_but_the_database),
		cmocka_unit_test(nobody_of_the_same_user_looks_in),
		cmocka_unit_test(only_the_end_comes_through),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
