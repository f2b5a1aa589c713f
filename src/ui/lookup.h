/* The two screens that show what can be done: the palette (Ctrl-P: every action by name, with its key) and the help.
 * The app is given them (AppSetup), and opens them over the screen they speak of. */
#pragma once

#include "ui/screen.h"

typedef struct Lookup {
	const Screen *screen; /* the one below */
	const void *state;
	const Keymap *global;
	Keymap places;
} Lookup;

/* Whether they list it: it has a name, and who is signed in may do it. */
bool lookup_lists(const App *app, const Binding *row);

extern const Screen screen_palette, screen_help;
