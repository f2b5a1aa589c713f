#include "command/libexec.h"

#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"

#ifndef SHAREDESK_LIBEXEC
#error "the build says where the programs of sharedesk's own are"
#endif

/* Beside an installed sharedesk, in its build, then where it was to be installed. */
static const struct {
	bool from_here; /* from the folder that this program is in */
	const char *path;
} places[LIBEXEC_PLACES] = {
	{true, "/../libexec/sharedesk/"},
	{true, "/"},
	{false, SHAREDESK_LIBEXEC "/"},
};

static void own_folder(char *folder, size_t size)
{
	ssize_t length = readlink("/proc/self/exe", folder, size - 1);
	folder[length > 0 ? length : 0] = '\0';
	char *slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
}

void libexec_path(const char *program, size_t place, char out[LIBEXEC_PATH_MAX])
{
	char folder[4096];
	own_folder(folder, sizeof folder);
	text_print(out, LIBEXEC_PATH_MAX, "%s%s%s", places[place].from_here ? folder : "", places[place].path, program);
}
