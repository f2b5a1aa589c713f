/* The two screens that show what can be done: the palette (Ctrl-P: every action by name, with its key) and the help.
 * The app is given them (AppSetup), and opens them over the screen they speak of. */
#pragma once

#include "ui/dialog.h"
#include "ui/screen.h"

typedef struct Lookup {
	const Screen *screen; /* the one below */
	const void *state;
	const Dialog *dialog; /* that is open on it; NULL: none */
	const Screen *page;   /* of the open patient, at or below it; NULL: none is open */
	const Screen *first;  /* the first screen: NULL where that is the one below */
	const Keymap *global;
	Keymap places;
	bool in_field; /* one of the screen below has the focus: letters are typed there */
} Lookup;

extern const Screen screen_palette, screen_help;
extern const Screen screen_help_sealed; /* the help over a sealed screen: it leads nowhere but back */
