#include "model/facts/passphrase.h"

#include <sodium.h>
#include <string.h>
#include <zxcvbn.h>

#include "base/text.h"
#include "base/utf8.h"

enum { WORDS_MAX = 24, LEFT_MIN = 6 };

static size_t count_characters(const char *text)
{
	size_t characters = 0;
	for (size_t n = utf8_grapheme(text); n > 0; n = utf8_grapheme(text += n))
		characters++;
	return characters;
}

bool text_is_run(const char *text)
{
	int step = text[0] ? text[1] - text[0] : 0;
	if (step < -1 || step > 1)
		return false;
	for (size_t i = 1; text[i]; i++)
		if (text[i] - text[i - 1] != step)
			return false;
	return true;
}

static bool is_one_character(const char *text)
{
	const size_t first = utf8_grapheme(text);
	for (const char *at = text; *at; at += first)
		if (strncmp(at, text, first) != 0)
			return false;
	return true;
}

static bool is_typed(const char *passphrase, Error *err)
{
	const size_t bytes = passphrase ? strlen(passphrase) : 0;
	if (bytes > PASSPHRASE_MAX_BYTES)
		return fail(err, ERROR_INPUT, "The passphrase is too long: use at most %d characters.",
			    PASSPHRASE_MAX_BYTES);
	if (bytes > 0 && !utf8_is_clean(passphrase))
		return fail(err, ERROR_INPUT,
			    "The passphrase has characters that cannot be typed again: use letters, digits, spaces and "
			    "signs.");
	return (bytes > 0 && count_characters(passphrase) >= PASSPHRASE_MIN) ||
	       fail(err, ERROR_INPUT,
		    "The passphrase is too short: use at least %d characters, three words for instance.",
		    PASSPHRASE_MIN);
}

static bool is_guessed(const char *passphrase, const char **words)
{
	return ZxcvbnMatch(passphrase, words, NULL) < PASSPHRASE_BITS;
}

bool passphrase_acceptable(const char *passphrase, Error *err)
{
	if (!is_typed(passphrase, err))
		return false;
	if (is_one_character(passphrase) || text_is_run(passphrase))
		return fail(
			err, ERROR_INPUT,
			"One character again and again, or a run of them, is guessed first: use three or four words.");
	return !is_guessed(passphrase, NULL) ||
	       fail(err, ERROR_INPUT,
		    "That passphrase is among those that are guessed first: use three or four words.");
}

/* The words of the names that somebody might use, folded; NULL behind the last. */
static void known_words(const char *const *names, size_t count, Arena *arena, const char *words[WORDS_MAX + 1])
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		char *rest = NULL, *folded = names[i] ? arena_text(arena, utf8_fold(arena, names[i])) : NULL;
		for (char *word = folded ? strtok_r(folded, " ,.-", &rest) : NULL; word && found < WORDS_MAX;
		     word = strtok_r(NULL, " ,.-", &rest))
			if (strlen(word) > 2)
				words[found++] = word;
	}
	words[found] = NULL;
}

/* How many bytes are left of it without these words, wherever they stand in it. */
static size_t left_without(const char *folded, const char *const *words)
{
	size_t left = 0;
	while (*folded) {
		size_t skip = 0;
		for (size_t i = 0; words[i]; i++)
			if (text_starts(folded, words[i]) && strlen(words[i]) > skip)
				skip = strlen(words[i]);
		left += skip == 0 && *folded != ' ';
		folded += skip > 0 ? skip : 1;
	}
	return left;
}

bool passphrase_fits(const char *passphrase, const char *const *names, size_t count, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *words[WORDS_MAX + 1];
	if (!passphrase_acceptable(passphrase, err))
		return false;
	char *folded = arena_text(&arena, utf8_fold(&arena, passphrase));
	known_words(names, count, &arena, words);
	const bool made = left_without(folded, words) < LEFT_MIN || is_guessed(folded, words);
	sodium_memzero(folded, strlen(folded));
	return !made ||
	       fail(err, ERROR_INPUT,
		    "A passphrase that is made of your name or the practice's is guessed first: use three or four "
		    "other words.");
}
