/* The life of the program at a terminal: draw, show, wait for a key or a second, step. */
#pragma once

#include "model/ports/clock.h"
#include "ui/app.h"
#include "ui/term.h"

/* Until the app has ended or a signal asks for it; returns that signal, or 0. */
int loop_run(App *app, Term *term, const Clock *clock);
