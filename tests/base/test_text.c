#include "unit.h"

#include <string.h>

#include "base/text.h"

static void test_print_cuts_between_characters(void **state)
{
	static const struct {
		const char *text;
		size_t size;
		const char *expected;
	} cases[] = {
		/* Each version counts the columns of these letters otherwise. */
		/* clang-format off */
		{"abc", 4, "abc"}, {"abc", 3, "ab"}, {"abc", 1, ""}, {"Łódź", 3, "Ł"}, {"Łódź", 4, "Ł"}, {"Łódź", 5, "Łó"},
		{"Łódź", 8, "Łódź"}, {"Łódź", 7, "Łód"}, {"Łódź", 6, "Łód"}, {"a€b", 2, "a"}, {"a€b", 3, "a"}, {"a€b", 4, "a"},
		{"a€b", 5, "a€"}, {"a€b", 6, "a€b"}, {"😀😀", 4, ""}, {"😀😀", 5, "😀"}, {"😀😀", 8, "😀"}, {"😀😀", 9, "😀😀"},
		/* clang-format on */
	};

	for (size_t i = 0; i < countof(cases); i++) {
		char printed[16], copied[16];
		assert_int_equal(text_print(printed, cases[i].size, "%s", cases[i].text), strlen(cases[i].expected));
		assert_string_equal(printed, cases[i].expected);
		assert_int_equal(text_copy(copied, cases[i].size, cases[i].text), strlen(cases[i].expected));
		assert_string_equal(copied, cases[i].expected);
	}
}

static void test_print_without_room(void **state)
{
	char out[2] = "x";
	assert_int_equal(text_print(out, 0, "%d", 5), 0);
	assert_int_equal(text_copy(out, 0, "5"), 0);
	assert_string_equal(out, "x");
	assert_int_equal(text_copy(out, sizeof out, NULL), 0);
	assert_string_equal(out, "");
}

static void test_compare(void **state)
{
	assert_true(text_is("a", "a"));
	assert_false(text_is("a", "A"));
	assert_true(text_is(NULL, NULL));
	assert_false(text_is(NULL, ""));
	assert_false(text_is("", NULL));
	assert_true(text_order(NULL, "") < 0);
	assert_true(text_order("", NULL) > 0);
	assert_int_equal(text_order(NULL, NULL), 0);
	assert_true(text_order("a", "b") < 0);
	assert_true(text_order("é", "z") > 0);
	assert_true(text_starts("Ward 7", "Ward"));
	assert_true(text_starts("Ward", ""));
	assert_false(text_starts("War", "Ward"));
	assert_false(text_starts(NULL, "Ward"));
}

static void test_kinds(void **state)
{
	assert_true(text_empty(NULL));
	assert_true(text_empty(""));
	assert_false(text_empty(" "));
	assert_string_equal(text_or(NULL, "none"), "none");
	assert_string_equal(text_or("", "none"), "none");
	assert_string_equal(text_or("one", "none"), "one");
	assert_true(text_all_digits("0123456789"));
	assert_false(text_all_digits(""));
	assert_false(text_all_digits(NULL));
	assert_false(text_all_digits("12 3"));
	assert_false(text_all_digits("-1"));
}

static void test_identifiers(void **state)
{
	static const char whole[] = "4f5f7d0a-3B1c-4b1e-9a52-7d2c5f0e6a11";
	char text[64];
	assert_true(text_starts_uuid(whole));
	for (size_t i = 0; i < sizeof whole; i++) { /* cut short, and with a wrong character at each place */
		text_print(text, sizeof text, "%.*s", (int)i, whole);
		assert_int_equal(text_starts_uuid(text), i == sizeof whole - 1);
		text_copy(text, sizeof text, whole);
		text[i] = whole[i] == '-' ? 'a' : 'g';
		assert_int_equal(text_starts_uuid(text), i == sizeof whole - 1);
	}
}

static void test_trimming(void **state)
{
	static const struct {
		const char *text, *trimmed;
	} cases[] = {
		{"C82001", "C82001"},	  {" \t a b\r\n", "a b"}, {"\xC2\xA0 x\xC2\xA0\xC2\xA0", "x"},
		{"\xC3\xA0", "\xC3\xA0"}, {" \xC2\xA0", ""},	  {"", ""},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		size_t length = strlen(cases[i].text);
		const char *trimmed = text_trim(cases[i].text, &length);
		assert_int_equal(length, strlen(cases[i].trimmed));
		assert_memory_equal(trimmed, cases[i].trimmed, length);
	}
}

static void test_growing(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text text = {.arena = &arena};
	assert_string_equal(text_done(&text), "");
	text_add(&text, NULL);
	text_add(&text, "");
	assert_string_equal(text_done(&text), "");
	for (int i = 0; i < 1000; i++) {
		text_add(&text, "ab");
		text_add_char(&text, 'c');
		text_add_bytes(&text, "defg", 2);
		text_add_print(&text, "%04d", i);
		if (i % 100 == 0)
			arena_alloc(&arena, 1); /* something in the way of growing in place */
	}
	assert_int_equal(text.length, 9000);
	assert_int_equal(strlen(text_done(&text)), 9000);
	assert_memory_equal(text_done(&text) + 9 * 537, "abcde0537", 9);

	const char *const bytes = text.bytes;

	text_clear(&text);
	assert_string_equal(text_done(&text), "");
	text_add(&text, "again");
	assert_string_equal(text_done(&text), "again");
	assert_ptr_equal(text.bytes, bytes);
}

static void test_urls(void **state)
{
	static const char *const right[] = {"https://a", "https://1.2.3.4", "https://[::1]/", "https://übung.example"};
	static const char *const wrong[] = {"",		  "https://",	"https:///", "https:////a",
					    "https://:1", "https:// a", "http://a",  "HTTPS://a"};
	for (size_t i = 0; i < countof(right); i++)
		assert_true(text_is_url(right[i], "https://"));
	for (size_t i = 0; i < countof(wrong); i++)
		assert_false(text_is_url(wrong[i], "https://"));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_print_cuts_between_characters),
		cmocka_unit_test(test_print_without_room),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_identifiers),
		cmocka_unit_test(test_urls),
		cmocka_unit_test(test_trimming),
		cmocka_unit_test(test_growing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
