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
static void nothing_is_ever_red(void **state)
{
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		for (unsigned style = 0; style < STYLE_COUNT; style++) {
			const Look look = theme_look((ThemeName)theme, (Style)style);
			assert_int_not_equal(look.ink % 8, INK_RED);
			assert_int_not_equal(look.paper % 8, INK_RED);
		}
	}
}

static void mono_has_no_colour(void **state)
{
	for (unsigned style = 0; style < STYLE_COUNT; style++) {
		const Look look = theme_look(THEME_MONO, (Style)style);
		if (!is_qr(style))
			assert_true(look.ink == INK_DEFAULT && look.paper == INK_DEFAULT);
	}
}

/* What must be told apart is told apart in every theme. */
static void what_must_be_told_apart_is_in_every_theme(void **state)
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

static void a_qr_is_black_on_white_in_every_theme(void **state)
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

static void no_colour_asks_for_mono(void **state)
{
	assert_int_equal(theme_choose(THEME_LIGHT, NULL, 256), THEME_LIGHT);
	assert_int_equal(theme_choose(THEME_LIGHT, "", 8), THEME_LIGHT);
	assert_int_equal(theme_choose(THEME_LIGHT, "1", 256), THEME_MONO);
	assert_int_equal(theme_choose(THEME_LIGHT, NULL, 0), THEME_MONO);
}

static void each_theme_is_read_by_its_name(void **state)
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
		cmocka_unit_test(nothing_is_ever_red),
		cmocka_unit_test(mono_has_no_colour),
		cmocka_unit_test(what_must_be_told_apart_is_in_every_theme),
		cmocka_unit_test(a_qr_is_black_on_white_in_every_theme),
		cmocka_unit_test(no_colour_asks_for_mono),
		cmocka_unit_test(each_theme_is_read_by_its_name),
	};
	return cmocka_run_group_tests_name("ui/theme", tests, NULL, NULL);
}
