#include "model/codes/codes.h"

#include <assert.h>
#include <string.h>

#include "base/sms.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/spoken/language.h"
#include "model/spoken/language_dates.h"

/* A message is well inside this, in a script of three bytes a character; what is longer grows, and leaves a copy of the
 * code behind in the arena, which is wiped too. */
enum { MESSAGE_ROOM = 1024, PARTS_MAX = 16 };

#define LETTER_ENGLISH_(value, english) [value] = english,
static const char *const texts[] = {LETTER_TEXTS(LETTER_ENGLISH_)};
static_assert(countof(texts) == LETTER_COUNT_, "one row for each text");

const char *letter_english(LetterText text)
{
	return texts[text];
}

/* --- names --- */

/* A marked control character would make every part of it twice as long: it is left out, not shown. What is left is
 * written in the default alphabet where it can be. */
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

/* Without what names a place or the kind of trust: "Royal Cornwall Hospitals". */
static const char *brief_name(const char *name, Arena *arena)
{
	static const char *const tails[] = {", ", " (", " NHS Trust", " NHS Foundation Trust", " NHS FT", " FT"};
	char *brief = arena_text(arena, name);
	for (size_t i = 0; i < countof(tails); i++) {
		char *tail = strstr(brief, tails[i]);
		const bool inside = i < 2 || (tail && tail[strlen(tails[i])] == '\0');
		if (tail && tail > brief && inside)
			*tail = '\0';
	}
	return brief;
}

/* --- sentences --- */

/* How a message is put: the first whole, the last in the fewest words. `plain`: in letters of the default alphabet. */
typedef struct Manner {
	bool brief_names, brief_words, plain;
} Manner;

static const Manner manners[] = {
	{false, false, false}, {true, false, false}, {false, true, false}, {true, true, false},
	{false, false, true},  {true, false, true},  {false, true, true},  {true, true, true},
};

typedef struct Writing {
	const Phrasebook *book;
	const Language *language;
	const char *surgery, *brief, *telephone, *between;
	const char *code, *organisation, *until;
	Arena *arena;
} Writing;

static size_t add_place(const char *at, const Writing *writing, const char *organisation, Text *out)
{
	const struct {
		const char *place, *filling;
	} places[] = {
		{"{organisation}", organisation},
		{"{code}", writing->code},
		{"{until}", writing->until},
	};
	for (size_t i = 0; i < countof(places); i++)
		if (text_starts(at, places[i].place)) {
			text_add(out, places[i].filling);
			return strlen(places[i].place);
		}
	return 0;
}

/* One pass: a place within an organisation's name stays as it is. */
static void say(const Writing *writing, LetterText text, const char *organisation, Text *out)
{
	for (const char *at = phrase(writing->book, writing->language->words, texts[text]); *at;) {
		size_t place = *at == '{' ? add_place(at, writing, organisation, out) : 0;
		if (!place)
			text_add_char(out, *at);
		at += place ? place : 1;
	}
}

static const char *message_in(const Writing *writing, Manner manner, bool telephone)
{
	const char *organisation =
		manner.brief_names ? brief_name(writing->organisation, writing->arena) : writing->organisation;
	const bool mail = writing->between[0] == '\n';
	Text out = {.arena = writing->arena, .bytes = arena_alloc(writing->arena, MESSAGE_ROOM), .room = MESSAGE_ROOM};
	text_add(&out, manner.brief_names ? writing->brief : writing->surgery);
	if (telephone)
		text_add_print(&out, " (%s)", writing->telephone);
	text_add(&out, mail ? writing->between : ": ");
	for (LetterText text = manner.brief_words ? LETTER_SHORT : LETTER_ASKS; text < LETTER_COUNT_; text++) {
		if (text == LETTER_SHORT && !manner.brief_words)
			continue;
		say(writing, text, organisation, &out);
		text_add(&out, text == LETTER_UNEXPECTED ? "" : writing->between);
	}
	return manner.plain ? sms_plain(writing->arena, text_done(&out)) : text_done(&out);
}

/* --- parts --- */

/* The code is the last of what looks like it: a name that holds such a number stands before it. */
static bool fits(const Writing *writing, const char *message, size_t parts)
{
	const char *code = NULL;
	for (const char *at = strstr(message, writing->code); at; at = strstr(at + 1, writing->code))
		code = at;
	return sms_parts(message) <= parts &&
	       (!code || sms_in_one_part(message, (size_t)(code - message), strlen(writing->code)));
}

static const char *text_message(const Writing *writing)
{
	for (size_t parts = 1; parts < PARTS_MAX; parts++)
		for (size_t i = 0; i < countof(manners); i++) {
			const char *message = message_in(writing, manners[i], false);
			if (!fits(writing, message, parts))
				continue;
			const char *longer = *writing->telephone ? message_in(writing, manners[i], true) : message;
			return fits(writing, longer, parts) ? longer : message;
		}
	return message_in(writing, manners[countof(manners) - 1], false);
}

/* --- letters --- */

static Writing writing_of(const Phrasebook *book, const Language *language, bool mail, const LetterWords *words,
			  Arena *arena)
{
	char *code = arena_alloc(arena, CODE_DIGITS + 2), *until = arena_alloc(arena, LANGUAGE_TIME_MAX);
	code_print(words->digits, code);
	language_print_time(language, words->until, until);
	const bool named = !text_empty(words->surgery);
	const char *surgery =
		named ? plain_name(words->surgery, arena) : phrase(book, language->words, texts[LETTER_SURGERY]);
	return (Writing){
		.book = book,
		.language = language,
		.surgery = surgery,
		.brief = named && !text_empty(words->brief) ? plain_name(words->brief, arena)
							    : brief_name(surgery, arena),
		.telephone = text_or(words->telephone, ""),
		.between = mail ? "\n\n" : " ",
		.code = code,
		.organisation = plain_name(words->organisation, arena),
		.until = until,
		.arena = arena,
	};
}

Letter letter_write(const Phrasebook *book, const Language *language, CodeChannel channel, const LetterWords *words,
		    const char *to, Arena *arena)
{
	bool mail = channel == CODE_EMAIL;
	Writing writing = writing_of(book, language, mail, words, arena);
	char *until = arena_alloc(arena, LANGUAGE_TIME_MAX);
	time_print_patient(words->until, until);
	return (Letter){
		.to = to,
		.subject = mail ? phrase(book, language->words, texts[LETTER_SUBJECT]) : "",
		.message = mail ? message_in(&writing, manners[0], *writing.telephone != '\0') : text_message(&writing),
		.code = writing.code,
		.organisation = writing.organisation,
		.until = until,
	};
}

/* Where the hour stands before the code, either of them may move the code into the next part. */
size_t letter_parts(const Phrasebook *book, const Language *language, const LetterWords *words)
{
	static const uint8_t hours[] = {9, 22}; /* "9:59am" is the shortest, "10:59pm" the longest */
	scoped(arena_wipe) Arena arena = {0};
	LetterWords any = *words;
	size_t most = 1;
	any.digits = "000000";
	for (size_t i = 0; i < countof(hours); i++) {
		any.until = (LocalTime){.hour = hours[i], .minute = 59};
		Writing writing = writing_of(book, language, false, &any, &arena);
		const size_t parts = sms_parts(text_message(&writing));
		most = parts > most ? parts : most;
	}
	return most;
}
