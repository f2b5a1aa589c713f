#include "unit.h"

#include <locale.h>
#include <string.h>

#include "base/utf8.h"

static void test_valid(void **state)
{
	static const struct {
		const char *bytes;
		size_t n, bad; /* bad == n: valid */
	} cases[] = {
		{"", 0, 0},
		{"abc", 3, 3},
		{"Łódź", 7, 7},
		{"a€b😀", 9, 9},
		{"a\0b", 3, 3},
		{"\xEF\xBF\xBF", 3, 3},
		{"\xF4\x8F\xBF\xBF", 4, 4},
		{"\xED\x9F\xBF", 3, 3},
		{"\xEE\x80\x80", 3, 3},
		{"\xC0\x80", 2, 0},
		{"\xC1\xBF", 2, 0},
		{"\xE0\x9F\xBF", 3, 0},
		{"\xF0\x8F\xBF\xBF", 4, 0},
		{"\xED\xA0\x80", 3, 0},
		{"\xED\xBF\xBF", 3, 0},
		{"\xF4\x90\x80\x80", 4, 0},
		{"\xF5\x80\x80\x80", 4, 0},
		{"\xFF", 1, 0},
		{"\x80", 1, 0},
		{"abcdefgh\x80", 9, 8},
		{"abcdefghi\xC3", 10, 9},
		{"a\xE2\x82", 3, 1},
		{"\xE2\x82\xAC\xE2\x28\xA1", 6, 3},
		{"abcdefgh\xC3\xA9 abcdefgh \xFE", 21, 20},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		size_t bad = cases[i].n;
		assert_int_equal(utf8_valid(cases[i].bytes, cases[i].n, &bad), cases[i].bad == cases[i].n);
		assert_int_equal(bad, cases[i].bad);
	}
	assert_false(utf8_valid("\xFF", 1, NULL));
}

static void test_every_point_round_trips(void **state)
{
	for (uint32_t point = 1; point <= 0x10FFFF; point++) {
		char bytes[5] = "";
		uint32_t back = 0;
		if (point >= 0xD800 && point <= 0xDFFF)
			continue;

		const size_t length = utf8_encode(point, bytes);

		if (utf8_decode(bytes, &back) != length || back != point || !utf8_valid(bytes, length, NULL))
			fail_msg("U+%04X", (unsigned)point);
	}

	char surrogate[4];

	assert_int_equal(utf8_encode(0xD800, surrogate), 3);
	assert_memory_equal(surrogate, "\uFFFD", 3);
}

static void test_graphemes(void **state)
{
	static const struct {
		const char *text;
		size_t first;
	} cases[] = {
		{"", 0},
		{"ab", 1},
		{"\r\nx", 2},
		{"e\u0301x", 3},
		{"éx", 2},
		{"x\u0301\u0302\u0303y", 7},
		{"👩‍👩‍👧x", 18},
		{"🇬🇧🇵🇱", 8},
		{"નિx", 6},
		{"각x", 3},
		{"ક્ષ", 6}, /* each letter of a conjunct has columns of its own */
		{"ક્\u200Dષ", 9},
		{"क़्ष", 9},
		{"ਪ੍ਰ", 6},
		{"น้ำx", 9},
	};

	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(utf8_grapheme(cases[i].text), cases[i].first);
	assert_int_equal(utf8_grapheme_before("ae\u0301", 4), 1);
	assert_int_equal(utf8_grapheme_before("ae\u0301", 1), 0);
	assert_int_equal(utf8_grapheme_before("abc", 3), 2);
	assert_int_equal(utf8_grapheme_before("abc", 0), 0);
	assert_int_equal(utf8_grapheme_before("🇬🇧🇵🇱", 16), 8);
}

static void test_columns(void **state)
{
	static const struct {
		const char *text;
		int columns;
	} cases[] = {
		{"", 0},       {"Smith", 5},	{"Łódź", 4}, {"e\u0301", 1}, {"日本", 4},  {"a\x1b", 2},
		{"\u202E", 1}, {"\xC2\x85", 1}, {"✓", 1},    {"ગુજરાતી", 6},  {"ਪੰਜਾਬੀ", 5},
	};

	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(utf8_columns(cases[i].text), cases[i].columns);
}

