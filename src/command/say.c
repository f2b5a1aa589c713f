#include "command/say.h"

#include <stdio.h>

#include "base/utf8.h"

int command_fail(const Error *err)
{
	fprintf(stderr, "sharedesk: %s\n", err->text);
	return EXIT_WRONG;
}

/* What was typed may hold anything: it is shown as marks. */
int command_usage(const char *name, const char *why)
{
	scoped(arena_free) Arena arena = {0};
	const char *space = name[0] ? " " : "";
	fprintf(stderr, "sharedesk%s%s: %s See sharedesk%s%s --help.\n", space, name, utf8_clean(&arena, why), space,
		name);
	return EXIT_USAGE;
}
