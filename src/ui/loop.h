/* The life of the program at a terminal: draw, show, wait for a key or a second, step. */
#pragma once

#include "model/ports/clock.h"
#include "ui/app.h"
#include "ui/term.h"

typedef struct Loop {
	App *app;
	Term *term;
	const Clock *clock;
	Canvas canvas;	     /* the last picture */
	unsigned worked;     /* times that it was asked about files, so far */
	int64_t worked_done; /* what was done when it was shown last */
} Loop;

/* Until the app has ended or a signal asks for it; returns that signal, or 0. */
int loop_run(Loop *loop);

/* While a key or a tick works through a file (`self`: the Loop): shows how far it is, reads nothing of the ledger, and
 * answers false once Esc or Ctrl-C was typed; other keys do nothing meanwhile. `total` 0: not known. */
bool loop_works(void *self, int64_t done, int64_t total);
/* The same once it is taken, while what is due is looked for: nothing stops that. */
void loop_finds(void *self, int64_t done, int64_t total);

/* While a key or a tick waits for another desk (`self`: the Loop): says so over the last picture, and reads nothing. */
void loop_waits(void *self, int seconds);
