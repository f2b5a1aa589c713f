/* What a command says of what went wrong, and its exit status: 0 done; 1 what was given is not right or the work
 * failed; 2 the call itself is wrong, or there is no terminal. A single `decide` answers with its verdict: 0 allow,
 * 3 deny, 4 ask. `import` answers 5 where it took the files, but not all that was in them, or a person should look;
 * `today`, where some are not known here; `ledger verify`, where lines of the files of checkpoints were passed over.
 * Every sentence goes to standard error. */
#pragma once

#include "base/error.h"

enum {
	EXIT_DONE = 0,
	EXIT_WRONG = 1,
	EXIT_USAGE = 2,
	EXIT_DENY = 3,
	EXIT_ASK = 4,
	EXIT_IN_PART = 5,
	EXIT_STOPPED = 130, /* by Ctrl-C, as shells count */
	EXIT_HELP = -1,	    /* no status: --help was asked for, and command_main has it */
};

/* Says the sentence and answers the status that goes with it. */
int command_fail(const Error *err);
int command_usage(const char *name, const char *why);
