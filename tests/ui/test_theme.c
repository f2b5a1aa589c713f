#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "palettes.h"
#include "ui/theme.h"

static const int depths[] = {8, 16, 256};

static Scheme scheme_of(unsigned theme, int colours)
{
	return theme_scheme((ThemeName)theme, NULL, colours, -1);
}

static bool same_look(Look a, Look b)
{
	return a.ink == b.ink && a.paper == b.paper && a.attributes == b.attributes;
}

static bool is_qr(unsigned style)
{
	return style >= STYLE_QR_DARK;
}

/* Of the cube: more red than twice the rest. */
static bool is_red(int number)
{
	const unsigned colour = number < 0 ? 0 : colour_of(&palettes[0], number);
	return (colour >> 16) > 2 * ((colour >> 8 & 0xff) + (colour & 0xff));
}

/* Red says "error"; nothing here is one, a "no" least of all. */
static void nothing_is_ever_red(void **state)
{
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		for (unsigned i = 0; i < countof(depths) * STYLE_COUNT; i++) {
			const Look look =
				theme_look(scheme_of(theme, depths[i / STYLE_COUNT]), (Style)(i % STYLE_COUNT));
			assert_false(is_red(look.ink));
			assert_false(is_red(look.paper));
		}
	}
}

static void mono_has_no_colour(void **state)
{
	for (unsigned style = 0; style < STYLE_COUNT; style++) {
		const Look look = theme_look(scheme_of(THEME_MONO, 256), (Style)style);
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
		for (size_t i = 0; i < countof(pairs) * countof(depths); i++) {
			const Scheme scheme = scheme_of(theme, depths[i % countof(depths)]);
			const Style *pair = pairs[i / countof(depths)];
			assert_false(same_look(theme_look(scheme, pair[0]), theme_look(scheme, pair[1])));
		}
	}
}

static void assert_look(Scheme scheme, Style style, int ink, int paper)
{
	const Look look = theme_look(scheme, style);
	assert_int_equal(look.ink, ink);
	assert_int_equal(look.paper, paper);
}

static void a_qr_is_black_on_white_in_every_theme(void **state)
{
	static const int blacks[] = {0, 0, 16}, whites[] = {7, 15, 231};
	for (unsigned theme = 0; theme < THEME_COUNT; theme++) {
		for (size_t i = 0; i < countof(depths); i++) {
			const Scheme scheme = scheme_of(theme, depths[i]);
			assert_look(scheme, STYLE_QR_DARK, whites[i], blacks[i]);
			assert_look(scheme, STYLE_QR_LIGHT, blacks[i], whites[i]);
			assert_look(scheme, STYLE_QR_DARK_ABOVE, whites[i], blacks[i]);
			assert_look(scheme, STYLE_QR_LIGHT_ABOVE, blacks[i], whites[i]);
		}
	}
}

static void a_qr_without_colours_is_the_ground_reversed(void **state)
{
	Scheme scheme = scheme_of(THEME_AUTO, 0);
	assert_int_equal(theme_look(scheme, STYLE_QR_LIGHT).attributes, LOOK_REVERSE);
	assert_int_equal(theme_look(scheme, STYLE_QR_DARK).attributes, 0);
	scheme.inverted = true;
	assert_int_equal(theme_look(scheme, STYLE_QR_LIGHT_ABOVE).attributes, 0);
	assert_int_equal(theme_look(scheme, STYLE_QR_DARK_ABOVE).attributes, LOOK_REVERSE);
}

static void no_colour_asks_for_mono(void **state)
{
	assert_int_equal(theme_scheme(THEME_LIGHT, NULL, 256, -1).theme, THEME_LIGHT);
	assert_int_equal(theme_scheme(THEME_LIGHT, "", 8, -1).theme, THEME_LIGHT);
	assert_int_equal(theme_scheme(THEME_LIGHT, "1", 256, -1).theme, THEME_MONO);
	assert_int_equal(theme_scheme(THEME_LIGHT, NULL, 0, -1).theme, THEME_MONO);
	assert_int_equal(theme_scheme(THEME_MONO, "1", 256, 1).own_ground, false);
}

