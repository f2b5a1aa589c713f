#include "ui/theme.h"

#include <assert.h>

#include "base/macros.h"
#include "base/text.h"

enum {
	BLACK,
	RED,
	GREEN,
	YELLOW,
	BLUE,
	MAGENTA,
	CYAN,
	WHITE,
	GREY,
	BRIGHT_GREEN = 10,
	BRIGHT_YELLOW,
	BRIGHT_CYAN = 14,
	BRIGHT_WHITE
};

#define OWN INK_DEFAULT
#define BOLD LOOK_BOLD
#define DIM LOOK_DIM
#define LINE LOOK_UNDERLINE
#define REVERSE LOOK_REVERSE

/* Forced black and white: the plain numbers 0 and 7 are whatever a terminal's palette makes of them. */
#define QR_LOOKS \
	[STYLE_QR_DARK] = {INK_WHITE, INK_BLACK, 0}, [STYLE_QR_LIGHT] = {INK_BLACK, INK_WHITE, 0}, \
	[STYLE_QR_DARK_ABOVE] = {INK_WHITE, INK_BLACK, 0}, [STYLE_QR_LIGHT_ABOVE] = {INK_BLACK, INK_WHITE, 0}

static const Look dark[STYLE_COUNT] = {
	[STYLE_NORMAL] = {OWN, OWN, 0},
	[STYLE_TITLE] = {BRIGHT_WHITE, BLUE, BOLD},
	[STYLE_BANNER] = {BRIGHT_WHITE, BLUE, BOLD},
	[STYLE_DECEASED] = {BRIGHT_WHITE, GREY, BOLD},
	[STYLE_PAST] = {BLACK, YELLOW, BOLD},
	[STYLE_TAB] = {CYAN, OWN, 0},
	[STYLE_TAB_OPEN] = {BRIGHT_WHITE, OWN, BOLD | LINE},
	[STYLE_STRONG] = {OWN, OWN, BOLD},
	[STYLE_MUTED] = {GREY, OWN, 0},
	[STYLE_SELECTED] = {BLACK, CYAN, 0},
	[STYLE_FIELD] = {OWN, OWN, LINE},
	[STYLE_FOCUS] = {BRIGHT_WHITE, OWN, BOLD | LINE},
	[STYLE_KEY] = {BRIGHT_CYAN, OWN, BOLD},
	[STYLE_HELP] = {OWN, OWN, 0},
	[STYLE_NOTICE] = {BRIGHT_WHITE, OWN, 0},
	[STYLE_GOOD] = {BRIGHT_GREEN, OWN, 0},
	[STYLE_WARNING] = {BRIGHT_YELLOW, OWN, BOLD},
	[STYLE_RULE] = {CYAN, OWN, 0},
	[STYLE_CODE] = {BRIGHT_WHITE, OWN, BOLD},
	QR_LOOKS,
};

static const Look light[STYLE_COUNT] = {
	[STYLE_NORMAL] = {OWN, OWN, 0},
	[STYLE_TITLE] = {BRIGHT_WHITE, BLUE, BOLD},
	[STYLE_BANNER] = {BRIGHT_WHITE, BLUE, BOLD},
	[STYLE_DECEASED] = {BRIGHT_WHITE, BLACK, BOLD},
	[STYLE_PAST] = {BLACK, YELLOW, BOLD},
	[STYLE_TAB] = {BLUE, OWN, 0},
	[STYLE_TAB_OPEN] = {BLACK, OWN, BOLD | LINE},
	[STYLE_STRONG] = {OWN, OWN, BOLD},
	[STYLE_MUTED] = {GREY, OWN, 0},
	[STYLE_SELECTED] = {BRIGHT_WHITE, BLUE, 0},
	[STYLE_FIELD] = {OWN, OWN, LINE},
	[STYLE_FOCUS] = {BLACK, OWN, BOLD | LINE},
	[STYLE_KEY] = {BLUE, OWN, BOLD},
	[STYLE_HELP] = {OWN, OWN, 0},
	[STYLE_NOTICE] = {BLACK, OWN, BOLD},
	[STYLE_GOOD] = {GREEN, OWN, 0},
	[STYLE_WARNING] = {MAGENTA, OWN, BOLD},
	[STYLE_RULE] = {BLUE, OWN, 0},
	[STYLE_CODE] = {BLACK, OWN, BOLD},
	QR_LOOKS,
};

