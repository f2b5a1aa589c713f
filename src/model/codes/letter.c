#include "model/codes/codes.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/spoken/language.h"
#include "model/spoken/language_dates.h"

/* Two messages are well inside this, in a script of three bytes a character; what is longer grows, and leaves a copy of
 * the code behind in the arena, which is wiped too. */
enum { MESSAGE_ROOM = 2048 };

#define LETTER_ENGLISH_(value, english) [value] = english,
static const char *const texts[] = {LETTER_TEXTS(LETTER_ENGLISH_)};
static_assert(countof(texts) == LETTER_COUNT_, "one row for each text");

const char *letter_english(LetterText text)
{
	return texts[text];
}

static size_t add_place(const char *at, const Letter *letter, Text *out)
{
	const struct {
		const char *place, *filling;
	} places[] = {
		{"{organisation}", letter->organisation},
		{"{code}", letter->code},
		{"{until}", letter->until},
	};
	for (size_t i = 0; i < countof(places); i++)
		if (text_starts(at, places[i].place)) {
			text_add(out, places[i].filling);
			return strlen(places[i].place);
		}
	return 0;
}

/* One pass: a place within an organisation's name stays as it is. */
static void fill(const char *words, const Letter *letter, Text *out)
{
	while (*words) {
		size_t place = *words == '{' ? add_place(words, letter, out) : 0;
		if (!place)
			text_add_char(out, *words);
		words += place ? place : 1;
	}
}

static void say(const Phrasebook *book, const char *language, const char *between, const Letter *letter,
		LocalTime until, Text *out)
{
	char hour[LANGUAGE_TIME_MAX];
	const Language *known = language_find(language);
	Letter theirs = *letter;
	if (known) {
		language_print_time(known, until, hour);
		theirs.until = hour;
	}
	for (LetterText text = LETTER_ASKS; text < LETTER_COUNT_; text++) {
		if (text > LETTER_ASKS)
			text_add(out, between);
		fill(phrase(book, language, texts[text]), &theirs, out);
	}
}

/* A marked control character would make every SMS of it twice as long: it is left out, not shown. */
static const char *plain_name(const char *name, Arena *arena)
{
	static const char mark[] = "\xef\xbf\xbd"; /* U+FFFD, as utf8_clean puts it */
	const char *clean = utf8_clean(arena, text_or(name, ""));
	char *kept = arena_alloc(arena, strlen(clean) + 1);
	size_t length = 0;
	for (const char *at = clean; *at;) {
		size_t skip =
			text_starts(at, mark) ? strlen(mark) : *at == ' ' && (length == 0 || kept[length - 1] == ' ');
		if (!skip)
			kept[length++] = *at;
		at += skip ? skip : 1;
	}
	char cut[LETTER_NAME_BYTES + 1];
	text_copy(cut, sizeof cut, kept);
	return arena_text(arena, cut);
}

static bool is_english(const char *language)
{
	return text_empty(language) || text_is(language, "en");
}

Letter letter_write(const Phrasebook *book, const char *language, CodeChannel channel, const LetterWords *words,
		    const char *to, Arena *arena)
{
	bool mail = channel == CODE_EMAIL;
	const char *between = mail ? "\n\n" : " ";
	char *code = arena_alloc(arena, CODE_DIGITS + 2), *until = arena_alloc(arena, 16);
	code_print(words->digits, code);
	time_print_patient(words->until, until);
	Letter letter = {
		.to = to,
		.subject = mail ? phrase(book, language, texts[LETTER_SUBJECT]) : "",
		.code = code,
		.organisation = plain_name(words->organisation, arena),
		.until = until,
	};
	Text message = {.arena = arena, .bytes = arena_alloc(arena, MESSAGE_ROOM), .room = MESSAGE_ROOM};
	say(book, language, between, &letter, words->until, &message);
	if (!is_english(language)) {
		text_add(&message, "\n\n");
		say(book, "en", between, &letter, words->until, &message);
	}
	letter.message = text_done(&message);
	return letter;
}
