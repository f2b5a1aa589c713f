/* Themes: what each style role looks like. State is never by colour alone, and a "no" is never red. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ui/style.h"

typedef enum ThemeName { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO, THEME_COUNT } ThemeName;

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };
enum { INK_DEFAULT = -1, INK_RED = 1, INK_BLACK = 16, INK_WHITE = 231 };

typedef struct Look {
	int16_t ink, paper; /* 0–15, or 16 and 231 where forced; INK_DEFAULT is the terminal's own */
	uint8_t attributes; /* LOOK_… */
} Look;

Look theme_look(ThemeName theme, Style style);
const char *theme_name(ThemeName theme); /* "dark", "light", "contrast", "mono" */
bool theme_parse(const char *name, ThemeName *ret_theme);
/* `wanted`, or mono where NO_COLOR is set and not empty (no-color.org) or the terminal has no colours. */
ThemeName theme_choose(ThemeName wanted, const char *no_color, int colours);
