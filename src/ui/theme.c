#include "ui/theme.h"

#include <assert.h>

#include "base/macros.h"
#include "base/text.h"

typedef enum Tint {
	OWN,	/* the terminal's */
	GROUND, /* of the theme, or the terminal's */
	TEXT,
	BRIGHT,
	SOFT,
	KEYS,
	GOOD,
	WARN,
	RULE,
	BAR,
	BAR_INK,
	DEAD,
	DEAD_INK,
	PAST,
	PAST_INK,
	PICK,
	PICK_INK,
	FOCUS,
	FOCUS_INK,
	BLACK,
	WHITE,
	TINT_COUNT
} Tint;

enum { COLOURS_8, COLOURS_16, COLOURS_256, DEPTHS };
enum { LINE_FOR_BOLD = 0x80 }; /* underlined, where it cannot be bold */

#define BOLD LOOK_BOLD
#define DIM LOOK_DIM
#define LINE LOOK_UNDERLINE
#define REVERSE LOOK_REVERSE
#define FIRM (LOOK_BOLD | LINE_FOR_BOLD)

/* --- inks, by the number of colours: of 8, of 16, of 256 --- */

static const int16_t dark[TINT_COUNT][DEPTHS] = {
	[GROUND] = {0, 0, 16}, [TEXT] = {7, 7, 254},	   [BRIGHT] = {7, 15, 231}, [SOFT] = {7, 7, 249},
	[KEYS] = {7, 14, 123}, [GOOD] = {7, 10, 120},	   [WARN] = {7, 11, 227},   [RULE] = {7, 14, 116},
	[BAR] = {7, 4, 25},    [BAR_INK] = {0, 15, 231},   [DEAD] = {0, 7, 240},    [DEAD_INK] = {7, 0, 231},
	[PAST] = {7, 11, 220}, [PAST_INK] = {0, 0, 16},	   [PICK] = {7, 14, 80},    [PICK_INK] = {0, 0, 16},
	[FOCUS] = {0, 0, 16},  [FOCUS_INK] = {7, 15, 231}, [BLACK] = {0, 0, 16},    [WHITE] = {7, 15, 231},
};

static const int16_t light[TINT_COUNT][DEPTHS] = {
	[GROUND] = {7, 15, 231}, [TEXT] = {0, 0, 16},	    [BRIGHT] = {0, 0, 16}, [SOFT] = {0, 0, 239},
	[KEYS] = {0, 4, 19},	 [GOOD] = {0, 4, 22},	    [WARN] = {0, 5, 90},   [RULE] = {0, 4, 24},
	[BAR] = {0, 4, 19},	 [BAR_INK] = {7, 15, 231},  [DEAD] = {7, 0, 16},   [DEAD_INK] = {0, 15, 231},
	[PAST] = {0, 11, 220},	 [PAST_INK] = {7, 0, 16},   [PICK] = {0, 4, 25},   [PICK_INK] = {7, 15, 231},
	[FOCUS] = {0, 0, 231},	 [FOCUS_INK] = {7, 15, 16}, [BLACK] = {0, 0, 16},  [WHITE] = {7, 15, 231},
};

static const int16_t contrast[TINT_COUNT][DEPTHS] = {
	[GROUND] = {0, 0, 16},	[TEXT] = {7, 15, 231},	  [BRIGHT] = {7, 15, 231}, [SOFT] = {7, 15, 231},
	[KEYS] = {7, 11, 227},	[GOOD] = {7, 15, 231},	  [WARN] = {7, 11, 227},   [RULE] = {7, 15, 231},
	[BAR] = {7, 15, 231},	[BAR_INK] = {0, 0, 16},	  [DEAD] = {0, 0, 16},	   [DEAD_INK] = {7, 15, 231},
	[PAST] = {7, 11, 227},	[PAST_INK] = {0, 0, 16},  [PICK] = {7, 11, 227},   [PICK_INK] = {0, 0, 16},
	[FOCUS] = {7, 15, 231}, [FOCUS_INK] = {0, 0, 16}, [BLACK] = {0, 0, 16},	   [WHITE] = {7, 15, 231},
};

/* --- looks --- */

typedef struct Role {
	Tint ink, paper;
	uint8_t attributes;
} Role;

#define QR_ROLES \
	[STYLE_QR_DARK] = {WHITE, BLACK, 0}, [STYLE_QR_LIGHT] = {BLACK, WHITE, 0}, \
	[STYLE_QR_DARK_ABOVE] = {WHITE, BLACK, 0}, [STYLE_QR_LIGHT_ABOVE] = {BLACK, WHITE, 0}