static void auto_follows_the_ground(void **state)
{
	assert_int_equal(theme_scheme(THEME_AUTO, NULL, 256, -1).theme, THEME_DARK);
	assert_int_equal(theme_scheme(THEME_AUTO, NULL, 256, 0).theme, THEME_DARK);
	assert_int_equal(theme_scheme(THEME_AUTO, NULL, 256, 1).theme, THEME_LIGHT);
	assert_int_equal(theme_scheme(THEME_AUTO, NULL, 8, 0.9).theme, THEME_LIGHT);
}

/* --- contrast --- */

/* With bold, terminals may take the brighter one of the first eight. */
static double least_contrast(const Palette *palette, Look look, double ground)
{
	const double paper = look.paper < 0 ? ground : luminance(colour_of(palette, look.paper));
	const double plain = contrast_of(luminance(colour_of(palette, look.ink)), paper);
	if (!(look.attributes & LOOK_BOLD) || look.ink >= 8)
		return plain;
	return fmin(plain, contrast_of(luminance(colour_of(palette, look.ink + 8)), paper));
}

static void assert_readable(Scheme scheme, const Palette *palette, double ground)
{
	const double wanted = scheme.theme == THEME_CONTRAST ? 7 : 4.5;
	for (unsigned style = 0; style < STYLE_COUNT; style++) {
		const Look look = theme_look(scheme, (Style)style);
		assert_true(look.ink >= 0 && look.ink < scheme.colours && look.paper < scheme.colours);
		assert_true(look.paper >= 0 || scheme.own_ground);
		assert_false(look.attributes & LOOK_DIM);
		const double found = least_contrast(palette, look, ground);
		if (found < wanted)
			fail_msg("%s, %d colours, palette of %s, ground %.3f, style %u: %d on %d is %.2f to 1",
				 theme_name(scheme.theme), scheme.colours, palette->name, ground, style, look.ink,
				 look.paper, found);
	}
}

static void every_pair_can_be_read_in_every_palette(void **state)
{
	for (unsigned theme = THEME_DARK; theme < THEME_MONO; theme++)
		for (size_t i = 0; i < countof(depths) * countof(palettes); i++)
			assert_readable(scheme_of(theme, depths[i % countof(depths)]), &palettes[i / countof(depths)],
					0);
}

/* Whatever the ground is: kept, or painted over. */
static void every_pair_can_be_read_on_every_ground(void **state)
{
	enum { STEPS = 200 };

	bool kept[2] = {false};
	for (unsigned theme = THEME_AUTO; theme < THEME_MONO; theme++) {
		for (unsigned i = 0; i < (STEPS + 1) * countof(depths); i++) {
			const double ground = (double)(i / countof(depths)) / STEPS;
			const Scheme scheme = theme_scheme((ThemeName)theme, NULL, depths[i % countof(depths)], ground);
			for (size_t j = 0; j < countof(palettes); j++)
				assert_readable(scheme, &palettes[j], ground);
			kept[ground > 0.5] |= scheme.own_ground;
		}
	}
	assert_true(kept[0] && kept[1]);
}

static void a_usual_ground_is_kept(void **state)
{
	static const unsigned darks[] = {0x000000, 0x171421, 0x1e1e1e, 0x300a24, 0x2e3436, 0x002b36, 0x282a36};
	static const unsigned lights[] = {0xffffff, 0xfdf6e3, 0xeeeeec, 0xf5f5f5};
	for (size_t i = 0; i < countof(darks); i++)
		assert_true(theme_scheme(THEME_AUTO, NULL, 256, luminance(darks[i])).own_ground);
	for (size_t i = 0; i < countof(lights); i++)
		assert_true(theme_scheme(THEME_AUTO, NULL, 256, luminance(lights[i])).own_ground);
	assert_false(theme_scheme(THEME_DARK, NULL, 256, 1).own_ground);
	assert_false(theme_scheme(THEME_LIGHT, NULL, 256, 0).own_ground);
	assert_false(theme_scheme(THEME_CONTRAST, NULL, 256, 0).own_ground);
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
		cmocka_unit_test(a_qr_without_colours_is_the_ground_reversed),
		cmocka_unit_test(no_colour_asks_for_mono),
		cmocka_unit_test(auto_follows_the_ground),
		cmocka_unit_test(every_pair_can_be_read_in_every_palette),
		cmocka_unit_test(every_pair_can_be_read_on_every_ground),
		cmocka_unit_test(a_usual_ground_is_kept),
		cmocka_unit_test(each_theme_is_read_by_its_name),
	};
	return cmocka_run_group_tests_name("ui/theme", tests, NULL, NULL);
}
