/* The legend of the help: what the signs and the words of the screens mean. */
#pragma once

#include <stddef.h>

#include "ui/glyphs.h"

typedef struct HelpWord {
	const char *word; /* NULL: the sign at `sign` */
	size_t sign;	  /* offset in Glyphs */
	const char *means;
} HelpWord;

typedef struct HelpWords {
	const char *heading;
	const HelpWord *items;
	size_t count;
} HelpWords;

enum { HELP_LEGENDS = 2 };
extern const HelpWords help_legend[HELP_LEGENDS];

const char *help_sign(const HelpWord *word, const Glyphs *glyphs);
