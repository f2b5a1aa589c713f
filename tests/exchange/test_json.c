#include "unit.h"

#include <string.h>

#include "exchange/json.h"

enum { LONGEST = 20 }; /* more than two stretches of eight bytes, and what is left of one */

/* Byte by byte, as RFC 8259 has it, and 0x7F too. */
static const char *expected(const char *text, Arena *arena)
{
	static const char named[] = "\"\"\\\\\nn\rr\tt";
	Text out = {.arena = arena};
	text_add_char(&out, '"');
	for (; *text; text++) {
		const unsigned char c = (unsigned char)*text;
		const char *name = NULL;
		for (const char *pair = named; *pair && !name; pair += 2)
			name = *pair == *text ? pair + 1 : NULL;
		if (name)
			text_add_print(&out, "\\%c", *name);
		else if (c < 0x20 || c == 0x7F)
			text_add_print(&out, "\\u%04x", c);
		else
			text_add_char(&out, *text);
	}
	text_add_char(&out, '"');
	return text_done(&out);
}

static void assert_written(const char *text, Arena *arena)
{
	Text out = {.arena = arena};
	json_add_text(&out, text);
	assert_string_equal(text_done(&out), expected(text, arena));
	assert_int_equal(out.length, strlen(out.bytes));
}

static void test_each_byte_at_each_place(void **state)
{
	scoped(arena_free) Arena arena = {0};
	for (size_t length = 0; length <= LONGEST; length++)
		for (size_t place = 0; place < length; place++)
			for (int byte = 1; byte < 256; byte++) {
				char text[LONGEST + 1] = "";
				memset(text, 'a', length);
				text[place] = (char)byte;
				assert_written(text, &arena);
				arena_clear(&arena);
			}
}

/* A byte is found by what it leaves in the highest bit, whatever stands beside it. */
static void test_bytes_beside_one_another(void **state)
{
	static const char bytes[] = "\x01\x1F !\"#[\\]~\x7F\x80\x9F\xA2\xDC\xFF";
	scoped(arena_free) Arena arena = {0};
	for (const char *a = bytes; *a; a++)
		for (const char *b = bytes; *b; b++)
			for (const char *c = bytes; *c; c++) {
				char text[] = "aaaaaaaaa";
				text[2] = *a;
				text[3] = *b;
				text[4] = *c;
				assert_written(text, &arena);
				arena_clear(&arena);
			}
}

static void test_what_is_written_comes_behind_what_was(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	text_add(&out, "[");
	json_add_text(&out, "");
	text_add(&out, ",");
	json_add_text(&out, "Caf\xC3\xA9 \"au lait\"\n");
	text_add(&out, "]");
	assert_string_equal(text_done(&out), "[\"\",\"Caf\xC3\xA9 \\\"au lait\\\"\\n\"]");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_byte_at_each_place),
		cmocka_unit_test(test_bytes_beside_one_another),
		cmocka_unit_test(test_what_is_written_comes_behind_what_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
