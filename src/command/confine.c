#include "command/confine.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/macros.h"
#include "command/confine_filter.h"

/* A leak is looked for at the end by a process of its own, which looks into this one. */
#ifdef SHAREDESK_LOOKS_FOR_LEAKS
enum { LOOKS_FOR_LEAKS = 1 };
#else
enum { LOOKS_FOR_LEAKS = 0 };
#endif

void confine_looks(void)
{
	if (!LOOKS_FOR_LEAKS)
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

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

/* Where the kernel has no seccomp the rest still stands: the unit's own filter, the authorizer of the database. */
static bool load_kiosk(void)
{
	scmp_filter_ctx filter = confine_filter_kiosk(LOOKS_FOR_LEAKS);
	const bool loaded = filter && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return loaded;
}

bool confine_process(bool *ret_filtered, Error *err)
{
	confine_looks();
	bool done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}) == 0 &&
		    (LOOKS_FOR_LEAKS || setrlimit(RLIMIT_NPROC, &(struct rlimit){0, 0}) == 0);
	if (!done)
		return fail(err, ERROR_SYSTEM, "This machine does not let the kiosk give up its rights: %s.",
			    strerror(errno));
	*ret_filtered = load_kiosk();
	return true;
}

void confine_desk(void)
{
	const struct sock_fprog program = confine_desk_program();
	if (LOOKS_FOR_LEAKS || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program); /* a desk works without it */
}
