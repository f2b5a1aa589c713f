/* The verbs of the command line: one row each in the table of commands.c, one file each beside it.
 *
 * Exit status: 0 done; 1 what was given is not right or the work failed; 2 the call itself is wrong, or there is no
 * terminal. A single `decide` answers with its verdict: 0 allow, 3 deny, 4 ask. Every sentence goes to standard error.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { EXIT_DONE = 0, EXIT_WRONG = 1, EXIT_USAGE = 2, EXIT_DENY = 3, EXIT_ASK = 4 };

typedef struct Command {
	const char *name;		     /* "ledger export"; "" is the desk */
	const char *usage;		     /* what follows the name */
	const char *summary;		     /* one line */
	const char *help;		     /* the rest of --help: options and examples */
	int (*run)(int count, char **words); /* words[0] is the command's own name */
} Command;

extern const Command commands[];
extern const size_t command_count;

int command_desk(int count, char **words);
int command_decide(int count, char **words);
int command_deliver(int count, char **words);
int command_demo(int count, char **words);
int command_export(int count, char **words);
int command_figures(int count, char **words);
int command_import(int count, char **words);
int command_init(int count, char **words);
int command_kiosk(int count, char **words);
int command_ledger_export(int count, char **words);
int command_ledger_verify(int count, char **words);

/* Finds the command that the words name and runs it, with the options that stood before it. */
int command_main(int count, char **words);

/* The --help of the command of this name, on standard output. */
int command_help(const char *name);

/* Says the sentence on standard error and answers the status that goes with it. */
int command_fail(const Error *err);
int command_usage(const char *name, const char *why);

#endif
