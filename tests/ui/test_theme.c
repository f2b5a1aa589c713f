#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "ui/theme.h"

static bool same_look(Look a, Look b)
{
	return a.ink == b.ink && a.paper == b.paper && a.attributes == b.attributes;
}

static bool is_qr(unsigned style)
{
	return style >= STYLE_QR_DARK;
}

/* Red says "error"; nothing here is one, a "no" least of all. */
static void test_never_red(void **state)
{
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		for (unsigned style = 0; style < STYLE_COUNT; style++) {
			const Look look = theme_look((ThemeName)theme, (Style)style);
			assert_int_not_equal(look.ink % 8, INK_RED);
			assert_int_not_equal(look.paper % 8, INK_RED);
		}
	}
}

static void test_mono_has_no_colour(void **state)
{
	for (unsigned style = 0; style < STYLE_COUNT; style++) {
		const Look look = theme_look(THEME_MONO, (Style)style);
		if (!is_qr(style))
			assert_true(look.ink == INK_DEFAULT && look.paper == INK_DEFAULT);
	}
}

/* What must be told apart is told apart in every theme. */
static void test_apart(void **state)
{
	static const Style pairs[][2] = {
		{STYLE_NORMAL, STYLE_SELECTED}, {STYLE_BANNER, STYLE_DECEASED}, {STYLE_TAB, STYLE_TAB_OPEN},
		{STYLE_NORMAL, STYLE_WARNING},	{STYLE_NORMAL, STYLE_FIELD},	{STYLE_FIELD, STYLE_FOCUS},
		{STYLE_KEY, STYLE_HELP},	{STYLE_NORMAL, STYLE_BANNER},
	};
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		for (size_t i = 0; i < countof(pairs); i++)
			assert_false(same_look(theme_look((ThemeName)theme, pairs[i][0]),
					       theme_look((ThemeName)theme, pairs[i][1])));
	}
}

static void test_qr_black_on_white(void **state)
{
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		assert_int_equal(theme_look((ThemeName)theme, STYLE_QR_DARK).paper, INK_BLACK);
		assert_int_equal(theme_look((ThemeName)theme, STYLE_QR_LIGHT).paper, INK_WHITE);
		assert_int_equal(theme_look((ThemeName)theme, STYLE_QR_DARK_ABOVE).paper, INK_BLACK);
		assert_int_equal(theme_look((ThemeName)theme, STYLE_QR_DARK_ABOVE).ink, INK_WHITE);
		assert_int_equal(theme_look((ThemeName)theme, STYLE_QR_LIGHT_ABOVE).paper, INK_WHITE);
		assert_int_equal(theme_look((ThemeName)theme, STYLE_QR_LIGHT_ABOVE).ink, INK_BLACK);
	}
}

static void test_choose(void **state)
{
	assert_int_equal(theme_choose(THEME_LIGHT, NULL, 256), THEME_LIGHT);
	assert_int_equal(theme_choose(THEME_LIGHT, "", 8), THEME_LIGHT);
	assert_int_equal(theme_choose(THEME_LIGHT, "1", 256), THEME_MONO);
	assert_int_equal(theme_choose(THEME_LIGHT, NULL, 0), THEME_MONO);
}

static void test_names(void **state)
{
	ThemeName found = THEME_COUNT;
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		assert_true(theme_parse(theme_name((ThemeName)theme), &found));
		assert_int_equal(found, theme);
	}
	assert_false(theme_parse("plaid", &found));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_never_red), cmocka_unit_test(test_mono_has_no_colour),
		cmocka_unit_test(test_apart),	  cmocka_unit_test(test_qr_black_on_white),
		cmocka_unit_test(test_choose),	  cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests_name("ui/theme", tests, NULL, NULL);
}
