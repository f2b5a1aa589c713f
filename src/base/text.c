/* The only file that formats with the C library: other layers print through text_print and its friends. */
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_FIRST_ROOM = 64 };

/* Bytes to keep of the first n of a longer text, so that no character is left half. */
static size_t text_cut(const char *text, size_t n)
{
	size_t lead = n;
	for (int back = 0; back < 4 && lead > 0; back++) {
		const unsigned char byte = (unsigned char)text[--lead];
		if (byte < 0x80)
			return n;
		if (byte >= 0xC0) {
			const size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
			return lead + length <= n ? n : lead;
		}
	}
	return n;
}

size_t text_print_list(char *out, size_t size, const char *format, va_list list)
{
	if (size == 0)
		return 0;

	const int wanted = vsnprintf(out, size, format, list);
	size_t length = wanted > 0 ? (size_t)wanted : 0;

	if (length >= size)
		length = text_cut(out, size - 1);
	out[length] = '\0';
	return length;
}

size_t text_print(char *out, size_t size, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	const size_t length = text_print_list(out, size, format, list);
	va_end(list);
	return length;
}

size_t text_copy(char *out, size_t size, const char *text)
{
	if (size == 0)
		return 0;

	size_t length = text ? strlen(text) : 0;

	if (length >= size)
		length = text_cut(text, size - 1);
	if (length > 0)
		memmove(out, text, length);
	out[length] = '\0';
	return length;
}

bool text_is(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_empty(const char *text)
{
	return !text || *text == '\0';
}

const char *text_or(const char *text, const char *instead)
{
	return text_empty(text) ? instead : text;
}

int text_order(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

bool text_starts(const char *text, const char *prefix)
{
	return text && prefix && strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_all_digits(const char *text)
{
	return !text_empty(text) && text[strspn(text, "0123456789")] == '\0';
}

/* Bytes of the blank at `bytes`, of which `length` are left; 0 where there is none. */
static size_t text_blank(const char *bytes, size_t length)
{
	static const char no_break[] = "\xC2\xA0";
	if (length > 0 && *bytes && strchr(" \t\r\n", *bytes))
		return 1;
	return length > 1 && memcmp(bytes, no_break, 2) == 0 ? 2 : 0;
}

const char *text_trim(const char *bytes, size_t *length)
{
	for (size_t blank; (blank = text_blank(bytes, *length)); *length -= blank)
		bytes += blank;
	for (;;) {
		if (*length > 0 && text_blank(bytes + *length - 1, 1))
			*length -= 1;
		else if (*length > 1 && text_blank(bytes + *length - 2, 2) == 2)
			*length -= 2;
		else
			return bytes;
	}
}

bool text_is_address(const char *text)
{
	enum { ADDRESS_MAX = 254 }; /* RFC 5321 */
	const char *const at = strchr(text, '@');

	if (!at || at == text || !at[1] || strchr(at + 1, '@') || strpbrk(text, "<>()[],;:\\\"") ||
	    strlen(text) > ADDRESS_MAX)
		return false;
	for (const char *c = text; *c; c++)
		if (*c <= ' ' || *c >= 127)
			return false;
	return true;
}

bool text_is_url(const char *text, const char *scheme)
{
	if (!text_starts(text, scheme))
		return false;
	const unsigned char first = (unsigned char)text[strlen(scheme)];
	return (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') ||
	       first == '[' || first >= 0x80; /* a letter of another alphabet */
}

bool text_starts_uuid(const char *text)
{
	static const char shape[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
	for (size_t i = 0; shape[i]; i++)
		if (shape[i] == '-' ? text[i] != '-' : !text[i] || !strchr("0123456789abcdefABCDEF", text[i]))
			return false;
	return true;
}

/* Makes room for n more bytes and the NUL. */
static void text_reserve(Text *text, size_t n)
{
	if (n >= SIZE_MAX / 4 - text->length)
		abort();

	const size_t needed = text->length + n + 1;

	if (needed <= text->room)
		return;

	size_t room = text->room ? text->room * 2 : TEXT_FIRST_ROOM;

	if (room < needed)
		room = needed;
	text->bytes = arena_grow(text->arena, text->bytes, text->room, room, 1);
	text->room = room;
}

void text_add_bytes(Text *text, const char *more, size_t n)
{
	text_reserve(text, n);
	if (n > 0)
		memcpy(text->bytes + text->length, more, n);
	text->length += n;
	text->bytes[text->length] = '\0';
}

void text_add(Text *text, const char *more)
{
	if (more)
		text_add_bytes(text, more, strlen(more));
}

void text_add_char(Text *text, char c)
{
	text_add_bytes(text, &c, 1);
}

static size_t printf_like(1, 0) text_measure(const char *format, va_list list)
{
	va_list copy;
	va_copy(copy, list);
	const int wanted = vsnprintf(NULL, 0, format, copy);
	va_end(copy);
	return wanted > 0 ? (size_t)wanted : 0;
}

void text_add_print(Text *text, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	const size_t n = text_measure(format, list);

	text_reserve(text, n);
	text->length += text_print_list(text->bytes + text->length, n + 1, format, list);
	va_end(list);
}

char *text_room(Text *text, size_t n)
{
	text_reserve(text, n);
	return text->bytes + text->length;
}

void text_end(Text *text, char *end)
{
	*end = '\0';
	text->length = (size_t)(end - text->bytes);
}

void text_clear(Text *text)
{
	text->length = 0;
	if (text->bytes)
		text->bytes[0] = '\0';
}

const char *text_done(const Text *text)
{
	return text->bytes ? text->bytes : "";
}

/* Declared in arena.h; it lives here because it formats. */
char *arena_print(Arena *arena, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	const size_t n = text_measure(format, list);
	char *out = arena_alloc(arena, n + 1);

	text_print_list(out, n + 1, format, list);
	va_end(list);
	return out;
}