static void test_fit(void **state)
{
	static const struct {
		const char *text;
		int columns;
		size_t bytes;
		int used;
	} cases[] = {
		{"Smith", 3, 3, 3}, {"Smith", 5, 5, 5}, {"Smith", 9, 5, 5},    {"Smith", 0, 0, 0}, {"Smith", -1, 0, 0},
		{"日本", 3, 3, 2},  {"日本", 1, 0, 0},	{"e\u0301x", 1, 3, 1}, {"", 4, 0, 0},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		int used = -1;
		assert_int_equal(utf8_fit(cases[i].text, cases[i].columns, &used), cases[i].bytes);
		assert_int_equal(used, cases[i].used);
	}
	assert_int_equal(utf8_fit("abc", 2, NULL), 2);
}

static void test_clean(void **state)
{
	static const struct {
		const char *text, *clean;
	} cases[] = {
		{"", ""},
		{"Smith", "Smith"},
		{"Łódź", "Łódź"},
		{"a\tb\nc", "a b c"},
		{"a\x1b[1m", "a\uFFFD[1m"},
		{"\x7F", "\uFFFD"},
		{"\xC2\x80\xC2\x9F\u00A0", "\uFFFD\uFFFD\u00A0"},
		{"\u2027\u2028\u2029\u202A\u202E\u202F", "\u2027\uFFFD\uFFFD\uFFFD\uFFFD\u202F"},
		{"\u2066\u2069\u200E\u200F\u061C", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"a\u200Db", "a\u200Db"},
		{"Dr\u200B Sh\u2060ah\uFEFF\U000E0041", "Dr\uFFFD Sh\uFFFDah\uFFFD\uFFFD"},
		{"\xFF\xC3", "\uFFFD\uFFFD"},
		{"a\xE2\x82", "a\uFFFD\uFFFD"},
	};

	scoped(arena_free) Arena arena = {0};

	for (size_t i = 0; i < countof(cases); i++) {
		assert_string_equal(utf8_clean(&arena, cases[i].text), cases[i].clean);
		assert_int_equal(utf8_is_clean(cases[i].text), strcmp(cases[i].text, cases[i].clean) == 0);
		assert_true(utf8_is_clean(cases[i].clean));
	}
}

static void test_fold(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{"O’Brien-Łukasz", "o brien lukasz"},
		{"O'BRIEN", "o brien"},
		{"  Anne   Marie ", "anne marie"},
		{"", ""},
		{"--", ""},
		{"’", ""},
		{"Søren Ærø", "soren aero"},
		{"Đorđe", "dorde"},
		{"Straße", "strasse"},
		{"STRAẞE", "strasse"},
		{"Þóra Guðrún", "thora gudrun"},
		{"Işık", "isik"},
		{"İpek", "ipek"},
		{"Zoë", "zoe"},
		{"Zoe\u0308", "zoe"},
		{"ＡＢＣ　１", "abc 1"},
		{"ﬁona", "fiona"},
		{"Nguyễn Văn", "nguyen van"},
		{"Jean\u00ADPaul", "jeanpaul"},
		{"a\u00A0b\tc", "a b c"},
		{"Œuvre", "oeuvre"},
		{"Ħal Ŧ", "hal t"},
		{"Ελένη", "ελενη"},
		{"Иванов", "иванов"},
		{"a_b@c.nhs`d^e", "a b c nhs d e"},
		{"a´b", "a b"},
		{"é", "e"},
		{"é-", "e"},
		{"\xFF", ""},
	};

	scoped(arena_free) Arena arena = {0};

	for (size_t i = 0; i < countof(cases); i++) {
		assert_string_equal(utf8_fold(&arena, cases[i].text), cases[i].folded);
		assert_string_equal(utf8_fold(&arena, cases[i].folded), cases[i].folded);
	}
}

