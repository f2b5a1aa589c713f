/* What a kiosk and a desk ask of the kernel: each call that there is, and the lists themselves. */
#include "unit.h"

#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/macros.h"
#include "command/confine.h"

static bool among(const int *calls, size_t count, int call)
{
	for (size_t i = 0; i < count; i++)
		if (calls[i] == call)
			return true;
	return false;
}

#ifndef __SANITIZE_ADDRESS__
enum { BLOCKED, ANSWERED, NO_FILTER, OTHER_REASON, CALLS_MAX = 600, X32 = 0x40000000 };

/* With arguments that nothing can be done with. What ends, stops or splits the process is not tried. */
static int answer(bool of_desk, int call)
{
	int status;
	const pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		bool filtered = true;
		Error err;
		setsid();
		alarm(5);
		if (of_desk)
			confine_desk();
		else if (!confine_process(&filtered, &err) || !filtered)
			_exit(NO_FILTER);
		errno = 0;
		const long result = syscall(call, -1L, -1L, -1L, -1L, -1L, -1L);
		const bool newer = call >= CONFINE_NEWER && call < CONFINE_END;
		_exit(result >= 0 || errno != (newer ? ENOSYS : EPERM) ? ANSWERED : BLOCKED);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : OTHER_REASON;
}

static void tries_each(bool of_desk)
{
	/* 335 and 336 are the kernel's own, by which it follows functions: it lets no filter see them */
	static const int untried[] = {335,
				      336,
				      SCMP_SYS(exit),
				      SCMP_SYS(exit_group),
				      SCMP_SYS(rt_sigreturn),
				      SCMP_SYS(pause),
				      SCMP_SYS(restart_syscall)};
	static const int some[] = {SCMP_SYS(kill), SCMP_SYS(tgkill),   SCMP_SYS(prlimit64),
				   SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(ioctl)};
	size_t outside = 0, inside = 0;
	for (int call = 0; call < CALLS_MAX; call++) {
		bool all = among(confine_kiosk_calls, confine_kiosk_count, call) ||
			   (of_desk && among(confine_desk_calls, confine_desk_count, call));
		if (among(untried, countof(untried), call) || call == SCMP_SYS(clone3) ||
		    (of_desk && (call == SCMP_SYS(vfork) || call == SCMP_SYS(fork))))
			continue;
		const int how = answer(of_desk, call);
		/* with these arguments those are not its own either */
		if (!all && among(some, countof(some), call) && how == BLOCKED)
			continue;
		if (how != (all ? ANSWERED : BLOCKED))
			fail_msg("call %d of a %s %s", call, of_desk ? "desk" : "kiosk",
				 how == ANSWERED  ? "goes"
				 : how == BLOCKED ? "is refused"
						  : "ends it");
		*(all ? &inside : &outside) += 1;
	}
	print_message("%zu calls go, %zu are refused\n", inside, outside);
	assert_true(inside > 40 && outside > 200);
	/* The same calls under the numbers of another way in. */
	assert_int_not_equal(answer(of_desk, X32 | SYS_getpid), ANSWERED);
}
#endif

static void each_call_outside_the_list_is_refused(void **state)
{
#ifndef __SANITIZE_ADDRESS__
	if (access("/proc/sys/kernel/seccomp", F_OK) != 0) {
		print_message("skipped: this kernel has no seccomp\n");
		return;
	}
	tries_each(false);
	tries_each(true);
#endif
}

/* What would make a list worthless stands in neither. */
static const int never[] = {
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(kcmp),
	SCMP_SYS(tkill),
	SCMP_SYS(rt_sigqueueinfo),
	SCMP_SYS(rt_tgsigqueueinfo),
	SCMP_SYS(setpriority),
	SCMP_SYS(setns),
	SCMP_SYS(unshare),
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(pivot_root),
	SCMP_SYS(chroot),
	SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(reboot),
	SCMP_SYS(swapon),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(setuid),
	SCMP_SYS(setgid),
	SCMP_SYS(setreuid),
	SCMP_SYS(setresuid),
	SCMP_SYS(setgroups),
	SCMP_SYS(capset),
	SCMP_SYS(personality),
	SCMP_SYS(name_to_handle_at),
	SCMP_SYS(open_by_handle_at),
	SCMP_SYS(quotactl),
	SCMP_SYS(acct),
	SCMP_SYS(settimeofday),
	SCMP_SYS(clock_settime),
	SCMP_SYS(sethostname),
	SCMP_SYS(syslog),
	SCMP_SYS(vhangup),
	SCMP_SYS(execveat),
	SCMP_SYS(mknod),
};

