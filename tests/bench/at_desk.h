/* A desk without its terminal, signed in and on Home: keys are pressed, the picture is drawn into memory, and the time
 * is that of the process. Whatever goes wrong ends the bench with a sentence: a key that did not do what is measured
 * would be a figure of nothing. */
#pragma once

#include "command/session.h"
#include "ui/app.h"

enum { AT_DESK_ROWS = 24, AT_DESK_COLS = 80 };

typedef struct AtDesk {
	Session session;
	App *app;
	Canvas canvas;
} AtDesk;

_Noreturn void at_desk_stop(const char *why);
/* Milliseconds to Home drawn, all but the passphrase, which is slow on purpose. Under callgrind what opens the database
 * is dumped as "opened", what draws Home as "home". */
double at_desk_open(AtDesk *desk, const char *path, const char *name, const char *passphrase);
void at_desk_close(AtDesk *desk);

double at_desk_press(AtDesk *desk, KeyCode code); /* milliseconds to the picture drawn */
void at_desk_type(AtDesk *desk, const char *text);
void at_desk_erase(AtDesk *desk, size_t letters);
bool at_desk_shows(const AtDesk *desk, const char *text); /* within one row */
void at_desk_expect(const AtDesk *desk, const char *text);
void at_desk_print(const AtDesk *desk);
