#include "model/facts/alike.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

typedef struct Points {
	uint32_t at[ALIKE_MAX];
	size_t count; /* 0 where there are more */
} Points;

static Points points_of(const char *name)
{
	Points points = {0};
	while (*name) {
		if (points.count == ALIKE_MAX)
			return (Points){0};
		name += utf8_decode(name, &points.at[points.count++]);
	}
	return points;
}

bool alike_slip(const char *left, const char *right)
{
	const Points a = points_of(left), b = points_of(right);
	size_t from = 0, a_end = a.count, b_end = b.count;
	if (a.count == 0 || b.count == 0)
		return false;
	while (from < a_end && from < b_end && a.at[from] == b.at[from])
		from++;
	while (a_end > from && b_end > from && a.at[a_end - 1] == b.at[b_end - 1]) {
		a_end--;
		b_end--;
	}
	const size_t off_a = a_end - from, off_b = b_end - from;
	if (off_a <= 1 && off_b <= 1)
		return off_a + off_b > 0;
	return off_a == 2 && off_b == 2 && a.at[from] == b.at[from + 1] && a.at[from + 1] == b.at[from];
}

/* --- How it sounds --- */

/* What is read before single letters are; `first`: at the beginning of a name alone. */
static const struct {
	const char *letters, *read;
	bool first;
} readings[] = {
	{"kn", "n", true},   {"gn", "n", true},	   {"wr", "r", true},	 {"ps", "s", true},   {"mac", "mk", true},
	{"x", "s", true},    {"ph", "f", false},   {"ght", "t", false},	 {"gh", "", false},   {"sch", "s", false},
	{"ck", "k", false},  {"mps", "ms", false}, {"mpt", "mt", false}, {"ge", "je", false}, {"gi", "ji", false},
	{"ce", "se", false}, {"ci", "si", false},  {"cy", "sy", false},	 {"x", "ks", false},
};

typedef struct Sound {
	Text text;
	char last; /* of two that stand together one is heard; '\0' behind a vowel */
} Sound;

/* Letters of one sound are one of them; vowels are heard at the beginning alone, as one, and so are h and w. */
static void hear(Sound *sound, char letter, bool first)
{
	static const char as[] = "-bkd-fkh-jklmn-bkrsd-fws-s";
	const bool vowel = letter && strchr("aeiouy", letter);
	char heard = letter >= 'a' && letter <= 'z' ? as[letter - 'a'] : letter;
	if (vowel)
		heard = 'a';
	if (first || (!vowel && heard != 'h' && heard != 'w' && heard != sound->last))
		text_add_char(&sound->text, heard);
	if (heard != 'h' && heard != 'w')
		sound->last = vowel ? '\0' : heard;
}

const char *alike_sound(Arena *arena, const char *name)
{
	Sound sound = {.text.arena = arena};
	const char *at = name;
	while (*at) {
		size_t i = 0;
		while (i < countof(readings) &&
		       ((readings[i].first && at != name) || !text_starts(at, readings[i].letters)))
			i++;
		if (i == countof(readings)) {
			hear(&sound, *at, at == name);
			at++;
			continue;
		}
		for (const char *read = readings[i].read; *read; read++)
			hear(&sound, *read, at == name && read == readings[i].read);
		at += strlen(readings[i].letters);
	}
	return text_done(&sound.text);
}

/* --- Finding them by index --- */

size_t alike_closeness(const char *a, const char *b)
{
	const size_t a_length = strlen(a), b_length = strlen(b);
	size_t head = 0, tail = 0;
	while (a[head] && a[head] == b[head])
		head++;
	while (tail + head < a_length && tail + head < b_length && a[a_length - 1 - tail] == b[b_length - 1 - tail])
		tail++;
	return head + tail;
}

static const char *part(Arena *arena, const Points *points, size_t from, size_t to, bool backwards)
{
	Text text = {.arena = arena};
	char bytes[4];
	for (size_t i = from; i < to; i++) {
		const uint32_t point = points->at[backwards ? to - 1 - (i - from) : i];
		text_add_bytes(&text, bytes, utf8_encode(point, bytes));
	}
	return text_done(&text);
}

const char *alike_head(Arena *arena, const char *name)
{
	const Points points = points_of(name);
	return part(arena, &points, 0, points.count / 2, false);
}

const char *alike_tail(Arena *arena, const char *name)
{
	const Points points = points_of(name);
	return part(arena, &points, points.count / 2, points.count, true);
}

const char *alike_crossed(Arena *arena, const char *name)
{
	Points points = points_of(name);
	const size_t middle = points.count / 2;
	if (middle > 0) {
		const uint32_t point = points.at[middle];
		points.at[middle] = points.at[middle - 1];
		points.at[middle - 1] = point;
	}
	return part(arena, &points, 0, points.count, false);
}

const char *alike_backward(Arena *arena, const char *name)
{
	const Points points = points_of(name);
	return part(arena, &points, 0, points.count, true);
}
