/* The patient guide to sharing: one plain page, read in the kiosk and printed from the desk, in every language.
 *
 * What it says is what the sources say (the leaflet of Leicestershire, the pages of Derbyshire and Dorset), after the
 * NHS content guide: short sentences, no words of the trade that are not explained. It names nobody and nothing of one
 * patient. English is the key of a translation, as in script.h. */
#pragma once

#include <stddef.h>

typedef struct GuideSection {
	const char *title;
	const char *const *paragraphs; /* ends with NULL */
} GuideSection;

extern const char guide_title[];
extern const GuideSection guide[];
extern const size_t guide_count;
