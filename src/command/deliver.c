/* sharedesk deliver: a program of its own, so that the desk links no network. This one only finds and becomes it. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "command/libexec.h"

int command_deliver(int count, char **words)
{
	char path[LIBEXEC_PATH_MAX];
	Error err = {0};
	(void)count;
	for (size_t i = 0; i < LIBEXEC_PLACES; i++) {
		libexec_path("sharedesk-deliver", i, path);
		execv(path, words);
		if (errno != ENOENT && errno != ENOTDIR)
			break;
	}
	fail(&err, ERROR_SYSTEM, "%s cannot be run: %s; install sharedesk whole.", path, strerror(errno));
	return command_fail(&err);
}