/* Letters in forced black: many terminals make bold black grey. */
static const Look contrast[STYLE_COUNT] = {
	[STYLE_NORMAL] = {BRIGHT_WHITE, BLACK, 0},
	[STYLE_TITLE] = {INK_BLACK, BRIGHT_WHITE, BOLD},
	[STYLE_BANNER] = {INK_BLACK, BRIGHT_WHITE, BOLD},
	[STYLE_DECEASED] = {BRIGHT_WHITE, BLACK, BOLD | LINE},
	[STYLE_PAST] = {INK_BLACK, BRIGHT_YELLOW, BOLD},
	[STYLE_TAB] = {BRIGHT_WHITE, BLACK, 0},
	[STYLE_TAB_OPEN] = {BRIGHT_WHITE, BLACK, BOLD | LINE},
	[STYLE_STRONG] = {BRIGHT_WHITE, BLACK, BOLD},
	[STYLE_MUTED] = {BRIGHT_WHITE, BLACK, 0},
	[STYLE_SELECTED] = {INK_BLACK, BRIGHT_YELLOW, BOLD},
	[STYLE_FIELD] = {BRIGHT_WHITE, BLACK, LINE},
	[STYLE_FOCUS] = {INK_BLACK, BRIGHT_WHITE, BOLD},
	[STYLE_KEY] = {BRIGHT_YELLOW, BLACK, BOLD},
	[STYLE_HELP] = {BRIGHT_WHITE, BLACK, 0},
	[STYLE_NOTICE] = {BRIGHT_WHITE, BLACK, BOLD},
	[STYLE_GOOD] = {BRIGHT_WHITE, BLACK, BOLD},
	[STYLE_WARNING] = {BRIGHT_YELLOW, BLACK, BOLD | LINE},
	[STYLE_RULE] = {BRIGHT_WHITE, BLACK, 0},
	[STYLE_CODE] = {BRIGHT_YELLOW, BLACK, BOLD},
	QR_LOOKS,
};

static const Look mono[STYLE_COUNT] = {
	[STYLE_NORMAL] = {OWN, OWN, 0},
	[STYLE_TITLE] = {OWN, OWN, REVERSE},
	[STYLE_BANNER] = {OWN, OWN, REVERSE | BOLD},
	[STYLE_DECEASED] = {OWN, OWN, REVERSE | LINE},
	[STYLE_PAST] = {OWN, OWN, REVERSE},
	[STYLE_TAB] = {OWN, OWN, 0},
	[STYLE_TAB_OPEN] = {OWN, OWN, BOLD | LINE},
	[STYLE_STRONG] = {OWN, OWN, BOLD},
	[STYLE_MUTED] = {OWN, OWN, DIM},
	[STYLE_SELECTED] = {OWN, OWN, REVERSE},
	[STYLE_FIELD] = {OWN, OWN, LINE},
	[STYLE_FOCUS] = {OWN, OWN, LINE | BOLD},
	[STYLE_KEY] = {OWN, OWN, BOLD},
	[STYLE_HELP] = {OWN, OWN, 0},
	[STYLE_NOTICE] = {OWN, OWN, BOLD},
	[STYLE_GOOD] = {OWN, OWN, 0},
	[STYLE_WARNING] = {OWN, OWN, BOLD | LINE},
	[STYLE_RULE] = {OWN, OWN, 0},
	[STYLE_CODE] = {OWN, OWN, BOLD},
	QR_LOOKS,
};

static const struct {
	const char *name;
	const Look *looks;
} themes[THEME_COUNT] = {
	[THEME_DARK] = {"dark", dark},
	[THEME_LIGHT] = {"light", light},
	[THEME_CONTRAST] = {"contrast", contrast},
	[THEME_MONO] = {"mono", mono},
};

Look theme_look(ThemeName theme, Style style)
{
	assert(theme < THEME_COUNT && style < STYLE_COUNT);
	return themes[theme].looks[style];
}

const char *theme_name(ThemeName theme)
{
	assert(theme < THEME_COUNT);
	return themes[theme].name;
}

bool theme_parse(const char *name, ThemeName *ret_theme)
{
	for (unsigned i = 0; i < THEME_COUNT; i++) {
		if (text_is(themes[i].name, name)) {
			*ret_theme = (ThemeName)i;
			return true;
		}
	}
	return false;
}

ThemeName theme_choose(ThemeName wanted, const char *no_color, int colours)
{
	return text_empty(no_color) && colours >= 8 ? wanted : THEME_MONO;
}
