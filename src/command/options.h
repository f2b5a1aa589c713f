/* The options that several commands share, and those of one command, read by getopt_long from one table. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* One option of a command: where its value goes. A flag has `flag`, all others `value`. */
typedef struct Option {
	const char *name; /* without "--" */
	const char **value;
	bool *flag;
} Option;

/* Reads `words` (words[0] is the command's own name) by the table; of an option given twice the last counts. Words that
 * are no options come to stand last: `ret_rest` is the number of the first of them, NULL says that the command takes
 * none. False: nothing is left to do, and `ret_status` is the exit status. --version has been answered,
 * --help is left to command_main (EXIT_HELP), or what is wrong (an unknown option, one without its value, a word too
 * many) has been said on standard error. */
bool options_read(const char *command, int count, char **words, const Option *table, size_t rows, int *ret_rest,
		  int *ret_status);

/* Before a command, and between its words, the options may stand that several commands share. Puts those that follow
 * words[0] in full ("--db=FILE") at the end of `own`, which has room for as many as there are words; `ret_next` is the
 * number of the word after them, or `count`. False: another option stands there, which has been said. */
bool options_ahead(int count, char **words, Arena *arena, char **own, int *own_count, int *ret_next);
