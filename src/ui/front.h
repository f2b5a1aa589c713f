/* The app put together for a desk: its hooks, its places, its first screen.
 *
 * It opens on set-up where the database has no staff, on home where somebody is signed in already (the demo), else on
 * signing in. */
#ifndef UI_FRONT_H
#define UI_FRONT_H

#include "ui/app.h"

typedef struct FrontOptions {
	const char *theme;  /* NULL: the desk's setting */
	bool ascii;
	const char *notice; /* said first; may be NULL */
} FrontOptions;

App *front_open(Desk *desk, const FrontOptions *options, Error *err) must_check; /* NULL: `err` says why */

/* For the screens of this folder. */
void front_signed_in(App *app); /* closes all, goes home; says where the clock is behind */
void front_sign_out(App *app);  /* closes all, back to signing in */

#endif
