/* The options that several commands share, and those of one command, read by getopt_long from one table. */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* One option of a command: where its value goes. A flag has `flag`, all others `value`. */
typedef struct Option {
	const char *name; /* without "--" */
	const char **value;
	bool *flag;
} Option;

/* Reads `words` (words[0] is the program's name) by the table. Words that are no options come to stand last; `ret_rest`
 * is the number of the first of them. An unknown option, or one without its value, is said on standard error: false. */
bool options_read(const char *command, int count, char **words, const Option *table, size_t rows, int *ret_rest);

#endif
