#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"

/* The graphemes one after another are the whole text, and each is found again from its end. */
static void graphemes(const char *text)
{
	size_t at = 0;
	for (size_t step; (step = utf8_grapheme(text + at)) > 0; at += step)
		fuzz_hold(utf8_grapheme_before(text, at + step) == at, "a grapheme is found again from its end");
	fuzz_hold(at == strlen(text), "the graphemes are the whole text");
}

static void columns(const char *text)
{
	int whole = utf8_columns(text);
	fuzz_hold(whole >= 0, "a text has columns");
	for (int room = 0; room < 12; room++) {
		int taken = -1;
		size_t fits = utf8_fit(text, room, &taken);
		fuzz_hold(fits <= strlen(text) && taken >= 0 && taken <= room, "what fits fits");
		fuzz_hold(whole > room || text[fits] == '\0', "what has room is not cut");
	}
}

static void folding(Arena *arena, const char *text)
{
	char *once = utf8_fold(arena, text);
	fuzz_hold(utf8_is_clean(once), "a folded text is clean");
	fuzz_hold(text_is(utf8_fold(arena, once), once), "folding twice is folding once");
	fuzz_hold(utf8_valid(utf8_upper(arena, text), strlen(utf8_upper(arena, text)), NULL), "upper case is UTF-8");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	Arena arena = {0};
	char *text = fuzz_text(&arena, bytes, size);
	size_t bad = SIZE_MAX;
	if (!utf8_valid((const char *)bytes, size, &bad))
		fuzz_hold(bad < size && utf8_valid((const char *)bytes, bad, NULL), "the first fault is the first");
	char *clean = utf8_clean(&arena, text);
	fuzz_hold(utf8_is_clean(clean), "a cleaned text is clean");
	fuzz_hold(text_is(utf8_clean(&arena, clean), clean), "cleaning twice is cleaning once");
	graphemes(clean);
	columns(clean);
	folding(&arena, utf8_valid(text, strlen(text), NULL) ? text : clean);
	arena_free(&arena);
	return 0;
}
