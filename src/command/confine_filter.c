#include "command/confine_filter.h"

#include <asm/termbits.h>
#include <errno.h>
#include <linux/sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/macros.h"
#include "command/confine.h"

/* With whatever arguments; those with some only: take_some. */
static int take_all(scmp_filter_ctx filter, const int *calls, size_t count)
{
	int code = 0;
	for (size_t i = 0; i < count && code == 0; i++)
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	return code;
}

/* The number of a call of ioctl is 32 bits wide: what stands above it the kernel passes over, and so must the filter.
 * A terminal's settings have two numbers each: glibc asks by the second from 2.42 on. None types into a terminal
 * (TIOCSTI) or takes one over. */
static int take_terminal(scmp_filter_ctx filter)
{
	static const unsigned long asked[] = {
		TCGETS,	   TCSETS,   TCSETSW, TCSETSF, TCFLSH,	TCSBRK,	  TIOCGWINSZ,
		TIOCGPGRP, FIONREAD, FIONBIO, TCGETS2, TCSETS2, TCSETSW2, TCSETSF2,
	};
	int code = 0;
	for (size_t i = 0; i < countof(asked) && code == 0; i++)
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
					SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, asked[i]));
	return code;
}

/* Signals to itself alone, its own limits to read, and no memory from which code could run. */
static int take_some(scmp_filter_ctx filter)
{
	const scmp_datum_t own = (scmp_datum_t)getpid();
	int code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(kill), 1, SCMP_A0(SCMP_CMP_EQ, own, 0));
	code = code ? code
		    : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, own, 0));
	code = code ? code
		    : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0, 0),
				       SCMP_A2(SCMP_CMP_EQ, 0, 0));
	code = code ? code
		    : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
				       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return code ? code
		    : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
				       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* Processes and threads, but no namespace: in one of its own a process is root (as by unshare). */
static int take_processes(scmp_filter_ctx filter)
{
	const scmp_datum_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
					CLONE_NEWPID | CLONE_NEWNET;
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces, 0));
}

/* The process that looks for leaks is one of these calls, and what it does are the others. */
static int take_leaks(scmp_filter_ctx filter)
{
	static const int calls[] = {
		SCMP_SYS(clone),
		SCMP_SYS(ptrace),
		SCMP_SYS(wait4),
		SCMP_SYS(prctl),
		SCMP_SYS(sched_yield),
		SCMP_SYS(mmap),
		SCMP_SYS(mprotect),
		SCMP_SYS(getppid),
		SCMP_SYS(getdents),
		SCMP_SYS(sched_getaffinity),
		SCMP_SYS(kill),
		SCMP_SYS(tgkill),
		SCMP_SYS(process_vm_readv),
		SCMP_SYS(prlimit64),
	};
	return take_all(filter, calls, countof(calls));
}

/* What is newer than the lists is refused as a kernel that has it not would (ENOSYS): a C library that asks it first
 * then takes what is older. So is clone3, whose arguments no filter can read: clone is taken in its place. */
static int leave_newer(scmp_filter_ctx filter)
{
	int code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	for (int call = CONFINE_NEWER; call < CONFINE_END && code == 0; call++)
		code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0);
	return code;
}

/* `code`: of what was put into it so far. */
static scmp_filter_ctx whole(scmp_filter_ctx filter, int code)
{
	if (filter && (code ? code : leave_newer(filter)) == 0)
		return filter;
	seccomp_release(filter);
	return NULL;
}

scmp_filter_ctx confine_filter_kiosk(bool looks_for_leaks)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int code = filter ? take_all(filter, confine_kiosk_calls, confine_kiosk_count) : -ENOMEM;
	code = code ? code : take_terminal(filter);
	return whole(filter, code ? code : looks_for_leaks ? take_leaks(filter) : take_some(filter));
}

scmp_filter_ctx confine_filter_desk(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int code = filter ? take_all(filter, confine_kiosk_calls, confine_kiosk_count) : -ENOMEM;
	code = code ? code : take_all(filter, confine_desk_calls, confine_desk_count);
	code = code ? code : take_processes(filter);
	return whole(filter, code ? code : take_terminal(filter));
}
