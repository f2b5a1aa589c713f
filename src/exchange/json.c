#include "exchange/json.h"

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

static void add_escaped(Text *out, unsigned char c)
{
	switch (c) {
	case '"': text_add(out, "\\\""); return;
	case '\\': text_add(out, "\\\\"); return;
	case '\n': text_add(out, "\\n"); return;
	case '\r': text_add(out, "\\r"); return;
	case '\t': text_add(out, "\\t"); return;
	default: text_add_print(out, "\\u%04x", c); return;
	}
}

static bool must_escape(unsigned char c)
{
	return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

void json_add_text(Text *out, const char *text)
{
	text_add_char(out, '"');
	while (*text) {
		size_t n = 0;
		while (text[n] && !must_escape((unsigned char)text[n]))
			n++;
		text_add_bytes(out, text, n);
		if (text[n])
			add_escaped(out, (unsigned char)text[n++]);
		text += n;
	}
	text_add_char(out, '"');
}
