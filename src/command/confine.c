#define _GNU_SOURCE /* CLONE_THREAD */
#include "command/confine.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/macros.h"

/* A leak is looked for at the end by a process of its own, which looks into this one. */
#ifdef SHAREDESK_LOOKS_FOR_LEAKS
enum { LOOKS_FOR_LEAKS = 1 };
#else
enum { LOOKS_FOR_LEAKS = 0 };
#endif

void confine_signals(void)
{
	static const int let_through[] = {
		SIGTERM, SIGHUP, SIGWINCH, SIGCONT, SIGCHLD, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP,
	};
	sigset_t waiting;
	sigfillset(&waiting);
	for (size_t i = 0; i < countof(let_through); i++)
		sigdelset(&waiting, let_through[i]);
	sigprocmask(SIG_SETMASK, &waiting, NULL);
}

static const int refused[] = {
	/* programs and processes; clone below */
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	/* connections */
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(io_uring_setup),
	/* other processes and the machine */
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(kcmp),
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
	SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(reboot),
	SCMP_SYS(swapon),
	SCMP_SYS(swapoff),
	SCMP_SYS(setuid),
	SCMP_SYS(setgid),
	SCMP_SYS(setreuid),
	SCMP_SYS(setregid),
	SCMP_SYS(setresuid),
	SCMP_SYS(setresgid),
	SCMP_SYS(setgroups),
	SCMP_SYS(setsid),
};

static int refuse_calls(scmp_filter_ctx filter)
{
	int code = 0;
	for (size_t i = 0; i < countof(refused) && code == 0; i++)
		code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
	return code;
}

/* A thread is let pass, a process not. The C library asks clone3 first, whose arguments no filter can read, and takes
 * clone where there is none. */
static int refuse_processes(scmp_filter_ctx filter)
{
	if (LOOKS_FOR_LEAKS)
		return 0;
	int code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	code = code ? code : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ptrace), 0);
	return code ? code
		    : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
				       SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
}

/* The number of a call of ioctl is 32 bits wide: what stands above it the kernel passes over, and so must the filter.
 * */
static int refuse_typing(scmp_filter_ctx filter)
{
	static const unsigned long calls[] = {TIOCSTI, TIOCLINUX, TIOCSCTTY};
	int code = 0;
	for (size_t i = 0; i < countof(calls) && code == 0; i++)
		code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
					SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, calls[i]));
	return code;
}

static int refuse_signals(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 1,
				SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid(), 0));
}

/* Where the kernel has no seccomp the rest still stands: the unit's own filter, the authorizer of the database. */
static bool load_filter(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	if (!filter)
		return false;
	bool loaded = refuse_calls(filter) == 0 && refuse_processes(filter) == 0 && refuse_typing(filter) == 0 &&
		      refuse_signals(filter) == 0 && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return loaded;
}

bool confine_process(bool *ret_filtered, Error *err)
{
	bool done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}) == 0 &&
		    (LOOKS_FOR_LEAKS ||
		     (setrlimit(RLIMIT_NPROC, &(struct rlimit){0, 0}) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0));
	if (!done)
		return fail(err, ERROR_SYSTEM, "This machine does not let the kiosk give up its rights: %s.",
			    strerror(errno));
	*ret_filtered = load_filter();
	return true;
}
