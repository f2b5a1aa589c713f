#include "base/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"

enum { LOOKED_AT = 4096, UTF8_PER_BYTE = 3 /* at most, of UTF-16 and of Windows-1252 */, CHARACTER_MAX = 4 };

static const struct {
	const char *iconv, *called, *mark;
} encodings[] = {
	[ENCODING_UTF8] = {NULL, "UTF-8", "\xEF\xBB\xBF"},
	[ENCODING_UTF16_LE] = {"UTF-16LE", "UTF-16", "\xFF\xFE"},
	[ENCODING_UTF16_BE] = {"UTF-16BE", "UTF-16", "\xFE\xFF"},
	[ENCODING_WINDOWS] = {"CP1252", "Windows-1252", ""},
};

static size_t mark_length(const char *bytes, size_t n, Encoding encoding)
{
	const size_t length = strlen(encodings[encoding].mark);
	return n >= length && memcmp(bytes, encodings[encoding].mark, length) == 0 ? length : 0;
}

/* Most letters of a list are ASCII: in UTF-16 every second byte of them is zero. */
static Encoding by_zeros(const char *bytes, size_t n)
{
	const size_t looked = n < LOOKED_AT ? n : LOOKED_AT;
	size_t zeros[2] = {0, 0};
	for (size_t i = 0; i < looked; i++)
		zeros[i % 2] += bytes[i] == '\0';
	if (zeros[1] > looked / 4 && zeros[0] <= looked / 16)
		return ENCODING_UTF16_LE;
	return zeros[0] > looked / 4 && zeros[1] <= looked / 16 ? ENCODING_UTF16_BE : 0;
}

Encoding encoding_of(const char *bytes, size_t n)
{
	static const Encoding marked[] = {ENCODING_UTF8, ENCODING_UTF16_LE, ENCODING_UTF16_BE};
	for (size_t i = 0; i < countof(marked); i++)
		if (mark_length(bytes, n, marked[i]))
			return marked[i];
	const Encoding wide = by_zeros(bytes, n);
	if (wide)
		return wide;
	return utf8_valid(bytes, n, NULL) ? ENCODING_UTF8 : ENCODING_WINDOWS;
}

static size_t lines_in(const char *bytes, size_t n)
{
	size_t lines = 0;
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	return lines;
}

static bool has_wide(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			return true;
	return false;
}

/* Letters that are UTF-8, beside bytes that are not: whichever it is taken for, names would come out wrong. */
static bool is_mixed(const char *bytes, size_t n, size_t *ret_line)
{
	size_t bad, line = 0;
	bool utf8 = false;
	for (size_t at = 0; at < n; at += bad + 1) {
		const bool whole = utf8_valid(bytes + at, n - at, &bad);
		if (whole)
			bad = n - at;
		utf8 = utf8 || has_wide(bytes + at, bad);
		if (!whole && line == 0)
			line = lines_in(bytes, at + bad) + 1;
	}
	*ret_line = line;
	return utf8 && line > 0;
}

static bool convert(iconv_t converter, Arena *arena, const char *bytes, size_t n, bool cut, const char **ret_text,
		    size_t *ret_length, Error *err)
{
	char *text = arena_array(arena, n + 1, UTF8_PER_BYTE), *out = text;
	union { /* iconv changes nothing of it, and asks for it writable */
		const char *bytes;
		char *at;
	} in = {bytes};
	size_t left = n, room = (n + 1) * UTF8_PER_BYTE - 1;
	const size_t wrong = iconv(converter, &in.at, &left, &out, &room);
	if (wrong == (size_t)-1 && !(cut && errno == EINVAL))
		return fail(err, ERROR_INPUT, "Line %zu holds something that is no text; save the file as UTF-8.",
			    lines_in(text, (size_t)(out - text)) + 1);
	*out = '\0';
	*ret_text = text;
	*ret_length = (size_t)(out - text);
	return true;
}

/* Without the last character where that is only half there. */
static size_t whole_length(const char *bytes, size_t n)
{
	size_t bad;
	return utf8_valid(bytes, n, &bad) || n - bad >= CHARACTER_MAX ? n : bad;
}

bool encoding_read(Arena *arena, const char *bytes, size_t n, bool cut, const char **ret_text, size_t *ret_length,
		   Error *err)
{
	const size_t shown = cut ? whole_length(bytes, n) : n;
	const Encoding encoding = encoding_of(bytes, shown);
	const size_t mark = mark_length(bytes, n, encoding);
	size_t line;
	const bool mixed =
		encoding != ENCODING_UTF16_LE && encoding != ENCODING_UTF16_BE && is_mixed(bytes, shown, &line);
	if (encoding == ENCODING_UTF8 && utf8_valid(bytes, shown, NULL)) {
		*ret_text = bytes + mark;
		*ret_length = shown - mark;
		return true;
	}
	if (mixed)
		return fail(err, ERROR_INPUT, "Line %zu is not UTF-8 text, as others are; save the file as UTF-8.",
			    line);

	iconv_t converter = iconv_open("UTF-8", encodings[encoding].iconv);
	if (converter == (iconv_t)-1)
		return fail(err, ERROR_SYSTEM, "This machine cannot read text in %s; save the file as UTF-8.",
			    encodings[encoding].called);
	const bool read = convert(converter, arena, bytes + mark, n - mark, cut, ret_text, ret_length, err);
	iconv_close(converter);
	return read;
}
