/* The app put together for a desk: its hooks, its places, its first screen.
 *
 * It opens on set-up where the database has no staff, on home where somebody is signed in already (the demo), else on
 * signing in. `u` takes back the last act on the chart of the open screen (Screen.chart), which is then loaded anew. */
#pragma once

#include "model/facts/staff.h"
#include "ui/app.h"

typedef struct FrontOptions {
	const char *theme; /* a name that front_theme knows; NULL: the setting of who is signed in */
	bool ascii;
	bool no_colours;    /* the terminal has none */
	const char *notice; /* said first; may be NULL */
	const char *hint;   /* AppSetup.hint */
} FrontOptions;

App *front_open(Desk *desk, const FrontOptions *options, Error *err) must_check; /* NULL: `err` says why */
/* "dark", "light", "contrast" or "mono". */
bool front_theme(const char *name, ThemeName *ret_theme, Error *err) must_check;
