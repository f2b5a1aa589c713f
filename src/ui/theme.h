/* Themes: what each style role looks like. State is never by colour alone, and a "no" is never red.
 *
 * Whatever the terminal's colours, words stand out from their ground by 4.5 to 1 at least (WCAG 2.2, 1.4.3), in high
 * contrast by 7 to 1 (1.4.6). Of 256 colours those of the cube are taken, which nobody alters; of 16 and 8 those that
 * can be read in every common palette, where bold may or may not be brighter. The terminal's own ground is kept where
 * it is known, and all inks can be read on it; else the theme paints its own. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ui/style.h"

/* THEME_AUTO is dark or light as the terminal's ground is, dark where that is not known. */
typedef enum ThemeName { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO, THEME_COUNT } ThemeName;

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };
enum { INK_DEFAULT = -1, INK_BLACK = 0, INK_RED = 1, INK_CUBE = 16 };

typedef struct Look {
	int16_t ink, paper; /* as the terminal counts its colours; INK_DEFAULT is its own */
	uint8_t attributes; /* LOOK_… */
} Look;

/* A theme on a terminal. */
typedef struct Scheme {
	ThemeName theme; /* never THEME_AUTO */
	int colours;	 /* 0, 8, 16 or 256 */
	bool own_ground; /* the terminal's ground is kept */
	bool inverted;	 /* a QR without colours: for a terminal whose ground is light */
} Scheme;

const char *theme_name(ThemeName theme); /* "auto", "dark", "light", "contrast", "mono" */
extern const char *const theme_titles[]; /* in the order of ThemeName, for a form; ends with NULL */
bool theme_parse(const char *name, ThemeName *ret_theme);
/* `wanted`, or mono where NO_COLOR is set and not empty (no-color.org) or the terminal has no colours. `ground`: the
 * luminance of the terminal's ground (ground.h), below 0 where it is not known. */
Scheme theme_scheme(ThemeName wanted, const char *no_color, int colours, double ground);
/* A QR is black and white where there are colours at all, whatever the theme; else the ground, reversed or not. */
Look theme_look(Scheme scheme, Style style);
