#define _XOPEN_SOURCE 700 /* wcwidth */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/text.h"

enum { UTF8_MARK = 0xFFFD, UTF8_LAST = 0x10FFFF };

/* Characters that are one letter with a stroke, or two in one, to Unicode, but not to somebody who types a name without
 * them. Lower case only: what is looked up is case folded. */
static const struct {
	uint32_t point;
	char plain[3];
} utf8_plain[] = {
	{0x00E6, "ae"}, /* æ */
	{0x00F0, "d"},	/* ð */
	{0x00F8, "o"},	/* ø */
	{0x00FE, "th"}, /* þ */
	{0x0111, "d"},	/* đ */
	{0x0127, "h"},	/* ħ */
	{0x0131, "i"},	/* ı */
	{0x0142, "l"},	/* ł */
	{0x0153, "oe"}, /* œ */
	{0x0167, "t"},	/* ŧ */
};

/* Bytes at the start that are ASCII, eight at a time: nearly every name is ASCII throughout. */
static size_t utf8_ascii(const char *bytes, size_t n)
{
	size_t at = 0;
	for (uint64_t word; n - at >= sizeof word; at += sizeof word) {
		memcpy(&word, bytes + at, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < n && (unsigned char)bytes[at] < 0x80)
		at++;
	return at;
}

/* Length of the character at `bytes`, of which n > 0 may be read; 0 where it is not UTF-8. A NUL ends any character, so
 * that C strings may be read with n = 4. */
static size_t utf8_scan(const char *bytes, size_t n, uint32_t *ret_point)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char first = (unsigned char)bytes[0];
	if (first < 0x80) {
		*ret_point = first;
		return 1;
	}

	const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
	uint32_t point = first & (0x7FU >> length);

	if (first < 0xC2 || first > 0xF4 || length > n)
		return 0;
	for (size_t i = 1; i < length; i++) {
		const unsigned char byte = (unsigned char)bytes[i];
		if ((byte & 0xC0) != 0x80)
			return 0;
		point = point << 6 | (byte & 0x3F);
	}
	if (point < least[length] || point > UTF8_LAST || (point >= 0xD800 && point <= 0xDFFF))
		return 0;
	*ret_point = point;
	return length;
}

bool utf8_valid(const char *bytes, size_t n, size_t *ret_bad)
{
	uint32_t point;
	for (size_t at = utf8_ascii(bytes, n), length; at < n; at += utf8_ascii(bytes + at, n - at)) {
		length = utf8_scan(bytes + at, n - at, &point);
		if (length == 0) {
			if (ret_bad)
				*ret_bad = at;
			return false;
		}
		at += length;
	}
	return true;
}

/* A byte that is not UTF-8 counts as one character, U+FFFD: a caller that forgot to clean still never reads astray. */
size_t utf8_decode(const char *text, uint32_t *ret_point)
{
	const size_t length = utf8_scan(text, 4, ret_point);
	if (length > 0)
		return length;
	*ret_point = UTF8_MARK;
	return 1;
}

size_t utf8_encode(uint32_t point, char out[4])
{
	utf8proc_uint8_t bytes[4] = {0};
	if (point > UTF8_LAST || (point >= 0xD800 && point <= 0xDFFF))
		point = UTF8_MARK;

	const size_t length = (size_t)utf8proc_encode_char((utf8proc_int32_t)point, bytes);

	memcpy(out, bytes, length);
	return length;
}

/* Whatever is not seen, or turns about what is; joiners, which some scripts write with, apart. */
static bool utf8_is_control(uint32_t point)
{
	return point == 0x180E || point == 0x200B || (point >= 0x2060 && point <= 0x2064) || point == 0xFEFF ||
	       (point >= 0xE0000 && point <= 0xE007F) || point < 0x20 || (point >= 0x7F && point <= 0x9F) ||
	       point == 0x061C || point == 0x200E || point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
	       (point >= 0x2066 && point <= 0x2069);
}

/* A letter after a mark or a joiner begins anew, in a conjunct (U+0A95 U+0ACD U+0AB7) too: terminals give each of its
 * letters columns of its own. utf8proc takes it for one letter since 2.9, for two before. */
