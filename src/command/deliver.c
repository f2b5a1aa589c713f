/* sharedesk deliver: a program of its own, so that the desk links no network. This one only finds and becomes it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/command.h"

#ifndef SHAREDESK_LIBEXEC
#error "the build says where the programs of sharedesk's own are"
#endif

enum { PATH_ROOM = 4096 };

/* Beside an installed sharedesk, in its build, then where it was to be installed. */
static const struct {
	bool from_here; /* from the folder that this program is in */
	const char *path;
} places[] = {
	{true, "/../libexec/sharedesk/sharedesk-deliver"},
	{true, "/sharedesk-deliver"},
	{false, SHAREDESK_LIBEXEC "/sharedesk-deliver"},
};

static void own_folder(char folder[PATH_ROOM])
{
	ssize_t length = readlink("/proc/self/exe", folder, PATH_ROOM - 1);
	folder[length > 0 ? length : 0] = '\0';
	char *slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
}

int command_deliver(int count, char **words)
{
	char folder[PATH_ROOM], path[PATH_ROOM + 64];
	Error err = {0};
	(void)count;
	own_folder(folder);
	for (size_t i = 0; i < countof(places); i++) {
		text_print(path, sizeof path, "%s%s", places[i].from_here ? folder : "", places[i].path);
		execv(path, words);
		if (errno != ENOENT && errno != ENOTDIR)
			break;
	}
	fail(&err, ERROR_SYSTEM, "%s cannot be run: %s; install sharedesk whole.", path, strerror(errno));
	return command_fail(&err);
}