/* The quick way for ASCII and the long way give the same: é at the end makes the long way run. */
static void test_fold_same_both_ways(void **state)
{
	scoped(arena_free) Arena arena = {0};
	for (char c = 1; c > 0 && c < 127; c++) {
		char quick[] = "a?Be", slow[] = "a?Bé";
		quick[1] = slow[1] = c;
		assert_string_equal(utf8_fold(&arena, quick), utf8_fold(&arena, slow));
	}
}

static void test_letters(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(utf8_letters(&arena, " O’Brien-Łukasz "), "obrienlukasz");
	assert_string_equal(utf8_letters(&arena, "De La Cruz"), "delacruz");
	assert_string_equal(utf8_letters(&arena, "-"), "");
}

static void test_tidy(void **state)
{
	static const struct {
		const char *text, *tidy;
	} cases[] = {
		{"", ""},
		{" \t\n ", ""},
		{"999\u00A0000\u202F0018", "999 000 0018"},
		{"\t943 476 5919\r\n", "943 476 5919"},
		{"14\u20117\u20131945", "14-7-1945"},
		{"O’Brien\u3000\u200B\u00A0Siân", "O’Brien Siân"},
		{"\u202A07700\u00AD900123\u202C", "07700900123"},
	};
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++)
		assert_string_equal(utf8_tidy(&arena, cases[i].text), cases[i].tidy);
}

static void test_upper(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(utf8_upper(&arena, "O’Brien-łukasz"), "O’BRIEN-ŁUKASZ");
	assert_string_equal(utf8_upper(&arena, "Straße"), "STRASSE");
	assert_string_equal(utf8_upper(&arena, ""), "");
	assert_string_equal(utf8_upper(&arena, "smith 7"), "SMITH 7");
}

static void test_capitalise(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(utf8_capitalise(&arena, "mary o'brien-łukasz"), "Mary O'Brien-Łukasz");
	assert_string_equal(utf8_capitalise(&arena, "O’BRIEN 2nd ÉVA"), "O’Brien 2Nd Éva");
	assert_string_equal(utf8_capitalise(&arena, "e\u0301va jo\u0301zef"), "E\u0301va Jo\u0301zef");
	assert_string_equal(utf8_capitalise(&arena, ""), "");
}

static void test_random_bytes(void **state)
{
	uint32_t seed = 20240301;
	print_message("seed %u\n", (unsigned)seed);
	for (int round = 0; round < 20000; round++) {
		scoped(arena_free) Arena arena = {0};
		char bytes[24] = "";
		const size_t n = (size_t)round % (sizeof bytes - 1);
		for (size_t i = 0; i < n; i++) {
			seed = seed * 1664525U + 1013904223U;
			bytes[i] = (char)(1 + (seed >> 16) % 255);
		}

		const char *const clean = utf8_clean(&arena, bytes), *const folded = utf8_fold(&arena, bytes);
		size_t at = 0;
		int columns = 0, used;

		assert_true(utf8_is_clean(clean));
		assert_true(utf8_valid(clean, strlen(clean), NULL));
		assert_true(utf8_valid(folded, strlen(folded), NULL));
		for (size_t length; (length = utf8_grapheme(clean + at)) > 0; at += length) {
			assert_int_equal(utf8_grapheme_before(clean, at + length), at);
			columns += utf8_columns(arena_bytes(&arena, clean + at, length));
		}
		assert_int_equal(at, strlen(clean));
		assert_int_equal(columns, utf8_columns(clean));
		assert_int_equal(utf8_fit(clean, columns, &used), strlen(clean));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),	     cmocka_unit_test(test_every_point_round_trips),
		cmocka_unit_test(test_graphemes),    cmocka_unit_test(test_columns),
		cmocka_unit_test(test_fit),	     cmocka_unit_test(test_clean),
		cmocka_unit_test(test_fold),	     cmocka_unit_test(test_fold_same_both_ways),
		cmocka_unit_test(test_letters),	     cmocka_unit_test(test_tidy),
		cmocka_unit_test(test_upper),	     cmocka_unit_test(test_capitalise),
		cmocka_unit_test(test_random_bytes),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