static bool utf8_begins_anew(uint32_t before, uint32_t after)
{
	const unsigned stood = utf8proc_get_property((utf8proc_int32_t)before)->boundclass;
	return (stood == UTF8PROC_BOUNDCLASS_EXTEND || stood == UTF8PROC_BOUNDCLASS_ZWJ) &&
	       utf8proc_get_property((utf8proc_int32_t)after)->boundclass == UTF8PROC_BOUNDCLASS_OTHER;
}

size_t utf8_grapheme(const char *text)
{
	const unsigned char first = (unsigned char)text[0], second = first ? (unsigned char)text[1] : 0;
	if (first == 0)
		return 0;
	if (first < 0x80 && second < 0x80)
		return first == '\r' && second == '\n' ? 2 : 1;

	utf8proc_int32_t state = 0;
	uint32_t before, after;
	size_t length = utf8_decode(text, &before);

	while (text[length]) {
		const size_t next = utf8_decode(text + length, &after);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)after, &state) ||
		    utf8_begins_anew(before, after))
			break;
		before = after;
		length += next;
	}
	return length;
}

/* From the start each time: whether two flags or joined signs belong together depends on all that stands before. */
size_t utf8_grapheme_before(const char *text, size_t at)
{
	size_t start = 0, length;
	for (size_t next = 0; next < at && (length = utf8_grapheme(text + next)) > 0; next += length)
		start = next;
	return start;
}

static int point_columns(uint32_t point)
{
	if ((point >= 0x20 && point < 0x7F) || utf8_is_control(point))
		return 1;

	const int columns = wcwidth((wchar_t)point);

	return columns < 0 ? 1 : columns;
}

static int utf8_columns_of(const char *text, size_t n)
{
	size_t at = utf8_ascii(text, n);
	int columns = (int)at;
	uint32_t point;
	while (at < n) {
		at += utf8_decode(text + at, &point);
		columns += point_columns(point);
	}
	return columns;
}

int utf8_columns(const char *text)
{
	return utf8_columns_of(text, strlen(text));
}

size_t utf8_fit(const char *text, int columns, int *ret_columns)
{
	size_t fit = 0, length;
	int used = 0;
	while ((length = utf8_grapheme(text + fit)) > 0) {
		const int more = utf8_columns_of(text + fit, length);
		if (more > columns - used)
			break;
		used += more;
		fit += length;
	}
	if (ret_columns)
		*ret_columns = used;
	return fit;
}

bool utf8_is_clean(const char *text)
{
	uint32_t point;
	for (size_t at = 0, length; text[at]; at += length) {
		length = 1;
		if (text[at] >= ' ' && text[at] <= '~')
			continue;
		length = utf8_scan(text + at, 4, &point);
		if (length == 0 || utf8_is_control(point))
			return false;
	}
	return true;
}

static void utf8_add(Text *out, uint32_t point)
{
	char bytes[4];
	text_add_bytes(out, bytes, utf8_encode(point, bytes));
}

char *utf8_clean(Arena *arena, const char *text)
{
	if (utf8_is_clean(text))
		return arena_text(arena, text);

	Text out = {.arena = arena};
	uint32_t point;

	while (*text) {
		text += utf8_decode(text, &point);
		if (point == '\n' || point == '\t')
			point = ' ';
		utf8_add(&out, utf8_is_control(point) ? UTF8_MARK : point);
	}
	return out.bytes;
}

/* Adds a letter or digit, with one space before it where anything else came between. */
static void utf8_fold_add(Text *out, uint32_t point, bool *gap)
{
	const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
	/* Nothing to see, nothing to find: joiners and soft hyphens neither stay nor part a word. */
	if (category == UTF8PROC_CATEGORY_CF)
		return;
	if (category == UTF8PROC_CATEGORY_CC ||
	    (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_ZP)) {
		*gap = true;
		return;
	}
	if (*gap && out->length > 0)
		text_add_char(out, ' ');
	*gap = false;
	for (size_t i = 0; i < countof(utf8_plain); i++) {
		if (utf8_plain[i].point == point) {
			text_add(out, utf8_plain[i].plain);
			return;
		}
	}
	utf8_add(out, point);
}