static const Role coloured[STYLE_COUNT] = {
	[STYLE_NORMAL] = {TEXT, GROUND, 0},
	[STYLE_TITLE] = {BAR_INK, BAR, BOLD},
	[STYLE_BANNER] = {BAR_INK, BAR, BOLD},
	[STYLE_LABEL] = {BAR_INK, BAR, 0},
	[STYLE_DECEASED] = {DEAD_INK, DEAD, BOLD | LINE},
	[STYLE_PAST] = {PAST_INK, PAST, BOLD},
	[STYLE_TAB] = {RULE, GROUND, 0},
	[STYLE_TAB_OPEN] = {BRIGHT, GROUND, BOLD | LINE},
	[STYLE_STRONG] = {BRIGHT, GROUND, FIRM},
	[STYLE_MUTED] = {SOFT, GROUND, 0},
	[STYLE_SELECTED] = {PICK_INK, PICK, 0},
	[STYLE_FIELD] = {TEXT, GROUND, LINE},
	[STYLE_FOCUS] = {FOCUS_INK, FOCUS, BOLD | LINE},
	[STYLE_KEY] = {KEYS, GROUND, FIRM},
	[STYLE_HELP] = {TEXT, GROUND, 0},
	[STYLE_NOTICE] = {BRIGHT, GROUND, BOLD},
	[STYLE_GOOD] = {GOOD, GROUND, 0},
	[STYLE_WARNING] = {WARN, GROUND, FIRM},
	[STYLE_RULE] = {RULE, GROUND, 0},
	[STYLE_CODE] = {BRIGHT, GROUND, FIRM},
	QR_ROLES,
};

static const Role mono[STYLE_COUNT] = {
	[STYLE_NORMAL] = {OWN, OWN, 0},
	[STYLE_TITLE] = {OWN, OWN, REVERSE},
	[STYLE_BANNER] = {OWN, OWN, REVERSE | BOLD},
	[STYLE_LABEL] = {OWN, OWN, REVERSE},
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
	QR_ROLES,
};

static const struct {
	const char *name;
	const Role *roles;
	const int16_t (*inks)[DEPTHS];
} themes[THEME_COUNT] = {
	[THEME_AUTO] = {"auto", coloured, dark},    [THEME_DARK] = {"dark", coloured, dark},
	[THEME_LIGHT] = {"light", coloured, light}, [THEME_CONTRAST] = {"contrast", coloured, contrast},
	[THEME_MONO] = {"mono", mono, dark}, /* inks of a QR */
};

static int depth_of(int colours)
{
	return colours >= 256 ? COLOURS_256 : colours >= 16 ? COLOURS_16 : COLOURS_8;
}

static int16_t ink_of(Scheme scheme, Tint tint)
{
	const bool own = tint == OWN || (tint == GROUND && scheme.own_ground);
	return own || scheme.colours == 0 ? INK_DEFAULT : themes[scheme.theme].inks[tint][depth_of(scheme.colours)];
}

/* Bold is another colour on many terminals, if it is one of the first eight: white alone may become brighter. */
static uint8_t attributes_of(Role role, int16_t ink)
{
	const bool bold = ink < 0 || ink >= 7;
	const uint8_t attributes = role.attributes & (uint8_t)~FIRM;
	if (role.attributes & LINE_FOR_BOLD)
		return attributes | (bold ? BOLD : ink == INK_BLACK ? LINE : 0);
	return attributes | (bold ? role.attributes & BOLD : 0);
}

/* Without colours a light module is the reversed ground. */
static Look plain_qr(Scheme scheme, bool bright)
{
	return (Look){INK_DEFAULT, INK_DEFAULT, bright != scheme.inverted ? REVERSE : 0};
}

Look theme_look(Scheme scheme, Style style)
{
	assert(scheme.theme < THEME_COUNT && style < STYLE_COUNT);
	if (scheme.colours == 0 && style >= STYLE_QR_DARK)
		return plain_qr(scheme, style == STYLE_QR_LIGHT || style == STYLE_QR_LIGHT_ABOVE);
	const Role role = themes[scheme.theme].roles[style];
	const int16_t ink = ink_of(scheme, role.ink);
	return (Look){.ink = ink, .paper = ink_of(scheme, role.paper), .attributes = attributes_of(role, ink)};
}

const char *const theme_titles[] = {"as the terminal is", "dark", "light", "high contrast", "mono, no colours", NULL};
static_assert(countof(theme_titles) == THEME_COUNT + 1, "one for each");

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

/* --- the ground --- */

/* On which grounds all inks of a theme can be read: up to this luminance in the dark, from that on in the light. */
static const struct {
	double dark, light;
} grounds[DEPTHS] = {[COLOURS_8] = {0.05, 0.63}, [COLOURS_16] = {0.05, 0.97}, [COLOURS_256] = {0.06, 0.63}};

static bool keeps_ground(ThemeName theme, int depth, double ground)
{
	return (theme == THEME_DARK && ground >= 0 && ground <= grounds[depth].dark) ||
	       (theme == THEME_LIGHT && ground >= grounds[depth].light);
}

Scheme theme_scheme(ThemeName wanted, const char *no_color, int colours, double ground)
{
	enum { LEAST = 8 };

	static const int counts[DEPTHS] = {8, 16, 256};
	const int depth = depth_of(colours);
	Scheme scheme = {.theme = wanted, .colours = colours < LEAST ? 0 : counts[depth]};
	if (!text_empty(no_color) || scheme.colours == 0)
		scheme.theme = THEME_MONO;
	else if (wanted == THEME_AUTO)
		scheme.theme = ground > 0.5 ? THEME_LIGHT : THEME_DARK;
	scheme.own_ground = keeps_ground(scheme.theme, depth, ground);
	return scheme;
}
