#include "base/sms.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

enum { SEPTETS = 160, SEPTETS_JOINED = 153, UNITS = 70, UNITS_JOINED = 67 };
enum { POINT_BYTES = 4, BEYOND_UNIT = 0x10000 };

/* In the order of the table; ESC, which stands for nothing by itself, is left out. */
static const char alphabet[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
			       "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char extensions[] = "\f^{}\\[~]|€";

/* Bytes of UTF-8 that are one character stand in no other place. */
static bool has(const char *characters, const char *text, size_t length)
{
	char one[POINT_BYTES + 1] = "";
	memcpy(one, text, length);
	return strstr(characters, one) != NULL;
}

bool sms_is_default(const char *text)
{
	uint32_t point;
	for (size_t length; *text; text += length) {
		length = utf8_decode(text, &point);
		if (!has(alphabet, text, length) && !has(extensions, text, length))
			return false;
	}
	return true;
}

/* What loses more than a mark, or has none. */
static const struct {
	const char *typed, *plain;
} plainer[] = {
	{"‘", "'"}, {"’", "'"},	  {"‚", "'"}, {"“", "\""}, {"”", "\""},	      {"„", "\""}, {"–", "-"},
	{"—", "-"}, {"…", "..."}, {"ł", "l"}, {"Ł", "L"},  {"ő", "ö"},	      {"Ő", "Ö"},  {"ű", "ü"},
	{"Ű", "Ü"}, {"đ", "d"},	  {"Đ", "D"}, {"•", "-"},  {"\xc2\xa0", " "},
};

static const char *plain_of(Arena *arena, const char *one)
{
	for (size_t i = 0; i < countof(plainer); i++)
		if (text_is(plainer[i].typed, one))
			return plainer[i].plain;
	return utf8_bare(arena, one);
}

const char *sms_plain(Arena *arena, const char *text)
{
	Text out = {.arena = arena};
	uint32_t point;
	for (size_t length; *text; text += length) {
		length = utf8_decode(text, &point);
		const char *one = arena_bytes(arena, text, length);
		const char *plain = sms_is_default(one) ? one : plain_of(arena, one);
		text_add(&out, sms_is_default(plain) ? plain : one);
	}
	return text_done(&out);
}

/* Septets or units of the character at `text`, and its length in bytes. */
static size_t weight(const char *text, bool septets, size_t *ret_length)
{
	uint32_t point;
	*ret_length = utf8_decode(text, &point);
	const bool two = septets ? has(extensions, text, *ret_length) : point >= BEYOND_UNIT;
	return two ? 2 : 1;
}

/* In which part byte `at` is, from 0, where each holds `room`. */
static size_t part_of(const char *text, size_t at, bool septets, size_t room)
{
	size_t part = 0, used = 0, length;
	for (size_t i = 0; i <= at && text[i]; i += length) {
		const size_t taken = weight(text + i, septets, &length);
		part += used + taken > room;
		used = used + taken > room ? taken : used + taken;
	}
	return part;
}

/* Likewise, where all of it is one part if it can be. */
static size_t part_at(const char *text, size_t at)
{
	const bool septets = sms_is_default(text);
	const bool one = part_of(text, strlen(text), septets, septets ? SEPTETS : UNITS) == 0;
	return one ? 0 : part_of(text, at, septets, septets ? SEPTETS_JOINED : UNITS_JOINED);
}

size_t sms_parts(const char *text)
{
	return part_at(text, strlen(text)) + 1;
}

bool sms_in_one_part(const char *text, size_t at, size_t length)
{
	return part_at(text, at) == part_at(text, at + length - 1);
}
