#include "exchange/json.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

json_t *json_read_object(const char *text, size_t length, Error *err)
{
	size_t bad;
	if (!utf8_valid(text, length, &bad)) {
		fail(err, ERROR_INPUT, "Byte %zu of the line is not UTF-8.", bad + 1);
		return NULL;
	}

	json_error_t about;
	json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES, &about);
	if (!value && json_error_code(&about) == json_error_null_character) {
		fail(err, ERROR_INPUT, "A NUL character (\\u0000) stands before byte %d; no text may hold one.",
		     about.position);
		return NULL;
	}
	if (!value) {
		fail(err, ERROR_INPUT, "This is not JSON (byte %d: %s).", about.position, about.text);
		return NULL;
	}
	if (!json_is_object(value)) {
		json_decref(value);
		fail(err, ERROR_INPUT, "This is JSON, but not an object in { }.");
		return NULL;
	}
	return value;
}

static char *put(char *at, const char *bytes, size_t n)
{
	memcpy(at, bytes, n);
	return at + n;
}

static char *put_escaped(char *at, unsigned char c)
{
	static const char digits[] = "0123456789abcdef";
	switch (c) {
	case '"': return put(at, "\\\"", 2);
	case '\\': return put(at, "\\\\", 2);
	case '\n': return put(at, "\\n", 2);
	case '\r': return put(at, "\\r", 2);
	case '\t': return put(at, "\\t", 2);
	default: at = put(at, "\\u00", 4);
	}
	*at++ = digits[c >> 4];
	*at++ = digits[c & 15];
	return at;
}

static bool must_escape(unsigned char c)
{
	return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

/* Any of eight bytes. A byte that is zero, and none of another, leaves its highest bit. */
static bool must_escape_any(uint64_t eight)
{
	static const uint64_t ones = 0x0101010101010101u;
	const uint64_t quote = eight ^ ones * '"', slash = eight ^ ones * '\\', rubout = eight ^ ones * 0x7F;
	const uint64_t found = ((eight - ones * 0x20) & ~eight) | ((quote - ones) & ~quote) |
			       ((slash - ones) & ~slash) | ((rubout - ones) & ~rubout);
	return (found & ones * 0x80) != 0;
}

/* How many bytes stand as they are before one that does not. */
static size_t plain_bytes(const char *text, size_t length)
{
	size_t n = 0;
	for (uint64_t eight; length - n >= sizeof eight; n += sizeof eight) {
		memcpy(&eight, text + n, sizeof eight);
		if (must_escape_any(eight))
			break;
	}
	while (n < length && !must_escape((unsigned char)text[n]))
		n++;
	return n;
}

char *json_put_text(char *at, const char *text, size_t length)
{
	*at++ = '"';
	while (length > 0) {
		const size_t plain = plain_bytes(text, length);
		at = put(at, text, plain);
		text += plain;
		length -= plain;
		if (length > 0) {
			at = put_escaped(at, (unsigned char)*text++);
			length--;
		}
	}
	*at++ = '"';
	return at;
}

void json_add_text(Text *out, const char *text)
{
	const size_t length = strlen(text);
	text_end(out, json_put_text(text_room(out, json_room(length)), text, length));
}
