#include "ui/palette_fit.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/alike.h"
#include "ui/match.h"

enum { SLIP_MIN = 4, WITHIN_MIN = 3 /* letters: with fewer too much fits */ };

/* Its letters, in that order, begin with the name's first: "whl" in "who has looked". */
static bool is_within(const char *name, const char *typed)
{
	size_t letters = 0;
	if (*name != *typed)
		return false;
	for (; *typed; typed++) {
		if (*typed == ' ')
			continue;
		name = strchr(name, *typed);
		if (!name)
			return false;
		name++;
		letters++;
	}
	return letters >= WITHIN_MIN;
}

static bool has_slip(const char *words, const char *typed, Arena *scratch)
{
	for (size_t n; *words; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n >= SLIP_MIN && alike_slip(arena_bytes(scratch, words, n), typed))
			return true;
	}
	return false;
}

/* Each word begins one of these, or is one slip beside it. */
static bool is_nearly(const char *words, const char *typed, Arena *scratch)
{
	for (size_t n; *typed; typed += n + (typed[n] == ' ')) {
		n = strcspn(typed, " ");
		const char *word = arena_bytes(scratch, typed, n);
		if (!match_words(words, word) && (n < SLIP_MIN || !has_slip(words, word, scratch)))
			return false;
	}
	return true;
}

Fit palette_fit(const FitWords *words, const char *typed, Arena *scratch)
{
	const ArenaMark mark = arena_mark(scratch);
	const char *folded = utf8_fold(scratch, typed);
	const char *said = arena_print(scratch, "%s %s", words->name, words->sentence);
	const char *all = arena_print(scratch, "%s %s", said, words->synonyms);
	Fit fit = FIT_NONE;
	if (*words->key &&
	    (text_is(words->key, typed) || (strlen(words->key) > 1 && text_is(utf8_fold(scratch, words->key), folded))))
		fit = FIT_KEY;
	else if (match_words(words->name, folded))
		fit = FIT_NAME;
	else if (match_words(said, folded))
		fit = FIT_WORDS;
	else if (match_words(all, folded))
		fit = FIT_SYNONYM;
	else if (is_nearly(all, folded, scratch) || is_within(words->name, folded))
		fit = FIT_SLIP;
	arena_reset(scratch, mark);
	return fit;
}
