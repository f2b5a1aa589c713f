#include "base/error.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

#undef fail
#undef fail_at

/* A sentence often quotes a file or a line typed by somebody else: nothing of it may steer the terminal. */
static void error_set(Error *err, const char *sentence)
{
	if (utf8_is_clean(sentence)) {
		text_copy(err->text, sizeof err->text, sentence);
		return;
	}

	scoped(arena_free) Arena arena = {0};

	text_copy(err->text, sizeof err->text, utf8_clean(&arena, sentence));
}

bool fail(Error *err, ErrorKind kind, const char *format, ...)
{
	if (!err)
		return false;

	char sentence[sizeof err->text]; /* apart, for the arguments may quote err->text itself */
	va_list list;

	va_start(list, format);
	text_print_list(sentence, sizeof sentence, format, list);
	va_end(list);
	err->kind = kind;
	error_set(err, sentence);
	return false;
}

bool fail_at(Error *err, const char *format, ...)
{
	if (!err)
		return false;

	char sentence[2 * sizeof err->text], prefix[sizeof err->text];
	va_list list;

	va_start(list, format);
	text_print_list(prefix, sizeof prefix, format, list);
	va_end(list);
	text_print(sentence, sizeof sentence, "%s: %s", prefix, err->text);
	error_set(err, sentence);
	return false;
}
