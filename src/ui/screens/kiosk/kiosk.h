/* The kiosk: the patient answers for themselves. One sealed, bare screen from the choice of language to the thanks; the
 * acts are model/kiosk/kiosk.h. */
#pragma once

#include "ui/screen.h"

typedef struct KioskArgument {
	const char *number;  /* "1", as it is signed in */
	int silence_seconds; /* 30 to 600: then the countdown begins */
	const char *hint;    /* the demo's: who came, with which ticket; NULL */
	bool latin_only;     /* the terminal shapes no Gujarati and Gurmukhi: those are had on paper */
} KioskArgument;

extern const Screen screen_kiosk;
