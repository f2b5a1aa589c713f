#include "base/encoding.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"

#define BYTES(text) text, sizeof text - 1

static void what_it_is_and_what_it_says(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		Encoding encoding;
		const char *says;
	} cases[] = {
		{BYTES("Ashby\n"), ENCODING_UTF8, "Ashby\n"},
		{BYTES("\xEF\xBB\xBFMu\xC3\xB1oz"), ENCODING_UTF8, "Mu\xC3\xB1oz"},
		{BYTES(""), ENCODING_UTF8, ""},
		{BYTES("Mu\xF1oz \x80 O\x92"
		       "Brien"),
		 ENCODING_WINDOWS,
		 "Mu\xC3\xB1oz \xE2\x82\xAC O\xE2\x80\x99"
		 "Brien"},
		{BYTES("\xFF\xFE"
		       "M\0\xF1\0"),
		 ENCODING_UTF16_LE, "M\xC3\xB1"},
		{BYTES("\xFE\xFF\0M\0\xF1"), ENCODING_UTF16_BE, "M\xC3\xB1"},
		{BYTES("n\0h\0s\0\x42\x01"), ENCODING_UTF16_LE, "nhs\xC5\x82"},
		{BYTES("\0n\0h\0s\x01\x42"), ENCODING_UTF16_BE, "nhs\xC5\x82"},
		{BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), ENCODING_UTF16_LE, "\xF0\x9F\x98\x80"},
		{BYTES("\xFF\xFE"), ENCODING_UTF16_LE, ""},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		const char *text = NULL;
		size_t length;
		Error err = {0};
		assert_int_equal(encoding_of(cases[i].bytes, cases[i].n), cases[i].encoding);
		if (!encoding_read(&arena, cases[i].bytes, cases[i].n, false, &text, &length, &err))
			fail_msg("case %zu: %s", i, err.text);
		assert_int_equal(length, strlen(cases[i].says));
		assert_memory_equal(text, cases[i].says, length);
	}
}

static void what_is_no_text_is_named_by_its_line(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *says;
	} cases[] = {
		{BYTES("a\nb\n\x81"), "Line 3 holds"},
		{BYTES("\xC3\xA9\n\xE9\n"), "Line 2 is not UTF-8"},
		{BYTES("\xE9\n\xC3\xA9\n"), "Line 1 is not UTF-8"},
		{BYTES("\xEF\xBB\xBFone\n\xFF\n"), "Line 2 is not UTF-8"},
		{BYTES("\xFF\xFE"
		       "a\0\n\0b"),
		 "Line 2 holds"},
		{BYTES("\xFF\xFE"
		       "a\0\n\0\x00\xDC"),
		 "Line 2 holds"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		const char *text;
		size_t length;
		Error err = {0};
		assert_false(encoding_read(&arena, cases[i].bytes, cases[i].n, false, &text, &length, &err));
		if (!strstr(err.text, cases[i].says))
			fail_msg("case %zu: %s", i, err.text);
	}
}

static void a_last_character_may_be_cut(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *says;
	} cases[] = {
		{BYTES("M\xC3\xB1o\xC3"), "M\xC3\xB1o"},
		{BYTES("\xFF\xFE"
		       "M\0o"),
		 "M"},
		{BYTES("\xFF\xFE"
		       "M\0\x3D\xD8"),
		 "M"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		const char *text;
		size_t length;
		assert_true(encoding_read(&arena, cases[i].bytes, cases[i].n, true, &text, &length, NULL));
		assert_int_equal(length, strlen(cases[i].says));
		assert_memory_equal(text, cases[i].says, length);
		assert_false(encoding_read(&arena, cases[i].bytes, cases[i].n, false, &text, &length, NULL));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_is_and_what_it_says),
		cmocka_unit_test(what_is_no_text_is_named_by_its_line),
		cmocka_unit_test(a_last_character_may_be_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
