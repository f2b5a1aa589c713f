/* The life of the program at a terminal: draw, show, wait for a key or a second, step. */
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include "model/ports/clock.h"
#include "ui/app.h"
#include "ui/term.h"

/* Until the app has ended or a signal asks for it; returns that signal, or 0. */
int loop_run(App *app, Term *term, const Clock *clock);

#endif