static const int not_of_a_kiosk[] = {
	SCMP_SYS(execve), SCMP_SYS(fork),      SCMP_SYS(vfork),	    SCMP_SYS(clone),	    SCMP_SYS(clone3),
	SCMP_SYS(socket), SCMP_SYS(connect),   SCMP_SYS(bind),	    SCMP_SYS(sendto),	    SCMP_SYS(kill),
	SCMP_SYS(tgkill), SCMP_SYS(prlimit64), SCMP_SYS(setrlimit), SCMP_SYS(mmap),	    SCMP_SYS(mprotect),
	SCMP_SYS(ioctl),  SCMP_SYS(link),      SCMP_SYS(symlink),   SCMP_SYS(rename),	    SCMP_SYS(mkdir),
	SCMP_SYS(chmod),  SCMP_SYS(prctl),     SCMP_SYS(pipe),	    SCMP_SYS(memfd_create), SCMP_SYS(setsid),
};

static void the_lists_hold_nothing_that_takes_over(void **state)
{
	for (size_t i = 0; i < countof(never); i++)
		assert_false(among(confine_kiosk_calls, confine_kiosk_count, never[i]) ||
			     among(confine_desk_calls, confine_desk_count, never[i]));
	for (size_t i = 0; i < countof(not_of_a_kiosk); i++)
		assert_false(among(confine_kiosk_calls, confine_kiosk_count, not_of_a_kiosk[i]));
}

/* Other machines never had what is older: there the C library asks the newer for it. */
static void what_is_older_stands_beside_what_is_newer(void **state)
{
	static const int pairs[][2] = {
		{SCMP_SYS(open), SCMP_SYS(openat)},	  {SCMP_SYS(creat), SCMP_SYS(openat)},
		{SCMP_SYS(stat), SCMP_SYS(newfstatat)},	  {SCMP_SYS(lstat), SCMP_SYS(newfstatat)},
		{SCMP_SYS(access), SCMP_SYS(faccessat)},  {SCMP_SYS(readlink), SCMP_SYS(readlinkat)},
		{SCMP_SYS(unlink), SCMP_SYS(unlinkat)},	  {SCMP_SYS(rmdir), SCMP_SYS(unlinkat)},
		{SCMP_SYS(mkdir), SCMP_SYS(mkdirat)},	  {SCMP_SYS(link), SCMP_SYS(linkat)},
		{SCMP_SYS(symlink), SCMP_SYS(symlinkat)}, {SCMP_SYS(rename), SCMP_SYS(renameat)},
		{SCMP_SYS(chmod), SCMP_SYS(fchmodat)},	  {SCMP_SYS(getdents), SCMP_SYS(getdents64)},
		{SCMP_SYS(poll), SCMP_SYS(ppoll)},	  {SCMP_SYS(select), SCMP_SYS(pselect6)},
		{SCMP_SYS(pause), SCMP_SYS(ppoll)},	  {SCMP_SYS(time), SCMP_SYS(clock_gettime)},
		{SCMP_SYS(alarm), SCMP_SYS(setitimer)},

		{SCMP_SYS(getpgrp), SCMP_SYS(getpgid)},	  {SCMP_SYS(dup2), SCMP_SYS(dup3)},
		{SCMP_SYS(pipe), SCMP_SYS(pipe2)},	  {SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait)},
	};
	for (size_t i = 0; i < countof(pairs); i++) {
		const bool kiosk = among(confine_kiosk_calls, confine_kiosk_count, pairs[i][1]);
		assert_true(kiosk || !among(confine_kiosk_calls, confine_kiosk_count, pairs[i][0]));
		assert_true(kiosk || among(confine_desk_calls, confine_desk_count, pairs[i][1]));
	}
}

/* With flags that the kernel itself would call wrong (EINVAL). */
static void a_desk_makes_no_namespace(void **state)
{
#ifndef __SANITIZE_ADDRESS__
	int status;
	const pid_t desk = fork();
	if (desk == 0) {
		confine_desk();
		const long got = syscall(SYS_clone, CLONE_NEWUSER | CLONE_FS | SIGCHLD, 0, 0, 0, 0);
		const bool refused = got == -1 && errno == EPERM;
		const pid_t child = fork();
		if (child == 0)
			_exit(0);
		_exit(refused && child > 0 ? BLOCKED : ANSWERED);
	}
	assert_int_equal(waitpid(desk, &status, 0), desk);
	if (access("/proc/sys/kernel/seccomp", F_OK) == 0)
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == BLOCKED);
#endif
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_call_outside_the_list_is_refused),
		cmocka_unit_test(the_lists_hold_nothing_that_takes_over),
		cmocka_unit_test(a_desk_makes_no_namespace),
		cmocka_unit_test(what_is_older_stands_beside_what_is_newer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
