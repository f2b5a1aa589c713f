/* The patient guide to sharing: one plain page, read in the kiosk and printed from the desk, in every language.
 *
 * What it says is what the sources say (the leaflet of Leicestershire, the pages of Derbyshire and Dorset), after the
 * NHS content guide: short sentences, no words of the trade that are not explained. It names nobody and nothing of one
 * patient. English is the key of a translation, as in script.h. */
#pragma once

#include <stddef.h>

typedef enum GuideKind {
	GUIDE_HEADING,
	GUIDE_COUNTED, /* a heading with the {count} of the items below it: guide_items */
	GUIDE_ITEM,
	GUIDE_PARAGRAPH,
	GUIDE_SETTING, /* with {words}: what the practice's setting says; left out where it says nothing */
} GuideKind;

typedef struct GuideLine {
	GuideKind kind;
	const char *english;
	const char *more; /* of GUIDE_COUNTED: the English for more than one; of GUIDE_SETTING: the setting's name */
} GuideLine;

extern const char guide_title[];
extern const GuideLine guide[];
extern const size_t guide_count;

/* Of a line of `guide`: how many items stand between it and the next heading. */
unsigned long guide_items(const GuideLine *line);