static char *utf8_fold_ascii(Arena *arena, const char *text, size_t n)
{
	char *out = arena_alloc(arena, n + 1), *end = out;
	bool gap = false;
	for (size_t i = 0; i < n; i++) {
		const char c = text[i], lower = (char)(c | 0x20);
		if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')) {
			if (gap && end > out)
				*end++ = ' ';
			gap = false;
			*end++ = c >= 'A' && c <= 'Z' ? lower : c;
		} else {
			gap = true;
		}
	}
	return out;
}

const char *utf8_bare(Arena *arena, const char *text)
{
	enum { EXPANDED = 32 };
	Text out = {.arena = arena};
	uint32_t point;
	for (size_t length; *text; text += length) {
		utf8proc_int32_t points[EXPANDED];
		char bytes[4];
		int class = 0;
		length = utf8_decode(text, &point);
		const utf8proc_ssize_t count =
			utf8proc_decompose_char((utf8proc_int32_t)point, points, EXPANDED, UTF8PROC_DECOMPOSE, &class);
		const bool letter = count > 1 && utf8proc_category(points[1]) == UTF8PROC_CATEGORY_MN;
		text_add_bytes(&out, letter ? bytes : text, letter ? utf8_encode((uint32_t)points[0], bytes) : length);
	}
	return text_done(&out);
}

char *utf8_fold(Arena *arena, const char *text)
{
	enum { EXPANDED = 32 }; /* the longest decomposition, U+FDFA, has 18 */
	static const utf8proc_option_t options =
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	const size_t n = strlen(text);

	if (utf8_ascii(text, n) == n)
		return utf8_fold_ascii(arena, text, n);

	Text out = {.arena = arena};
	bool gap = false;

	while (*text) {
		utf8proc_int32_t points[EXPANDED];
		uint32_t point;
		int class = 0;
		text += utf8_decode(text, &point);

		const utf8proc_ssize_t count =
			utf8proc_decompose_char((utf8proc_int32_t)point, points, EXPANDED, options, &class);

		for (utf8proc_ssize_t i = 0; i < count && i < EXPANDED; i++)
			utf8_fold_add(&out, (uint32_t)points[i], &gap);
	}
	return out.bytes ? out.bytes : arena_text(arena, "");
}

char *utf8_tidy(Arena *arena, const char *text)
{
	Text out = {.arena = arena};
	bool gap = false;
	while (*text) {
		uint32_t point;
		text += utf8_decode(text, &point);

		const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
		const bool blank = category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP;

		if (category == UTF8PROC_CATEGORY_CF)
			continue;
		if (blank || category == UTF8PROC_CATEGORY_CC) {
			gap = out.length > 0;
			continue;
		}
		if (gap)
			text_add_char(&out, ' ');
		gap = false;
		utf8_add(&out, category == UTF8PROC_CATEGORY_PD ? '-' : point);
	}
	return arena_text(arena, text_done(&out));
}

char *utf8_letters(Arena *arena, const char *text)
{
	char *letters = utf8_fold(arena, text), *end = letters;
	for (const char *from = letters; *from; from++)
		if (*from != ' ')
			*end++ = *from;
	*end = '\0';
	return letters;
}

char *utf8_upper(Arena *arena, const char *text)
{
	Text out = {.arena = arena};
	uint32_t point;
	while (*text) {
		text += utf8_decode(text, &point);
		if (point == 0x00DF) /* ß: its capital letter is in few fonts */
			text_add(&out, "SS");
		else
			utf8_add(&out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)point));
	}
	return out.bytes ? out.bytes : arena_text(arena, "");
}

/* Letters, and the marks on them: the first of the categories. */
static bool is_letter(uint32_t point)
{
	const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

char *utf8_capitalise(Arena *arena, const char *text)
{
	Text out = {.arena = arena};
	uint32_t point;
	for (bool within = false; *text; within = is_letter(point)) {
		text += utf8_decode(text, &point);
		const utf8proc_int32_t letter = (utf8proc_int32_t)point;
		utf8_add(&out, (uint32_t)(within ? utf8proc_tolower(letter) : utf8proc_totitle(letter)));
	}
	return out.bytes ? out.bytes : arena_text(arena, "");
}
