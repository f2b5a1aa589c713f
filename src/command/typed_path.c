#include "command/typed_path.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const char *typed_path(const char *typed, Arena *arena)
{
	size_t length = strlen(typed);
	const char *text = text_trim(typed, &length), *home = getenv("HOME");
	if (length > 2 && (text[0] == '\'' || text[0] == '"') && text[length - 1] == text[0]) {
		text++;
		length -= 2;
	}
	const char *path = arena_bytes(arena, text, length);
	return text_starts(path, "~/") && home ? arena_print(arena, "%s%s", home, path + 1) : path;
}
