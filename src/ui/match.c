#include "ui/match.h"

#include <string.h>

static bool has_word(const char *name, const char *word, size_t n)
{
	for (const char *at = name; at; at = strchr(at, ' ')) {
		at += at != name;
		if (strncmp(at, word, n) == 0)
			return true;
	}
	return false;
}

bool match_words(const char *name, const char *typed)
{
	while (*typed) {
		const size_t n = strcspn(typed, " ");
		if (n > 0 && !has_word(name, typed, n))
			return false;
		typed += n + (typed[n] == ' ');
	}
	return true;
}
