/* Bytes and C strings: printing into buffers, growing strings, comparing. All text is UTF-8. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/macros.h"

/* snprintf that never leaves half a character: the cut falls between characters. Returns the bytes now in `out`. */
size_t text_print(char *out, size_t size, const char *format, ...) printf_like(3, 4);
size_t text_print_list(char *out, size_t size, const char *format, va_list list) printf_like(3, 0);
size_t text_copy(char *out, size_t size, const char *text);

bool text_is(const char *a, const char *b);		    /* equal; NULL equals only NULL */
bool text_empty(const char *text);			    /* NULL or "" */
const char *text_or(const char *text, const char *instead); /* `instead` for NULL or "" */
int text_order(const char *a, const char *b);		    /* byte order; NULL before everything */
bool text_starts(const char *text, const char *prefix);
bool text_all_digits(const char *text); /* not empty, '0'–'9' only */
/* Where the text begins and how long it is without the blanks at its ends: spaces, tabs, line ends, no-break spaces. */
const char *text_trim(const char *bytes, size_t *length);
bool text_is_address(const char *text); /* one e-mail address, local@domain in ASCII: no name, no list, no header */
/* An address of a service: `scheme` ("https://"), then a host: its first is a letter, a digit or [ (RFC 3986). */
bool text_is_url(const char *text, const char *scheme);
bool text_starts_uuid(const char *text); /* its first 36 characters are 8-4-4-4-12 hexadecimal digits */

/* A string that grows in an arena. {.arena = a} is an empty one; `bytes` is always NUL-terminated once written to. */
typedef struct Text {
	Arena *arena;
	char *bytes;
	size_t length, room;
} Text;

void text_add(Text *text, const char *more);
void text_add_bytes(Text *text, const char *more, size_t n);
void text_add_char(Text *text, char c);
void text_add_print(Text *text, const char *format, ...) printf_like(2, 3);
/* What is written byte by byte: where n more bytes may stand, and then where they end. */
char *text_room(Text *text, size_t n);
void text_end(Text *text, char *end);
void text_clear(Text *text);		 /* length 0, memory kept */
const char *text_done(const Text *text); /* never NULL */
