/* sharedesk deliver: a program of its own, so that the desk links no network. This one only finds and becomes it. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "command/command.h"
#include "command/libexec.h"
#include "command/options.h"

/* Read here only to say what is wrong with them: the program reads them again. */
static bool options_right(int count, char **words, int *ret_status)
{
	const char *value;
	bool flag;
	const Option table[] = {{"db", &value, NULL}, {"config", &value, NULL}, {"watch", NULL, &flag}};
	return options_read("deliver", count, words, table, countof(table), NULL, ret_status);
}

int command_deliver(int count, char **words)
{
	char path[LIBEXEC_PATH_MAX];
	Error err = {0};
	int status;
	if (!options_right(count, words, &status))
		return status;
	for (size_t i = 0; i < LIBEXEC_PLACES; i++) {
		libexec_path("sharedesk-deliver", i, path);
		execv(path, words);
		if (errno != ENOENT && errno != ENOTDIR)
			break;
	}
	fail(&err, ERROR_SYSTEM, "%s cannot be run: %s; install sharedesk whole.", path, strerror(errno));
	return command_fail(&err);
}
