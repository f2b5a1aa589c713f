#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/utf8.h"

void fuzz_hold(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "This does not hold: %s.\n", what);
	abort();
}

void fuzz_hold_refusal(const Error *err)
{
	fuzz_hold(err->kind != ERROR_NONE, "a refusal has a kind");
	fuzz_hold(!text_empty(err->text), "a refusal has a sentence");
	fuzz_hold(utf8_is_clean(err->text), "a refusal can be shown on a terminal");
}

char *fuzz_text(Arena *arena, const uint8_t *bytes, size_t size)
{
	return arena_bytes(arena, (const char *)bytes, size);
}
