/* Style roles: what a piece of text is, never how it looks. A theme (theme.h) gives each its colours and attributes.
 * The letter stands for the role in pictures that tests compare. */
#pragma once

#define STYLES(X) \
	X(STYLE_NORMAL, ' ')   /* text */ \
	X(STYLE_TITLE, 'T')    /* the title line when no patient is open */ \
	X(STYLE_BANNER, 'B')   /* the patient banner */ \
	X(STYLE_LABEL, 'l')    /* in the banner, what a value is: weaker than the value */ \
	X(STYLE_DECEASED, 'D') /* the banner of a patient who has died, on top of words and pattern */ \
	X(STYLE_PAST, 'P')     /* a line that says this is the past, or an override is on */ \
	X(STYLE_TAB, 't')      /* names of places */ \
	X(STYLE_TAB_OPEN, 'O') /* the place one is at */ \
	X(STYLE_STRONG, 'S')   /* headings, names */ \
	X(STYLE_MUTED, 'm')    /* what matters less */ \
	X(STYLE_SELECTED, 's') /* the selected row */ \
	X(STYLE_FIELD, 'f')    /* a text field */ \
	X(STYLE_FOCUS, 'F')    /* the text field being typed in */ \
	X(STYLE_KEY, 'k')      /* a key to press */ \
	X(STYLE_HELP, 'h')     /* the help bar's words */ \
	X(STYLE_NOTICE, 'n')   /* what just happened */ \
	X(STYLE_GOOD, 'g')     /* done; yes */ \
	X(STYLE_WARNING, 'w')  /* look here; never for a "no" */ \
	X(STYLE_RULE, 'r')     /* lines and frames */ \
	X(STYLE_CODE, 'c')     /* digits of a code, to be read aloud */ \
	/* A QR is content: black and white in every theme. A cell holds two modules, one above the other. */ \
	X(STYLE_QR_DARK, '#') \
	X(STYLE_QR_LIGHT, '.') \
	X(STYLE_QR_DARK_ABOVE, '"') \
	X(STYLE_QR_LIGHT_ABOVE, '_')

#define STYLE_NAME(name, letter) name,
typedef enum Style { STYLES(STYLE_NAME) STYLE_COUNT } Style;
#undef STYLE_NAME
