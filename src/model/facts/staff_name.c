#include "model/facts/staff_name.h"

#include <stdint.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

enum { NAME_BYTES_MAX = 64 };

/* Letters of one alphabet only: with a Cyrillic а "Dr Shah" is somebody else and looks the same. An alphabet is
 * told by where Unicode has it; Latin by several places. 0: no letter, or one of any. */
static uint32_t alphabet_of(uint32_t point)
{
	const bool latin =
		(point | 0x20) - 'a' < 26 || (point >= 0xC0 && point < 0x250) || (point >= 0x1E00 && point < 0x1F00);
	if (latin)
		return 'a';
	const bool like_a_sign = point >= 0x250 && point < 0x300; /* U+02BC is no apostrophe */
	return (point < 0x370 && !like_a_sign) || (point >= 0x2000 && point < 0x2100) ? 0 : (point >> 7) + 0x100;
}

static bool is_of_one_alphabet(const char *name)
{
	uint32_t first = 0, point = 0;
	while (*name) {
		name += utf8_decode(name, &point);
		const uint32_t alphabet = alphabet_of(point);
		if (alphabet && first && alphabet != first)
			return false;
		first = first ? first : alphabet;
	}
	return true;
}

/* Letters of other alphabets, digits and capitals, and the Latin letter for which each can be taken: "from" and "to" by
 * turns. */
static const char *const taken_for[] = {
	"А", "A", "В", "B", "Е", "E", "Ѕ", "S", "І", "l", "Ј", "J", "К", "K", "к", "k", "М", "M", "Н", "H", "О", "O",
	"Р", "P", "С", "C", "Т", "T", "У", "Y", "Ү", "Y", "Х", "X", "Ԛ", "Q", "Ԝ", "W", "а", "a", "е", "e", "ѕ", "s",
	"і", "i", "ј", "j", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "һ", "h", "ԁ", "d", "ԛ", "q", "ԝ", "w",
	"Ӏ", "l", "ӏ", "l", "Ь", "b", "г", "r", "Α", "A", "Β", "B", "Ε", "E", "Ζ", "Z", "Η", "H", "Ι", "l", "Κ", "K",
	"Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Υ", "Y", "Χ", "X", "α", "a", "γ", "y", "ι", "i", "κ", "k",
	"η", "n", "ν", "v", "ο", "o", "ρ", "p", "υ", "u", "ϲ", "c", "ϳ", "j", "Ա", "U", "Օ", "O", "օ", "o", "ս", "u",
	"հ", "h", "ո", "n", "ց", "g", "Տ", "S", "Լ", "L", "0", "O", "1", "l", "I", "l", "ı", "i",
};

static const char *one_taken_for(const char *letter, size_t length)
{
	for (size_t i = 0; i < countof(taken_for); i += 2)
		if (strlen(taken_for[i]) == length && memcmp(taken_for[i], letter, length) == 0)
			return taken_for[i + 1];
	return NULL;
}

/* A whole name of another alphabet that reads as one of Latin: "кіоѕк 1". One letter that Latin has not is enough. */
static bool is_read_as_latin(const char *name)
{
	bool other = false;
	while (*name) {
		uint32_t point = 0;
		const size_t length = utf8_decode(name, &point);
		const bool foreign = alphabet_of(point) > 'a';
		if (foreign && !one_taken_for(name, length))
			return false;
		other |= foreign;
		name += length;
	}
	return other;
}

/* What the ledger says of a kiosk, of a file, of the machine, of who speaks for whom. */
static bool is_taken_for_another(const char *folded)
{
	static const char *const others[] = {"kiosk", "timer", "sharedesk", "patient", "nobody", "file"};
	folded += text_starts(folded, "the ") ? 4 : 0;
	for (size_t i = 0; i < countof(others); i++) {
		const size_t length = strlen(others[i]);
		if (text_starts(folded, others[i]) && folded[length + strspn(folded + length, " 0123456789")] == '\0')
			return true;
	}
	return false;
}

bool staff_name_acceptable(const char *name, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *folded = text_empty(name) || !utf8_is_clean(name) ? "" : utf8_fold(&arena, name);
	if (!*folded || strlen(name) > NAME_BYTES_MAX)
		return fail(err, ERROR_INPUT,
			    "That is not a name for an account: use letters, at most %d, such as Priya S.",
			    NAME_BYTES_MAX);
	if (!text_is(utf8_tidy(&arena, name), name) || strpbrk(name, ",;:/\\<>()[]{}|\"") || strstr(folded, " for "))
		return fail(err, ERROR_INPUT,
			    "A name has letters, digits, single blanks, dots, hyphens and apostrophes, and no \"for\": "
			    "type it so, such as Priya S.");
	if (!is_of_one_alphabet(name))
		return fail(err, ERROR_INPUT,
			    "That name mixes letters of two alphabets that look alike: type it anew.");
	if (is_read_as_latin(name))
		return fail(err, ERROR_INPUT,
			    "Each letter of that name looks like one of the Latin alphabet: type it in Latin letters.");
	return !is_taken_for_another(folded) ||
	       fail(err, ERROR_INPUT, "%s is what the desk itself writes in the ledger: choose another name.", name);
}

/* What the eye makes of it. Marks go first, so that "Ё" is taken for what "Е" is. */
static const char *seen(const char *name, Arena *arena)
{
	Text text = {.arena = arena};
	uint32_t point;
	for (const char *at = utf8_bare(arena, name); *at;) {
		const size_t length = utf8_decode(at, &point);
		const char *taken = one_taken_for(at, length);
		text_add(&text, taken ? taken : arena_bytes(arena, at, length));
		at += length;
	}
	const char *letters = utf8_letters(arena, text_done(&text));
	Text drawn = {.arena = arena};
	for (const char *at = letters; *at;) {
		const bool two = text_starts(at, "rn") || text_starts(at, "vv");
		text_add_char(&drawn, !two ? *at : *at == 'r' ? 'm' : 'w');
		at += two ? 2 : 1;
	}
	return text_done(&drawn);
}

bool staff_names_alike(const char *one, const char *other)
{
	scoped(arena_free) Arena arena = {0};
	return text_is(utf8_letters(&arena, one), utf8_letters(&arena, other)) ||
	       text_is(seen(one, &arena), seen(other, &arena));
}
