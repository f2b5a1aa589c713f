#include "command/options.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>

#include "command/command.h"

enum { OPTIONS_MAX = 24 };

bool options_read(const char *command, int count, char **words, const Option *table, size_t rows, int *ret_rest)
{
	struct option longs[OPTIONS_MAX + 1] = {0};
	assert(rows <= OPTIONS_MAX);
	for (size_t i = 0; i < rows; i++)
		longs[i] = (struct option){table[i].name, table[i].flag ? no_argument : required_argument, NULL, 0};
	optind = 1;
	opterr = 0;
	for (int row, found; (found = getopt_long(count, words, ":", longs, &row)) != -1;) {
		char why[256];
		if (found == 0 && table[row].flag) {
			*table[row].flag = true;
		} else if (found == 0) {
			*table[row].value = optarg;
		} else {
			const char *word = words[optind - 1];
			snprintf(why, sizeof why, found == ':' ? "%s wants a value." : "There is no option %s.", word);
			command_usage(command, why);
			return false;
		}
	}
	*ret_rest = optind;
	return true;
}
